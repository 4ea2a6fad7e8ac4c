import { describe, expect, it } from 'vitest';
import { createRun, type NodeSummary, type Run, type Scenario } from '../../src/sim/index';
import { caseNamed, finished } from '../support/cases';
import { build } from '../support/scenarios';

const constant = (valueMs: number): object => ({ type: 'constant', valueMs });
const of = (run: Run, id: string): NodeSummary => run.summary().nodes.find((node) => node.id === id) as NodeSummary;
/** A gauge at the end. */
const gauge = (run: Run, id: string, name: string): number => {
  const node = run.index.nodes.find((candidate) => candidate.id === id);
  return node === undefined ? NaN : run.moment(run.endNs).gauges[node.gaugeBase + node.gauges.findIndex((info) => info.name === name)];
};

function chain(worker: object, client: object = {}, more: Partial<Parameters<typeof build>[0]> = {}): Scenario {
  return build({
    nodes: [
      { id: 'C1', kind: 'client', params: { ratePerSecond: 100, timeoutMs: 0, ...client } },
      { id: 'W1', kind: 'worker', params: worker },
    ],
    links: [{ from: 'C1', to: 'W1' }],
    durationSeconds: 20,
    ...more,
  });
}

describe('a write that is carried out twice', () => {
  it('is counted when a wire has doubled it', () => {
    const run = finished(caseNamed('written-twice-not-counted'));
    expect(gauge(run, 'DB1', 'repeated')).toBe(993);
    expect(of(run, 'DB1').received - of(run, 'W1').received).toBe(993);
  });

  it('is not carried out again when it carries a key', () => {
    const run = finished(caseNamed('written-twice-not-counted', { C1: { idempotencyKeys: true } }));
    expect(gauge(run, 'DB1', 'repeated')).toBe(0);
    expect(gauge(run, 'DB1', 'recognized')).toBeGreaterThan(900);
  });
});

describe('a read of a field that a store does not have', () => {
  it('is answered, counted at the store and at the client, and said in the log', () => {
    const scenario = build({
      nodes: [
        {
          id: 'C1',
          kind: 'client',
          params: {
            ratePerSecond: 10,
            arrivals: 'constant',
            afterScript: 'nothing',
            script: [
              { key: 'peter', field: 'city', value: 'Ottawa' },
              { key: 'peter', field: 'bio' },
              { key: 'peter', field: 'city' },
            ],
          },
        },
        { id: 'DB1', kind: 'database', params: { preloaded: false } },
      ],
      links: [{ from: 'C1', to: 'DB1' }],
      durationSeconds: 5,
    });
    const run = finished(scenario);
    expect(run.summary().requests).toMatchObject({ ok: 3, failed: 0 });
    expect([gauge(run, 'DB1', 'incomplete'), gauge(run, 'C1', 'incomplete')]).toEqual([1, 1]);
  });
});

describe('the log of changes', () => {
  it('does not grow for ever for a follower that is gone, and one that comes back gets the newest of everything', () => {
    const scenario = build({
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond: 2000, writePercent: 100, keyCount: 50, timeoutMs: 0 } },
        { id: 'DB1', kind: 'database', params: { serviceTimeMs: constant(0.1) } },
        { id: 'R1', kind: 'replica' },
      ],
      links: [
        { from: 'C1', to: 'DB1' },
        { from: 'DB1', to: 'R1' },
      ],
      durationSeconds: 24,
      faults: [
        { id: 'F1', type: 'crash', node: 'R1', atSeconds: 1, forSeconds: 19 },
        { id: 'F2', type: 'set', node: 'C1', atSeconds: 21, param: 'requestLimit', value: 1 },
      ],
    });
    const run = finished(scenario);
    const shipped = (atSeconds: number): number => {
      const facts = run.inspect(atSeconds * 1e9, 'DB1')?.sections.find(({ title }) => title === 'Log of changes');
      return facts?.type === 'facts' ? Number(facts.facts.find(([name]) => name === 'kept for followers')?.[1]) : NaN;
    };
    expect(shipped(19)).toBeLessThanOrEqual(8192);
    expect(gauge(run, 'DB1', 'lag')).toBe(0);
    for (const key of ['alexandra', 'peter', 'tao', 'lin'])
      expect(run.lookup(run.endNs, 'R1', key)?.fields).toEqual(run.lookup(run.endNs, 'DB1', key)?.fields);
  });
});

describe('utilization and cost', () => {
  it('of one process that computes with one thread at a time are those of one core, however many threads it has', () => {
    const machine = { execution: 'processes', processes: 1, threads: 8, cores: 4, serviceTimeMs: constant(9) };
    expect(of(finished(chain(machine, { arrivals: 'constant' })), 'W1').utilization).toBeCloseTo(0.9, 2);
    const waits = of(finished(chain({ ...machine, cpuPercent: 0, serviceTimeMs: constant(40) }, { arrivals: 'constant' })), 'W1');
    expect(waits.utilization).toBeCloseTo(0.5, 2);
  });

  it('never exceed all there is, when slots are taken away while they are busy', () => {
    const faults = [{ id: 'F1', type: 'set', node: 'W1', atSeconds: 0.5, param: 'concurrency', value: 1 }];
    for (const more of [{}, { memoryMb: 100_000 }]) {
      const run = finished(chain({ concurrency: 50, serviceTimeMs: constant(15_000), queueLimit: 10, ...more }, {}, { faults }));
      expect(of(run, 'W1').utilization).toBeLessThanOrEqual(1);
      expect(of(run, 'W1').utilization).toBeGreaterThan(0.7);
      const { gauges } = run.moment(5e9);
      expect(gauges[run.index.nodes[1].gaugeBase + 2]).toBe(1);
    }
  });

  it('grow with the machine: more cores, or more slots, cost more', () => {
    const cost = (params: object): number => finished(chain(params)).summary().cost.forParts;
    expect(cost({ execution: 'processes', processes: 2, threads: 4, cores: 8 })).toBeGreaterThan(
      cost({ execution: 'processes', processes: 2, threads: 4, cores: 2 }),
    );
    expect(cost({ concurrency: 8 })).toBeGreaterThan(cost({ concurrency: 4 }));
  });
});

describe('the mean time of a part', () => {
  it('is over what it served: refusals are not requests that took 0 ms', () => {
    const run = finished(chain({ concurrency: 1, serviceTimeMs: constant(50), queueLimit: 0 }));
    expect(of(run, 'W1').failed).toBeGreaterThan(1000);
    expect(of(run, 'W1').meanTimeInNodeMs).toBe(50);
    expect(of(run, 'C1').meanTimeInNodeMs).toBe(50);
    expect(of(run, 'W1').meanStayMs).toBeLessThan(20);
  });
});

describe('a retry budget', () => {
  it('is counted in whole numbers: ten requests at 10 % are one retry, not almost one', () => {
    const params = {
      arrivals: 'constant',
      requestLimit: 31,
      retries: 1,
      backoffMs: 0,
      jitter: 'none',
      retryBudgetPercent: 10,
      retryBudgetReserve: 1,
    };
    const run = finished(chain({ errorPercent: 100, serviceTimeMs: constant(1) }, params));
    // The first from what was saved, then one for every ten: at the 1st, 11th, 21st and 31st request.
    expect(gauge(run, 'C1', 'retries')).toBe(4);
  });
});

describe('giving up', () => {
  it('is a line of the log, at which the timeout breakpoint stops', () => {
    const run = createRun(
      chain({ serviceTimeMs: constant(100), concurrency: 10 }, { arrivals: 'constant', ratePerSecond: 2, timeoutMs: 30 }),
    );
    while (!run.advance({ maxEvents: 100_000 }));
    const found = run.findBreak(0, 1, [{ id: 'B1', type: 'event', event: 'timeout' }], 100_000);
    expect(found.hit?.text).toMatch(/^C1 timed out on W1 "[a-z-]+"\.$/);
    expect(found.hit?.atNs).toBe(530e6);
  });
});
