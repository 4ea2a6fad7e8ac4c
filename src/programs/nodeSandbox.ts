import { DefaultIntrinsics, type QuickJSContext, type QuickJSHandle, type QuickJSRuntime } from 'quickjs-emscripten-core';
import type { MachineInput } from '../sim/index';
import { PROGRAM_FILE } from './harness';
import { MARKS_AT, type Interpreter } from './interpreter';
import { LARGEST_BYTES, LIMITS, MOST_TICKS, SETUP_LIMITS, STACK_BYTES, type STOPPED } from './javascriptLimits';
import { NODE_HARNESS } from './nodeHarness';
import { PagedMemory } from './pagedMemory';

type Entry = 'begin' | 'started' | 'message' | 'timer' | 'variables' | 'take' | 'mistake';
const ENTRIES: readonly Entry[] = ['begin', 'started', 'message', 'timer', 'variables', 'take', 'mistake'];

/** One interpreter that several nodes use in turn: each finds its memory as it left it. */
export class NodeSandbox {
  readonly memory: PagedMemory;
  private ticks = 0;
  private mostTicks = MOST_TICKS;
  private readonly runtime: QuickJSRuntime;
  private readonly context: QuickJSContext;
  private readonly entries = new Map<Entry, QuickJSHandle>();

  constructor(private readonly interpreter: Interpreter) {
    interpreter.begin(SETUP_LIMITS);
    this.runtime = interpreter.engine.newRuntime({ memoryLimitBytes: LARGEST_BYTES, maxStackSizeBytes: STACK_BYTES });
    this.runtime.setInterruptHandler(() => ++this.ticks > this.mostTicks);
    this.context = this.runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Date: false, Promise: true } });
    const harness = this.context.unwrapResult(this.context.evalCode(NODE_HARNESS, 'harness'));
    for (const name of ENTRIES) this.entries.set(name, this.context.getProp(harness, name));
    this.memory = new PagedMemory(interpreter.memory.buffer, MARKS_AT);
  }

  /** Fills the meter: with so many times the steps, and so many times the work, as a step of a node may take. */
  begin(steps = 1, work = 1): void {
    this.ticks = 0;
    this.mostTicks = MOST_TICKS * steps;
    this.interpreter.begin({ ...LIMITS, fuel: LIMITS.fuel * work });
  }

  /** What has been used up since `begin`; null: nothing. */
  usedUp(): keyof typeof STOPPED | null {
    return this.ticks > this.mostTicks ? 'steps' : this.interpreter.usedUp();
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

  /** Hands an input to the program, which is started with its text; false: the program could not be read. */
  act(input: MachineInput, source: string): boolean {
    const text = JSON.stringify(input);
    if (input.type !== 'start') {
      this.call(input.type, text);
      return true;
    }
    this.call('begin', text);
    if (!this.evaluate(source)) return false;
    this.call('started', null);
    return true;
  }

  /** What a text of our own gives, as a text. Throws where it gives none. */
  ask(source: string): string {
    const value = this.context.unwrapResult(this.context.evalCode(source, 'harness'));
    const text = this.context.getString(value);
    value.dispose();
    return text;
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
