import type { Machine, MachineInput, MachineStep, MachineVariable, ProgramProblem } from '../sim/index';
import { PROGRAM_FILE } from './harness';
import { linesOf, readHarnessOutput, readVariables, type HarnessMistake } from './nodeOutputs';
import type { ProgramPages } from './heldPages';
import { PagedMachine, type Alike } from './pagedMachine';
import { IMPORT_LIMITS, LIMITS, OWN_LIMITS, STOPPED } from './pythonLimits';
import { pythonInterpreter, stoppedBy, type PythonInterpreter } from './pythonInterpreter';

/** So many times the work may be done while lines are watched. */
const WATCHED = 20;

const OUT_OF_MEMORY: ProgramProblem = { message: STOPPED.memory, line: null, isRunaway: true };

/** A node that runs a program in Python. All nodes of a thread share one interpreter; each finds its memory as it left it. */
class PythonMachine extends PagedMachine {
  constructor(
    private readonly python: PythonInterpreter,
    private readonly source: string,
    alike: Alike,
  ) {
    super(python.memory, alike);
  }

  deliver(input: MachineInput, lines: readonly number[] = []): MachineStep {
    const { python } = this;
    const word = lines.length === 0 ? input.type : `${input.type} ${lines.join(' ')}`;
    this.memory.hold(this.pages);
    // Watching lines is work of its own.
    python.begin(lines.length === 0 ? LIMITS : { ...LIMITS, fuel: LIMITS.fuel * WATCHED });
    try {
      const answer = python.call('step', `${word}\n${JSON.stringify(input)}\n${input.type === 'start' ? this.source : ''}`) ?? '';
      const work = LIMITS.fuel - python.fuelLeft();
      const isLoaded = answer.startsWith('+');
      const { outputs, reached, mistake } = readHarnessOutput(answer.slice(1));
      // Memory that has run out is told of even where the program has caught that.
      const problem = mistake !== null ? problemOf(mistake) : python.usedUp() === 'memory' ? OUT_OF_MEMORY : null;
      if (answer !== '' && problem?.message !== STOPPED.memory)
        return { outputs: isLoaded ? outputs : linesOf(outputs), reached, problem, isOver: !isLoaded, work };
      return this.stopped(problem ?? { message: 'what it returned cannot be read', line: null, isRunaway: false }, work);
    } catch (error) {
      const message = stoppedBy(python, error);
      const work = LIMITS.fuel - Math.max(0, python.fuelLeft());
      return this.stopped({ message, line: python.stoppedAt(PROGRAM_FILE), isRunaway: true }, work);
    }
  }

  protected variablesNow(): MachineVariable[] {
    this.python.begin(LIMITS);
    return readVariables(this.python.call('step', 'variables\n') ?? '');
  }

  private stopped(problem: ProgramProblem, work: number): MachineStep {
    this.reset();
    return { outputs: [], problem, isOver: true, work };
  }
}

/** What the harness says of an error, in words for its author. */
function problemOf({ name, message, place }: HarnessMistake): ProgramProblem {
  const [line = null, ...calledFrom] = place === '' ? [] : place.split(' ').map(Number);
  if (Object.hasOwn(OWN_LIMITS, name)) return { message: STOPPED[OWN_LIMITS[name]], line, isRunaway: true };
  if (name.endsWith('SyntaxError') || name === 'IndentationError' || name === 'TabError')
    return { message: `it cannot be read: ${message}`, line, isRunaway: false };
  const chain = calledFrom.length === 0 ? {} : { calledFrom };
  return { message: message === '' ? name : `${name}: ${message}`, line, ...chain, isRunaway: false };
}

/** Sets up the interpreter and reads the modules that a program names; the function that it gives makes a machine for each of its nodes. */
export async function pythonMachines(source: string): Promise<() => Machine> {
  const python = await pythonInterpreter();
  python.memory.show(python.memory.pages());
  python.begin(IMPORT_LIMITS);
  let fresh: ProgramPages = new Map();
  try {
    python.call('bring', source, true);
    fresh = python.memory.take();
  } catch {
    // Whatever it imports takes too much; the program is told when it is started.
  }
  const alike = { fresh, frames: new Map() };
  return () => new PythonMachine(python, source, alike);
}
