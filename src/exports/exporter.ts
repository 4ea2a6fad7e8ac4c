import type { HistoryRow, RunSeries, RunSummary, Fault, TraceIndex, TraceWindow } from '../sim/index';

/** What is known of a finished run besides its windows. */
export interface ExportedRun {
  readonly index: TraceIndex;
  readonly summary: RunSummary;
  readonly series: RunSeries;
  readonly endNs: number;
  readonly faults: readonly Fault[];
  /** Its operations with their values, for the forms that need them. */
  readonly history?: () => readonly HistoryRow[] | Promise<readonly HistoryRow[]>;
  /** Where the parts stand on the board, for pictures; parts that are not there are put in a grid. */
  readonly places?: readonly { readonly id: string; readonly x: number; readonly y: number }[];
}

/** Writes a run piece by piece, so that a long one needs no more memory than a short one: the head, each window in turn, the foot. */
export interface Exporter {
  head(): string;
  /** Windows come in order and are laid end to end. */
  piece(window: TraceWindow): string;
  foot(): string;
  /** The history of the run, in place of windows. */
  history?(rows: readonly HistoryRow[]): Iterable<string>;
}

/** A form in which a run can be given to other tools. */
export interface ExportForm {
  readonly title: string;
  /** One sentence about what it is for. */
  readonly help: string;
  readonly extension: string;
  readonly mediaType: string;
  /** False: everything is in the curves and figures, no window is needed. */
  readonly needsWindows: boolean;
  /** What is written is the history. */
  readonly needsHistory?: true;
  /** Only one window is taken, of at most so many rows; what lies behind it is left out, and the form says so. */
  readonly oneWindowRows?: number;
  create(run: ExportedRun): Exporter;
}
