import type { WasmReader } from './wasmBytes';

/** Instructions of WebAssembly that the meter has to know, by the names of the specification. */
export const Op = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  try: 0x06,
  catch: 0x07,
  end: 0x0b,
  branch: 0x0c,
  branchIf: 0x0d,
  branchTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  delegate: 0x18,
  catchAll: 0x19,
  selectTyped: 0x1c,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  firstStore: 0x36,
  i32Store8: 0x3a,
  lastStore: 0x3e,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i32LessSigned: 0x48,
  i32GreaterOrEqualUnsigned: 0x4f,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32Or: 0x72,
  i32ShiftRightUnsigned: 0x76,
  /** In front of the number of a further instruction. */
  prefix: 0xfc,
  memoryCopy: 10,
  memoryFill: 11,
} as const;

/** Numbers behind an instruction; those that are not here have none or are dealt with one by one. */
const NUMBERS: Readonly<Record<number, number>> = {
  [Op.block]: 1,
  [Op.loop]: 1,
  [Op.if]: 1,
  [Op.try]: 1,
  [Op.catch]: 1,
  // Throwing, throwing on, and handing on.
  0x08: 1,
  0x09: 1,
  [Op.delegate]: 1,
  // Entries of tables, and references: one that is null, and one of a function.
  0x25: 1,
  0x26: 1,
  0xd0: 1,
  0xd2: 1,
  [Op.branch]: 1,
  [Op.branchIf]: 1,
  [Op.call]: 1,
  [Op.callIndirect]: 2,
  0x20: 1,
  0x21: 1,
  0x22: 1,
  0x23: 1,
  0x24: 1,
  0x3f: 1,
  0x40: 1,
  [Op.i32Const]: 1,
  [Op.i64Const]: 1,
};
/** Numbers behind the further instructions: conversions have none, those of memory one or two. */
const PREFIXED_NUMBERS: Readonly<Record<number, number>> = { 8: 2, 9: 1, 10: 2, 11: 1, 12: 2, 13: 1, 14: 2, 15: 1, 16: 1, 17: 1 };
const LAST_CONVERSION = 7;
const FIRST_OF_MEMORY = 0x28;
const LAST_OF_MEMORY = 0x3e;
const LAST_PLAIN = 0xc4;
const WITHOUT_NUMBERS: readonly number[] = [0x00, 0x01, 0x05, Op.end, Op.return, Op.catchAll, 0x1a, 0x1b, 0xd1];

/**
 * Passes over what belongs to an instruction that has just been read. Throws for one that is not known here (tail calls, vectors, tables).
 */
export function skipImmediates(code: WasmReader, op: number): void {
  let numbers = NUMBERS[op] ?? 0;
  if (numbers === 0) {
    if (op >= FIRST_OF_MEMORY && op <= LAST_OF_MEMORY) numbers = 2;
    else if (op === Op.branchTable || op === Op.selectTyped) numbers = code.unsigned() + (op === Op.branchTable ? 1 : 0);
    else if (op === Op.f32Const) code.skip(4);
    else if (op === Op.f64Const) code.skip(8);
    else if (op === Op.prefix) numbers = prefixedNumbers(code.unsigned());
    else if (!WITHOUT_NUMBERS.includes(op) && (op <= Op.f64Const || op > LAST_PLAIN))
      throw new Error(`the meter does not know the instruction 0x${op.toString(16)}`);
  }
  for (let i = 0; i < numbers; i++) code.skipNumber();
}

function prefixedNumbers(op: number): number {
  if (op <= LAST_CONVERSION) return 0;
  if (!Object.hasOwn(PREFIXED_NUMBERS, op)) throw new Error(`the meter does not know the instruction 0xfc ${op}`);
  return PREFIXED_NUMBERS[op];
}
