import type { Failure, RunProgress, RunReport } from '../../contract/index';
import type { BreakHit, Breakpoint, Fault, LookupResult, Scenario, TraceWindow } from '../../sim/index';
import type { DesignNow } from './interventions';
import type { StepUnit } from './search';

/** One run the user has made: the first of a scenario, or a branch of another. */
export interface RunSession {
  readonly runId: string;
  readonly name: string;
  /** The user gave it that name. */
  readonly isNamed?: boolean;
  /** The run it branched from and where, or null. */
  readonly parent: { readonly runId: string; readonly atNs: number } | null;
  /** Faults injected by hand when it branched. */
  readonly injected: readonly Fault[];
  readonly progress: RunProgress;
  readonly report: RunReport | null;
  /** Document revision it was made from; when the document has moved on, the run is out of date (and said so). */
  readonly revision: number;
  /** What it ran on, and what a branch has become by fields that were changed. */
  readonly design?: Scenario | undefined;
  /** Of a document that was open before. */
  readonly isEarlier?: boolean | undefined;
  /** Its processes were played from a journal: the name of its file. */
  readonly journal?: string | undefined;
}

/** A journal of processes that was chosen: the name of its file and its text. */
export interface ChosenJournal {
  readonly name: string;
  readonly text: string;
}

/** State of one part at the playhead, for its face. */
export interface NodeMoment {
  /** NodeStatus. */
  readonly status: number;
  readonly queue: number;
  readonly busy: number;
  readonly received: number;
  readonly completed: number;
  readonly failed: number;
  /** The kind's own gauges, in descriptor order. */
  readonly own: readonly number[];
}

/** State of the playback store (vanilla zustand). */
export interface PlaybackState {
  readonly runs: readonly RunSession[];
  /** The run on screen, null while editing without a run. */
  readonly currentRunId: string | null;
  /** The run on screen was chosen by hand: where its design is another one than the document, that design is shown. */
  readonly isLookingBack: boolean;
  /** A second run shown over the first (ghost), or null. */
  readonly ghostRunId: string | null;
  readonly playheadNs: number;
  readonly playing: boolean;
  /** Simulated seconds per real second; FASTEST: as fast as it goes. */
  readonly speed: number;
  /** The detail around the playhead, null while it is being fetched. */
  readonly window: TraceWindow | null;
  /** True when the window was cut for its row limit: draw flows, not single marks. */
  readonly crowded: boolean;
  /** How traffic is drawn: by how much there is, every message however many, or amounts alone. */
  readonly traffic: 'auto' | 'marks' | 'flows';
  readonly failure: Failure | null;
  /** Something to know that is no failure, in a sentence, until it is put away. */
  readonly notice: string | null;
  /** Where playback stops: those of the scenario. */
  readonly breakpoints: readonly Breakpoint[];
  /** The breakpoint that playback was stopped by, or the outcome of a step to the next one: null, there is none in that direction. */
  readonly stop: { readonly runId: string; readonly hit: BreakHit | null | 'searching'; readonly direction?: 1 | -1 } | null;
  /** Things done at the playhead that wait until the run they are for has been computed. */
  readonly waitingActions: number;
  /** Runs that were asked for and have not begun yet. */
  readonly starting: number;
  readonly lookup: { readonly node: string; readonly key: string; readonly result: LookupResult } | null;
}

/** What the rest of the renderer may do with playback. */
export interface PlaybackActions {
  /** Runs the current document from the start (serialised by the caller) and plays it. */
  run(scenarioText: string, revision: number, design?: Scenario, journal?: ChosenJournal): Promise<void>;
  cancel(): Promise<void>;
  /** Back to editing: no run on screen; runs are kept until `close`. */
  reset(): void;
  /** The same, because another document was opened: runs so far are those of an earlier one. */
  newDocument(): void;
  /** Shows the document again, whatever run is on screen. */
  stopLookingBack(): void;
  play(): void;
  pause(): void;
  /** Moves the playhead; any moment of the run. */
  seek(atNs: number): void;
  /** To the next (1) or previous (-1) event, log line or failure; optionally only of one node. */
  step(direction: 1 | -1, what: StepUnit, nodeId?: string): Promise<void>;
  /** To the next or previous moment at which a breakpoint would stop playback. */
  stepToBreak(direction: 1 | -1): Promise<void>;
  setTraffic(traffic: PlaybackState['traffic']): void;
  setBreakpoints(breakpoints: readonly Breakpoint[]): void;
  rename(runId: string, name: string): void;
  /** Forgets a run; its branches stay. */
  close(runId: string): Promise<void>;
  setSpeed(speed: number): void;
  /**
   * Adds faults at the playhead: makes a branch and shows it, as soon as the run on screen is computed. Times are overwritten with the
   * playhead's. `now`: what the document has become, which the branch shows.
   */
  inject(faults: readonly DistributiveOmit<Fault, 'id' | 'atSeconds'>[], now?: DesignNow): Promise<void>;
  show(runId: string): void;
  showGhost(runId: string | null): void;
  lookup(node: string, key: string): Promise<void>;
  /** State of every node at the playhead (index = TraceIndex.nodes order); recomputed from the window, cheap. */
  moments(): readonly NodeMoment[];
}

/** Omit that keeps a union a union. */
export type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
