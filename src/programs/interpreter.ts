import variant from '@jitl/quickjs-wasmfile-release-sync';
import interpreterUrl from '@jitl/quickjs-wasmfile-release-sync/wasm?url&inline';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import { bytesOf } from './dataUrl';
import { FUEL, meterModule, OWN_GLOBAL, STACK } from './metering/meterModule';

type WasmMemory = ReturnType<QuickJSWASMModule['getWasmMemory']>;
interface WasmGlobal {
  value: number;
}
interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}
/** What the sandbox's loader takes; its types name those of WebAssembly differently from platform to platform. */
type LoaderOptions = NonNullable<Parameters<typeof newVariant>[1]['emscriptenModule']>;
type WasmImports = Record<string, Record<string, unknown>>;

/** What there is of WebAssembly in Node and in browsers alike, as far as it is needed here. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => WasmMemory;
  readonly compile: (bytes: Uint8Array) => Promise<object>;
  readonly instantiate: (module: object, imports: WasmImports) => Promise<WasmInstance>;
};

/** All the memory that the interpreter has, in pages of 64 KB: it never grows. Some 10 MB of it are left for a program. */
const MEMORY_PAGES = 256;

/** What the next call may take: turns of loops and calls inside the interpreter, and bytes of a stack as compilers lay it out at most. */
export interface CallLimits {
  readonly fuel: number;
  readonly stackBytes: number;
}

/** An interpreter of its own, with a meter that ends whatever does not end. */
export interface Interpreter {
  readonly engine: QuickJSWASMModule;
  readonly memory: WasmMemory;
  /** Fills the meter, and puts the interpreter's own globals back to where they were when it was set up, which a trap does not. */
  begin(limits: CallLimits): void;
  /** Fuel that is left. */
  fuelLeft(): number;
  /** What has been used up since `begin`; null: nothing. */
  usedUp(): 'fuel' | 'stack' | 'memory' | null;
}

/**
 * Where an interpreter that marks what it writes keeps its marks: in the deep end of its stack, which is never reached, since the meter
 * ends a call long before. Of this very version.
 */
export const MARKS_AT = 98_304;

const compiled = new Map<boolean, Promise<object>>();

/** The interpreter with its meter, compiled once in each thread; `isMarked`: it marks the pages that it writes. */
function meteredInterpreter(isMarked: boolean): Promise<object> {
  const marks = isMarked ? { at: MARKS_AT } : null;
  const known = compiled.get(isMarked) ?? WebAssembly.compile(meterModule(bytesOf(interpreterUrl), marks));
  compiled.set(isMarked, known);
  return known;
}

/** Sets up an interpreter with a memory of its own. */
export async function newInterpreter(isMarked = false): Promise<Interpreter> {
  const module = await meteredInterpreter(isMarked);
  const memory = new WebAssembly.Memory({ initial: MEMORY_PAGES, maximum: MEMORY_PAGES });
  let outOfMemory = false;
  // Called by the allocator when there is no room left; without this it would say the same only where the interpreter can still tell it.
  Object.defineProperty(memory, 'grow', {
    value: () => {
      outOfMemory = true;
      throw new RangeError('the memory of the sandbox never grows');
    },
  });
  let instance: WasmInstance | null = null;
  const instantiateWasm = (imports: WasmImports, receive: (made: WasmInstance) => void): object => {
    void WebAssembly.instantiate(module, withoutEnvironment(imports, memory)).then((made) => {
      instance = made;
      receive(made);
    });
    return {};
  };
  const engine = await newQuickJSWASMModuleFromVariant(
    newVariant(variant, { wasmMemory: memory, emscriptenModule: { instantiateWasm } as unknown as LoaderOptions }),
  );
  const { exports } = instance as unknown as WasmInstance;
  const fuel = exports[FUEL] as WasmGlobal;
  const stack = exports[STACK] as WasmGlobal;
  const own = Object.entries(exports).flatMap(([name, value]) => (name.startsWith(OWN_GLOBAL) ? [value as WasmGlobal] : []));
  const ownValues = own.map((global) => global.value);
  return {
    engine,
    memory,
    begin: (limits) => {
      fuel.value = limits.fuel;
      stack.value = limits.stackBytes;
      outOfMemory = false;
      own.forEach((global, i) => (global.value = ownValues[i]));
    },
    fuelLeft: () => fuel.value,
    usedUp: () => (fuel.value < 0 ? 'fuel' : stack.value < 0 ? 'stack' : outOfMemory ? 'memory' : null),
  };
}

/**
 * The interpreter's imports but for what it would be told of the machine (its language, the path of this program): longer texts there would
 * move everything in its memory, and what a call costs would depend on it. The names are those of this very version.
 */
function withoutEnvironment(imports: WasmImports, memory: WasmMemory): WasmImports {
  const environment = {
    e: () => 0,
    f: (countAt: number, bytesAt: number): number => {
      const words = new Uint32Array(memory.buffer);
      words[countAt >> 2] = 0;
      words[bytesAt >> 2] = 0;
      return 0;
    },
  };
  return { ...imports, a: { ...imports.a, ...environment } };
}
