import variant from '@jitl/quickjs-singlefile-mjs-release-sync';
import {
  DefaultIntrinsics,
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import type { Program, ProgramAnswer, ProgramProblem } from '../sim/index';
import { HARNESS, PROGRAM_FILE, wrapped } from './harness';
import { memoryImage, type MemoryImage } from './memoryImage';

/** What there is of WebAssembly in Node and in browsers alike, as far as it is needed here. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => ReturnType<QuickJSWASMModule['getWasmMemory']>;
};

/** The interpreter asks after every 10,000 steps or so whether to go on; a call may take so many of these. */
const MOST_TICKS = 40;
/** All the memory that the interpreter has, in pages of 64 KB: it never grows. Some 10 MB of it are left for a program. */
const MEMORY_PAGES = 256;
/** The largest single thing. */
const LARGEST_BYTES = 4_000_000;
/** More, and deep recursion could use up the stack of the thread around the sandbox. */
const STACK_BYTES = 128 * 1024;
const MOST_KEPT = 20_000;
const MOST_WORDS = 200;

const RUNAWAY: Readonly<Record<string, string>> = {
  interrupted: 'it took more than 400,000 steps, so it was stopped (is there a loop that never ends?)',
  'out of memory': 'it took more than 10 MB of memory, or 4 MB at once, so it was stopped',
  'stack overflow': 'its functions call each other too deeply (is there a recursion that never ends?)',
};

/**
 * A program in QuickJS, an interpreter for JavaScript that runs in WebAssembly: no platform, the same result on every machine.
 * Every call begins from the memory as it was when the program had been loaded, so that no call can leave anything behind,
 * not even in a variable of its own; limits are counted in steps and bytes, never in time.
 */
class JavaScriptProgram implements Program {
  private ticks = 0;
  private readonly context: QuickJSContext;
  private readonly calling: QuickJSHandle;
  private readonly finding: QuickJSHandle;
  private readonly image: MemoryImage;
  private broken: ProgramProblem | null;

  constructor(engine: QuickJSWASMModule, source: string, names: readonly string[]) {
    const runtime = engine.newRuntime({ memoryLimitBytes: LARGEST_BYTES, maxStackSizeBytes: STACK_BYTES });
    runtime.setInterruptHandler(() => ++this.ticks > MOST_TICKS);
    this.context = runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Date: false, Promise: false } });
    this.calling = this.context.unwrapResult(this.context.evalCode(HARNESS, 'harness'));
    this.broken = usesBigInts(source)
      ? { message: 'there are no BigInts here; Math.imul and >>> 0 keep numbers to 32 bits', line: null, isRunaway: false }
      : null;
    this.finding = this.broken === null ? this.load(source, names) : this.context.undefined;
    this.image = memoryImage(engine.getWasmMemory());
  }

  call(name: string, args: string, seed: number): ProgramAnswer {
    if (this.broken !== null) return { ok: false, problem: this.broken };
    this.image.restore();
    this.ticks = 0;
    try {
      return this.answer(name, args, seed);
    } catch (error) {
      // The sandbox itself has broken, not the program in it: nothing in there can be relied upon any more.
      this.broken = {
        message: `the sandbox stopped (${error instanceof Error ? error.message : String(error)})`,
        line: null,
        isRunaway: true,
      };
      return { ok: false, problem: this.broken };
    }
  }

  private answer(name: string, args: string, seed: number): ProgramAnswer {
    const { context } = this;
    const given = [this.finding, context.newString(name), context.newString(args), context.newNumber(seed | 0)];
    const result = context.callFunction(this.calling, context.undefined, ...given);
    if (result.error) return { ok: false, problem: problemOf(context, result.error) };
    const [type, value, last] = JSON.parse(context.getString(result.value)) as [string, number | string | null, string | null];
    const kept = last ?? 'null';
    if (kept.length <= MOST_KEPT) return { ok: true, type, value, kept };
    return {
      ok: false,
      problem: { message: `it keeps ${kept.length} characters of state, and ${MOST_KEPT} are allowed`, line: null, isRunaway: false },
    };
  }

  private load(source: string, names: readonly string[]): QuickJSHandle {
    const result = this.context.evalCode(wrapped(source, names), PROGRAM_FILE);
    if (!result.error) return result.value;
    this.broken = problemOf(this.context, result.error);
    return this.context.undefined;
  }
}

/** Arithmetic with huge numbers is one long step that nothing can interrupt. What is written in texts and comments does not count. */
function usesBigInts(source: string): boolean {
  const bare = source.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, ' ');
  return /(?<![\w$.])(?:\d[\d_]*|0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+)n\b/.test(bare);
}

function problemOf(context: QuickJSContext, error: QuickJSHandle): ProgramProblem {
  const thrown: unknown = context.dump(error);
  const isError = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
  const { name = '', message = '', stack = '' } = (isError ? thrown : {}) as { name?: unknown; message?: unknown; stack?: unknown };
  const text = isError ? String(message) : `it threw ${JSON.stringify(thrown) ?? 'undefined'}`;
  const isRunaway = name === 'InternalError' && Object.hasOwn(RUNAWAY, text);
  const words = isRunaway ? RUNAWAY[text] : name === 'SyntaxError' ? `it cannot be read: ${text}` : text;
  return { message: words.slice(0, MOST_WORDS), line: lineIn(String(stack)), isRunaway };
}

/** The line of the program that a stack names first; the wrapping takes one line before it. */
function lineIn(stack: string): number | null {
  const found = new RegExp(`\\b${PROGRAM_FILE}:(\\d+)`).exec(stack);
  return found === null ? null : Math.max(1, Number(found[1]) - 1);
}

/** Loads a program, each into a sandbox of its own. A program that cannot be read gives its problem to every call. */
export async function javaScriptProgram(source: string, names: readonly string[]): Promise<Program> {
  const memory = new WebAssembly.Memory({ initial: MEMORY_PAGES, maximum: MEMORY_PAGES });
  return new JavaScriptProgram(await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: memory })), source, names);
}
