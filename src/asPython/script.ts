import type { BoardDescription } from './board';

/** What is wrong with a script: one sentence, and its line where it has one. */
export interface ScriptProblem {
  readonly message: string;
  readonly line: number | null;
}

/** What a script asks: the figures of a run, or what a store knows at the end of the run that question `run` asked for. */
export type ScriptQuestion =
  | { readonly type: 'run'; readonly board: BoardDescription; readonly line: number | null }
  | { readonly type: 'lookup'; readonly run: number; readonly key: string; readonly node: string; readonly line: number | null }
  /** It has come to its end without a run; the simulation that it made last. */
  | { readonly type: 'end'; readonly board: BoardDescription; readonly line: number | null };

/** How far a script has come with the answers so far. */
export interface ScriptStep {
  /** All that it has printed since its beginning. */
  readonly printed: string;
  /** Its next question; null: it is over. */
  readonly ask: ScriptQuestion | null;
  readonly problem: ScriptProblem | null;
}

/** A script: what it does when its questions so far are answered so. It is run from its beginning each time, and is the same each time. */
export type Script = (answers: readonly unknown[]) => ScriptStep;
