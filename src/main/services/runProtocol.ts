import type { Failure, Result, RunReport } from '../../contract/index';
import type { Fault, LookupResult, MomentState, TraceWindow } from '../../sim/index';

/** What a run's worker thread is started with. A branch repeats the run of its parent, then goes on with the added faults. */
export interface WorkerStart {
  readonly runId: string;
  readonly scenarioText: string;
  readonly seed: number | null;
  /** Injected faults, in the order of injection, each with the moment it was made. */
  readonly branches: readonly { readonly atNs: number; readonly faults: readonly Fault[] }[];
}

/** A question to a worker. */
export type WorkerQuestion =
  | { readonly type: 'report' }
  | { readonly type: 'window'; readonly fromNs: number; readonly toNs: number; readonly maxRows: number }
  | { readonly type: 'moment'; readonly atNs: number }
  | { readonly type: 'lookup'; readonly atNs: number; readonly node: string; readonly key: string };

/** Its answers, by question. */
export interface WorkerAnswers {
  report: Result<RunReport>;
  window: Result<TraceWindow>;
  moment: Result<MomentState>;
  lookup: Result<LookupResult>;
}

/** A question with its number. */
export interface WorkerRequest {
  readonly serial: number;
  readonly question: WorkerQuestion;
}

/** What a worker sends. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly reachedNs: number; readonly endNs: number; readonly events: number; readonly done: boolean }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'answer'; readonly serial: number; readonly answer: unknown };
