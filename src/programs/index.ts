import type { Program, ProgramFunction, ProgramProblem, Programs, Scenario } from '../sim/index';
import { javaScriptProgram } from './javascript';

/** Functions that parts call in a program, by the names in which it is looked for. */
const CALLED = ['choose', 'shardOf', 'hash'] as const;

/** Makes the programs of a scenario ready for its runs. A program that cannot be read gives its problem to every call. */
export async function preparePrograms({ programs = {} }: Pick<Scenario, 'programs'>): Promise<Programs> {
  const ready = await Promise.all(
    Object.entries(programs).map(async ([id, { code }]): Promise<[string, Program]> => [id, await javaScriptProgram(code, CALLED)]),
  );
  return new Map(ready);
}

/** Reads a program and tries a function of it once; null: nothing went wrong. */
export async function tryProgram(code: string, called: Pick<ProgramFunction, 'name' | 'trial'>): Promise<ProgramProblem | null> {
  const program = await javaScriptProgram(code, CALLED);
  const answer = program.call(called.name, called.trial, 1);
  return answer.ok ? null : answer.problem;
}
