import type { KeySpace } from '../data/keySpaces';

/** Into how many ranges of the alphabet keys are parted at most, equal in keys. */
export const KEY_RANGES = 8;
/** What is counted of a range: requests answered ok, failed, and the sum of the latencies of those answered (ns). */
const COLUMNS = 3;
/** Columns of all ranges together. */
export const KEY_RANGE_COLUMNS = KEY_RANGES * COLUMNS;
/** So many keys are put in order; of more, so many that lie evenly among them, and the ranges are as equal as these are. */
const MOST_SORTED = 8192;
const UNKNOWN = 255;

/** The keys of a scenario in ranges of the alphabet. */
export interface KeyRanges {
  readonly count: number;
  /** Range of each key; UNKNOWN until it is asked for. */
  readonly rangeOf: Uint8Array;
  readonly keys: KeySpace;
  /** First and last key of each range, in the order of the alphabet. */
  readonly ends: readonly (readonly [first: string, last: string])[];
}

const known = new WeakMap<KeySpace, KeyRanges>();

/** The ranges of a scenario's keys; one object for one set of keys. */
export function keyRangesOf(keys: KeySpace): KeyRanges {
  const before = known.get(keys);
  if (before !== undefined) return before;
  const sorted = Math.min(keys.count, MOST_SORTED);
  const names = Array.from({ length: sorted }, (_, i) => keys.nameOf(Math.floor((i * keys.count) / sorted))).sort((a, b) =>
    a < b ? -1 : 1,
  );
  const count = Math.min(KEY_RANGES, keys.count);
  const firstOf = (range: number): number => Math.ceil((range * sorted) / count);
  const ends = Array.from({ length: count }, (_, range) => [names[firstOf(range)], names[firstOf(range + 1) - 1]] as const);
  const ranges = { count, rangeOf: new Uint8Array(keys.count).fill(UNKNOWN), keys, ends };
  known.set(keys, ranges);
  return ranges;
}

function findRange(ranges: KeyRanges, key: number): number {
  const { ends, keys, rangeOf } = ranges;
  const name = keys.nameOf(key);
  let range = 0;
  while (range + 1 < ends.length && name >= ends[range + 1][0]) range++;
  rangeOf[key] = range;
  return range;
}

/** Counts a request that has ended in the columns of its key's range; one without a key is not counted. `latencyNs` -1: it failed. */
export function countKey(ranges: KeyRanges, columns: Float64Array, key: number, latencyNs: number): void {
  const { rangeOf } = ranges;
  if (key < 0 || key >= rangeOf.length) return;
  const known = rangeOf[key];
  const at = (known === UNKNOWN ? findRange(ranges, key) : known) * COLUMNS;
  if (latencyNs < 0) columns[at + 1]++;
  else {
    columns[at]++;
    columns[at + 2] += latencyNs;
  }
}

/** Which figure of a range: requests answered ok, failed, or the sum of the latencies of those answered (ns). */
export const KeyColumn = { ok: 0, failed: 1, latencySumNs: 2 } as const;

/** A figure of a range in columns that `countKey` has filled, from `start` on. */
export function keyFigure(columns: Float64Array, start: number, range: number, column: number): number {
  return columns[start + range * COLUMNS + column];
}
