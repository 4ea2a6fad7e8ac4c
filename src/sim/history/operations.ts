import type { HistoryRow } from './history';
import type { MessageBody } from '../network/messages';

/** An operation as one thing: its beginning and its end together. */
export interface Operation {
  /** A process does one thing at a time; one that never learns how its last operation ended does nothing more. */
  readonly process: number;
  readonly node: number;
  readonly operation: string;
  /** Number of the key; -1: none. */
  readonly key: number;
  /** Number of the field; -1: none. */
  readonly field: number;
  readonly asked: MessageBody;
  /** Null while it is not answered. */
  readonly got: MessageBody;
  /** Versions of both where they are values of a register, see `HistoryRow`. */
  readonly askedVersion: number | undefined;
  readonly gotVersion: number | undefined;
  /** Versions of all that was got, where it is more than one write; see `HistoryRow`. */
  readonly gotVersions: readonly number[] | undefined;
  readonly invokeNs: number;
  /** Infinity: it never ended, or nobody knows when. */
  readonly completeNs: number;
  /** `pending`: it had not ended when the history did. */
  readonly outcome: 'ok' | 'fail' | 'info' | 'pending';
}

/** A row with the process that did it. */
export interface ProcessRow extends HistoryRow {
  readonly process: number;
}

/**
 * Gives every operation a process, as Jepsen does: each part has as many as it does things at once, the lowest that is free takes the next
 * operation, and one whose operation ended as `info` is never used again. Processes are numbered over all parts as they come up.
 */
export function withProcesses(rows: readonly HistoryRow[]): readonly ProcessRow[] {
  const free = new Map<number, number[]>();
  const doing = new Map<number, number>();
  let used = 0;
  return rows.flatMap((row): ProcessRow[] => {
    const idle = free.get(row.node) ?? [];
    free.set(row.node, idle);
    if (row.type === 'invoke') {
      const process = idle.shift() ?? used++;
      doing.set(row.id, process);
      return [{ ...row, process }];
    }
    const process = doing.get(row.id);
    // Its beginning is not in this history.
    if (process === undefined) return [];
    doing.delete(row.id);
    if (row.type !== 'info') insertSorted(idle, process);
    return [{ ...row, process }];
  });
}

function insertSorted(list: number[], value: number): void {
  let at = list.length;
  while (at > 0 && list[at - 1] > value) at--;
  list.splice(at, 0, value);
}

/** The operations of a history, in the order in which they began. */
export function operationsOf(rows: readonly HistoryRow[]): readonly Operation[] {
  const ended = new Map<number, HistoryRow>();
  for (const row of rows) if (row.type !== 'invoke') ended.set(row.id, row);
  return withProcesses(rows).flatMap((row): Operation[] => {
    if (row.type !== 'invoke') return [];
    const end = ended.get(row.id);
    return [
      {
        process: row.process,
        node: row.node,
        operation: row.operation,
        key: row.key,
        field: row.field,
        asked: row.value,
        got: end?.type === 'ok' ? end.value : null,
        askedVersion: row.version,
        gotVersion: end?.type === 'ok' ? end.version : undefined,
        gotVersions: end?.type === 'ok' ? end.versions : undefined,
        invokeNs: row.atNs,
        completeNs: end === undefined || end.type === 'info' ? Infinity : end.atNs,
        outcome: end === undefined ? 'pending' : (end.type as Operation['outcome']),
      },
    ];
  });
}
