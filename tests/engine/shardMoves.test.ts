import { describe, expect, it } from 'vitest';
import { createRun, operationsOf, type Operation, type Run, type Scenario } from '../../src/sim/index';
import { Dice } from '../support/randomScenario';
import { build } from '../support/scenarios';

const SHARDS = ['S1', 'S2', 'S3', 'S4'];
const KEYS = 200;
const SEEDS = Number(process.env.FAULTBOARD_MOVES ?? 8);
const uniform = { type: 'uniform', minMs: 0, maxMs: 8 };

interface Options {
  readonly router?: object;
  readonly faults?: readonly object[];
  readonly seed?: number;
  readonly client?: object;
  readonly wire?: object;
  readonly seconds?: number;
  readonly replicas?: boolean;
}

const set = (atSeconds: number, param: string, value: unknown): object => ({ type: 'set', node: 'SR1', param, value, atSeconds });

/** A client before a router with four shards, of which the fourth joins after two seconds. */
function system({ router, faults = [set(2, 'leftOut', '')], seed = 1, client, wire, seconds = 8, replicas }: Options): Scenario {
  return build({
    seed,
    durationSeconds: seconds,
    keys: { type: 'numbered', prefix: 'user_', from: 0, count: KEYS },
    faults: faults.map((fault, i) => ({ id: `F${i}`, ...fault })),
    nodes: [
      { id: 'C1', kind: 'client', params: { ratePerSecond: 150, writePercent: 40, keyCount: KEYS, timeoutMs: 0, ...client } },
      { id: 'SR1', kind: 'shard-router', params: { strategy: 'ring', leftOut: 'S4', moves: 'copy-first', moveBatchKeys: 7, ...router } },
      ...SHARDS.map((id) => ({ id, kind: 'shard', params: { concurrency: 3, serviceTimeMs: uniform } })),
      ...(replicas === true ? SHARDS.map((id) => ({ id: `R${id}`, kind: 'replica', params: { serviceTimeMs: uniform } })) : []),
    ],
    links: [
      { from: 'C1', to: 'SR1', latency: uniform },
      ...SHARDS.map((to) => ({ from: 'SR1', to, latency: uniform, ...wire })),
      ...(replicas === true ? SHARDS.map((from) => ({ from, to: `R${from}` })) : []),
    ],
  });
}

function finished(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

const gauge = (run: Run, node: string, name: string): number =>
  run
    .summary()
    .nodes.find(({ id }) => id === node)
    ?.gauges.find((one) => one.name === name)?.end ?? NaN;

const held = (run: Run): number[] => SHARDS.map((id) => gauge(run, id, 'keys'));

/** Reads that no order of the operations explains: they miss what was there, or give what had been overwritten before they began. */
function wrongReads(run: Run): Operation[] {
  const all = operationsOf(run.history());
  const writes = all.filter(({ operation }) => operation === 'write');
  return all.filter((read) => {
    if (read.operation !== 'read' || read.outcome !== 'ok') return false;
    if (read.got === null) return true;
    const same = writes.filter((write) => write.key === read.key && write.field === read.field);
    const from = same.find((write) => write.asked === read.got);
    const fromNs = from?.completeNs ?? -1;
    return same.some((write) => write !== from && write.outcome === 'ok' && write.invokeNs > fromNs && write.completeNs < read.invokeNs);
  });
}

/** Copies of keys that are where no request looks for them, or are nowhere. */
function misplaced(run: Run): string[] {
  const copies = Array.from({ length: KEYS }, (_, i) => {
    const key = `user_${i}`;
    const at = SHARDS.filter((id) => run.lookup(run.reachedNs, id, key)?.found === true);
    return at.length === 1 ? '' : `${key} is at ${at.join(' and ') || 'no shard'}`;
  });
  return copies.filter((text) => text !== '');
}

const POLICIES = ['at-once', 'double-read', 'copy-first'] as const;

describe('a shard that joins', () => {
  it.each(POLICIES)('%s: its keys arrive over the wires, each key is held once, no request is lost', (moves) => {
    const run = finished(system({ router: { moves } }));
    const { requests } = run.summary();
    expect(requests.sent).toBe(requests.ok + requests.failed + requests.inFlight);
    expect(held(run).reduce((sum, n) => sum + n, 0)).toBe(KEYS);
    expect(gauge(run, 'SR1', 'keysMoved')).toBe(gauge(run, 'S4', 'keys'));
    expect(gauge(run, 'S4', 'keys')).toBeGreaterThan(KEYS / 8);
    expect(gauge(run, 'SR1', 'bytesMoved')).toBe(gauge(run, 'S4', 'keys') * 1000);
    expect(misplaced(run)).toEqual([]);
  });

  it('is asked for keys that have not come: at once they are missed, with double reads and copies they are not', () => {
    const of = (moves: string): Run => finished(system({ router: { moves, moveKeysPerSecond: 20 } }));
    const [atOnce, double, copied] = POLICIES.map(of);
    expect(gauge(atOnce, 'SR1', 'missedKeys')).toBeGreaterThan(10);
    expect(wrongReads(atOnce).length).toBeGreaterThan(0);
    expect(gauge(double, 'SR1', 'missedKeys') + gauge(copied, 'SR1', 'missedKeys')).toBe(0);
    expect(gauge(double, 'SR1', 'doubleReads')).toBeGreaterThan(10);
    expect(gauge(copied, 'SR1', 'doubleReads')).toBe(0);
    expect([...wrongReads(double), ...wrongReads(copied)]).toEqual([]);
  });

  it('takes as long as its bandwidth and its pace say', () => {
    const movedAt = (more: Options): number => {
      const run = finished(system({ ...more, client: { ratePerSecond: 1 }, seconds: 30 }));
      const state = run.inspect(run.reachedNs, 'SR1');
      const facts = state?.sections.find((section) => section.type === 'facts' && section.title === 'The last move');
      return parseFloat(String(facts?.type === 'facts' ? facts.facts.find(([name]) => name === 'took')?.[1] : NaN));
    };
    const keys = gauge(finished(system({})), 'SR1', 'keysMoved');
    // The last batch need not wait for its pace.
    expect(movedAt({ router: { moveKeysPerSecond: 5 } })).toBeGreaterThan((keys - 7) / 5);
    // 100 kB a key over 8 Mbit/s is 0.1 s a key, once out of the old shard and once into the new one.
    const slow = movedAt({ router: { recordKB: 100 }, wire: { network: { bandwidthMbps: 8, bufferKB: 100_000 } } });
    expect(slow).toBeGreaterThan(keys * 0.2);
    expect(slow).toBeLessThan(keys * 0.2 * 1.3 + 2);
  });

  it('and leaves again gives every key back; another strategy moves keys too', () => {
    const run = finished(system({ faults: [set(1, 'leftOut', ''), set(3, 'leftOut', 'S4'), set(5, 'strategy', 'modulo')] }));
    const fresh = finished(system({ faults: [], router: { strategy: 'modulo' } }));
    expect(held(run)).toEqual(held(fresh));
    expect(misplaced(run)).toEqual([]);
    expect(wrongReads(run)).toEqual([]);
  });

  it('is followed by its replicas, which have what it has', () => {
    const run = finished(system({ replicas: true }));
    expect(SHARDS.map((id) => gauge(run, `R${id}`, 'keys'))).toEqual(held(run));
    for (let key = 0; key < KEYS; key++)
      for (const id of SHARDS)
        expect(run.lookup(run.reachedNs, `R${id}`, `user_${key}`)?.fields).toEqual(run.lookup(run.reachedNs, id, `user_${key}`)?.fields);
  });
});

describe('moving is safe', () => {
  it.each(['double-read', 'copy-first'] as const)(
    '%s: no acknowledged write is lost and no read is wrong, whatever crashes, pauses and is lost',
    (moves) => {
      let moved = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        const dice = new Dice(seed);
        const faults = Array.from({ length: 5 }, () => {
          const node = dice.of(['SR1', ...SHARDS]);
          const lasting = { atSeconds: 2 + dice.below(2500) / 1000, forSeconds: 0.1 + dice.below(400) / 1000 };
          return dice.of<object>([
            { type: 'crash', node, ...lasting },
            { type: 'pause', node, ...lasting },
            { type: 'slow', node, factor: 5, ...lasting },
            set(2 + dice.below(2000) / 1000, 'leftOut', dice.of(['', 'S1', 'S2, S4', 'S3'])),
            set(2 + dice.below(2000) / 1000, 'strategy', dice.of(['modulo', 'jump', 'rendezvous', 'maglev'])),
          ]);
        });
        const scenario = system({
          seed,
          router: { moves, callTimeoutMs: 300, promoteAfterFailures: 0 },
          faults: [set(2, 'leftOut', ''), ...faults],
          client: { timeoutMs: 1000 },
        });
        const run = finished(scenario);
        expect(wrongReads(run), `seed ${seed}`).toEqual([]);
        expect(gauge(run, 'SR1', 'keysToMove'), `seed ${seed}`).toBe(0);
        moved += gauge(run, 'SR1', 'keysMoved');
        const resumed = run.branch(dice.below(run.reachedNs), []);
        while (!resumed.advance({ maxEvents: 1_000_000 }));
        expect(resumed.summary().traceHash).toBe(run.summary().traceHash);
      }
      expect(moved).toBeGreaterThan(SEEDS * (KEYS / 8));
    },
  );
});

describe('an autoscaler before a router', () => {
  it('lets shards join when traffic grows and leave when it is over', () => {
    const scenario = build({
      durationSeconds: 60,
      keys: { type: 'numbered', prefix: 'user_', from: 0, count: KEYS },
      nodes: [
        {
          id: 'C1',
          kind: 'client',
          params: {
            arrivals: 'burst',
            ratePerSecond: 20,
            burstRatePerSecond: 160,
            burstSeconds: 20,
            burstEverySeconds: 1000,
            keyCount: KEYS,
            timeoutMs: 0,
          },
        },
        { id: 'SR1', kind: 'shard-router', params: { strategy: 'ring', shardsInUse: 1, moves: 'copy-first' } },
        ...SHARDS.map((id) => ({ id, kind: 'shard', params: { serviceTimeMs: { type: 'constant', valueMs: 5 } } })),
        { id: 'AS1', kind: 'autoscaler', params: { metric: 'rate', targetEach: 40, bootSeconds: 2, decideSeconds: 3, calmSeconds: 6 } },
      ],
      links: [{ from: 'C1', to: 'SR1' }, ...SHARDS.map((to) => ({ from: 'SR1', to })), { from: 'AS1', to: 'SR1' }],
    });
    const run = finished(scenario);
    const atS = (seconds: number): number[] =>
      SHARDS.map((id) => {
        const node = run.index.nodes.find((one) => one.id === id);
        return run.moment(seconds * 1e9).gauges[(node?.gaugeBase ?? 0) + 7];
      });
    expect(atS(1)).toEqual([KEYS, 0, 0, 0]);
    expect(atS(19).every((keys) => keys > 0)).toBe(true);
    expect(atS(59)).toEqual([KEYS, 0, 0, 0]);
    expect(wrongReads(run)).toEqual([]);
  });
});

describe('ranges that split by themselves', () => {
  const split = (keys: object): Run =>
    finished(
      build({
        durationSeconds: 20,
        keys,
        nodes: [
          { id: 'C1', kind: 'client', params: { ratePerSecond: 200, keyCount: KEYS, timeoutMs: 0, writePercent: 20 } },
          { id: 'SR1', kind: 'shard-router', params: { strategy: 'range', moves: 'copy-first', splitAbovePerSecond: 80 } },
          ...SHARDS.map((id) => ({ id, kind: 'shard', params: { serviceTimeMs: { type: 'constant', valueMs: 1 } } })),
        ],
        links: [{ from: 'C1', to: 'SR1' }, ...SHARDS.map((to) => ({ from: 'SR1', to }))],
      }),
    );

  it('spread keys that all begin alike, until none gets more than the limit', () => {
    const run = split({ type: 'numbered', prefix: 'user_', from: 0, count: KEYS });
    expect(gauge(run, 'SR1', 'splits')).toBeGreaterThanOrEqual(3);
    expect(held(run).filter((keys) => keys > 0).length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...held(run))).toBeLessThan(KEYS * 0.6);
    expect(misplaced(run)).toEqual([]);
    expect(wrongReads(run)).toEqual([]);
  });

  it('cannot split a single key', () => expect(gauge(split({ type: 'list', keys: ['celebrity'] }), 'SR1', 'splits')).toBe(0));
});
