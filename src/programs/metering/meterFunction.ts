import { Op, skipImmediates } from './opcodes';
import { WasmReader, WasmWriter } from './wasmBytes';

/** Where a metered module keeps what is left, as indices of its globals. */
export interface MeterGlobals {
  readonly fuel: number;
  readonly stack: number;
}

/**
 * Where a metered module marks what it writes: a byte for each page of `1 << PAGE_SHIFT` bytes, from an address in its own memory that
 * nothing else uses.
 */
export interface WriteMarks {
  readonly at: number;
}

/** Pages of 4 KB. */
export const PAGE_SHIFT = 12;

/** What a function takes and gives, as the types in the module say. */
export interface Signature {
  readonly params: number;
  /** Types of its results, as bytes. */
  readonly results: readonly number[];
}

/** What a call takes of the stack besides its variables, in bytes: about what compilers of WebAssembly put there. */
const FRAME_BYTES = 96;
const VARIABLE_BYTES = 8;
const I32 = 0x7f;
const NOTHING = 0x40;
/** What a step computes with, and the stack as it was when the function began. */
const METER_VARIABLES: readonly number[] = [I32, I32];
/** Where something is written, how far, and what, by the type of it. */
const MARK_VARIABLES: readonly number[] = [I32, I32, I32, 0x7e, 0x7d, 0x7c];
const Own = { step: 0, stack: 1, address: 2, end: 3, value: 4 } as const;
/** Instructions that write, from the first on: the place of their value among the variables, and its bytes as a power of two. */
const STORES: readonly (readonly [value: number, size: number])[] = [
  [0, 2],
  [1, 3],
  [2, 2],
  [3, 3],
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
  [1, 2],
];
/** Bytes copied or filled for one unit of fuel, as a power of two. */
const BYTES_SHIFT = 4;

/**
 * The body of a function with its meter: every turn of a loop and every call takes a unit of fuel, every call its frame from the stack
 * until it returns, and whoever has none left traps. Functions that call nobody pay for their loops only.
 */
export function meterFunction(body: WasmReader, signature: Signature, globals: MeterGlobals, marks: WriteMarks | null): Uint8Array {
  const out = new WasmWriter();
  const variables = signature.params + copyVariables(body, out, marks);
  const code = new Metering(out, globals, variables, marks);
  const { calls, catches } = looked(body);
  const frame = FRAME_BYTES + VARIABLE_BYTES * variables;
  if (calls) {
    code.take(globals.fuel, 1);
    code.take(globals.stack, frame);
    if (catches) code.keepStack();
    out.byte(Op.block, blockType(signature));
  }
  code.copy(body, calls, calls && catches);
  if (calls) {
    out.byte(Op.globalGet);
    out.unsigned(globals.stack);
    out.byte(Op.i32Const);
    out.positive(frame);
    out.byte(Op.i32Add, Op.globalSet);
    out.unsigned(globals.stack);
    out.byte(Op.end);
  }
  return out.done();
}

/** Copies the variables of a function and adds the meter's own; returns how many there were. */
function copyVariables(body: WasmReader, out: WasmWriter, marks: WriteMarks | null): number {
  const groups = body.unsigned();
  const own = marks === null ? METER_VARIABLES : [...METER_VARIABLES, ...MARK_VARIABLES];
  out.unsigned(groups + own.length);
  let variables = 0;
  for (let i = 0; i < groups; i++) {
    const count = body.unsigned();
    out.unsigned(count);
    out.byte(body.byte());
    variables += count;
  }
  for (const type of own) out.byte(1, type);
  return variables;
}

/** Whether a function calls others, and whether it catches what they throw. */
function looked(body: WasmReader): { readonly calls: boolean; readonly catches: boolean } {
  const code = new WasmReader(body.bytes, body.at, body.end);
  let calls = false;
  let catches = false;
  while (!code.isAtEnd) {
    const op = code.byte();
    if (op === Op.call || op === Op.callIndirect) calls = true;
    else if (op === Op.catch || op === Op.catchAll) catches = true;
    skipImmediates(code, op);
  }
  return { calls, catches };
}

function blockType({ results }: Signature): number {
  if (results.length > 1) throw new Error('a function of the module gives more than one result');
  return results.length === 0 ? NOTHING : results[0];
}

/** Copies code, with what the meter needs in between. */
class Metering {
  constructor(
    private readonly out: WasmWriter,
    private readonly globals: MeterGlobals,
    /** Index of the first of the meter's own variables. */
    private readonly own: number,
    private readonly marks: WriteMarks | null,
  ) {}

  /** Takes from a global, and traps when it gets below 0. */
  take(global: number, amount: number): void {
    const { out, own } = this;
    out.byte(Op.globalGet);
    out.unsigned(global);
    out.byte(Op.i32Const);
    out.positive(amount);
    out.byte(Op.i32Sub, Op.localTee);
    out.unsigned(own);
    out.byte(Op.globalSet);
    out.unsigned(global);
    out.byte(Op.localGet);
    out.unsigned(own);
    out.byte(Op.i32Const, 0, Op.i32LessSigned, Op.if, NOTHING, Op.unreachable, Op.end);
  }

  /** Remembers what is left of the stack. */
  keepStack(): void {
    this.out.byte(Op.globalGet);
    this.out.unsigned(this.globals.stack);
    this.out.byte(Op.localSet);
    this.out.unsigned(this.own + Own.stack);
  }

  /** Puts back what was left of it: functions that an exception ended have given nothing back. */
  private putStackBack(): void {
    this.out.byte(Op.localGet);
    this.out.unsigned(this.own + Own.stack);
    this.out.byte(Op.globalSet);
    this.out.unsigned(this.globals.stack);
  }

  /**
   * Copies a body to its end. `isWrapped`: it now lies in a block, to whose end a `return` has to go so that the stack is given back. A
   * branch to the end of the function goes there of itself, as the block has taken the place of the function among the labels.
   */
  copy(body: WasmReader, isWrapped: boolean, catches: boolean): void {
    const { out } = this;
    let depth = 0;
    while (!body.isAtEnd) {
      const start = body.at;
      const op = body.byte();
      if (op === Op.return && isWrapped) {
        out.byte(Op.branch);
        out.unsigned(depth);
        continue;
      }
      if (op === Op.prefix) this.takeForBytes(new WasmReader(body.bytes, body.at, body.end).unsigned());
      if (this.marks !== null && op >= Op.firstStore && op <= Op.lastStore) this.markStore(op, body, this.marks.at);
      skipImmediates(body, op);
      out.bytes(body.bytes, start, body.at);
      if (op === Op.block || op === Op.loop || op === Op.if || op === Op.try) depth++;
      else if (op === Op.end || op === Op.delegate) depth--;
      if (op === Op.loop) this.take(this.globals.fuel, 1);
      if (catches && (op === Op.catch || op === Op.catchAll)) this.putStackBack();
    }
  }

  /** Copying and filling memory is one instruction, however much there is of it. */
  private takeForBytes(prefixed: number): void {
    if (prefixed !== Op.memoryCopy && prefixed !== Op.memoryFill) return;
    const { out, own, globals } = this;
    out.byte(Op.localTee);
    out.unsigned(own);
    out.byte(Op.globalGet);
    out.unsigned(globals.fuel);
    out.byte(Op.localGet);
    out.unsigned(own);
    out.byte(Op.i32Const, BYTES_SHIFT, Op.i32ShiftRightUnsigned, Op.i32Sub, Op.globalSet);
    out.unsigned(globals.fuel);
    if (this.marks !== null) this.markBytes(this.marks.at);
  }

  /** In front of an instruction that writes a value: marks its page, and the next one when it may lie on two. */
  private markStore(op: number, body: WasmReader, marksAt: number): void {
    const { own } = this;
    const [type, size] = STORES[op - Op.firstStore];
    const places = new WasmReader(body.bytes, body.at, body.end);
    const aligned = places.unsigned();
    const offset = places.unsigned();
    const value = own + Own.value + type;
    this.local(Op.localSet, value);
    this.local(Op.localTee, own + Own.address);
    this.mark(offset, marksAt);
    if (aligned < size) {
      this.local(Op.localGet, own + Own.address);
      this.mark(offset + (1 << size) - 1, marksAt);
    }
    this.local(Op.localGet, own + Own.address);
    this.local(Op.localGet, value);
  }

  /** Marks the page of the address on top of the stack, so many bytes on. */
  private mark(offset: number, marksAt: number): void {
    const { out } = this;
    if (offset > 0) {
      out.byte(Op.i32Const);
      out.positive(offset);
      out.byte(Op.i32Add);
    }
    out.byte(Op.i32Const, PAGE_SHIFT, Op.i32ShiftRightUnsigned, Op.i32Const, 1, Op.i32Store8, 0);
    out.unsigned(marksAt);
  }

  /** In front of copying and filling, with the number of bytes on top of the stack: marks all their pages. */
  private markBytes(marksAt: number): void {
    const { out, own } = this;
    const [address, end, second] = [own + Own.address, own + Own.end, own + Own.value];
    // The bytes are in the meter's own variable already; what lies below them is what is copied, and below that to where.
    this.local(Op.localSet, own);
    this.local(Op.localSet, second);
    this.local(Op.localTee, address);
    this.local(Op.localGet, second);
    this.local(Op.localGet, own);
    this.local(Op.localGet, address);
    this.local(Op.localGet, own);
    out.byte(Op.i32Add);
    this.local(Op.localSet, end);
    out.byte(Op.block, NOTHING, Op.loop, NOTHING);
    this.local(Op.localGet, address);
    this.local(Op.localGet, end);
    out.byte(Op.i32GreaterOrEqualUnsigned, Op.branchIf, 1);
    this.local(Op.localGet, address);
    this.mark(0, marksAt);
    // On to the beginning of the next page.
    this.local(Op.localGet, address);
    out.byte(Op.i32Const);
    out.positive((1 << PAGE_SHIFT) - 1);
    out.byte(Op.i32Or, Op.i32Const, 1, Op.i32Add);
    this.local(Op.localSet, address);
    out.byte(Op.branch, 0, Op.end, Op.end);
  }

  private local(op: number, index: number): void {
    this.out.byte(op);
    this.out.unsigned(index);
  }
}
