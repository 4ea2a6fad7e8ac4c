import { DefaultIntrinsics, type QuickJSContext, type QuickJSHandle, type QuickJSRuntime } from 'quickjs-emscripten-core';
import type { Machine, MachineInput, MachineStep, MachineVariable, ProgramProblem } from '../sim/index';
import { PROGRAM_FILE } from './harness';
import { MARKS_AT, newInterpreter, type Interpreter } from './interpreter';
import {
  callersIn,
  LARGEST_BYTES,
  LIMITS,
  lineIn,
  loopLine,
  MOST_TICKS,
  NO_BIG_INTS,
  OWN_LIMITS,
  SETUP_LIMITS,
  STACK_BYTES,
  STOPPED,
  usesBigInts,
} from './javascriptLimits';
import { NODE_HARNESS } from './nodeHarness';
import { NODE_LIMITS } from './nodeLimits';
import { readHarnessOutput, readVariables, type HarnessOutput, type HarnessMistake } from './nodeOutputs';
import { PagedMachine, type Alike } from './pagedMachine';
import { PagedMemory } from './pagedMemory';
import { topLevelNames } from './topLevelNames';

type Entry = 'begin' | 'started' | 'message' | 'timer' | 'variables' | 'take' | 'mistake';
const ENTRIES: readonly Entry[] = ['begin', 'started', 'message', 'timer', 'variables', 'take', 'mistake'];
const NO_OUTPUTS: HarnessOutput = { outputs: [], reached: [], mistake: null };

/** One interpreter that several nodes use in turn: each finds its memory as it left it. */
class NodeSandbox {
  readonly memory: PagedMemory;
  private ticks = 0;
  private readonly runtime: QuickJSRuntime;
  private readonly context: QuickJSContext;
  private readonly entries = new Map<Entry, QuickJSHandle>();

  constructor(private readonly interpreter: Interpreter) {
    interpreter.begin(SETUP_LIMITS);
    this.runtime = interpreter.engine.newRuntime({ memoryLimitBytes: LARGEST_BYTES, maxStackSizeBytes: STACK_BYTES });
    this.runtime.setInterruptHandler(() => ++this.ticks > MOST_TICKS);
    this.context = this.runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Date: false, Promise: true } });
    const harness = this.context.unwrapResult(this.context.evalCode(NODE_HARNESS, 'harness'));
    for (const name of ENTRIES) this.entries.set(name, this.context.getProp(harness, name));
    this.memory = new PagedMemory(interpreter.memory.buffer, MARKS_AT);
  }

  begin(): void {
    this.ticks = 0;
    this.interpreter.begin(LIMITS);
  }

  /** What has been used up since `begin`; null: nothing. */
  usedUp(): keyof typeof STOPPED | null {
    return this.ticks > MOST_TICKS ? 'steps' : this.interpreter.usedUp();
  }

  work(): number {
    return LIMITS.fuel - this.interpreter.fuelLeft();
  }

  /** Calls a function of the harness; whatever it throws, it tells of when it is asked next. Throws what ends the sandbox. */
  call(entry: Entry, text: string | null): string {
    const { context } = this;
    const given = text === null ? [] : [context.newString(text)];
    const result = context.callFunction(this.entries.get(entry) ?? context.undefined, context.undefined, ...given);
    for (const handle of given) handle.dispose();
    if (result.error) {
      this.tell(result.error);
      return '';
    }
    const told = context.typeof(result.value) === 'string' ? context.getString(result.value) : '';
    result.value.dispose();
    return told;
  }

  /** Runs the program itself, in a world of its own that only the harness has prepared. */
  evaluate(source: string): boolean {
    const result = this.context.evalCode(source, PROGRAM_FILE, { type: 'global', strict: true });
    if (result.error) {
      this.tell(result.error);
      return false;
    }
    result.value.dispose();
    return true;
  }

  /** What waits for something that has happened. */
  settle(): void {
    const result = this.runtime.executePendingJobs();
    if (result.error) this.tell(result.error);
  }

  private tell(thrown: QuickJSHandle): void {
    const { context } = this;
    const told = context.callFunction(this.entries.get('mistake') ?? context.undefined, context.undefined, thrown);
    thrown.dispose();
    (told.error ?? told.value).dispose();
  }
}

/** A node that runs a program in JavaScript. */
class JavaScriptMachine extends PagedMachine {
  constructor(
    private readonly sandbox: NodeSandbox,
    private readonly source: string,
    private readonly names: readonly string[],
    alike: Alike,
  ) {
    super(sandbox.memory, alike);
  }

  deliver(input: MachineInput): MachineStep {
    const { sandbox } = this;
    if (input.type === 'start' && usesBigInts(this.source)) return { outputs: [], problem: NO_BIG_INTS, isOver: true, work: 0 };
    this.memory.hold(this.pages);
    sandbox.begin();
    let told = NO_OUTPUTS;
    let isBroken = false;
    let isLoaded = true;
    try {
      isLoaded = this.act(input);
      sandbox.settle();
      told = readHarnessOutput(sandbox.call('take', null));
    } catch {
      isBroken = true;
    }
    const usedUp = sandbox.usedUp();
    const work = sandbox.work();
    if (!isBroken && usedUp !== 'steps' && !(usedUp === 'memory' && told.mistake !== null)) {
      const problem = told.mistake === null ? null : problemOf(told.mistake);
      return { outputs: isLoaded ? told.outputs : [], problem, isOver: !isLoaded, work };
    }
    this.reset();
    const named = told.mistake === null ? null : lineIn(told.mistake.place, 0);
    const line = usedUp === 'steps' ? loopLine(this.source, named) : named;
    const message = STOPPED[usedUp ?? 'broken'];
    return { outputs: [], problem: { message, line, isRunaway: true }, isOver: true, work };
  }

  protected variablesNow(): MachineVariable[] {
    this.sandbox.begin();
    return readVariables(this.sandbox.call('variables', JSON.stringify(this.names.slice(0, NODE_LIMITS.shownVariables))));
  }

  /** Hands an input to the program; false: the program could not be read. */
  private act(input: MachineInput): boolean {
    const { sandbox } = this;
    const text = JSON.stringify(input);
    if (input.type !== 'start') {
      sandbox.call(input.type, text);
      return true;
    }
    sandbox.call('begin', text);
    if (!sandbox.evaluate(this.source)) return false;
    sandbox.call('started', null);
    return true;
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
