/*
 * The wire format of the browser shell: JSON whose typed arrays are lifted out and sent as bytes behind it.
 * Layout: 4 bytes length of the JSON (little-endian), the JSON in UTF-8, padding to 8 bytes, then every array at a multiple of 8.
 */
const TYPES = { f64: Float64Array, f32: Float32Array, i32: Int32Array, u32: Uint32Array, u8: Uint8Array } as const;
type TypeName = keyof typeof TYPES;
type AnyArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

const MARK = '$array';

function typeNameOf(array: unknown): TypeName | null {
  for (const name of Object.keys(TYPES) as TypeName[]) if (array instanceof TYPES[name]) return name;
  return null;
}

const aligned = (n: number): number => (n + 7) & ~7;

/** A value (JSON and typed arrays) as bytes. */
export function encode(value: unknown): Uint8Array<ArrayBuffer> {
  const arrays: AnyArray[] = [];
  let size = 0;
  const json = JSON.stringify(value, (_key, item: unknown) => {
    const type = typeNameOf(item);
    if (type === null) return item;
    const array = item as AnyArray;
    const entry = { [MARK]: type, at: size, length: array.length };
    arrays.push(array);
    size += aligned(array.byteLength);
    return entry;
  });
  const head = new TextEncoder().encode(json);
  const start = aligned(4 + head.length);
  const bytes = new Uint8Array(start + size);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  let at = start;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += aligned(array.byteLength);
  }
  return bytes;
}

/** The value behind bytes made by `encode`. Throws on anything else. */
export function decode(bytes: Uint8Array): unknown {
  const whole = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const headLength = view.getUint32(0, true);
  const start = aligned(4 + headLength);
  const text = new TextDecoder('utf-8', { fatal: true }).decode(whole.subarray(4, 4 + headLength));
  return JSON.parse(text, (_key, item: unknown) => {
    if (typeof item !== 'object' || item === null || !Object.hasOwn(item, MARK)) return item;
    const entry = item as { [MARK]: TypeName; at: number; length: number };
    return new TYPES[entry[MARK]](whole.buffer as ArrayBuffer, whole.byteOffset + start + entry.at, entry.length);
  }) as unknown;
}

/** What the shell sends: an answer, a refusal, or an event. */
export type WireMessage =
  | { readonly serial: number; readonly value: unknown }
  | { readonly serial: number; readonly error: string }
  | { readonly event: 'progress' | 'command'; readonly data: unknown };
