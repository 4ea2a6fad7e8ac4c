import { createRun, parseScenarioValue, type Run, type TraceWindow } from '../sim/index';

const ms = (valueMs: number): object => ({ type: 'constant', valueMs });

/** A short finished run with a balancer, two workers, a store and a crash, for tests. */
export function testRun(durationSeconds = 3): Run {
  const node = (id: string, kind: string, params: object): object => ({ id, kind, x: 0, y: 0, params });
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'A small <system> & "more"',
    seed: 5,
    durationSeconds,
    checks: [{ id: 'K1', title: 'Nothing fails', metric: 'failed', atMost: 0 }],
    nodes: [
      node('C1', 'client', { ratePerSecond: 20, timeoutMs: 300 }),
      node('LB1', 'load-balancer', { strategy: 'round-robin' }),
      node('W1', 'worker', { serviceTimeMs: ms(20) }),
      node('W2', 'worker', { serviceTimeMs: ms(20) }),
      node('DB1', 'database', { serviceTimeMs: ms(3) }),
    ],
    links: [
      { id: 'L1', from: 'C1', to: 'LB1', latency: ms(2) },
      { id: 'L2', from: 'LB1', to: 'W1', latency: ms(2) },
      { id: 'L3', from: 'LB1', to: 'W2', latency: ms(2), lossPercent: 5 },
      { id: 'L4', from: 'W1', to: 'DB1', latency: ms(1) },
      { id: 'L5', from: 'W2', to: 'DB1', latency: ms(1) },
    ],
    faults: [{ id: 'F1', type: 'crash', node: 'W2', atSeconds: durationSeconds / 2, forSeconds: durationSeconds / 5 }],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const run = createRun(parsed.scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** Everything that happened in a run. */
export function wholeWindow(run: Run): TraceWindow {
  return run.window(0, run.reachedNs + 1, 5_000_000);
}

/** A short finished run of four peers that gossip over one network, without a wire between any two of them. */
export function gossipRun(faults: readonly object[] = []): Run {
  const peers = ['G1', 'G2', 'G3', 'G4'];
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'Gossip',
    seed: 3,
    durationSeconds: 3,
    nodes: [
      { id: 'C1', kind: 'client', x: 0, y: 0, params: { ratePerSecond: 5, writePercent: 80 } },
      ...peers.map((id) => ({ id, kind: 'gossip', x: 0, y: 0, params: { mode: 'push-pull', intervalMs: 200 } })),
      { id: 'N1', kind: 'network', x: 0, y: 0, params: { lossPercent: 5 } },
    ],
    links: [{ id: 'L0', from: 'C1', to: 'G1', latency: ms(1) }, ...peers.map((id, i) => ({ id: `L${i + 1}`, from: id, to: 'N1' }))],
    faults,
    checks: [],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const run = createRun(parsed.scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}
