import type { Program, ProgramFunction, ProgramProblem, Programs, Scenario, ScenarioProgram } from '../sim/index';
import { withBeat, type CallBeat } from './callBeat';

export { BEAT_BYTES, callUnderWay, newBeat, type CallBeat } from './callBeat';

/** Functions that parts call in a program, by the names in which it is looked for. */
const CALLED = ['choose', 'shardOf', 'hash'] as const;

/**
 * Sets up a sandbox for a program in its language; the function that it gives loads the program. Sandboxes are loaded by the first program
 * that needs them: they are larger than all the rest, and most runs have none.
 */
async function loader({ language, code }: ScenarioProgram): Promise<() => Program> {
  if (language === 'python') return (await import('./python')).pythonProgram(code);
  return (await import('./javascript')).javaScriptProgram(code, CALLED);
}

/**
 * Makes the programs of a scenario ready for its runs. A program that cannot be read gives its problem to every call. `beat` tells another
 * thread what is called, by the program's place among those of the scenario, counted from `firstPlace`.
 */
export async function preparePrograms({ programs = {} }: Pick<Scenario, 'programs'>, beat?: CallBeat, firstPlace = 0): Promise<Programs> {
  if (Object.keys(programs).length === 0) return new Map();
  const ready = await Promise.all(
    Object.entries(programs).map(async ([id, written], i): Promise<[string, Program]> => {
      const place = firstPlace + i;
      const load = await loader(written);
      const program = withBeat(beat, place, load);
      return [
        id,
        beat === undefined ? program : { call: (name, args, seed) => withBeat(beat, place, () => program.call(name, args, seed)) },
      ];
    }),
  );
  return new Map(ready);
}

/** The programs of several designs that one thread calls, ready; their places are those in `programNames` of the same designs. */
export async function prepareDesigns(designs: readonly Pick<Scenario, 'programs'>[], beat?: CallBeat): Promise<Programs[]> {
  return Promise.all(designs.map((design, i) => preparePrograms(design, beat, programNames(designs.slice(0, i)).length)));
}

/** The programs of designs by their places: what a beat tells of. */
export function programNames(designs: readonly Pick<Scenario, 'programs'>[]): string[] {
  return designs.flatMap(({ programs = {} }) => Object.keys(programs));
}

/** Reads a program and tries a function of it once; null: nothing went wrong. */
export async function tryProgram(
  written: ScenarioProgram,
  called: Pick<ProgramFunction, 'name' | 'trial'>,
  beat?: CallBeat,
): Promise<ProgramProblem | null> {
  const load = await loader(written);
  const answer = withBeat(beat, 0, () => load().call(called.name, called.trial, 1));
  return answer.ok ? null : answer.problem;
}
