import { fold, newLanes, numberWord } from '../kernel/fold';
import { murmur3 } from '../kernel/hash';
import type { MessageBody } from '../network/messages';

/** What a row of a history says: an operation began, or how it ended. Jepsen's four words. */
export const HISTORY_TYPES = ['invoke', 'ok', 'fail', 'info'] as const;
/** `fail`: it surely did not happen. `info`: it may have, or may still. */
export type HistoryType = (typeof HISTORY_TYPES)[number];

/** One row of a history. */
export interface HistoryRow {
  readonly type: HistoryType;
  /** Index of the part that asked. */
  readonly node: number;
  /** The operation, e.g. `read`, `write`, `broadcast`. */
  readonly operation: string;
  /** Number of the key in the scenario's keys; -1: it is about none. */
  readonly key: number;
  /** Number of the field (FIELD_NAMES): key and field together are one register; -1: none. */
  readonly field: number;
  /** Asked: what is to be written. Completed: what was got; null: nothing is there, or nobody knows. */
  readonly value: MessageBody;
  /**
   * Of a register: the version of the value, by which two values are told apart (`StoredValue`): the number of a write, which no other has,
   * 0 as shipped, -1 nothing is there. Left out where no value is named.
   */
  readonly version?: number;
  /** Versions of an answer that is more than one write: those side by side, or the items of a list. */
  readonly versions?: readonly number[];
  readonly atNs: number;
  /** Number of the operation: its beginning and its end have the same. */
  readonly id: number;
}

/** What a row takes beside its value: an object of nine fields, two of them fractions. */
const BYTES_A_ROW = 160;
/** A character of a value as JSON stands for so much: numbers, names and the objects that hold them. */
const BYTES_A_CHARACTER = 4;

/** A copy: how many rows there were, and a hash of them. Rows themselves are never changed, so they are not copied. */
export interface HistorySnapshot {
  readonly length: number;
  readonly operations: number;
  readonly lanes: Int32Array;
}

/**
 * Operations of a run with their values, in the order of time: rows are added and never changed, so a checkpoint is their number. An engine
 * that was put back to a moment it never computed (a looking glass, a branch) counts the rows before it without having them.
 */
export class History {
  /** Rows are kept only where somebody wants them: a check, a workload, the table. */
  isOn = false;
  /** Rows are kept of what parts say in the log, too: a check asks for it. */
  keepsSaid = false;
  private rows: HistoryRow[] = [];
  private operations = 0;
  /** Rows before the first that is here. */
  private base = 0;
  private lanes = newLanes();
  /** Length of the values of the rows that are here, as JSON. */
  private characters = 0;

  /** About what the rows that are here take. */
  get bytes(): number {
    return this.rows.length * BYTES_A_ROW + this.characters * BYTES_A_CHARACTER;
  }

  /** Rows so far. */
  get length(): number {
    return this.base + this.rows.length;
  }

  /** Rows that are here, from the first on. */
  get known(): readonly HistoryRow[] {
    return this.rows;
  }

  /** A number for an operation of a member; requests of clients have theirs (see `requestOperation`). */
  nextOperation(): number {
    return 2 * this.operations++ + 1;
  }

  /** Adds how an operation began or ended. */
  add(row: HistoryRow): void {
    const value = JSON.stringify(row.value);
    fold(this.lanes, murmur3(`${row.type} ${row.node} ${row.operation} ${row.key} ${row.field} ${value} ${row.version ?? ''}`));
    fold(this.lanes, numberWord(row.atNs));
    fold(this.lanes, numberWord(row.id));
    this.rows.push(row);
    this.characters += value.length;
  }

  /** Takes over the rows of another history up to a moment, for a branch. */
  adopt(other: History, length: number): void {
    this.base = other.base;
    this.rows = other.rows.slice();
    this.characters = other.characters;
    this.keep(Math.max(0, length - other.base));
  }

  snapshot(): HistorySnapshot {
    return { length: this.length, operations: this.operations, lanes: this.lanes.slice() };
  }

  restore(saved: HistorySnapshot): void {
    this.lanes = saved.lanes.slice();
    this.operations = saved.operations;
    if (saved.length >= this.base && saved.length <= this.length) this.keep(saved.length - this.base);
    else {
      this.base = saved.length;
      this.keep(0);
    }
  }

  /** Forgets all rows but the first so many. Their values are taken to be as long as the others'. */
  private keep(count: number): void {
    if (count === this.rows.length) return;
    this.characters *= count / this.rows.length;
    this.rows.length = count;
  }

  /** Two words that all rows took part in. */
  get hash(): Int32Array {
    return this.lanes;
  }
}

/** The number of the operation that a client's request is. */
export function requestOperation(request: number): number {
  return 2 * request;
}

/** The rows of a history up to a moment (those at it left out). */
export function historyBefore(rows: readonly HistoryRow[], atNs: number): readonly HistoryRow[] {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].atNs < atNs) low = middle + 1;
    else high = middle;
  }
  return rows.slice(0, low);
}
