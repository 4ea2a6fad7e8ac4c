import type { ScriptStep } from '../../asPython/script';
import type { ExperimentResult, Failure, Result, RunHistory, RunReport } from '../../contract/index';
import type {
  Breakpoint,
  BreakSearch,
  Explanation,
  Fault,
  LookupResult,
  MomentState,
  NodeInspection,
  RequestDetail,
  TraceWindow,
  ProgramFunction,
  ProgramProblem,
  ScenarioProgram,
} from '../../sim/index';
import type { CallBeat } from '../../programs/callBeat';
import type { ProcessLine } from './processes/protocol';

/** What a thread of runs or of an experiment is started with besides: what it tells of the programs that it calls. */
export interface ThreadStart {
  readonly beat: CallBeat;
}

/** What the thread is started with that tries programs. */
export interface TrialStart extends ThreadStart {
  readonly trials: true;
}

/** A program to try. */
export interface Trial {
  readonly serial: number;
  readonly program: ScenarioProgram;
  readonly called: Pick<ProgramFunction, 'name' | 'trial'>;
}

/** A script to read. */
export interface ScriptReading {
  readonly serial: number;
  readonly script: string;
}

/** What was wrong with a program (null: nothing), or how far a script came. */
export interface TrialAnswer {
  readonly serial: number;
  readonly answer: ProgramProblem | ScriptStep | null;
}

/**
 * What a worker thread is started with: the first run it computes. Branches of that run are made in the same thread, from its
 * checkpoints.
 */
export interface WorkerStart {
  readonly runId: string;
  readonly scenarioText: string;
  readonly seed: number | null;
  /** Where its process nodes are started; left out: nowhere. */
  readonly processes?: ProcessLine;
  /** The text of a journal that says what its processes do, in place of them. */
  readonly journal?: string;
}

/** What a worker thread is started with that is to run one design or two with many seeds. */
export interface ExperimentStart {
  readonly runId: string;
  /** Scenarios as text: A, and B where two are compared. */
  readonly designs: readonly string[];
  /** What the sentences of the comparison call them. */
  readonly names: readonly [a: string, b: string];
  readonly seeds: number;
}

/** A question to a worker. */
export type WorkerQuestion =
  | { readonly type: 'experiment' }
  | { readonly type: 'scenario' }
  | { readonly type: 'report' }
  | { readonly type: 'journal' }
  | { readonly type: 'window'; readonly fromNs: number; readonly toNs: number; readonly maxRows: number; readonly ahead?: boolean }
  | { readonly type: 'moment'; readonly atNs: number }
  | { readonly type: 'explain'; readonly request: number | null; readonly check: string | null }
  | { readonly type: 'request'; readonly request: number }
  | { readonly type: 'history'; readonly atNs: number; readonly maxRows: number }
  | { readonly type: 'inspect'; readonly atNs: number; readonly node: string }
  | {
      readonly type: 'break';
      readonly fromNs: number;
      readonly direction: 1 | -1;
      readonly breakpoints: readonly Breakpoint[];
      readonly maxEvents: number;
    }
  | { readonly type: 'lookup'; readonly atNs: number; readonly node: string; readonly key: string };

/** Its answers, by question. */
export interface WorkerAnswers {
  experiment: Result<ExperimentResult>;
  /** The scenario of a run as text, with the faults injected into it and its seed. */
  scenario: Result<string>;
  report: Result<RunReport>;
  journal: Result<{ readonly text: string }>;
  window: Result<TraceWindow>;
  moment: Result<MomentState>;
  explain: Result<Explanation>;
  request: Result<RequestDetail>;
  history: Result<RunHistory>;
  inspect: Result<NodeInspection>;
  break: Result<BreakSearch>;
  lookup: Result<LookupResult>;
}

/** What a worker is asked to do: answer a question about a run, make a branch of one, or forget one. */
export type WorkerRequest =
  | { readonly type: 'ask'; readonly runId: string; readonly serial: number; readonly question: WorkerQuestion }
  | { readonly type: 'branch'; readonly runId: string; readonly parentId: string; readonly atNs: number; readonly faults: readonly Fault[] }
  | { readonly type: 'drop'; readonly runId: string };

/** What a worker sends. */
export type WorkerMessage =
  | {
      readonly type: 'progress';
      readonly runId: string;
      readonly reachedNs: number;
      readonly endNs: number;
      readonly events: number;
      readonly done: boolean;
    }
  | { readonly type: 'failed'; readonly runId: string; readonly failure: Failure }
  | { readonly type: 'answer'; readonly serial: number; readonly answer: unknown };
