import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure, FaultboardApi, RunProgress } from '../../contract/index';
import { type BreakHit, type Fault, NS_PER_SECOND, type Scenario } from '../../sim/index';
import { branchName } from './branchName';
import { BreakWatch, UsableBreakpoints } from './breaks';
import { Computations } from './computations';
import { createHighlight, type Highlight } from './highlight';
import { Interventions, type DesignNow, type NewFault } from './interventions';
import { GaugeCursor, nodeMoments } from './moments';
import { NO_RUNS, NOTHING_ON_SCREEN, withoutCancelled } from './noRuns';
import { advanceNs, FASTEST } from './pace';
import { forgottenText, runToForget, withoutRun } from './room';
import { RUN_IS_OVER } from './runIsOver';
import { findInRun, type StepUnit } from './search';
import { whileStarting } from './starting';
import type { ChosenJournal, NodeMoment, PlaybackActions, PlaybackState, RunSession } from './types';
import { isCrowded, WindowCache } from './windows';

/** The frames and the clock that playback lives on; injected so that tests need neither a browser nor patience. */
export interface PlaybackClock {
  readonly nowMs: () => number;
  readonly nextFrame: (callback: () => void) => void;
}

/** Playback with its store and actions. */
export interface PlaybackModel {
  readonly store: StoreApi<PlaybackState>;
  readonly highlight: StoreApi<Highlight>;
  readonly actions: PlaybackActions & { clearFailure(): void };
  /** Value of every gauge at the playhead, by global gauge index; null when no detail is here. */
  readonly gaugeValues: () => Float64Array | null;
}

type CallResult = { readonly ok: true; readonly value: { readonly runId: string } } | { readonly ok: false; readonly failure: Failure };

/** Makes playback over an API. */
export function createPlayback(api: FaultboardApi, clock: PlaybackClock): PlaybackModel {
  return new Playback(api, clock).model();
}

class Playback {
  private readonly store = createStore<PlaybackState>(() => NO_RUNS);
  private readonly caches = new Map<string, WindowCache>();
  private cursor: GaugeCursor | null = null;
  private lastFrameMs = 0;
  private ticking = false;
  private made = 0;
  /** How often the board went back to editing. */
  private resets = 0;
  private readonly watch: BreakWatch;
  private readonly usable = new UsableBreakpoints();
  private readonly computations = new Computations((runId) => this.session(runId));
  private readonly interventions = new Interventions({
    here: () => {
      const { currentRunId, playheadNs } = this.store.getState();
      return currentRunId === null ? null : { runId: currentRunId, atNs: Math.floor(playheadNs) + 1 };
    },
    computed: (runId) => this.computations.of(runId),
    branch: (runId, atNs, faults, now) => this.branch(runId, atNs, faults, now),
    waiting: (waitingActions) => this.store.setState({ waitingActions }),
    fail: (failure) => this.store.setState({ failure }),
  });

  constructor(
    private readonly api: FaultboardApi,
    private readonly clock: PlaybackClock,
  ) {
    this.watch = new BreakWatch(async (runId, fromNs, direction, breakpoints, maxEvents) => {
      const answer = await api.runBreak({ runId, fromNs, direction, breakpoints: [...breakpoints], maxEvents });
      if (answer.ok) return answer.value;
      this.store.setState({ failure: answer.failure });
      return null;
    });
    api.onProgress((progress) => void this.follow(progress));
  }

  model(): PlaybackModel {
    return {
      store: this.store,
      highlight: createHighlight(),
      gaugeValues: () => this.gaugeValues(),
      actions: {
        run: (text, revision, design, journal) => this.run(text, revision, design, journal),
        cancel: () => this.cancel(),
        reset: () => this.reset(),
        newDocument: () => {
          this.reset();
          this.store.setState((state) => ({ runs: state.runs.map((run) => ({ ...run, isEarlier: true })) }));
        },
        stopLookingBack: () => this.store.getState().isLookingBack && this.store.setState({ isLookingBack: false }),
        play: () => this.play(),
        pause: () => this.store.setState({ playing: false }),
        seek: (atNs) => this.seek(atNs),
        step: (direction, what, nodeId) => this.step(direction, what, nodeId),
        stepToBreak: (direction) => this.stepToBreak(direction),
        setTraffic: (traffic) => this.store.setState({ traffic }),
        setBreakpoints: (breakpoints) => this.store.setState({ breakpoints }),
        rename: (runId, name) => this.rename(runId, name.trim().slice(0, 120)),
        close: (runId) => this.close(runId),
        setSpeed: (speed) => this.store.setState({ speed }),
        inject: (faults, now) => this.interventions.add(faults, now),
        show: (runId) => this.choose(runId),
        showGhost: (runId) => this.store.setState(({ currentRunId }) => ({ ghostRunId: runId === currentRunId ? null : runId })),
        lookup: (node, key) => this.lookup(node, key),
        moments: () => this.moments(),
        clearFailure: () => this.store.setState({ failure: null, notice: null }),
      },
    };
  }

  private session(runId: string | null): RunSession | undefined {
    return this.store.getState().runs.find((run) => run.runId === runId);
  }

  private reset(): void {
    this.resets++;
    this.store.setState(NOTHING_ON_SCREEN);
  }

  private async run(scenarioText: string, revision: number, design?: Scenario, journal?: ChosenJournal): Promise<void> {
    const asked = this.resets;
    const asking = this.makeRoom().then(async () => this.api.startRun({ scenarioText, seed: null, journal: journal?.text }));
    const answer = await whileStarting(this.store, asking);
    if (asked !== this.resets) return void this.drop(answer);
    const name = `Run ${this.made + 1}${journal === undefined ? '' : ` with ${journal.name}`}`;
    this.open(answer, { name, parent: null, injected: [], revision, design, journal: journal?.name });
    if (!answer.ok) return;
    this.made++;
    this.store.setState({ playheadNs: 0, playing: true, ghostRunId: null, isLookingBack: false });
  }

  /** Another file was opened meanwhile: nobody looks at this run any more. */
  private async drop(answer: CallResult): Promise<null> {
    if (answer.ok) await this.api.closeRun({ runId: answer.value.runId });
    return null;
  }

  private open(answer: CallResult, facts: Omit<RunSession, 'runId' | 'progress' | 'report' | 'isNamed'>): void {
    if (!answer.ok) return this.store.setState({ failure: answer.failure, playing: false });
    const { runId } = answer.value;
    const progress: RunProgress = { runId, phase: 'running', reachedNs: 0, endNs: 0, events: 0, failure: null };
    this.store.setState((state) => ({
      runs: [...state.runs, { runId, progress, report: null, ...facts }],
      currentRunId: runId,
      window: null,
      failure: null,
      lookup: null,
    }));
    this.cursor = null;
    const early = this.early.get(runId);
    if (early !== undefined) void this.follow(early);
  }

  /** Progress may overtake the answer that names the run. */
  private readonly early = new Map<string, RunProgress>();

  private async follow(progress: RunProgress): Promise<void> {
    if (this.session(progress.runId) === undefined) {
      this.early.set(progress.runId, progress);
      return;
    }
    this.early.delete(progress.runId);
    this.change(progress.runId, { progress });
    if (progress.phase === 'failed') this.store.setState({ failure: progress.failure, playing: false });
    if (progress.phase === 'cancelled') return this.leave(progress.runId);
    if (progress.phase === 'failed') this.computations.ended(progress.runId);
    if (progress.phase !== 'done') return;
    const answer = await this.api.runReport({ runId: progress.runId });
    if (!answer.ok) {
      this.change(progress.runId, { progress: { ...progress, phase: 'failed', failure: answer.failure } });
      this.store.setState({ failure: answer.failure, playing: false });
      this.computations.ended(progress.runId);
      return;
    }
    this.caches.set(progress.runId, new WindowCache(this.api, answer.value));
    this.change(progress.runId, { report: answer.value });
    if (this.store.getState().currentRunId === progress.runId) this.show(progress.runId, this.store.getState().playheadNs);
    this.computations.ended(progress.runId);
  }

  private change(runId: string, change: Partial<RunSession>): void {
    this.store.setState((state) => ({ runs: state.runs.map((run) => (run.runId === runId ? { ...run, ...change } : run)) }));
  }

  private rename(runId: string, name: string): void {
    if (name !== '' && name !== this.session(runId)?.name) this.change(runId, { name, isNamed: true });
  }

  /** Chosen by hand: its own design is shown. What it was compared with changes places with it. */
  private choose(runId: string): void {
    const { currentRunId, ghostRunId, playheadNs } = this.store.getState();
    this.store.setState({ isLookingBack: true, ghostRunId: ghostRunId === runId ? currentRunId : ghostRunId });
    this.show(runId, playheadNs);
  }

  private show(runId: string, atNs: number): void {
    const report = this.session(runId)?.report;
    this.store.setState({ currentRunId: runId, window: null, lookup: null });
    this.cursor = null;
    if (report === null || report === undefined) return;
    this.seek(Math.min(atNs, report.endNs));
    if (this.store.getState().playing) this.play();
  }

  private play(): void {
    const report = this.session(this.store.getState().currentRunId)?.report;
    if (report && this.store.getState().playheadNs >= report.endNs) this.seek(0);
    this.store.setState({ playing: true });
    this.lastFrameMs = this.clock.nowMs();
    if (this.ticking) return;
    this.ticking = true;
    this.clock.nextFrame(() => this.frame());
  }

  private frame(): void {
    const state = this.store.getState();
    if (!state.playing) {
      this.ticking = false;
      return;
    }
    const nowMs = this.clock.nowMs();
    const passedMs = Math.min(250, nowMs - this.lastFrameMs);
    this.lastFrameMs = nowMs;
    const report = this.session(state.currentRunId)?.report;
    // Time stands still while the picture of the moment is still being fetched.
    if (report && state.window !== null) {
      const wantedNs = Math.min(report.endNs, state.playheadNs + advanceNs(state.speed, report.endNs, passedMs));
      // No stretch is passed over unseen, however fast: a frame goes no farther than what is here.
      const next = this.watch.allow(
        report.runId,
        state.playheadNs,
        Math.min(wantedNs, state.window.toNs),
        this.usable.in(report, this.store.getState().breakpoints),
      );
      this.seek(next.toNs);
      if (next.hit !== null) this.store.setState({ playing: false, stop: { runId: report.runId, hit: next.hit } });
      else if (next.toNs >= report.endNs) this.store.setState({ playing: false });
    }
    this.clock.nextFrame(() => this.frame());
  }

  private seek(atNs: number): void {
    const { currentRunId } = this.store.getState();
    const report = this.session(currentRunId)?.report;
    const cache = currentRunId === null ? undefined : this.caches.get(currentRunId);
    if (!report || cache === undefined) return;
    const playheadNs = Math.max(0, Math.min(report.endNs, atNs));
    const here = cache.at(playheadNs);
    if (here !== null) {
      this.place(playheadNs, here);
      if (playheadNs > here.toNs - (here.toNs - here.fromNs) * 0.4) cache.prefetchAfter(here);
      // As fast as it goes, a frame may use up a whole window: two are on their way.
      const next = this.store.getState().speed === FASTEST ? cache.at(here.toNs) : null;
      if (next !== null) cache.prefetchAfter(next);
      return;
    }
    this.store.setState({ playheadNs, window: null });
    void cache.around(playheadNs).then((window) => {
      const now = this.store.getState();
      if (window === null || now.currentRunId !== currentRunId) return;
      const still = cache.at(now.playheadNs);
      if (still !== null) this.place(now.playheadNs, still);
      else this.seek(now.playheadNs);
    });
  }

  private place(playheadNs: number, window: NonNullable<PlaybackState['window']>): void {
    if (this.store.getState().window === window) {
      this.store.setState({ playheadNs });
      return;
    }
    this.store.setState({ playheadNs, window, crowded: isCrowded(window) });
  }

  private async step(direction: 1 | -1, what: StepUnit, nodeId?: string): Promise<void> {
    this.store.setState({ playing: false });
    const { currentRunId, playheadNs } = this.store.getState();
    const report = this.session(currentRunId)?.report;
    const cache = currentRunId === null ? undefined : this.caches.get(currentRunId);
    if (!report || cache === undefined) return;
    const node = nodeId === undefined ? -1 : report.index.nodes.findIndex((candidate) => candidate.id === nodeId);
    const found = await findInRun(cache, report, playheadNs, direction, { what, node });
    this.seek(found ?? (direction === 1 ? report.endNs : 0));
  }

  private async stepToBreak(direction: 1 | -1): Promise<void> {
    this.store.setState({ playing: false, stop: null });
    const { currentRunId, playheadNs } = this.store.getState();
    const report = this.session(currentRunId)?.report;
    if (!report) return;
    const stop = (hit: BreakHit | null | 'searching'): void => this.store.setState({ stop: { runId: report.runId, hit, direction } });
    stop('searching');
    const isWanted = (): boolean => {
      const now = this.store.getState();
      return now.currentRunId === currentRunId && now.playheadNs === playheadNs && !now.playing && now.stop?.hit === 'searching';
    };
    const hit = await this.watch.find(
      report.runId,
      playheadNs,
      direction,
      this.usable.in(report, this.store.getState().breakpoints),
      isWanted,
    );
    if (!isWanted()) return;
    stop(hit);
    if (hit !== null) this.seek(hit.atNs);
  }

  /** Forgets a run; its branches stay. */
  private async close(runId: string): Promise<void> {
    const { runs, currentRunId, ghostRunId } = this.store.getState();
    const run = runs.find((candidate) => candidate.runId === runId);
    if (run === undefined) return;
    const left = withoutRun(runs, run);
    this.caches.delete(runId);
    this.store.setState({ runs: left, ghostRunId: ghostRunId === runId ? null : ghostRunId });
    this.computations.ended(runId);
    if (currentRunId === runId) {
      const next =
        left.find((other) => other.runId === run.parent?.runId) ?? left.findLast((other) => other.isEarlier !== true) ?? left.at(-1);
      if (next === undefined) this.store.setState({ currentRunId: null, playing: false, window: null, playheadNs: 0, lookup: null });
      else this.show(next.runId, this.store.getState().playheadNs);
    }
    await this.api.closeRun({ runId });
  }

  /** Makes a branch of a finished run and shows it; its id, null: none was made. A run that had nothing more to do goes on. */
  private async branch(parentId: string, atNs: number, faults: readonly NewFault[], now?: DesignNow): Promise<string | null> {
    const parent = this.session(parentId);
    if (parent?.report === null || parent?.report === undefined) return null;
    if (atNs >= parent.report.endNs && parent.report.summary.endedBy !== 'drained') {
      this.store.setState({ failure: RUN_IS_OVER });
      return null;
    }
    const asked = this.resets;
    await this.makeRoom();
    const taken = parent.report.faults.length;
    const placed = faults.map((fault, i) => ({ ...fault, id: `I${taken + i + 1}`, atSeconds: atNs / NS_PER_SECOND }) as Fault);
    const answer = await this.api.branchRun({ runId: parent.runId, atNs, faults: placed });
    if (asked !== this.resets) return this.drop(answer);
    // The branch opens at the first moment of what was done: seen at once, and can be undone from there.
    if (answer.ok) this.store.setState({ playheadNs: atNs });
    this.open(answer, {
      name: branchName(placed, (now ?? parent).design, atNs),
      parent: { runId: parent.runId, atNs },
      injected: [...parent.injected, ...placed],
      isEarlier: parent.isEarlier,
      ...(now ?? { revision: parent.revision, design: parent.design }),
    });
    return answer.ok ? answer.value.runId : null;
  }

  private async cancel(): Promise<void> {
    const run = this.session(this.store.getState().currentRunId);
    if (run?.progress.phase !== 'running') return;
    await this.api.cancelRun({ runId: run.runId });
    this.leave(run.runId);
  }

  /** A run that was cancelled leaves the tree. Its progress has gone on meanwhile, so that it is known by its id alone. */
  private leave(runId: string): void {
    const run = this.session(runId);
    if (run === undefined) return;
    const wasOnScreen = this.store.getState().currentRunId === runId;
    this.store.setState((state) => withoutCancelled(state, run));
    this.computations.ended(runId);
    if (wasOnScreen && run.parent !== null) this.show(run.parent.runId, run.parent.atNs);
  }

  /** Closes a run that is not on screen once there are too many, and says which. */
  private async makeRoom(): Promise<void> {
    const { runs, currentRunId, ghostRunId } = this.store.getState();
    const forgotten = runToForget(runs, [currentRunId, ghostRunId]);
    this.store.setState({ notice: forgotten === null ? null : forgottenText(forgotten) });
    if (forgotten !== null) await this.close(forgotten.runId);
  }

  private async lookup(node: string, key: string): Promise<void> {
    const { currentRunId, playheadNs } = this.store.getState();
    if (currentRunId === null) return;
    const answer = await this.api.runLookup({ runId: currentRunId, atNs: Math.floor(playheadNs) + 1, node, key });
    if (answer.ok) this.store.setState({ lookup: { node, key, result: answer.value } });
    else this.store.setState({ failure: answer.failure });
  }

  private gaugeValues(): Float64Array | null {
    const { window, playheadNs } = this.store.getState();
    if (window === null) return this.cursor?.values ?? null;
    if (this.cursor === null || this.cursor.window !== window) this.cursor = new GaugeCursor(window);
    this.cursor.moveTo(playheadNs);
    return this.cursor.values;
  }

  private moments(): NodeMoment[] {
    const values = this.gaugeValues();
    const report = this.session(this.store.getState().currentRunId)?.report;
    if (values === null || !report) return [];
    return nodeMoments(report.index, values);
  }
}
