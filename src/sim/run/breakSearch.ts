import type { BreakHit } from './breakpoints/listener';
import { isSoughtFromStart } from './breakpoints/fromStart';
import { LOOK_BACK_NS } from './breakpoints/sliding';
import type { CheckJudge } from './breakpoints/checkProbe';
import { Watcher, type NoticedHit } from './breakpoints/watcher';
import type { Breakpoint } from '../model/breakpointSchema';
import type { Scenario, Fault } from '../model/scenario';
import type { HistoryRow } from '../history/history';
import type { CheckResult, TraceIndex } from '../trace/types';
import { restoreCheckpoint, type CheckpointStore } from './checkpoint';
import type { Engine } from './engine';
import { nearer, StartSearcher } from './startSearch';
import { judgeSoFar } from './summary';
import { NS_PER_SECOND } from '../kernel/units';

const EVENTS_A_SLICE = 256;
/** Checks are judged so often in a run; when one has turned red in between, the very event is looked for. */
const JUDGEMENTS = 20_000;

/** What a search found, or how far it came. */
export interface BreakSearch {
  /** The first moment in the direction of the search at which a breakpoint stops playback; null: none as far as was searched. */
  readonly hit: BreakHit | null;
  /** Everything from where the search began up to this moment (itself included) is known. */
  readonly searchedToNs: number;
  /** True when the end of the run, or its beginning, was reached. */
  readonly isComplete: boolean;
}

/** What a search needs of a run. */
export interface SearchedRun {
  readonly makeEngine: () => Engine;
  readonly checkpoints: CheckpointStore;
  readonly index: TraceIndex;
  readonly scenario: Scenario;
  readonly faults: readonly Fault[];
  /** All that it has of its history. */
  readonly history: () => readonly HistoryRow[];
  /** The number of its last event, where a limit stopped it in the midst of a moment; else Infinity. */
  readonly lastEvent: () => number;
  /** The moment up to which it has been computed. */
  readonly reachedNs: () => number;
}

interface Watch {
  readonly engine: Engine;
  readonly watcher: Watcher;
  readonly judge: CheckJudge;
  readonly breakpoints: readonly Breakpoint[];
  /** Every hit from here up to where the engine stands is known. */
  sinceNs: number;
}

/**
 * Looks for moments at which breakpoints stop playback, with an engine of its own that goes over the run again and stores nothing.
 * A search may be cut up by a number of events, and goes on from where the last one came to.
 */
export class BreakSearcher {
  private ahead: Watch | null = null;
  private readonly spare: Engine[] = [];
  private readonly fromStart: StartSearcher;

  constructor(private readonly run: SearchedRun) {
    this.fromStart = new StartSearcher(run, (engine, breakpoints) => this.listen(engine, breakpoints, this.judgedEveryNs()).watcher);
  }

  /** Strictly after (1) or before (-1) a moment; gives up after about `maxEvents` events. */
  find(fromNs: number, direction: 1 | -1, breakpoints: readonly Breakpoint[], maxEvents: number): BreakSearch {
    const active = breakpoints.filter((breakpoint) => breakpoint.off !== true);
    const [late, early] = [false, true].map((isEarly) => active.filter((each) => isSoughtFromStart(each, this.run.scenario) === isEarly));
    if (early.length === 0) return this.findNear(fromNs, direction, late, maxEvents);
    const found = this.fromStart.find(fromNs, direction, early, maxEvents);
    return late.length === 0 ? found : nearer(found, this.findNear(fromNs, direction, late, maxEvents), direction);
  }

  /** Searches from the checkpoints near the moment. */
  private findNear(fromNs: number, direction: 1 | -1, active: readonly Breakpoint[], maxEvents: number): BreakSearch {
    const watched = active.filter((breakpoint) => breakpoint.type !== 'time');
    const timed = timedHits(active, this.run.reachedNs());
    if (watched.length === 0) return this.onlyTimed(timed, fromNs, direction);
    return direction === 1 ? this.forward(fromNs, watched, timed, maxEvents) : this.backward(fromNs, watched, timed, maxEvents);
  }

  private onlyTimed(timed: readonly BreakHit[], fromNs: number, direction: 1 | -1): BreakSearch {
    const endNs = direction === 1 ? this.run.reachedNs() : 0;
    const hit = (direction === 1 ? timed.find(({ atNs }) => atNs > fromNs) : timed.findLast(({ atNs }) => atNs < fromNs)) ?? null;
    return { hit, searchedToNs: hit?.atNs ?? endNs, isComplete: hit === null };
  }

  private forward(fromNs: number, watched: readonly Breakpoint[], timed: readonly BreakHit[], maxEvents: number): BreakSearch {
    const nextTimed = timed.find(({ atNs }) => atNs > fromNs) ?? null;
    const watch = this.watchFrom(fromNs, watched);
    const { engine } = watch;
    const untilNs = Math.min(this.run.reachedNs(), nextTimed?.atNs ?? Infinity) + 1;
    const isOver = (): boolean => engine.ended !== null || engine.queue.nowNs >= untilNs || engine.events >= this.run.lastEvent();
    let isThere = isOver();
    let found = this.firstAfter(fromNs, watch);
    for (let left = maxEvents; found === null && !isThere && left > 0; left -= EVENTS_A_SLICE) {
      isThere = engine.advance(untilNs, Math.min(EVENTS_A_SLICE, this.run.lastEvent() - engine.events)) || isOver();
      found = this.firstAfter(fromNs, watch);
    }
    // The moment the engine stands at may not be over.
    const knownNs = isThere ? untilNs - 1 : Math.max(fromNs, engine.queue.nowNs - 1);
    const isTimed = nextTimed !== null && (found === null ? nextTimed.atNs <= knownNs : nextTimed.atNs < found.atNs);
    const hit = isTimed ? nextTimed : found;
    return { hit, searchedToNs: hit?.atNs ?? knownNs, isComplete: hit === null && isThere };
  }

  /**
   * The first hit behind a moment, as far as is known. What turns a check red lies a little before the moment at which that was noticed.
   */
  private firstAfter(fromNs: number, watch: Watch): BreakHit | null {
    const { hits } = watch.watcher;
    const at = hits.findIndex(({ atNs }) => atNs > fromNs);
    if (at < 0) return null;
    this.judgeUpTo(hits[at].atNs, watch);
    const near = hits.slice(at).filter(({ atNs }) => atNs <= Math.max(hits[at].atNs, watch.judge.judgedNs));
    const exact = near.map((hit) => this.exact(hit, watch.breakpoints)).filter(({ atNs }) => atNs > fromNs);
    if (exact.length === 0) hits.splice(at, near.length);
    return exact.reduce<BreakHit | null>((first, hit) => (first === null || hit.atNs < first.atNs ? hit : first), null);
  }

  /** Goes on until the checks have been judged behind a moment, so that whatever turned red up to then has been noticed. */
  private judgeUpTo(atNs: number, { engine, judge, breakpoints }: Watch): void {
    if (!breakpoints.some(({ type }) => type === 'check')) return;
    while (judge.judgedNs <= atNs && engine.ended === null && engine.events < this.run.lastEvent()) engine.advance(Infinity, 1);
  }

  private backward(fromNs: number, watched: readonly Breakpoint[], timed: readonly BreakHit[], maxEvents: number): BreakSearch {
    let endNs = Math.min(fromNs, this.run.reachedNs() + 1);
    for (let left = maxEvents; left > 0 && endNs > 0;) {
      // Of a checkpoint's own moment a part has happened: it belongs to the stretch before.
      const start = this.run.checkpoints.before(endNs - 1);
      const startNs = start.atNs > 0 ? start.atNs : -1;
      const engine = this.spare.pop() ?? this.run.makeEngine();
      const watch = this.begin(engine, startNs, watched);
      const before = engine.events;
      engine.advance(endNs, this.run.lastEvent() - engine.events);
      this.judgeUpTo(endNs, watch);
      left -= engine.events - before;
      this.putAway(engine);
      const hit = this.lastIn(startNs, endNs, watch, timed);
      if (hit !== null) return { hit, searchedToNs: hit.atNs, isComplete: false };
      endNs = startNs + 1;
    }
    return { hit: null, searchedToNs: Math.max(0, endNs), isComplete: endNs <= 0 };
  }

  private lastIn(startNs: number, endNs: number, { watcher: { hits }, breakpoints }: Watch, timed: readonly BreakHit[]): BreakHit | null {
    let best = timed.findLast(({ atNs }) => atNs < endNs && atNs > startNs) ?? null;
    for (let i = hits.length - 1; i >= 0 && hits[i].atNs > startNs && (best === null || hits[i].atNs > best.atNs); i--) {
      const hit = this.exact(hits[i], breakpoints);
      if (hit.atNs < endNs && (best === null || hit.atNs > best.atNs)) best = hit;
    }
    return best;
  }

  /**
   * The watch of the last search when it leads on from there, else one that begins a second before, so that figures of the last second
   * are right.
   */
  private watchFrom(fromNs: number, watched: readonly Breakpoint[]): Watch {
    const known = this.ahead;
    const nearest = this.run.checkpoints.before(Math.max(1, fromNs));
    if (
      known !== null &&
      known.sinceNs <= fromNs &&
      nearest.atNs <= known.engine.queue.nowNs &&
      sameBreakpoints(known.breakpoints, watched)
    ) {
      const { hits } = known.watcher;
      const ahead = hits.findIndex(({ atNs }) => atNs > fromNs);
      hits.splice(0, ahead < 0 ? hits.length : ahead);
      known.sinceNs = fromNs;
      return known;
    }
    this.ahead = this.begin(known?.engine ?? this.run.makeEngine(), fromNs, watched);
    return this.ahead;
  }

  private begin(engine: Engine, sinceNs: number, breakpoints: readonly Breakpoint[]): Watch {
    restoreCheckpoint(engine, this.run.checkpoints.before(Math.max(1, sinceNs - LOOK_BACK_NS)));
    return { engine, ...this.listen(engine, breakpoints, this.judgedEveryNs()), breakpoints, sinceNs };
  }

  private listen(engine: Engine, breakpoints: readonly Breakpoint[], everyNs: number): Pick<Watch, 'watcher' | 'judge'> {
    const { index, scenario, faults } = this.run;
    // An engine that was put back to a moment has not the rows before it, but the run has.
    const rows = (): readonly HistoryRow[] => this.run.history().slice(0, engine.history.length);
    const verdicts = (): CheckResult[] => judgeSoFar(engine, index, scenario, faults, rows);
    const judge: CheckJudge = { everyNs, judgedNs: engine.queue.nowNs, verdicts };
    const watcher = new Watcher(breakpoints, engine, index, judge);
    engine.recorder = watcher;
    if (engine.events === 0) engine.tellStart(watcher);
    return { watcher, judge };
  }

  private putAway(engine: Engine): void {
    engine.recorder = null;
    this.spare.push(engine);
  }

  private judgedEveryNs(): number {
    return Math.max(1, Math.floor((this.run.scenario.durationSeconds * NS_PER_SECOND) / JUDGEMENTS));
  }

  /** A check seen red is looked for again, judged at every event of the stretch in which it turned red. */
  private exact(hit: NoticedHit, watched: readonly Breakpoint[]): BreakHit {
    const { sinceNs, ...plain } = hit;
    const breakpoint = watched.find(({ id }) => id === hit.breakpoint);
    if (breakpoint?.type !== 'check') return plain;
    const engine = this.spare.pop() ?? this.run.makeEngine();
    restoreCheckpoint(engine, this.run.checkpoints.before(Math.max(1, sinceNs)));
    engine.recorder = null;
    if (sinceNs > 0) engine.advance(sinceNs, this.run.lastEvent() - engine.events);
    const { watcher } = this.listen(engine, [breakpoint], 0);
    engine.advance(hit.atNs + 1, this.run.lastEvent() - engine.events);
    this.putAway(engine);
    const found = watcher.hits.findLast(({ atNs }) => atNs <= hit.atNs);
    return found === undefined ? plain : { atNs: found.atNs, breakpoint: found.breakpoint, text: found.text };
  }
}

function timedHits(breakpoints: readonly Breakpoint[], endNs: number): BreakHit[] {
  const hits = breakpoints.flatMap((breakpoint) =>
    breakpoint.type === 'time'
      ? [{ atNs: Math.round(breakpoint.atSeconds * NS_PER_SECOND), breakpoint: breakpoint.id, text: `It is ${breakpoint.atSeconds} s.` }]
      : [],
  );
  return hits.filter(({ atNs }) => atNs <= endNs).sort((p, q) => p.atNs - q.atNs);
}

function sameBreakpoints(here: readonly Breakpoint[], there: readonly Breakpoint[]): boolean {
  return here === there || JSON.stringify(here) === JSON.stringify(there);
}
