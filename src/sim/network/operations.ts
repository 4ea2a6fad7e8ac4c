import { murmur3 } from '../kernel/hash';

/** What a kind says of an operation that it owns: something that one part can ask of another. */
export interface OperationInfo {
  /** The name by which it is known everywhere, in the words of the window: `read`, `health check`. */
  readonly name: string;
  /** What it is called in lists to choose from; by default its name, with a capital. */
  readonly title?: string;
  /**
   * `request`: learners' traffic, which is counted. `replication`: copies of what was written. `control`: everything else between parts.
   */
  readonly sort: 'request' | 'replication' | 'control' | 'message';
  /** Whether it changes what a store holds. */
  readonly isWrite?: true;
  /** Every part that takes requests can be asked for it, without saying so. */
  readonly isCommon?: true;
  /** What a part answers that does not know it: that all is well, or that it cannot do this. */
  readonly unknown: 'ok' | 'refused';
}

/** An operation with the number that calls carry. */
export interface Operation extends OperationInfo {
  /** From the name alone, so that no order of operations means anything. What the hot path asks about is in its low bits. */
  readonly code: number;
}

const REQUEST = 1;
const WRITE = 2;
const COMMON = 4;
const REPLICATION = 8;
const CONTROL = 16;
const MESSAGE = 32;
/** So many low bits of an operation answer every question below as the operation itself does. */
export const SORT_WIDTH = 6;
const NAME_MASK = 0xffffff;
const SORT_BITS = { request: REQUEST, replication: REPLICATION, control: CONTROL, message: MESSAGE } as const;

/** An operation of a kind; two of one name are one. */
export function defineOperation(info: OperationInfo): Operation {
  const bits = SORT_BITS[info.sort] | (info.isWrite === true ? WRITE : 0) | (info.isCommon === true ? COMMON : 0);
  return { ...info, code: ((murmur3(info.name) & NAME_MASK) << SORT_WIDTH) | bits };
}

/** Whether a call with this operation is learners' traffic, and counted. */
export const isRequestOp = (op: number): boolean => (op & REQUEST) !== 0;

/** Whether it is traffic that any part takes, without a look at what the part knows. */
export const isCommonOp = (op: number): boolean => (op & COMMON) !== 0;

/** Whether it changes what a store holds. */
export const isWriteOp = (op: number): boolean => (op & WRITE) !== 0;

/** Whether it carries copies of what was written. */
export const isReplicationOp = (op: number): boolean => (op & REPLICATION) !== 0;

/** Whether parts talk among themselves, beside the requests. */
export const isControlOp = (op: number): boolean => (op & CONTROL) !== 0;

/** Whether it is a message between members of a network. */
export const isMessageOp = (op: number): boolean => (op & MESSAGE) !== 0;

/** A one-way message between members of a network; what it is about says its type. */
export const MESSAGE_OPERATION = defineOperation({ name: 'message', sort: 'message', unknown: 'ok' });
