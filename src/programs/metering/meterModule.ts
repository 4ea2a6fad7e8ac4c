import { meterFunction, type MeterGlobals, type Signature, type WriteMarks } from './meterFunction';
import { WasmReader, WasmWriter } from './wasmBytes';

/** Names under which a metered module exports what is left of its fuel and of its stack. */
export const FUEL = 'meter:fuel';
export const STACK = 'meter:stack';
/** In front of the numbers of the module's own variables, so that they can be put back after a trap. */
export const OWN_GLOBAL = 'meter:global:';

const Section = { custom: 0, type: 1, import: 2, function: 3, global: 6, export: 7, code: 10 } as const;
const Kind = { function: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;
const HEADER_BYTES = 8;
const I32 = 0x7f;
const FUNCTION_TYPE = 0x60;

/**
 * A WebAssembly module with a meter in every function: it runs until its fuel or its stack is used up and then traps, at the same
 * instruction on every machine. Nothing in it can catch the trap, and no loop runs without fuel, whatever it was compiled from: not a
 * search in a long text, not a sort, not an expression. What is left lies in two exported globals, which the caller fills before a call.
 * The stack is counted as what compilers put there at most, so that this limit comes long before the host's own, which differs from thread
 * to thread.
 *
 * `marks`: it also marks the pages of its memory that it writes.
 *
 * Throws for a module that uses what the meter does not know.
 */
export function meterModule(module: Uint8Array, marks: WriteMarks | null = null): Uint8Array {
  const sections = sectionsOf(module);
  const read = (id: number): WasmReader => {
    const found = sections.find((section) => section.id === id);
    if (found === undefined) throw new Error(`the module has no section ${id}`);
    return new WasmReader(module, found.start, found.end);
  };
  const types = signaturesOf(read(Section.type));
  const imports = importsOf(read(Section.import));
  const ownGlobals = read(Section.global).unsigned();
  const first = imports.globals + ownGlobals;
  const globals: MeterGlobals = { fuel: first, stack: first + 1 };
  const functions = indicesOf(read(Section.function)).map((type) => types[type]);
  const out = new WasmWriter();
  out.bytes(module, 0, HEADER_BYTES);
  for (const { id, start, end } of sections) {
    if (id === Section.custom) continue;
    const content = new WasmReader(module, start, end);
    out.byte(id);
    if (id === Section.global) out.counted(withMeterGlobals(content));
    else if (id === Section.export) out.counted(withMeterExports(content, globals, mutableGlobals(read(Section.global), imports.globals)));
    else if (id === Section.code) out.counted(meteredCode(content, functions, globals, marks));
    else out.counted(module.subarray(start, end));
  }
  return out.done();
}

interface SectionPlace {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

function sectionsOf(module: Uint8Array): SectionPlace[] {
  const reader = new WasmReader(module, HEADER_BYTES);
  const sections: SectionPlace[] = [];
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const content = reader.counted();
    sections.push({ id, start: content.at, end: content.end });
  }
  return sections;
}

function signaturesOf(reader: WasmReader): Signature[] {
  return times(reader.unsigned(), () => {
    if (reader.byte() !== FUNCTION_TYPE) throw new Error('the module has a type that is no function');
    const params = reader.unsigned();
    reader.skip(params);
    return { params, results: times(reader.unsigned(), () => reader.byte()) };
  });
}

function indicesOf(reader: WasmReader): number[] {
  return times(reader.unsigned(), () => reader.unsigned());
}

function importsOf(reader: WasmReader): { readonly globals: number } {
  let globals = 0;
  for (let left = reader.unsigned(); left > 0; left--) {
    reader.counted();
    reader.counted();
    const kind = reader.byte();
    if (kind === Kind.global) {
      globals++;
      reader.skip(2);
    } else if (kind === Kind.function) reader.skipNumber();
    else if (kind === Kind.tag) {
      reader.skip(1);
      reader.skipNumber();
    } else {
      if (kind === Kind.table) reader.skip(1);
      const hasMaximum = (reader.byte() & 1) === 1;
      for (let i = hasMaximum ? 2 : 1; i > 0; i--) reader.skipNumber();
    }
  }
  return { globals };
}

/** Indices of the globals that change while the module runs, among them where its own stack begins. */
function mutableGlobals(reader: WasmReader, imported: number): number[] {
  const count = reader.unsigned();
  const found: number[] = [];
  for (let i = 0; i < count; i++) {
    reader.skip(1);
    if (reader.byte() === 1) found.push(imported + i);
    skipConstant(reader);
  }
  return found;
}

/** Passes over the number that a global begins with. */
function skipConstant(reader: WasmReader): void {
  const op = reader.byte();
  if (op === 0x41 || op === 0x42 || op === 0x23) reader.skipNumber();
  else if (op === 0x43 || op === 0x44) reader.skip(op === 0x43 ? 4 : 8);
  else throw new Error('a global of the module does not begin with a number');
  reader.skip(1);
}

function withMeterGlobals(reader: WasmReader): Uint8Array {
  const out = new WasmWriter();
  out.unsigned(reader.unsigned() + 2);
  out.bytes(reader.bytes, reader.at, reader.end);
  // All that a 32-bit number holds, so that the module can be set up without anybody filling it.
  for (let i = 0; i < 2; i++) {
    out.byte(I32, 1, 0x41);
    out.positive(0x7fffffff);
    out.byte(0x0b);
  }
  return out.done();
}

function withMeterExports(reader: WasmReader, { fuel, stack }: MeterGlobals, own: readonly number[]): Uint8Array {
  const out = new WasmWriter();
  out.unsigned(reader.unsigned() + 2 + own.length);
  out.bytes(reader.bytes, reader.at, reader.end);
  for (const [name, index] of [
    [FUEL, fuel],
    [STACK, stack],
    ...own.map((global) => [`${OWN_GLOBAL}${global}`, global] as const),
  ] as const) {
    out.text(name);
    out.byte(Kind.global);
    out.unsigned(index);
  }
  return out.done();
}

function meteredCode(reader: WasmReader, functions: readonly Signature[], globals: MeterGlobals, marks: WriteMarks | null): Uint8Array {
  const out = new WasmWriter();
  const count = reader.unsigned();
  out.unsigned(count);
  for (let i = 0; i < count; i++) out.counted(meterFunction(reader.counted(), functions[i], globals, marks));
  return out.done();
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
