import { PROFILE_COUNT, profileKey } from '../data/profiles';

/** Into how many ranges of the alphabet keys are parted, equal in keys. */
export const KEY_RANGES = 8;
/** What is counted of a range: requests answered ok, failed, and the sum of the latencies of those answered (ns). */
const COLUMNS = 3;
/** Columns of all ranges together. */
export const KEY_RANGE_COLUMNS = KEY_RANGES * COLUMNS;

const byName = Array.from({ length: PROFILE_COUNT }, (_, key) => profileKey(key))
  .map((name, key) => ({ name, key }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));
const rangeOf = new Uint8Array(PROFILE_COUNT);
byName.forEach(({ key }, place) => (rangeOf[key] = Math.floor((place * KEY_RANGES) / PROFILE_COUNT)));

const ends = Array.from({ length: KEY_RANGES }, (_, range) => {
  const members = byName.filter(({ key }) => rangeOf[key] === range);
  return [members[0].name, members[members.length - 1].name] as const;
});

/** First and last key of a range in the order of the alphabet. */
export function keyRangeEnds(range: number): readonly [first: string, last: string] {
  return ends[range];
}

/** Counts a request that has ended in the columns of its key's range; one without a key is not counted. `latencyNs` -1: it failed. */
export function countKey(columns: Float64Array, key: number, latencyNs: number): void {
  if (key < 0 || key >= PROFILE_COUNT) return;
  const at = rangeOf[key] * COLUMNS;
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
