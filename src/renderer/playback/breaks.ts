import type { RunReport } from '../../contract/index';
import { breakpointProblem, type BreakHit, type Breakpoint, type BreakSearch } from '../../sim/index';

/** Searches a run for breakpoints, some events at a time; null: the run is gone. */
export type AskForBreak = (
  runId: string,
  fromNs: number,
  direction: 1 | -1,
  breakpoints: readonly Breakpoint[],
  maxEvents: number,
) => Promise<BreakSearch | null>;

/** So many events are searched at a time: few enough that a window is never kept waiting for long. */
const EVENTS_A_QUESTION = 150_000;
const FRAMES_AHEAD = 60;

interface Known {
  readonly runId: string;
  readonly breakpoints: readonly Breakpoint[];
  readonly fromNs: number;
  /** Up to here it is known that nothing stops playback, but for `hit`. */
  knownNs: number;
  hit: BreakHit | null;
  isComplete: boolean;
}

/**
 * Lets playback go as far as has been searched for breakpoints and no farther, so that none is skipped at any speed. Searching is done
 * where
 * the run is, ahead of the playhead.
 */
export class BreakWatch {
  private known: Known | null = null;
  private isAsking = false;

  constructor(private readonly ask: AskForBreak) {}

  /** How far a frame may go from one moment towards another, and the breakpoint it stops at. */
  allow(
    runId: string,
    fromNs: number,
    toNs: number,
    breakpoints: readonly Breakpoint[],
  ): { readonly toNs: number; readonly hit: BreakHit | null } {
    if (breakpoints.length === 0) return { toNs, hit: null };
    let known = this.known;
    const isSame =
      known !== null &&
      known.runId === runId &&
      known.breakpoints === breakpoints &&
      known.fromNs <= fromNs &&
      fromNs <= known.knownNs &&
      (known.hit === null || known.hit.atNs > fromNs);
    if (known === null || !isSame) known = this.known = { runId, breakpoints, fromNs, knownNs: fromNs, hit: null, isComplete: false };
    if (known.hit === null && !known.isComplete && known.knownNs < toNs + (toNs - fromNs) * FRAMES_AHEAD) void this.search(known);
    if (known.hit !== null && known.hit.atNs <= toNs) return { toNs: known.hit.atNs, hit: known.hit };
    return { toNs: known.hit !== null || known.isComplete ? toNs : Math.min(toNs, known.knownNs), hit: null };
  }

  /** The next or previous moment at which playback would stop; null: there is none, or it is no longer wanted. */
  async find(
    runId: string,
    fromNs: number,
    direction: 1 | -1,
    breakpoints: readonly Breakpoint[],
    isWanted: () => boolean,
  ): Promise<BreakHit | null> {
    for (let at = fromNs; breakpoints.length > 0 && isWanted();) {
      const found = await this.ask(runId, at, direction, breakpoints, EVENTS_A_QUESTION * 2);
      if (found === null || found.hit !== null || found.isComplete) return found?.hit ?? null;
      at = found.searchedToNs;
    }
    return null;
  }

  private async search(known: Known): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    const found = await this.ask(known.runId, known.knownNs, 1, known.breakpoints, EVENTS_A_QUESTION).finally(
      () => (this.isAsking = false),
    );
    // A run that is gone stops nothing.
    known.isComplete = found === null || found.isComplete;
    if (found === null) return;
    known.knownNs = Math.max(known.knownNs, found.searchedToNs);
    known.hit = found.hit;
  }
}

/** The breakpoints that are on and mean something in a run; the same list as long as neither changes. */
export class UsableBreakpoints {
  private used: { readonly report: RunReport; readonly from: readonly Breakpoint[]; readonly usable: readonly Breakpoint[] } | null = null;

  /** Those of a scenario that a run can stop at. */
  in(report: RunReport, breakpoints: readonly Breakpoint[]): readonly Breakpoint[] {
    if (this.used?.report === report && this.used.from === breakpoints) return this.used.usable;
    const checks = report.summary.checks.map((check) => check.id);
    const usable = breakpoints.filter(
      (breakpoint) => breakpoint.off !== true && breakpointProblem(breakpoint, report.index, checks) === null,
    );
    this.used = { report, from: breakpoints, usable };
    return usable;
  }
}
