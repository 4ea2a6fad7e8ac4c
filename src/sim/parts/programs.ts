/** What went wrong in a program, for the learner who wrote it. */
export interface ProgramProblem {
  /** One sentence without its full stop. */
  readonly message: string;
  /** Line of the program, from 1; null where none is to blame. */
  readonly line: number | null;
  /** It was stopped because it would not end, or took too much memory. */
  readonly isRunaway: boolean;
}

/**
 * What a call of a program gave: a number, a text or something else (then `value` is null), and its last argument as JSON text, as the
 * program left it. `effort`: what the call took of what a call may take, 0 to 1; the same on every machine.
 */
export type ProgramAnswer =
  | { readonly ok: true; readonly type: string; readonly value: number | string | null; readonly kept: string; readonly effort: number }
  | { readonly ok: false; readonly problem: ProgramProblem; readonly effort: number };

/**
 * A learner's program, ready to be called. A call is a pure function of its arguments: nothing of one call is left for the next,
 * there is no clock, no network and no chance but the one that `seed` decides. It never throws and always ends.
 */
export interface Program {
  /** Calls a function of the program with a list of arguments, given as JSON text. */
  call(name: string, args: string, seed: number): ProgramAnswer;
}

/** The programs of a scenario by id, made ready before the run. The simulator knows no sandbox: whoever makes a run brings it. */
export type Programs = ReadonlyMap<string, Program>;
