import type { Fault, Run, RunOptions } from '../src/sim/index';

const NS_PER_SECOND = 1e9;
const LOOKS = 100;

/** Seconds since a moment: of the processor (user and system, all threads), and by the clock. */
export interface Figures {
  readonly seconds: number;
  readonly wallSeconds: number;
}

/** A run, computed to its end. */
export function finished(run: Run): Run {
  while (!run.advance({ maxEvents: 10_000_000 }));
  return run;
}

/** Messages that the network of a run has carried. */
export function messagesOf(run: Run): number {
  const network = run.summary().nodes.find(({ kind }) => kind === 'network');
  return network?.gauges?.find(({ name }) => name === 'sent')?.end ?? 0;
}

interface Looks {
  readonly ms: number[];
  /** Of the processor, all threads: what it would take with nothing beside it. */
  readonly processorMs: number[];
  readonly hashes: string[];
}

/** Looks at random moments of a run, in no order: how long each takes, ms, and the hash of the state there. */
function looks(run: Run, moments: readonly number[]): Looks {
  // Out of order, so that no look is the last one taken further.
  const order = moments.map((_, i) => (i * 37) % moments.length);
  const ms: number[] = [];
  const processorMs: number[] = [];
  const hashes: string[] = [];
  for (const at of order) {
    const [startedMs, used] = [performance.now(), process.cpuUsage()];
    run.window(moments[at], moments[at] + 1e6, 2000);
    ms[at] = performance.now() - startedMs;
    const { user, system } = process.cpuUsage(used);
    processorMs[at] = (user + system) / 1000;
    hashes[at] = run.moment(moments[at]).stateHash;
  }
  return { ms, processorMs, hashes };
}

/**
 * A hundred looks into a run and into a branch of it with a fault, each held against a run that is never interrupted: by `make`, which makes
 * a run with these faults.
 */
export function seekFigures(make: (faults: readonly Fault[], options: RunOptions) => Run, fault: Fault): object {
  const run = finished(make([], {}));
  const branch = finished(run.branch(fault.atSeconds * NS_PER_SECOND, [fault]));
  const moments = Array.from({ length: LOOKS }, (_, i) => Math.floor(((i + 0.37) / LOOKS) * run.endNs));
  // One engine that only ever goes on.
  const steady = (faults: readonly Fault[]): string[] => {
    const plain = finished(make(faults, { checkpointEveryEvents: 0 }));
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
    seekProcessorMs: own.processorMs,
    branchSeekProcessorMs: branched.processorMs,
    equal: equal(own.hashes, steady([])),
    branchEqual: equal(branched.hashes, steady([fault])),
  };
}
