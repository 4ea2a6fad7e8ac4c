import type { Machine, MachineImage, MachineInput, MachineStep, MachineVariable, ProgramProblem } from '../sim/index';
import { newInterpreter } from './interpreter';
import { callersIn, lineIn, loopLine, NO_BIG_INTS, OWN_LIMITS, STOPPED, usesBigInts } from './javascriptLimits';
import { NODE_LIMITS } from './nodeLimits';
import { linesOf, readHarnessOutput, readVariables, type HarnessOutput, type HarnessMistake } from './nodeOutputs';
import { NodeSandbox } from './nodeSandbox';
import { PagedMachine, type Alike } from './pagedMachine';
import { topLevelNames } from './topLevelNames';
import { WatchedProgram } from './watchedProgram';

const NO_OUTPUTS: HarnessOutput = { outputs: [], reached: [], mistake: null };

/** A node that runs a program in JavaScript. */
class JavaScriptMachine extends PagedMachine {
  private readonly watched: WatchedProgram;

  constructor(
    private readonly sandbox: NodeSandbox,
    private readonly source: string,
    private readonly names: readonly string[],
    alike: Alike,
  ) {
    super(sandbox.memory, alike);
    this.watched = new WatchedProgram(sandbox, source);
  }

  override reset(): void {
    super.reset();
    this.watched.forget();
  }

  override load(image: MachineImage): void {
    super.load(image);
    this.watched.forget();
  }

  /** Lines can be told of from a start of the program on, or from the next step: what tells of them has to see every input. */
  deliver(input: MachineInput, lines: readonly number[] = []): MachineStep {
    const step = this.step(input);
    const reached = this.watched.follow(input, lines, step.problem?.isRunaway === true ? step.problem.message : null);
    return reached.length === 0 ? step : { ...step, reached };
  }

  private step(input: MachineInput): MachineStep {
    const { sandbox } = this;
    if (input.type === 'start' && usesBigInts(this.source)) return { outputs: [], problem: NO_BIG_INTS, isOver: true, work: 0 };
    this.memory.hold(this.pages);
    sandbox.begin();
    let told = NO_OUTPUTS;
    let isBroken = false;
    let isLoaded = true;
    try {
      isLoaded = sandbox.act(input, this.source);
      sandbox.settle();
      told = readHarnessOutput(sandbox.call('take', null));
    } catch {
      isBroken = true;
    }
    const usedUp = sandbox.usedUp();
    const work = sandbox.work();
    // Memory that has run out is told of even where the program has caught that, or nobody waits for its promise.
    if (!isBroken && usedUp !== 'steps' && usedUp !== 'memory') {
      const problem = told.mistake === null ? null : problemOf(told.mistake);
      return { outputs: isLoaded ? told.outputs : linesOf(told.outputs), problem, isOver: !isLoaded, work };
    }
    super.reset();
    const named = told.mistake === null ? null : lineIn(told.mistake.place, 0);
    const line = usedUp === 'steps' ? loopLine(this.source, named) : named;
    const message = STOPPED[usedUp ?? 'broken'];
    return { outputs: [], problem: { message, line, isRunaway: true }, isOver: true, work };
  }

  protected variablesNow(): MachineVariable[] {
    this.sandbox.begin();
    return readVariables(this.sandbox.call('variables', JSON.stringify(this.names.slice(0, NODE_LIMITS.shownVariables))));
  }
}

function problemOf({ name, message, place, sort }: HarnessMistake): ProgramProblem {
  const line = lineIn(place, 0);
  const limit = sort === 'InternalError' && Object.hasOwn(OWN_LIMITS, message) ? OWN_LIMITS[message] : null;
  if (limit !== null) return { message: STOPPED[limit], line, isRunaway: true };
  const calledFrom = callersIn(place);
  const chain = calledFrom.length === 0 ? {} : { calledFrom };
  return { message: name === 'SyntaxError' ? `it cannot be read: ${message}` : message, line, ...chain, isRunaway: false };
}

let sandbox: Promise<NodeSandbox> | null = null;

/**
 * Sets up the sandbox of this thread, which all nodes use in turn; the function that it gives makes a machine for each that runs a
 * program.
 */
export async function javaScriptMachines(source: string): Promise<() => Machine> {
  sandbox ??= newInterpreter(true).then((interpreter) => new NodeSandbox(interpreter));
  const shared = await sandbox;
  const names = topLevelNames(source);
  const alike = { fresh: new Map(), frames: new Map() };
  return () => new JavaScriptMachine(shared, source, names, alike);
}
