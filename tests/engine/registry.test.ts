import { describe, expect, it } from 'vitest';
import { createRun, LOG_VERBS, logText, type Run, type Scenario } from '../../src/sim/index';
import { build } from '../support/scenarios';

function finished(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

function gauge(run: Run, id: string, name: string, atSeconds: number): number {
  const node = run.index.nodes.find((candidate) => candidate.id === id);
  const at = node?.gauges.findIndex((info) => info.name === name) ?? -1;
  if (node === undefined || at < 0) throw new Error(`${id} has no gauge ${name}`);
  return run.moment(atSeconds * 1e9).gauges[node.gaugeBase + at];
}

const failedBetween = (run: Run, from: number, to: number): number => run.moment(to * 1e9).failed - run.moment(from * 1e9).failed;
const receivedBetween = (run: Run, id: string, from: number, to: number): number =>
  gauge(run, id, 'received', to) - gauge(run, id, 'received', from);

/** 100 requests a second over three workers that are found through a registry; a balancer that notices nothing by itself. */
function discovered(
  options: { registry?: object; faults?: object[]; balancer?: object; durationSeconds?: number; registries?: string[] } = {},
): Scenario {
  const registries = options.registries ?? ['RG1'];
  const workers = ['W1', 'W2', 'W3'];
  return build({
    durationSeconds: options.durationSeconds ?? 30,
    faults: options.faults ?? [],
    nodes: [
      { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 100 } },
      { id: 'LB1', kind: 'load-balancer', params: { strategy: 'round-robin', stopAfterFailures: 0, ...options.balancer } },
      ...workers.map((id) => ({ id, kind: 'worker', params: { serviceTimeMs: { type: 'constant', valueMs: 1 } } })),
      ...registries.map((id) => ({ id, kind: 'registry', params: options.registry ?? {} })),
    ],
    links: [
      { from: 'C1', to: 'LB1' },
      ...workers.map((to) => ({ from: 'LB1', to })),
      ...registries.flatMap((to) => ['LB1', ...workers].map((from) => ({ from, to, latency: { type: 'constant', valueMs: 1 } }))),
    ],
  });
}

describe('service registry', () => {
  it('lists who registers; a node that comes later gets its share within the time a list may be kept', () => {
    const run = finished(discovered({ faults: [{ id: 'F1', atSeconds: 0, type: 'crash', node: 'W3', forSeconds: 10 }] }));
    expect(gauge(run, 'RG1', 'listed', 9.9)).toBe(2);
    expect(gauge(run, 'RG1', 'listed', 10.1)).toBe(3);
    expect(receivedBetween(run, 'W3', 0, 10)).toBe(0);
    expect(receivedBetween(run, 'W3', 11.1, 29.1) / 600).toBeCloseTo(1, 2);
    expect(failedBetween(run, 1, 30)).toBe(0);
  });

  it('stale entries hurt: a dead node is sent to until it expires and the list is asked for again, and not longer', () => {
    const deadFor = (expireSeconds: number): Run =>
      finished(
        discovered({
          registry: { heartbeatSeconds: 0.5, expireSeconds, keepSeconds: 1 },
          faults: [{ id: 'F1', atSeconds: 10, type: 'crash', node: 'W2' }],
        }),
      );
    const short = deadFor(2);
    const long = deadFor(8);
    for (const [run, expireSeconds] of [
      [short, 2],
      [long, 8],
    ] as const) {
      // A third of 100 requests a second, for at least the expiry less one heartbeat, at most the expiry and the time a list is kept.
      expect(failedBetween(run, 10, 30)).toBeGreaterThanOrEqual(Math.floor((expireSeconds - 0.5) * 33));
      expect(failedBetween(run, 10, 30)).toBeLessThanOrEqual(Math.ceil((expireSeconds + 1.1) * 34));
      expect(failedBetween(run, 10 + expireSeconds + 1.1, 30)).toBe(0);
      expect(run.summary().requests.byReason.unreachable).toBe(failedBetween(run, 10, 30));
    }
    expect(gauge(long, 'RG1', 'late', 11.5)).toBe(1);
    expect(gauge(long, 'RG1', 'listed', 17)).toBe(3);
    expect(gauge(long, 'RG1', 'listed', 18.1)).toBe(2);
  });

  it('a node that is only paused is dropped, and listed again when it goes on', () => {
    const run = finished(
      discovered({ faults: [{ id: 'F1', atSeconds: 10, type: 'pause', node: 'W1', forSeconds: 8 }], balancer: { timeoutMs: 200 } }),
    );
    expect(gauge(run, 'RG1', 'listed', 15)).toBe(2);
    expect(gauge(run, 'RG1', 'listed', 18.2)).toBe(3);
    expect(receivedBetween(run, 'W1', 20, 29) / 300).toBeCloseTo(1, 1);
  });

  it('without the registry everybody goes on with the last list; one that forgot everything leaves nobody to be found for a moment', () => {
    const faults = [{ id: 'F1', atSeconds: 10, type: 'crash', node: 'RG1', forSeconds: 5 }];
    const remembers = finished(discovered({ faults }));
    expect(failedBetween(remembers, 1, 30)).toBe(0);
    const forgets = finished(discovered({ faults, registry: { remembers: false, heartbeatSeconds: 4, expireSeconds: 10 } }));
    expect(failedBetween(forgets, 1, 15)).toBe(0);
    expect(gauge(forgets, 'RG1', 'listed', 12)).toBe(0);
    expect(failedBetween(forgets, 18, 30)).toBe(0);
    expect(gauge(forgets, 'RG1', 'listed', 20)).toBe(3);
  });

  it('a partition between a node and the registry looks like its death; with two registries, one is enough', () => {
    const cut = { id: 'F1', atSeconds: 10, type: 'cut', link: 'L6' };
    const one = finished(discovered({ faults: [cut] }));
    expect(one.index.links[5]).toMatchObject({ from: 2, role: 'membership' });
    expect(gauge(one, 'RG1', 'listed', 20)).toBe(2);
    expect(receivedBetween(one, 'W1', 20, 30)).toBe(0);
    const two = finished(discovered({ faults: [cut], registries: ['RG1', 'RG2'] }));
    expect(gauge(two, 'RG1', 'listed', 20)).toBe(2);
    expect(gauge(two, 'RG2', 'listed', 20)).toBe(3);
    expect(receivedBetween(two, 'W1', 20, 30)).toBeGreaterThan(300);
  });

  it('nobody listed: requests fail with no target; a part that is not wired to the registry is always sent to', () => {
    const faults = ['W1', 'W2', 'W3'].map((node, i) => ({ id: `F${i + 1}`, atSeconds: 0, type: 'crash', node }));
    const none = finished(discovered({ faults, durationSeconds: 5 }));
    expect(none.summary().requests.byReason).toEqual({ 'no-target': none.summary().requests.failed });
    const scenario = discovered({ durationSeconds: 10, faults: faults.slice(0, 2) });
    const wild = finished({ ...scenario, links: scenario.links.filter((link) => !(link.from === 'W3' && link.to === 'RG1')) });
    expect(wild.summary().requests.failed).toBe(0);
    expect(gauge(wild, 'W3', 'received', 9.9)).toBeGreaterThan(900);
  });

  it('a client that asks nobody is unchanged, and a balancer that is itself looked up is listed too', () => {
    const scenario = discovered({ durationSeconds: 5 });
    const front = {
      ...scenario,
      nodes: [...scenario.nodes, { ...scenario.nodes[1], id: 'LB2' }],
      links: [
        ...scenario.links.map((link) => (link.from === 'C1' ? { ...link, to: 'LB2' } : link)),
        { id: 'L90', from: 'LB2', to: 'LB1' },
        { id: 'L91', from: 'LB2', to: 'RG1' },
      ],
    };
    const run = finished(front as Scenario);
    expect(gauge(run, 'RG1', 'listed', 4)).toBe(4);
    expect(run.summary().requests.ok).toBeGreaterThan(450);
  });

  it('a client that looks nodes up by itself goes round the listed ones only, and keeps its last list when there is nobody', () => {
    const direct = (faults: object[], wires: string[] = ['C1']): Run =>
      finished(
        build({
          durationSeconds: 20,
          faults,
          nodes: [
            { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 100, retries: 0 } },
            { id: 'C2', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 100, retries: 2 } },
            { id: 'W1', kind: 'worker', params: {} },
            { id: 'W2', kind: 'worker', params: {} },
            { id: 'RG1', kind: 'registry', params: {} },
          ],
          links: [
            ...['C1', 'C2'].flatMap((from) => ['W1', 'W2'].map((to) => ({ from, to }))),
            ...['W1', 'W2', ...wires].map((from) => ({ from, to: 'RG1' })),
          ],
        }),
      );
    const crash = { id: 'F1', atSeconds: 5, type: 'crash', node: 'W2' };
    const found = direct([crash]);
    expect(receivedBetween(found, 'W2', 0, 5)).toBeGreaterThan(400);
    const failed = (run: Run, client: number, from: number, to: number): number =>
      gauge(run, `C${client}`, 'failed', to) - gauge(run, `C${client}`, 'failed', from);
    expect(failed(found, 1, 5, 9.5)).toBeGreaterThan(100);
    expect(failed(found, 1, 9.5, 19.9)).toBe(0);
    const asksToo = direct([crash], ['C1', 'C2']);
    expect(failed(asksToo, 2, 9.5, 19.9)).toBe(0);
    const nobody = direct([crash, { ...crash, id: 'F2', node: 'W1' }]);
    expect(failed(nobody, 1, 12, 19)).toBe(700);
    expect(nobody.summary().requests.byReason['no-target']).toBeUndefined();
  });

  it('tells its list and its log', () => {
    const run = finished(discovered({ faults: [{ id: 'F1', atSeconds: 10, type: 'crash', node: 'W2' }] }));
    const list = run.inspect(12e9, 'RG1')?.sections.find((section) => section.title === 'Who is listed');
    expect(list?.type === 'table' ? list.rows.map((row) => row.slice(0, 2)) : null).toEqual([
      ['W1', 'heard of'],
      ['W2', 'late'],
      ['W3', 'heard of'],
    ]);
    const window = run.window(0, 30e9, 1e6);
    const lines = Array.from({ length: window.log.count }, (_, row) => row)
      .filter((row) => LOG_VERBS[window.log.verb[row]].includes('lists'))
      .map((row) => logText(run.index, window.log, row));
    expect(lines).toEqual(['RG1 lists W1', 'RG1 lists W2', 'RG1 lists W3', 'RG1 no longer lists W2']);
  });
});
