/** Data that a checkpoint can copy: numbers, strings, booleans, null, typed arrays, arrays and plain objects of these. */
export type Plain = number | string | boolean | null | undefined | NumberArray | readonly Plain[] | { readonly [key: string]: Plain };

type NumberArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/** A deep copy of plain data: shares nothing with the original. Throws on anything that is not plain data. */
export function copyPlain<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new TypeError('state must be plain data, found a function or symbol');
    return value;
  }
  if (ArrayBuffer.isView(value)) return (value as Float64Array).slice();
  if (Array.isArray(value)) return value.map(copy);
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null) throw new TypeError('state must be plain data, found an instance of a class');
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) result[key] = copy((value as Record<string, unknown>)[key]);
  return result;
}

/** Rough size in bytes of plain data, for memory budgets. */
export function plainBytes(value: unknown): number {
  if (typeof value === 'string') return 24 + value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength + 64;
  let bytes = 48;
  for (const item of Object.values(value)) bytes += 8 + plainBytes(item);
  return bytes;
}
