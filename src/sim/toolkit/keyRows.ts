import { mix32 } from '../kernel/hash';
import { longer } from '../kernel/grow';

/** With so many keys or fewer, every key has a row from the start, at its own number. */
const FEW = 4096;
const FIRST_ROWS = 64;

/**
 * Rows for the keys that a part has met, in the order in which it met them, so that what it keeps by key is as large as its traffic and
 * not as all keys there are. Plain data: an open table from keys to rows.
 */
export interface KeyRows {
  used: number;
  /** Keys by row; its length is the room for rows. Empty: the row of a key is its number. */
  keys: Int32Array;
  /** By the hash of a key: its row, or -1. Always at least half empty. */
  places: Int32Array;
}

/** No rows yet, for so many keys. */
export function emptyRows(keyCount: number): KeyRows {
  if (keyCount <= FEW) return { used: keyCount, keys: new Int32Array(0), places: new Int32Array(0) };
  return { used: 0, keys: new Int32Array(FIRST_ROWS), places: new Int32Array(FIRST_ROWS * 2).fill(-1) };
}

/** For how many rows there is room, so long as no key is added. */
export function roomForRows(rows: KeyRows): number {
  return rows.keys.length === 0 ? rows.used : rows.keys.length;
}

/** The row of a key; -1 when it was never met. */
export function rowOf(rows: KeyRows, key: number): number {
  return rows.keys.length === 0 ? key : rows.places[placeOf(rows, key)];
}

/** The row of a key, made when it is new: then `roomForRows` may have grown. */
export function rowFor(rows: KeyRows, key: number): number {
  if (rows.keys.length === 0) return key;
  const place = placeOf(rows, key);
  if (rows.places[place] >= 0) return rows.places[place];
  if (rows.used === rows.keys.length) {
    enlarge(rows);
    return rowFor(rows, key);
  }
  rows.keys[rows.used] = key;
  rows.places[place] = rows.used;
  return rows.used++;
}

/** Every key met, in order; none where each key has its row from the start. */
export function keysMet(rows: KeyRows): Int32Array {
  return rows.keys.subarray(0, rows.keys.length === 0 ? 0 : rows.used);
}

/** The key of a row. */
export function keyOfRow(rows: KeyRows, row: number): number {
  return rows.keys.length === 0 ? row : rows.keys[row];
}

function placeOf({ keys, places }: KeyRows, key: number): number {
  const mask = places.length - 1;
  let place = mix32(key) & mask;
  while (places[place] >= 0 && keys[places[place]] !== key) place = (place + 1) & mask;
  return place;
}

function enlarge(rows: KeyRows): void {
  rows.keys = longer(rows.keys, rows.keys.length * 2);
  rows.places = new Int32Array(rows.keys.length * 2).fill(-1);
  for (let row = 0; row < rows.used; row++) rows.places[placeOf(rows, rows.keys[row])] = row;
}
