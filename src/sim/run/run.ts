import { InvariantError } from '../kernel/assert';
import { hashHex } from '../kernel/hash';
import type { ProcessJournal } from '../machines/processJournal';
import type { Processes } from '../machines/processes';
import type { Programs } from '../parts/programs';
import { fallacyFaults } from '../model/fallacies';
import type { Breakpoint } from '../model/breakpointSchema';
import { historyBefore, type HistoryRow } from '../history/history';
import type { Fault, Scenario } from '../model/scenario';
import type { NodeInspection } from '../trace/inspection';
import type { LookupResult, MomentState } from '../trace/moments';
import type { CheckResult, RunSeries, RunSummary, TraceIndex, TraceWindow } from '../trace/types';
import { BreakSearcher, type BreakSearch } from './breakSearch';
import { CheckpointStore, restoreCheckpoint, takeCheckpoint, type Checkpoint } from './checkpoint';
import { checkpointBudget, effortPerEvent, firstDistance } from './checkpointSpacing';
import { secondsToNs, NS_PER_SECOND } from '../kernel/units';
import { timedActions, type TimedAction } from './actions';
import { compile, type Compiled } from './compile';
import type { Engine } from './engine';
import { inspectNode, isWaitingIn } from './inspect';
import { contradictionsOf } from './contradictions';
import { lookupResult } from './lookupResult';
import { bytesOf, historyBytes, limitReached, MomentWatch, type LimitReached, type RunLimits } from './limits';
import { stateHash } from './stateHash';
import type { Past } from './claims';
import { judgeSoFar, summarize } from './summary';
import { recordWindow } from './window';

/** How a run is made. */
export interface RunOptions {
  /** In place of the scenario's own seed. */
  readonly seed?: number;
  /**
   * Events from one checkpoint to the next, at first, however large they are. 0: none but the one at the start. Left out: as many as suit
   * the size.
   */
  readonly checkpointEveryEvents?: number;
  readonly checkpointBudgetBytes?: number;
  /** Ends the run as 'limit' after so many events. Left out: as many as it takes. */
  readonly maxEvents?: number;
  /** Ends the run as 'limit' when what `RunLimits.maxBytes` counts takes so much. Left out: whatever there is. */
  readonly maxBytes?: number;
  /** Keeps the history of operations of plain traffic too, for `history`; without it, it is computed when it is first asked for. */
  readonly withHistory?: boolean;
  /** The programs of the scenario, made ready (src/programs). Without them a scenario that uses one cannot run. */
  readonly programs?: Programs;
  /** The processes that its nodes may start, and what is known of them. Without it none is started. */
  readonly processes?: Processes;
}

/** After so many events, before anything has been compiled, the first small run of a thread is looked into: see `lookEarly`. */
const EARLY_EVENTS = 500;
const EARLY_PARTS = 200;
/** Whether a run of this thread has been looked into. */
let isEarly = true;

/** Length of a rehearsed look. Short, so that a question that comes meanwhile waits for little. */
const REHEARSED_EVENTS = 4_000;
const MOST_ROWS_AN_EVENT = 20;

/**
 * One run of a scenario: computed by calls of `advance`, and looked into at any moment that has been reached. Looking never
 * changes it: windows and states are computed by a second engine, from the checkpoint before the moment.
 */
export class Run {
  readonly index: TraceIndex;
  readonly endNs: number;
  private readonly engine: Engine;
  private readonly checkpoints: CheckpointStore;
  private lookingGlass: Engine | null = null;
  /** Computed up to where a history was asked for, by a run that keeps none. */
  private chronicler: Engine | null = null;
  private searcher: BreakSearcher | null = null;
  private listed: readonly TimedAction[] | null = null;
  private nextCheckpointAt: number;
  private limit: LimitReached | null = null;
  private readonly limits: RunLimits;
  private readonly momentWatch = new MomentWatch();

  constructor(
    readonly scenario: Scenario,
    readonly seed: number,
    /** Every fault of this run: the scenario's own, then the injected ones. */
    readonly faults: readonly Fault[],
    private readonly options: RunOptions,
    from: { readonly checkpoints: readonly Checkpoint[]; readonly run: Run } | null,
  ) {
    this.limits = { maxEvents: options.maxEvents ?? Infinity, maxBytes: options.maxBytes ?? Infinity };
    const compiled = this.compiled();
    this.engine = compiled.engine;
    this.index = compiled.index;
    this.endNs = this.engine.endNs;
    this.engine.calls.limitBytes = this.limits.maxBytes;
    this.engine.calls.onFull = () => (this.engine.queue.limitNs = -1);
    this.checkpoints = new CheckpointStore(
      options.checkpointEveryEvents || firstDistance(scenario),
      options.checkpointBudgetBytes ?? checkpointBudget(scenario),
      options.checkpointEveryEvents === undefined ? effortPerEvent(scenario) : Infinity,
    );
    if (from === null) this.checkpoints.add(takeCheckpoint(this.engine));
    else {
      // Checkpoints are never changed, so the common past is shared with the parent, not copied.
      this.checkpoints.share(from.checkpoints);
      this.engine.samples.adopt(from.run.engine.samples);
      this.engine.history.adopt(from.run.engine.history, from.checkpoints[from.checkpoints.length - 1].history.length);
      restoreCheckpoint(this.engine, from.checkpoints[from.checkpoints.length - 1]);
    }
    this.nextCheckpointAt = options.checkpointEveryEvents === 0 ? Infinity : this.engine.events + this.checkpoints.interval;
  }

  get reachedNs(): number {
    return this.engine.queue.nowNs;
  }

  /** When faults begin and end, and what they hit, in order of time: the first 100,000 such moments (`MOST_LISTED`). */
  get actions(): readonly TimedAction[] {
    this.listed ??= timedActions(this.faults, { index: this.index, seed: this.seed, endNs: this.endNs });
    return this.listed;
  }

  get events(): number {
    return this.engine.events;
  }

  get finished(): boolean {
    return this.engine.ended !== null || this.limit !== null;
  }

  /** Whether it may have to wait for processes of the world outside. */
  get hasProcesses(): boolean {
    return this.options.processes?.isLive === true;
  }

  /** What its processes were given and wrote so far; null: it has none. */
  get journal(): ProcessJournal | null {
    return this.options.processes?.journal ?? null;
  }

  /** Ends its processes: nobody wants to know how it goes on. */
  endProcesses(): void {
    this.options.processes?.end();
  }

  /** Bytes kept in checkpoints, roughly. */
  get checkpointBytes(): number {
    return this.checkpoints.totalBytes;
  }

  /** Moments of the checkpoints, ascending, ns. */
  checkpointTimesNs(): number[] {
    return this.checkpoints.allBefore(Infinity).map((checkpoint) => checkpoint.atNs);
  }

  get checkpointCount(): number {
    return this.checkpoints.count;
  }

  /** Computes up to `maxEvents` more events. True when the run is over. Throws InvariantError, with where, on a bug of ours. */
  advance(limits: { readonly maxEvents: number }): boolean {
    let left = limits.maxEvents;
    while (left > 0 && !this.finished) {
      const before = this.engine.events;
      const budget = this.limits.maxEvents - before;
      this.guarded(() =>
        this.engine.advance(
          Infinity,
          Math.max(1, Math.min(left, this.nextCheckpointAt - before, budget, isEarly ? EARLY_EVENTS : Infinity)),
        ),
      );
      left -= Math.max(1, this.engine.events - before);
      if (isEarly) this.lookEarly();
      if (this.engine.ended !== null) continue;
      const over = this.overLimit();
      if (over !== null) this.limit = limitReached(over, this.engine, this.limits);
      else if (this.engine.events >= this.nextCheckpointAt) this.keepCheckpoint();
    }
    if (this.finished) this.endProcesses();
    return this.finished;
  }

  /** The limit that ended the run; null: none. */
  get limitReached(): LimitReached | null {
    return this.limit;
  }

  /** The figures so far. */
  summary(): RunSummary {
    const past: Past = (atNs, read) => read(this.at(atNs));
    return summarize(this.engine, this.index, this.scenario, this.seed, this.limit === null, this.limit, this.faults, past);
  }

  /** How the checks stand just before a moment, by all that had happened by then. */
  checksAt(atNs: number): readonly CheckResult[] {
    const untilNs = Math.min(atNs, this.reachedNs + 1);
    const past: Past = (thenNs, read) => {
      const found = read(this.at(thenNs));
      // The figures of other checks are read from the same engine.
      this.at(untilNs);
      return found;
    };
    return judgeSoFar(this.at(untilNs), this.index, this.scenario, this.faults, () => this.history(untilNs), past);
  }

  /** The whole-run curves so far. */
  series(): RunSeries {
    return this.engine.samples.series();
  }

  /** Full detail between two moments that have been reached, at most about `maxRows` rows. */
  window(fromNs: number, toNs: number, maxRows: number): TraceWindow {
    const engine = this.at(fromNs);
    const untilNs = Math.min(toNs, this.reachedNs);
    const expected = this.reachedNs > 0 ? (this.events * Math.max(0, untilNs - fromNs)) / this.reachedNs : 0;
    // What processes do beyond what was computed, nobody knows.
    const knownNs = this.hasProcesses && !this.finished ? this.reachedNs : this.endNs + 1;
    return recordWindow(engine, fromNs, Math.min(toNs, knownNs), maxRows, expected, this.limit === null ? Infinity : this.events);
  }

  /**
   * Looks at a moment for no other reason than that the next look is fast: the first few are many times slower than those after them,
   * because
   * the second engine has to be made, and the code that records to be compiled. `share`: about where, of what was computed, 0 to 1; just
   * behind a
   * checkpoint, so that it costs the same in every run.
   */
  rehearseLook(share: number): void {
    const fromNs = this.checkpoints.before(this.reachedNs * share).atNs + 1;
    const spanNs = Math.ceil((this.reachedNs * REHEARSED_EVENTS) / Math.max(1, this.events));
    this.window(fromNs, fromNs + spanNs, REHEARSED_EVENTS * MOST_ROWS_AN_EVENT);
  }

  /** Counts and gauges just before a moment. */
  moment(atNs: number): MomentState {
    const checks = this.checksAt(atNs);
    const engine = this.at(atNs);
    let failed = 0;
    for (let fate = 1; fate < engine.fates.length; fate++) failed += engine.fates[fate];
    return {
      atNs,
      event: engine.events,
      gauges: engine.gauges.values(),
      cuts: engine.links.cut.slice(0, engine.links.count),
      sent: engine.requestsSent,
      ok: engine.fates[0],
      failed,
      inFlight: engine.inFlight,
      checks,
      traceHash: hashHex(engine.hash),
      stateHash: stateHash(engine),
    };
  }

  /** Messages of a wire that were thrown away so far because they were damaged, or because they were more than it can carry. */
  wireTroubles(link: number): { readonly damaged: number; readonly overflowed: number } {
    const counts = this.engine.links.more.counts(link);
    return { damaged: counts?.damaged ?? 0, overflowed: counts?.overflowed ?? 0 };
  }

  /** What a store knows of a key just before a moment; null when there is no such store or key. */
  lookup(atNs: number, nodeId: string, key: string): LookupResult | null {
    const engine = this.at(atNs);
    const number = engine.keys.indexOf(key);
    const at = engine.nodes.findIndex((candidate) => candidate.id === nodeId);
    const node = engine.nodes.at(at);
    if (number < 0 || at < 0 || node?.behavior.lookup === undefined) return null;
    const { writes, keysHeld } = node.behavior.lookup(node, number);
    const contradictions = contradictionsOf(engine, this.index, at, number);
    return lookupResult(engine, { node: nodeId, key: number, atNs, writes, keysHeld, contradictions });
  }

  /**
   * Operations of the run with their values, up to a moment (left out) or as far as it was computed. A run that keeps none computes the
   * whole of it up to there once more.
   */
  history(atNs = Infinity): readonly HistoryRow[] {
    const { engine } = this;
    if (engine.history.isOn) return historyBefore(engine.history.known, atNs);
    this.chronicler ??= this.compiled(true).engine;
    const chronicler = this.chronicler;
    const most = this.limit === null ? Infinity : Math.max(0, this.events - chronicler.events);
    this.guarded(() => chronicler.advance(Math.min(atNs, this.reachedNs + 1, this.endNs + 1), most));
    return historyBefore(chronicler.history.known, atNs);
  }

  /** The inside of a part just before a moment; null when there is no such part. */
  inspect(atNs: number, nodeId: string): NodeInspection | null {
    const engine = this.at(atNs);
    const node = engine.nodes.find((candidate) => candidate.id === nodeId);
    return node === undefined ? null : { ...inspectNode(engine, node), atNs };
  }

  /** Whether the request that a message brought to a part (its index) lies there just before a moment, and nobody works on it. */
  isWaiting(atNs: number, node: number, message: number): boolean {
    const engine = this.at(atNs);
    return isWaitingIn(engine, engine.nodes[node], message);
  }

  /**
   * The next (1) or previous (-1) moment at which one of the breakpoints stops playback, strictly behind or before a moment. Gives up after
   * about `maxEvents` events and tells how far it came; asked again from there, it goes on.
   */
  findBreak(fromNs: number, direction: 1 | -1, breakpoints: readonly Breakpoint[], maxEvents: number): BreakSearch {
    const { index, scenario, faults, checkpoints } = this;
    this.searcher ??= new BreakSearcher({
      makeEngine: () => this.compiled().engine,
      checkpoints,
      index,
      scenario,
      faults,
      reachedNs: () => this.reachedNs,
      history: () => this.engine.history.known,
      lastEvent: () => (this.limit === null ? Infinity : this.events),
    });
    const searcher = this.searcher;
    return this.guarded(() => searcher.find(fromNs, direction, breakpoints, maxEvents));
  }

  /**
   * A run equal to this one up to `atNs`, and from then on with these interventions too: faults, and changes of a part's fields (`set`),
   * none of them before `atNs`. It begins from the last checkpoint before that moment and shares those of the common past.
   * Throws RangeError for an intervention in the past.
   */
  branch(atNs: number, interventions: readonly Fault[]): Run {
    const early = interventions.find((fault) => secondsToNs(fault.atSeconds) < atNs);
    if (early !== undefined)
      throw new RangeError(`intervention ${early.id} at ${early.atSeconds} s lies before the branch at ${atNs / NS_PER_SECOND} s`);
    const checkpoints = this.checkpoints.allBefore(Math.max(atNs, 1));
    const { processes } = this.options;
    const options = processes === undefined ? this.options : { ...this.options, processes: processes.branch() };
    return new Run(this.scenario, this.seed, [...this.faults, ...interventions], options, { checkpoints, run: this });
  }

  /**
   * Records the first events. What is compiled before anything was ever recorded takes it for granted that nothing is, and is thrown away
   * by the
   * first look into the run: a twentieth of a second in which the learner waits, and everything after it slower.
   */
  private lookEarly(): void {
    isEarly = false;
    if (this.scenario.nodes.length > EARLY_PARTS) return;
    this.window(0, this.reachedNs, EARLY_EVENTS * MOST_ROWS_AN_EVENT);
    this.lookingGlass = null;
  }

  private overLimit(): LimitReached['what'] | null {
    const { engine, limits } = this;
    if (engine.events >= limits.maxEvents) return 'events';
    if (
      engine.calls.isFull ||
      bytesOf(engine) + historyBytes(engine) + this.checkpoints.totalBytes + this.checkpoints.stateBytes > limits.maxBytes
    )
      return 'memory';
    return this.momentWatch.isStuck(engine) ? 'moment' : null;
  }

  /** Keeps a copy of the present state, unless it would take most of what all copies may take. */
  private keepCheckpoint(): void {
    if (bytesOf(this.engine) * 2 <= this.checkpoints.budgetBytes) this.checkpoints.add(takeCheckpoint(this.engine));
    this.nextCheckpointAt = this.engine.events + this.checkpoints.interval;
  }

  /** An engine that stands just before a moment; what was not reached yet is not known. */
  private at(momentNs: number): Engine {
    if (Number.isNaN(momentNs)) throw new RangeError('A moment must be a number of nanoseconds, not NaN.');
    const isOver = this.engine.ended !== null;
    const atNs = Math.min(momentNs, isOver ? this.endNs + 1 : this.reachedNs + 1);
    this.lookingGlass ??= this.compiled().engine;
    const engine = this.lookingGlass;
    const checkpoint = this.checkpoints.before(atNs);
    const goesOn = engine.ended === null && engine.queue.nowNs < atNs && engine.queue.nowNs > checkpoint.atNs;
    if (!goesOn) restoreCheckpoint(engine, checkpoint);
    // What a run stands in the midst of goes no farther in looking back than it went.
    const most = isOver ? Infinity : Math.max(0, this.engine.events - engine.events);
    this.guarded(() => engine.advance(atNs, most));
    return engine;
  }

  private compiled(withHistory = this.options.withHistory): Compiled {
    const { programs, processes } = this.options;
    return compile(this.scenario, this.seed, this.faults, programs, withHistory, processes);
  }

  private guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof InvariantError)) throw error;
      throw new InvariantError(`${error.message} (seed ${this.seed}, event ${this.engine.events}, ${this.engine.queue.nowNs} ns)`, {
        cause: error,
      });
    }
  }
}

/** Makes a run of a valid (parsed) scenario; nothing is computed until `advance`. */
export function createRun(scenario: Scenario, options: RunOptions = {}): Run {
  return new Run(scenario, options.seed ?? scenario.seed, [...scenario.faults, ...fallacyFaults(scenario.fallacies)], options, null);
}
