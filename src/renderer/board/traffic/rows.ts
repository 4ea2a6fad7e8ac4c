import type { MessageColumns, TraceWindow } from '../../../sim/index';

const BLOCK_ROWS = 128;
const NO_LANES = new Int32Array();

/** A window's messages with what is needed to find those under way at a moment without reading them all. */
export interface RowIndex {
  readonly messages: MessageColumns;
  /** Of the same window: which members of networks talked. */
  readonly lanes: TraceWindow['lanes'];
  /** Latest arrival in each block of rows, ns. */
  readonly blockLatestNs: Float64Array;
  /** Latest arrival in this block or any before it, ns: where a search backwards may stop. */
  readonly latestSoFarNs: Float64Array;
}

/** Prepares a window's messages (sorted by departure) for `forRowsUnderWay`. Linear in the rows, once a window. */
export function indexRows(messages: MessageColumns, lanes: TraceWindow['lanes'] = NO_LANES): RowIndex {
  const blocks = Math.ceil(messages.count / BLOCK_ROWS);
  const blockLatestNs = new Float64Array(blocks).fill(-Infinity);
  const latestSoFarNs = new Float64Array(blocks);
  for (let row = 0; row < messages.count; row++) {
    const block = (row / BLOCK_ROWS) | 0;
    if (messages.arriveNs[row] > blockLatestNs[block]) blockLatestNs[block] = messages.arriveNs[row];
  }
  let latest = -Infinity;
  for (let block = 0; block < blocks; block++) {
    latest = Math.max(latest, blockLatestNs[block]);
    latestSoFarNs[block] = latest;
  }
  return { messages, lanes, blockLatestNs, latestSoFarNs };
}

/** The number of rows that departed at or before a moment (binary search). */
export function rowsDepartedBy(sentNs: Float64Array, count: number, atNs: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sentNs[middle] <= atNs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Calls `visit` with every row that departed at or before `atNs` and arrives at or after `sinceNs`, in no special order.
 * With `sinceNs` = `atNs`: the messages under way. `visit` returns false to stop early. Blocks that arrived before are skipped.
 */
export function forRowsUnderWay(index: RowIndex, atNs: number, sinceNs: number, visit: (row: number) => boolean): void {
  const { messages, blockLatestNs, latestSoFarNs } = index;
  const end = rowsDepartedBy(messages.sentNs, messages.count, atNs);
  for (let block = ((end - 1) / BLOCK_ROWS) | 0; end > 0 && block >= 0; block--) {
    if (latestSoFarNs[block] < sinceNs) return;
    if (blockLatestNs[block] < sinceNs) continue;
    const first = block * BLOCK_ROWS;
    for (let row = Math.min(end, first + BLOCK_ROWS) - 1; row >= first; row--) {
      if (messages.arriveNs[row] >= sinceNs && !visit(row)) return;
    }
  }
}

/** The row of a message id, or -1 when it is not in the window. */
export function rowOfMessage(messages: MessageColumns, id: number): number {
  return messages.id.subarray(0, messages.count).indexOf(id);
}
