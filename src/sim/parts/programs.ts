import type { Machine } from '../machines/machine';
import type { ProgramProblem } from '../machines/problem';

export type { ProgramProblem } from '../machines/problem';

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
  /** A machine that runs the program as a node, not started yet; only of programs that a part runs so. */
  readonly newMachine?: () => Machine;
}

/** The programs of a scenario by id, made ready before the run. The simulator knows no sandbox: whoever makes a run brings it. */
export type Programs = ReadonlyMap<string, Program>;
