import { createRun, parseScenarioValue, type Fault, type Scenario } from '../src/sim/index';
import { finished, messagesOf, seekFigures, type Figures } from './runFigures';

const VALUES = 12;

/** Peers that gossip over a random graph (about eight neighbours each), one of whom is told twelve values, one a second. */
export function gossiping(members: number, seconds: number): Scenario {
  const peers = Array.from({ length: members }, (_, i) => `G${i + 1}`);
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'bench',
    seed: 1,
    durationSeconds: seconds,
    faults: [],
    checks: [{ id: 'K1', type: 'convergence', network: 'N1' }],
    nodes: [
      {
        id: 'C1',
        kind: 'client',
        x: 0,
        y: 0,
        params: { arrivals: 'constant', ratePerSecond: 1, requestLimit: VALUES, writePercent: 100, keys: 'sequential' },
      },
      {
        id: 'N1',
        kind: 'network',
        x: 0,
        y: 0,
        params: { topology: 'random', degree: 8, latency: { type: 'exponential', meanMs: 20, offsetMs: 5 } },
      },
      ...peers.map((id) => ({ id, kind: 'gossip', x: 0, y: 0, network: 'N1', params: { together: false, fanOut: 1, tellAgain: 0 } })),
    ],
    links: [{ id: 'L1', from: 'C1', to: 'G1' }],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

/** A run to its end: time, events, messages, memory, and whether all peers know the same. */
export function gossip(members: number, seconds: number, stopwatch: () => () => Figures): object {
  const elapsed = stopwatch();
  const run = createRun(gossiping(members, seconds));
  const made = elapsed();
  const running = stopwatch();
  finished(run);
  return {
    ...running(),
    madeSeconds: made.wallSeconds,
    events: run.events,
    messages: messagesOf(run),
    verdict: run.summary().checks[0].verdict,
    checkpoints: run.checkpointCount,
    checkpointMB: run.checkpointBytes / 1e6,
    memoryMB: process.resourceUsage().maxRSS / 1000,
  };
}

/** A hundred looks into a run and into a branch of it, each held against a run that is never interrupted. */
export function seeks(members: number, seconds: number): object {
  const scenario = gossiping(members, seconds);
  const fault: Fault = { id: 'F1', atSeconds: seconds / 2, type: 'isolate', nodes: ['G2', 'G3', 'G4'], forSeconds: seconds / 4 };
  return seekFigures((faults, options) => createRun({ ...scenario, faults: [...faults] }, options), fault);
}
