import { describe, expect, it } from 'vitest';
import { createRun, type Run, type Scenario } from '../../src/sim/index';
import { senderAndReceiver } from '../../src/sim/trace/lanes';
import { build } from '../support/scenarios';

const END_S = 20;
const CHANGED_S = 10.05;

interface Given {
  readonly peer?: object;
  readonly faults: readonly object[];
}

/** A peer that asks the others what they know, and three that never ask, in a network of their own. */
function peers({ peer = {}, faults }: Given): Scenario {
  return build({
    durationSeconds: END_S,
    nodes: [
      { id: 'C1', kind: 'client', params: { ratePerSecond: 5, writePercent: 100 } },
      { id: 'N1', kind: 'network', params: { jitterMs: 30 } },
      { id: 'G1', kind: 'gossip', params: { mode: 'pull', intervalMs: 700, fanOut: 3, ...peer } },
      ...['G2', 'G3', 'G4'].map((id) => ({ id, kind: 'gossip', params: { mode: 'pull', intervalMs: 3_600_000 } })),
    ],
    links: [{ from: 'C1', to: 'G1' }, ...['G1', 'G2', 'G3', 'G4'].map((from) => ({ from, to: 'N1' }))],
    faults: faults.map((fault, i) => ({ id: `F${i + 1}`, atSeconds: CHANGED_S, ...fault })),
  } as unknown as Parameters<typeof build>[0]);
}

function finish(run: Run): Run {
  while (!run.advance({ maxEvents: 100_000 }));
  return run;
}

function done(scenario: Scenario, checkpointEveryEvents = 0): Run {
  return finish(createRun(scenario, { checkpointEveryEvents }));
}

/** Who was asked when (ms) by G1 after the change. */
function asked(run: Run): [number, string][] {
  const window = run.window(CHANGED_S * 1e9, run.endNs, 1_000_000);
  return Array.from({ length: window.messages.count }, (_, row): [number, string, string] => {
    const [from, to] = senderAndReceiver(run.index, window, row).map((node) => run.index.nodes[node].id);
    return [window.messages.sentNs[row] / 1e6, from, to];
  }).flatMap(([ms, from, to]) => (from === 'G1' && to.startsWith('G') ? [[ms, to] as [number, string]] : []));
}

describe('what is set in a network during a run', () => {
  it('makes rounds begin at the same moments as those of others', () => {
    const times = asked(done(peers({ peer: { together: false }, faults: [{ type: 'set', node: 'G1', param: 'together', value: true }] })));
    expect(times.length).toBeGreaterThan(20);
    expect(times.filter(([ms]) => ms > CHANGED_S * 1000 && ms % 700 !== 0)).toEqual([]);
  });

  it('gives members other neighbours', () => {
    const names = asked(done(peers({ faults: [{ type: 'set', node: 'N1', param: 'topology', value: 'line' }] }))).map(([, to]) => to);
    expect([...new Set(names)]).toEqual(['G2']);
  });

  it('holds after every checkpoint, for the lanes that are there and those that are not yet', () => {
    const set = (param: string, value: unknown, atSeconds: number): object => ({ type: 'set', node: 'N1', param, value, atSeconds });
    const faults = [set('latency', { type: 'constant', valueMs: 90 }, 4), set('topology', 'line', 7), set('lossPercent', 40, 9)];
    const run = done(peers({ faults: [...faults, set('topology', 'all', 12), set('bandwidthMbps', 0.1, 15)] }), 20);
    const hashes = [1, 5, 8, 11, 13, 17].map((second) => finish(run.branch(second * 1e9, [])).summary().traceHash);
    expect(new Set(hashes)).toEqual(new Set([run.summary().traceHash]));
    // An engine that is already beyond a change goes back before it.
    expect(run.window(13e9, 14e9, 1000).messages.count).toBeGreaterThan(0);
    expect(asked(run).length).toBeGreaterThan(0);
  });
});

describe('what is set in a workload during a run', () => {
  const set = (param: string, value: unknown): object => ({ type: 'set', node: 'WL1', param, value, atSeconds: CHANGED_S });
  const asks = (params: object, faults: readonly object[]): number[] => {
    const run = done(
      build({
        durationSeconds: END_S,
        nodes: [
          { id: 'WL1', kind: 'workload', params: { ratePerSecond: 10, operationLimit: 0, timeoutMs: 3_600_000, ...params } },
          { id: 'N1', kind: 'network' },
          { id: 'PN1', kind: 'program-node' },
        ],
        links: ['WL1', 'PN1'].map((from) => ({ from, to: 'N1' })),
        faults: faults.map((fault, i) => ({ id: `F${i + 1}`, ...fault })),
      } as unknown as Parameters<typeof build>[0]),
    );
    return [...run.window(CHANGED_S * 1e9, run.endNs, 100_000).messages.sentNs];
  };

  it('makes operations even, and their distances are those of the new rate', () => {
    const times = asks({}, [set('arrivals', 'constant'), set('ratePerSecond', 20)]);
    expect(times.length).toBeGreaterThan(150);
    expect(new Set(times.slice(2).map((ns, i) => ns - times[i + 1]))).toEqual(new Set([50e6]));
  });

  it('lets what is left of a wait pass at the new rate', () => {
    const before = asks({ arrivals: 'constant' }, []);
    const after = asks({ arrivals: 'constant' }, [set('ratePerSecond', 20)]);
    // Halfway to the next operation, ten a second: it comes in half of what was left.
    expect([before[0] / 1e6, after[0] / 1e6]).toEqual([10_100, 10_075]);
  });
});

describe('what is set in a part that is down', () => {
  const scenario = (forSeconds: number): Scenario =>
    build({
      durationSeconds: END_S,
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond: 100 } },
        { id: 'Q1', kind: 'queue', params: { prefetch: 1 } },
        { id: 'W1', kind: 'worker', params: { concurrency: 1, serviceTimeMs: { type: 'constant', valueMs: 50 } } },
      ],
      links: [
        { from: 'C1', to: 'Q1' },
        { from: 'Q1', to: 'W1' },
      ],
      faults: [
        { id: 'F1', type: 'crash', node: 'Q1', atSeconds: 2, forSeconds },
        { id: 'F2', type: 'set', node: 'Q1', param: 'prefetch', value: 100, atSeconds: 4 },
      ],
    } as unknown as Parameters<typeof build>[0]);
  const received = (run: Run): number => run.summary().nodes.find(({ id }) => id === 'W1')?.received ?? NaN;

  it('does not wake it: a queue that has crashed delivers nothing', () => {
    expect(received(done(scenario(100)))).toBeLessThan(50);
  });

  it('holds once it is back', () => {
    const run = done(scenario(5), 100);
    // 2 s before the crash, and 13 s with a hundred at a time.
    expect(received(run)).toBeGreaterThan(13 * 20 + 90);
    expect(finish(run.branch(6e9, [])).summary().traceHash).toBe(run.summary().traceHash);
  });
});
