import type { Program, ProgramFunction, ProgramProblem, Programs, Scenario } from '../sim/index';
import { withBeat, type CallBeat } from './callBeat';

export { BEAT_BYTES, callUnderWay, newBeat, type CallBeat } from './callBeat';

/** Functions that parts call in a program, by the names in which it is looked for. */
const CALLED = ['choose', 'shardOf', 'hash'] as const;

/** Loaded by the first program: it is larger than all the rest, and most runs have none. */
const sandbox = (): Promise<typeof import('./javascript')> => import('./javascript');

/**
 * Makes the programs of a scenario ready for its runs. A program that cannot be read gives its problem to every call. `beat` tells another
 * thread what is called, by the program's place among those of the scenario.
 */
export async function preparePrograms({ programs = {} }: Pick<Scenario, 'programs'>, beat?: CallBeat): Promise<Programs> {
  if (Object.keys(programs).length === 0) return new Map();
  const { javaScriptProgram } = await sandbox();
  const ready = await Promise.all(
    Object.entries(programs).map(async ([id, { code }], place): Promise<[string, Program]> => {
      const load = await javaScriptProgram(code, CALLED);
      const program = withBeat(beat, place, load);
      return [
        id,
        beat === undefined ? program : { call: (name, args, seed) => withBeat(beat, place, () => program.call(name, args, seed)) },
      ];
    }),
  );
  return new Map(ready);
}

/** Reads a program and tries a function of it once; null: nothing went wrong. */
export async function tryProgram(
  code: string,
  called: Pick<ProgramFunction, 'name' | 'trial'>,
  beat?: CallBeat,
): Promise<ProgramProblem | null> {
  const { javaScriptProgram } = await sandbox();
  const load = await javaScriptProgram(code, CALLED);
  const answer = withBeat(beat, 0, () => load().call(called.name, called.trial, 1));
  return answer.ok ? null : answer.problem;
}
