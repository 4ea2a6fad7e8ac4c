import createPython from 'pyodide/pyodide.asm.mjs';
import interpreterUrl from 'pyodide/pyodide.asm.wasm?url&inline';
import libraryUrl from 'pyodide/python_stdlib.zip?url&inline';
import { bytesOf } from './dataUrl';
import type { CallLimits } from './interpreter';
import { FUEL, meterModule, OWN_GLOBAL, STACK } from './metering/meterModule';
import { HARNESS } from './pythonHarness';
import { STOPPED } from './pythonLimits';
import { PagedMemory } from './pagedMemory';

type Import = (...args: readonly unknown[]) => unknown;
type WasmImports = Record<string, Record<string, unknown>>;
interface WasmGlobal {
  value: number;
}
/** What is used of Python's C interface, by the names it has there; pointers are numbers. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(bytes: number): number;
  emscripten_stack_get_end(): number;
  PyRun_SimpleString(text: number): number;
  PyImport_AddModule(name: number): number;
  PyObject_GetAttrString(object: number, name: number): number;
  PyObject_CallOneArg(called: number, argument: number): number;
  PyUnicode_FromString(text: number): number;
  PyUnicode_AsUTF8(text: number): number;
  Py_DecRef(object: number): void;
  PyThreadState_Get(): number;
  PyThreadState_GetFrame(state: number): number;
  PyFrame_GetBack(frame: number): number;
  PyFrame_GetCode(frame: number): number;
  PyFrame_GetLineNumber(frame: number): number;
}
interface WasmInstance {
  readonly exports: Exports & Readonly<Record<string, unknown>>;
}
/** What there is of WebAssembly in Node and in browsers alike, as far as it is needed here. */
declare const WebAssembly: {
  readonly compile: (bytes: Uint8Array) => Promise<object>;
  readonly instantiate: (module: object, imports: WasmImports) => Promise<WasmInstance>;
};

/** All the memory that the interpreter has, in bytes: it does not grow. Some 20 MB of it are left for a program. */
const MEMORY_BYTES = 48 * 1024 * 1024;
/** The lower end of the stack of this very version, which is never reached: the meter ends a call long before. */
const STACK_END = 4_053_456;
const MARKS_AT = Math.ceil(STACK_END / 4096) * 4096;
const SETUP: CallLimits = { fuel: 2_000_000_000, stackBytes: 2_000_000_000 };
/** To look, in an interpreter that was stopped, at where that was. */
const LOOKING: CallLimits = { fuel: 1_000_000, stackBytes: 100_000 };
const MOST_FRAMES = 50;
/** Where texts lie that the interpreter is given. */
const ROOM_BYTES = 1024 * 1024;
/** What Python itself calls its functions through; nothing of it leads outside. */
const TRAMPOLINE = '_PyEM_TrampolineCall_JS';
const NOT_PERMITTED = 63;

/** CPython with a meter that ends whatever does not end, and with nothing that leads out of it. */
export interface PythonInterpreter {
  readonly memory: PagedMemory;
  /** Fills the meter. */
  begin(limits: CallLimits): void;
  /** Fuel that is left. */
  fuelLeft(): number;
  /** What has been used up since `begin`; null: nothing. */
  usedUp(): 'fuel' | 'stack' | 'memory' | null;
  /**
   * Calls a function of the harness with a text; null: it gave none. While it runs nothing can be asked of the outside, except that
   * `mayImport` lets it read the standard library. Throws when it is stopped.
   */
  call(name: 'call' | 'load' | 'bring' | 'step', text: string, mayImport?: boolean): string | null;
  /** The line of a file that was being run when the interpreter was stopped; null: it cannot be told. */
  stoppedAt(file: string): number | null;
}

/** Why the interpreter was stopped, by what it threw, in words that are the same on every host. */
export function stoppedBy(python: PythonInterpreter, thrown: unknown): string {
  const usedUp = python.usedUp();
  if (usedUp !== null) return STOPPED[usedUp];
  return thrown instanceof OutsideRefused ? STOPPED.outside : STOPPED.broken;
}

let compiled: Promise<object> | null = null;
let interpreter: Promise<PythonInterpreter> | null = null;

/** The interpreter of this thread, set up when it is first needed: some seconds of work, and 80 MB. */
export function pythonInterpreter(): Promise<PythonInterpreter> {
  interpreter ??= newPythonInterpreter();
  return interpreter;
}

/** Sets up an interpreter with a memory of its own. */
async function newPythonInterpreter(): Promise<PythonInterpreter> {
  const bytes = bytesOf(interpreterUrl);
  compiled ??= WebAssembly.compile(meterModule(bytes, { at: MARKS_AT }));
  const module = await compiled;
  const gate = new Gate();
  const instance = await new Promise<WasmInstance>((resolve, reject) => {
    let made: WasmInstance;
    const instantiateWasm = (imports: WasmImports, receive: (instance: WasmInstance, dynamicLinking: Uint8Array) => void): object => {
      WebAssembly.instantiate(module, gate.guarded(imports))
        .then((found) => {
          made = found;
          receive(found, bytes);
        })
        .catch(reject);
      return {};
    };
    createPython(settings(instantiateWasm)).then(() => resolve(made), reject);
  });
  return new MeteredPython(instance.exports, gate);
}

/**
 * What Emscripten asks about the world: none of it is this machine's, so that the memory is the same everywhere. As in Deno, Pyodide
 * asks for no modules of Node, which pages do not have, and opens no channel, which would keep Node from ending.
 */
function settings(instantiateWasm: unknown): object {
  const library = bytesOf(libraryUrl);
  interface Machine {
    readonly FS: { mkdirTree(path: string): void; writeFile(path: string, bytes: Uint8Array): void };
    readonly ENV: Record<string, string>;
  }
  return {
    API: { config: { env: {}, args: [], jsglobals: {}, packages: [] }, runtimeEnv: { IN_DENO: true } },
    thisProgram: 'python',
    arguments: [],
    noImageDecoding: true,
    noAudioDecoding: true,
    noWasmDecoding: true,
    print: () => undefined,
    printErr: () => undefined,
    preRun: [
      ({ FS, ENV }: Machine): void => {
        for (const folder of ['site-packages', 'lib-dynload']) FS.mkdirTree(`/lib/python3.14/${folder}`);
        FS.writeFile('/lib/python314.zip', library);
        Object.assign(ENV, { HOME: '/', LANG: 'C.UTF-8', _: 'python', PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1' });
      },
    ],
    instantiateWasm,
  };
}

/** What is thrown through the interpreter when it asks for what lies outside. */
class OutsideRefused extends Error {}

/** All that leads out of the interpreter. */
class Gate {
  /** `calling`: a learner's program runs. */
  state: 'setup' | 'importing' | 'calling' = 'setup';
  /** More memory was asked for than there is. */
  isOutOfMemory = false;
  private growing: ((bytes: number) => unknown) | null = null;

  /** The functions that the interpreter imports: closed while a program runs, and without clock or chance at any time. */
  guarded(imports: WasmImports): WasmImports {
    const noError = Symbol('no error');
    const own: Record<string, unknown> = {
      Jsv_GetError_import: () => noError,
      JsvError_Check: (value: unknown) => value === noError,
      clock_time_get: () => (this.state === 'setup' ? 0 : NOT_PERMITTED),
      emscripten_date_now: () => 0,
      emscripten_get_now: () => 0,
      emscripten_get_now_res: () => 1,
      __syscall_getuid32: () => 0,
      random_get: () => (this.state === 'setup' || this.state === 'importing' ? 0 : NOT_PERMITTED),
      [TRAMPOLINE]: imports.env[TRAMPOLINE],
    };
    this.growing = imports.env.emscripten_resize_heap as (bytes: number) => unknown;
    const gated = (functions: Record<string, unknown>): Record<string, unknown> =>
      Object.fromEntries(
        Object.entries(functions).map(([name, value]) => [
          name,
          Object.hasOwn(own, name) ? own[name] : typeof value === 'function' ? this.closing(name, value as Import) : value,
        ]),
      );
    return { ...imports, env: gated(imports.env), wasi_snapshot_preview1: gated(imports.wasi_snapshot_preview1) };
  }

  /** Gives the interpreter all the memory that it will ever have. */
  grow(bytes: number): void {
    this.growing?.(bytes);
  }

  private closing(name: string, original: Import): Import {
    const isMemory = name === 'emscripten_resize_heap';
    const isSystem = name.startsWith('__syscall_');
    const isFile = name.startsWith('fd_');
    const asked: Import = (...args) => {
      if (this.state === 'setup' || (this.state === 'importing' && !isMemory)) return original(...args);
      if (isMemory) {
        this.isOutOfMemory = true;
        return 0;
      }
      if (isSystem) return -NOT_PERMITTED;
      if (isFile) return NOT_PERMITTED;
      throw new OutsideRefused();
    };
    // Emscripten reads there what a function takes.
    return Object.assign(asked, original);
  }
}

class MeteredPython implements PythonInterpreter {
  readonly memory: PagedMemory;
  private readonly fuel: WasmGlobal;
  private readonly stack: WasmGlobal;
  private readonly own: readonly { readonly global: WasmGlobal; readonly value: number }[];
  private readonly functions = new Map<string, number>();
  private readonly room: number;

  constructor(
    private readonly python: Exports & Readonly<Record<string, unknown>>,
    private readonly gate: Gate,
  ) {
    if (python.emscripten_stack_get_end() !== STACK_END)
      throw new Error('this is not the version of Pyodide that the sandbox was made for');
    this.fuel = python[FUEL] as WasmGlobal;
    this.stack = python[STACK] as WasmGlobal;
    this.fuel.value = SETUP.fuel;
    this.stack.value = SETUP.stackBytes;
    gate.grow(MEMORY_BYTES);
    this.room = python.malloc(ROOM_BYTES);
    if (python.PyRun_SimpleString(this.write(HARNESS)) !== 0) throw new Error('the harness of the sandbox could not be set up');
    const main = python.PyImport_AddModule(this.write('__main__'));
    for (const name of ['call', 'load', 'bring', 'step']) this.functions.set(name, python.PyObject_GetAttrString(main, this.write(name)));
    this.own = Object.entries(python).flatMap(([name, value]) =>
      name.startsWith(OWN_GLOBAL) ? [{ global: value as WasmGlobal, value: (value as WasmGlobal).value }] : [],
    );
    gate.state = 'calling';
    this.memory = new PagedMemory(python.memory.buffer, MARKS_AT);
  }

  begin({ fuel, stackBytes }: CallLimits): void {
    this.fuel.value = fuel;
    this.stack.value = stackBytes;
    this.gate.isOutOfMemory = false;
    // A trap leaves the interpreter's own variables where they were, among them the end of its stack.
    for (const { global, value } of this.own) global.value = value;
  }

  fuelLeft(): number {
    return this.fuel.value;
  }

  usedUp(): 'fuel' | 'stack' | 'memory' | null {
    return this.fuel.value < 0 ? 'fuel' : this.stack.value < 0 ? 'stack' : this.gate.isOutOfMemory ? 'memory' : null;
  }

  call(name: 'call' | 'load' | 'bring' | 'step', text: string, mayImport = false): string | null {
    const { python, gate } = this;
    gate.state = mayImport ? 'importing' : 'calling';
    try {
      const argument = python.PyUnicode_FromString(this.write(text));
      this.memory.written(this.room, text.length * 3 + 1);
      const answer = python.PyObject_CallOneArg(this.functions.get(name) ?? 0, argument);
      if (answer === 0) return null;
      const told = this.read(python.PyUnicode_AsUTF8(answer));
      // A node goes on from here; of a function nothing is kept in any case.
      python.Py_DecRef(argument);
      python.Py_DecRef(answer);
      return told;
    } finally {
      gate.state = 'calling';
    }
  }

  stoppedAt(file: string): number | null {
    const { python } = this;
    try {
      this.begin(LOOKING);
      let frame = python.PyThreadState_GetFrame(python.PyThreadState_Get());
      for (let i = 0; i < MOST_FRAMES && frame !== 0; i++) {
        const name = python.PyObject_GetAttrString(python.PyFrame_GetCode(frame), this.write('co_filename'));
        if (this.read(python.PyUnicode_AsUTF8(name)) === file) return python.PyFrame_GetLineNumber(frame);
        frame = python.PyFrame_GetBack(frame);
      }
    } catch {
      // It was stopped where not even this can be asked.
    }
    return null;
  }

  /** Puts a text where the interpreter finds it; returns the address. */
  private write(text: string): number {
    const bytes = new TextEncoder().encode(text);
    const at = this.room;
    if (bytes.length >= ROOM_BYTES) throw new Error('the text is too long for the sandbox');
    const memory = new Uint8Array(this.python.memory.buffer);
    memory.set(bytes, at);
    memory[at + bytes.length] = 0;
    return at;
  }

  private read(at: number): string | null {
    if (at === 0) return null;
    const memory = new Uint8Array(this.python.memory.buffer);
    return new TextDecoder().decode(memory.subarray(at, memory.indexOf(0, at)));
  }
}
