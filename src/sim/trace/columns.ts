export type Floats = Float64Array<ArrayBuffer>;
export type Ints = Int32Array<ArrayBuffer>;
export type Bytes = Uint8Array<ArrayBuffer>;
export type Counts = Uint32Array<ArrayBuffer>;
export type Shorts = Uint16Array<ArrayBuffer>;
type Column = Floats | Ints | Bytes | Counts | Shorts;

const LEAST_ROOM = 1024;
/** The largest share of an array that may be empty when it is handed out as it is. */
const MOST_EMPTY = 0.25;

/** Room for at least so many rows. */
export function roomFor(rows: number): number {
  return Math.max(LEAST_ROOM, Math.ceil(rows));
}

/** So many columns of doubles. */
export function floats(rows: number, columns: number): Floats[] {
  return Array.from({ length: columns }, () => new Float64Array(rows));
}

/** So many columns of integers. */
export function ints(rows: number, columns: number): Ints[] {
  return Array.from({ length: columns }, () => new Int32Array(rows));
}

/** The same rows with room for so many. */
export function enlarged<T extends Column>(column: T, rows: number): T {
  const bigger = new (column.constructor as new (length: number) => T)(rows);
  bigger.set(column);
  return bigger;
}

/** The first rows of a column: a copy without the rest, or the column itself where there is little rest. */
export function taken<T extends Column>(column: T, count: number): T {
  return (count >= column.length * (1 - MOST_EMPTY) ? column.subarray(0, count) : column.slice(0, count)) as T;
}
