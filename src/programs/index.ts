import {
  AS_NODE,
  programFields,
  runsProgram,
  uselessTrial,
  type Machine,
  type Program,
  type ProgramFunction,
  type ProgramProblem,
  type Programs,
  type Scenario,
  type ScenarioProgram,
} from '../sim/index';
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

/** Sets up a sandbox for the nodes that run a program; the function that it gives makes a machine for one of them. */
async function machines({ language, code }: ScenarioProgram): Promise<() => Machine> {
  if (language === 'python') return (await import('./pythonMachine')).pythonMachines(code);
  return (await import('./javascriptMachine')).javaScriptMachines(code);
}

/** What is made ready: programs, and the parts that use them; without parts, for calls alone. */
type Prepared = Pick<Scenario, 'programs'> & Partial<Pick<Scenario, 'nodes'>>;

/**
 * Makes the programs of a scenario ready for its runs. A program that cannot be read gives its problem to every call. `beat` tells another
 * thread what is called, by the program's place among those of the scenario, counted from `firstPlace`.
 */
export async function preparePrograms({ programs = {}, nodes }: Prepared, beat?: CallBeat, firstPlace = 0): Promise<Programs> {
  const isRun = nodes?.some(({ kind }) => runsProgram(kind)) ?? false;
  const isCalled = !isRun || (nodes?.some(({ kind }) => programFields(kind).length > 0 && !runsProgram(kind)) ?? false);
  const ready = await Promise.all(
    Object.entries(programs).map(async ([id, written], i): Promise<[string, Program]> => {
      const place = firstPlace + i;
      const newMachine = isRun ? await machines(written) : null;
      const load = isCalled ? await loader(written) : null;
      const called = load === null ? NOT_CALLED : withBeat(beat, place, load);
      const program: Program = {
        call: (name, args, seed) => withBeat(beat, place, () => called.call(name, args, seed)),
        ...(newMachine === null ? {} : { newMachine: () => watched(newMachine(), beat, place) }),
      };
      return [id, program];
    }),
  );
  return new Map(ready);
}

/** A program that runs as a node, and that nobody calls. */
const NOT_CALLED: Program = {
  call: () => ({ ok: false, problem: { message: 'it runs as a node', line: null, isRunaway: false }, effort: 0 }),
};

/** The same machine, with another thread told of what it does. */
function watched(machine: Machine, beat: CallBeat | undefined, place: number): Machine {
  if (beat === undefined) return machine;
  return {
    reset: () => machine.reset(),
    deliver: (input, lines) => withBeat(beat, place, () => machine.deliver(input, lines)),
    save: () => machine.save(),
    load: (image) => machine.load(image),
    variables: () => withBeat(beat, place, () => machine.variables()),
  };
}

/** The programs of several designs that one thread calls, ready; their places are those in `programNames` of the same designs. */
export async function prepareDesigns(designs: readonly Pick<Scenario, 'programs'>[], beat?: CallBeat): Promise<Programs[]> {
  return Promise.all(designs.map((design, i) => preparePrograms(design, beat, programNames(designs.slice(0, i)).length)));
}

/** The programs of designs by their places: what a beat tells of. */
export function programNames(designs: readonly Pick<Scenario, 'programs'>[]): string[] {
  return designs.flatMap(({ programs = {} }) => Object.keys(programs));
}

/** How a trial starts a node: among three, the first of them. */
const TRIAL_START = {
  type: 'start',
  clockMs: 0,
  nodeId: 'n1',
  nodeIds: ['n1', 'n2', 'n3'],
  neighbours: ['n2', 'n3'],
  seed: 1,
  life: 0,
  storage: {},
} as const;

/** Reads a program and tries a function of it once, or starts it as a node; null: nothing went wrong, and what it gave is of use. */
export async function tryProgram(
  written: ScenarioProgram,
  called: Pick<ProgramFunction, 'name' | 'trial'>,
  beat?: CallBeat,
): Promise<ProgramProblem | null> {
  if (called.name === AS_NODE) {
    const newMachine = await machines(written);
    return withBeat(beat, 0, () => newMachine().deliver(TRIAL_START).problem);
  }
  const load = await loader(written);
  const answer = withBeat(beat, 0, () => load().call(called.name, called.trial, 1));
  return answer.ok ? uselessTrial(called.name, called.trial, answer) : answer.problem;
}
