import { Op, skipImmediates } from './opcodes';
import { WasmReader, WasmWriter } from './wasmBytes';

/** Where a metered module keeps what is left, as indices of its globals. */
export interface MeterGlobals {
  readonly fuel: number;
  readonly stack: number;
}

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
/** Bytes copied or filled for one unit of fuel, as a power of two. */
const BYTES_SHIFT = 4;

/**
 * The body of a function with its meter: every turn of a loop and every call takes a unit of fuel, every call its frame from the stack
 * until it returns, and whoever has none left traps. Functions that call nobody pay for their loops only.
 */
export function meterFunction(body: WasmReader, signature: Signature, globals: MeterGlobals): Uint8Array {
  const out = new WasmWriter();
  const variables = signature.params + copyVariables(body, out);
  const code = new Metering(out, globals, variables);
  const calls = callsSomebody(body);
  const frame = FRAME_BYTES + VARIABLE_BYTES * variables;
  if (calls) {
    code.take(globals.fuel, 1);
    code.take(globals.stack, frame);
    out.byte(Op.block, blockType(signature));
  }
  code.copy(body, calls);
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
function copyVariables(body: WasmReader, out: WasmWriter): number {
  const groups = body.unsigned();
  out.unsigned(groups + 1);
  let variables = 0;
  for (let i = 0; i < groups; i++) {
    const count = body.unsigned();
    out.unsigned(count);
    out.byte(body.byte());
    variables += count;
  }
  out.byte(1, I32);
  return variables;
}

function callsSomebody(body: WasmReader): boolean {
  const code = new WasmReader(body.bytes, body.at, body.end);
  while (!code.isAtEnd) {
    const op = code.byte();
    if (op === Op.call || op === Op.callIndirect) return true;
    skipImmediates(code, op);
  }
  return false;
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
    /** Index of the meter's own variable. */
    private readonly own: number,
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

  /**
   * Copies a body to its end. `isWrapped`: it now lies in a block, to whose end a `return` has to go so that the stack is given back. A
   * branch to the end of the function goes there of itself, as the block has taken the place of the function among the labels.
   */
  copy(body: WasmReader, isWrapped: boolean): void {
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
      skipImmediates(body, op);
      out.bytes(body.bytes, start, body.at);
      if (op === Op.block || op === Op.loop || op === Op.if) depth++;
      else if (op === Op.end) depth--;
      if (op === Op.loop) this.take(this.globals.fuel, 1);
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
  }
}
