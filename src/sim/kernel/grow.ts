/** The same doubles with as much room again. */
export function growFloats(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const bigger = new Float64Array(array.length * 2);
  bigger.set(array);
  return bigger;
}

/** The same integers with as much room again. */
export function growInts(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const bigger = new Int32Array(array.length * 2);
  bigger.set(array);
  return bigger;
}

/** The same column with room for `length` entries; the new ones hold `fill`. */
export function longer<T extends Int32Array | Uint8Array | Float64Array>(column: T, length: number, fill = 0): T {
  const made =
    column instanceof Int32Array
      ? new Int32Array(length)
      : column instanceof Uint8Array
        ? new Uint8Array(length)
        : new Float64Array(length);
  made.set(column);
  if (fill !== 0) made.fill(fill, column.length);
  return made as T;
}
