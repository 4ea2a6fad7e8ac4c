import { DefaultIntrinsics, type QuickJSContext, type QuickJSHandle } from 'quickjs-emscripten-core';
import type { Program, ProgramAnswer, ProgramProblem } from '../sim/index';
import { HARNESS, PROGRAM_FILE, wrapped } from './harness';
import { newInterpreter, type Interpreter } from './interpreter';
import {
  usesBigInts,
  LARGEST_BYTES,
  LIMITS,
  lineIn,
  MOST_TICKS,
  NO_BIG_INTS,
  OWN_LIMITS,
  SETUP_LIMITS,
  STACK_BYTES,
  STOPPED,
} from './javascriptLimits';
import { memoryImage, type MemoryImage } from './memoryImage';

const MOST_KEPT = 20_000;

/** Functions that are asked the same in every run: their answers are kept. */
const ASKED_AGAIN: readonly string[] = ['shardOf', 'hash'];
const MOST_ANSWERS = 5_000;

type WithoutEffort<T> = T extends ProgramAnswer ? Omit<T, 'effort'> : never;
type Outcome = WithoutEffort<ProgramAnswer>;

/**
 * A program in QuickJS, an interpreter for JavaScript that runs in WebAssembly: no platform, the same result on every machine.
 * Every call begins from the memory as it was when the program had been loaded, so that no call can leave anything behind,
 * not even in a variable of its own; limits are counted in steps, fuel and bytes, never in time, and none is the host's.
 */
class JavaScriptProgram implements Program {
  private ticks = 0;
  private readonly answers = new Map<string, ProgramAnswer>();
  private readonly context: QuickJSContext;
  private readonly calling: QuickJSHandle;
  private readonly telling: QuickJSHandle;
  private readonly finding: QuickJSHandle;
  private readonly image: MemoryImage;
  /** Why it could not be loaded, which is then the answer to every call. */
  private broken: ProgramProblem | null;

  constructor(
    private readonly interpreter: Interpreter,
    source: string,
    names: readonly string[],
  ) {
    interpreter.begin(SETUP_LIMITS);
    const runtime = interpreter.engine.newRuntime({ memoryLimitBytes: LARGEST_BYTES, maxStackSizeBytes: STACK_BYTES });
    runtime.setInterruptHandler(() => ++this.ticks > MOST_TICKS);
    this.context = runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Date: false, Promise: false } });
    const harness = this.context.unwrapResult(this.context.evalCode(HARNESS, 'harness'));
    this.calling = this.context.getProp(harness, 'call');
    this.telling = this.context.getProp(harness, 'tell');
    this.broken = usesBigInts(source) ? NO_BIG_INTS : null;
    this.finding = this.broken === null ? this.load(source, names) : this.context.undefined;
    this.image = memoryImage(interpreter.memory);
  }

  call(name: string, args: string, seed: number): ProgramAnswer {
    if (this.broken !== null) return { ok: false, problem: this.broken, effort: 0 };
    const asked = ASKED_AGAIN.includes(name) ? `${name} ${seed} ${args}` : null;
    const known = asked === null ? undefined : this.answers.get(asked);
    if (known !== undefined) return known;
    this.image.restore();
    this.begin();
    const given = this.guarded<Outcome>(
      () => this.answer(name, args, seed),
      (problem) => ({ ok: false, problem }),
    );
    const answer = { ...given, effort: this.effort() };
    if (asked !== null && this.answers.size < MOST_ANSWERS) this.answers.set(asked, answer);
    return answer;
  }

  /** What the last call took, as a share of what it may take. */
  private effort(): number {
    return Math.min(1, Math.max(this.ticks / MOST_TICKS, 1 - this.interpreter.fuelLeft() / LIMITS.fuel));
  }

  private begin(): void {
    this.ticks = 0;
    this.interpreter.begin(LIMITS);
  }

  /**
   * Does something in the sandbox. What the sandbox does not survive is a problem like others, as the next call begins from its memory as
   * it was: after a trap, and after an abort of the interpreter, which both come at the same place on every machine.
   */
  private guarded<T>(work: () => T, otherwise: (problem: ProgramProblem) => T): T {
    try {
      return work();
    } catch {
      const usedUp = this.interpreter.usedUp();
      const message = STOPPED[usedUp ?? 'broken'];
      return otherwise({ message, line: null, isRunaway: true });
    }
  }

  private answer(name: string, args: string, seed: number): Outcome {
    const { context } = this;
    const given = [this.finding, context.newString(name), context.newString(args), context.newNumber(seed | 0)];
    const result = context.callFunction(this.calling, context.undefined, ...given);
    if (result.error) return { ok: false, problem: this.problemOf(result.error) };
    const lines = context.getString(result.value).split('\n');
    if (lines[0] === 'threw') return { ok: false, problem: this.problemIn(lines.slice(1)) };
    const [type, value, kept] = lines;
    if (kept.length <= MOST_KEPT) return { ok: true, type, value: JSON.parse(value) as number | string | null, kept };
    return {
      ok: false,
      problem: { message: `it keeps ${kept.length} characters of state, and ${MOST_KEPT} are allowed`, line: null, isRunaway: false },
    };
  }

  private load(source: string, names: readonly string[]): QuickJSHandle {
    const { context } = this;
    this.begin();
    return this.guarded(
      () => {
        const result = context.evalCode(wrapped(source, names), PROGRAM_FILE);
        if (!result.error) return result.value;
        this.broken = this.problemOf(result.error);
        return context.undefined;
      },
      (problem) => {
        this.broken = problem;
        return context.undefined;
      },
    );
  }

  /** Of what was thrown past the harness: by the loading of a program, or by a limit that no program can catch. */
  private problemOf(thrown: QuickJSHandle): ProgramProblem {
    if (this.ticks > MOST_TICKS) return this.stopped('steps', this.stackOf(thrown));
    if (this.interpreter.usedUp() === 'memory') return this.stopped('memory', '');
    const told = this.context.callFunction(this.telling, this.context.undefined, thrown);
    if (!told.error) return this.problemIn(this.context.getString(told.value).split('\n'));
    if (this.ticks > MOST_TICKS) return this.stopped('steps', '');
    return this.stopped(this.interpreter.usedUp() ?? 'memory', '');
  }

  private stackOf(error: QuickJSHandle): string {
    if (this.context.typeof(error) !== 'object') return '';
    const stack = this.context.getProp(error, 'stack');
    return this.context.typeof(stack) === 'string' ? this.context.getString(stack) : '';
  }

  /** What the harness says of something that was thrown: four lines, each JSON. */
  private problemIn(lines: readonly string[]): ProgramProblem {
    const [name, message, stack, isError] = lines.map((line) => JSON.parse(line) as string);
    const limit = isError === 'InternalError' && Object.hasOwn(OWN_LIMITS, message) ? OWN_LIMITS[message] : null;
    if (limit !== null) return this.stopped(limit, stack);
    // Where not even an error finds room, null is thrown in its place.
    if (message === 'it threw null' && this.interpreter.usedUp() === 'memory') return this.stopped('memory', stack);
    return { message: name === 'SyntaxError' ? `it cannot be read: ${message}` : message, line: lineIn(stack, 1), isRunaway: false };
  }

  private stopped(limit: keyof typeof STOPPED, stack: string): ProgramProblem {
    return { message: STOPPED[limit], line: lineIn(stack, 1), isRunaway: true };
  }
}

/**
 * Sets up a sandbox; the function that it gives loads the program into it, which may take as long as a call. A program that cannot be read
 * gives its problem to every call.
 */
export async function javaScriptProgram(source: string, names: readonly string[]): Promise<() => Program> {
  const interpreter = await newInterpreter();
  return () => new JavaScriptProgram(interpreter, source, names);
}
