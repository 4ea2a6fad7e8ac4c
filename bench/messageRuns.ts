import { createRun, parseScenarioValue, type Fault, type Run, type Scenario } from '../src/sim/index';

const VALUES = 12;
const NS_PER_SECOND = 1e9;

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

function finished(run: Run): Run {
  while (!run.advance({ maxEvents: 10_000_000 }));
  return run;
}

function messagesOf(run: Run): number {
  return (
    run
      .summary()
      .nodes.find(({ kind }) => kind === 'network')
      ?.gauges?.find(({ name }) => name === 'sent')?.end ?? 0
  );
}

/** A run to its end: time, events, messages, memory, and whether all peers know the same. */
export function gossip(members: number, seconds: number, stopwatch: () => () => object): object {
  const elapsed = stopwatch();
  const run = createRun(gossiping(members, seconds));
  const made = elapsed();
  const running = stopwatch();
  finished(run);
  return {
    ...running(),
    madeSeconds: (made as { wallSeconds: number }).wallSeconds,
    events: run.events,
    messages: messagesOf(run),
    verdict: run.summary().checks[0].verdict,
    checkpoints: run.checkpointCount,
    checkpointMB: run.checkpointBytes / 1e6,
    memoryMB: process.resourceUsage().maxRSS / 1000,
  };
}

/** Looks at random moments of a run, in no order: how long each takes, ms, and the hash of the state there. */
function looks(run: Run, moments: readonly number[]): { readonly ms: number[]; readonly hashes: string[] } {
  // Out of order, so that no look is the last one taken further.
  const order = moments.map((_, i) => (i * 37) % moments.length);
  const ms: number[] = [];
  const hashes: string[] = [];
  for (const at of order) {
    const startedMs = performance.now();
    run.window(moments[at], moments[at] + 1e6, 2000);
    ms[at] = performance.now() - startedMs;
    hashes[at] = run.moment(moments[at]).stateHash;
  }
  return { ms, hashes };
}

/** A hundred looks into a run and into a branch of it, each held against a run that is never interrupted. */
export function seeks(members: number, seconds: number): object {
  const scenario = gossiping(members, seconds);
  const endNs = seconds * NS_PER_SECOND;
  const fault: Fault = { id: 'F1', atSeconds: seconds / 2, type: 'isolate', nodes: ['G2', 'G3', 'G4'], forSeconds: seconds / 4 };
  const moments = Array.from({ length: 100 }, (_, i) => Math.floor(((i + 0.37) / 100) * endNs));
  const run = finished(createRun(scenario));
  const branch = finished(run.branch(endNs / 2, [fault]));
  // One engine that only ever goes on.
  const steady = (faults: readonly Fault[]): string[] => {
    const plain = createRun({ ...scenario, faults: [...faults] }, { checkpointEveryEvents: 0 });
    return moments.map((atNs) => plain.moment(atNs).stateHash);
  };
  run.rehearseLook(0.3);
  const [own, branched] = [looks(run, moments), looks(branch, moments)];
  const equal = (found: readonly string[], wanted: readonly string[]): number => found.filter((hash, i) => hash === wanted[i]).length;
  return {
    seconds: 0,
    wallSeconds: 0,
    events: run.events,
    messages: messagesOf(run),
    seekMs: own.ms,
    branchSeekMs: branched.ms,
    equal: equal(own.hashes, steady([])),
    branchEqual: equal(branched.hashes, steady([fault])),
  };
}
