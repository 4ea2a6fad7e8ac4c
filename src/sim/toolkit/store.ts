import { FIELD_COUNT, FIELD_NAMES } from '../data/values';
import { longer } from '../kernel/grow';
import { emptyRows, roomForRows, rowFor, rowOf, type KeyRows } from './keyRows';

/** Profiles kept by a store: which it holds whole, and per field the number of the last write (made when first needed). */
export interface StoreState {
  /** One bit a key: whether the profile is there as shipped, but for what was written. */
  whole: Uint8Array;
  keysHeld: number;
  rows: KeyRows;
  writes: Int32Array | null;
  /** Number of the last message by which keys were given away or taken (`handover`); 0: there was none. */
  handedOver: number;
}

/** A store without any keys, of so many that there are. */
export function emptyStore(keyCount: number): StoreState {
  return { whole: new Uint8Array(0), keysHeld: 0, rows: emptyRows(keyCount), writes: null, handedOver: 0 };
}

/** Every key there is: 1 for each. */
export function allKeys(keyCount: number): Uint8Array {
  return new Uint8Array(keyCount).fill(1);
}

/** Takes over keys as shipped, whole: those with a 1, beside what others have handed to it. */
export function storeLoad(store: StoreState, held: Uint8Array): void {
  const bytes = (held.length + 7) >>> 3;
  if (store.whole.length < bytes) store.whole = longer(store.whole, bytes);
  for (let key = 0; key < held.length; key++) {
    if (held[key] === 0 || isWhole(store, key)) continue;
    store.whole[key >>> 3] |= 1 << (key & 7);
    store.keysHeld++;
  }
}

function isWhole(store: StoreState, key: number): boolean {
  return key >>> 3 < store.whole.length && (store.whole[key >>> 3] & (1 << (key & 7))) !== 0;
}

/** Whether anything of a key is there. */
export function storeHas(store: StoreState, key: number): boolean {
  if (isWhole(store, key)) return true;
  const row = rowOf(store.rows, key);
  if (row < 0 || store.writes === null) return false;
  for (let at = row * FIELD_COUNT; at < (row + 1) * FIELD_COUNT; at++) if (store.writes[at] !== 0) return true;
  return false;
}

/** Nothing of a key is there. */
export const NOTHING = -2;

/** Write number of a field; 0 as shipped, -1 not there, NOTHING: neither is any other field. */
export function storeRead(store: StoreState, key: number, field: number): number {
  const row = rowOf(store.rows, key);
  const write = row < 0 || store.writes === null ? 0 : store.writes[row * FIELD_COUNT + field];
  if (write !== 0 || isWhole(store, key)) return write;
  return storeHas(store, key) ? -1 : NOTHING;
}

/** Writes one field of a profile; a key not held before becomes a profile with only that field. */
export function storeWrite(store: StoreState, key: number, field: number, write: number): void {
  if (!storeHas(store, key)) store.keysHeld++;
  const row = rowFor(store.rows, key);
  const size = roomForRows(store.rows) * FIELD_COUNT;
  if (store.writes === null) store.writes = new Int32Array(size);
  else if (store.writes.length < size) store.writes = longer(store.writes, size);
  store.writes[row * FIELD_COUNT + field] = write;
}

/** Write numbers of all fields of a key, and how many keys are held. */
export function storeLookup(store: StoreState, key: number): { writes: number[]; keysHeld: number } {
  return { writes: FIELD_NAMES.map((_, field) => Math.max(-1, storeRead(store, key, field))), keysHeld: store.keysHeld };
}

/** Whether a key is there as shipped, but for what was written. */
export function storeIsWhole(store: StoreState, key: number): boolean {
  return isWhole(store, key);
}

/** Makes a key whole, as shipped but for what was written. */
export function storeMakeWhole(store: StoreState, key: number): void {
  if (!storeHas(store, key)) store.keysHeld++;
  const at = key >>> 3;
  if (at >= store.whole.length) store.whole = longer(store.whole, Math.max(at + 1, store.whole.length * 2));
  store.whole[at] |= 1 << (key & 7);
}

/** Takes over a key from another store, as `handover` packs it. `isNewer`: its writes count whatever is here; else the later one. */
export function storeAdopt(store: StoreState, record: Int32Array, isNewer: boolean): void {
  const key = record[0];
  if (record[1] === 1) storeMakeWhole(store, key);
  for (let field = 0; field < FIELD_COUNT; field++) {
    const write = record[2 + field];
    if (write > 0 && (isNewer || storeRead(store, key, field) < write)) storeWrite(store, key, field, write);
  }
}

/** Forgets all of a key. */
export function storeForget(store: StoreState, key: number): void {
  if (!storeHas(store, key)) return;
  store.keysHeld--;
  if (isWhole(store, key)) store.whole[key >>> 3] &= ~(1 << (key & 7));
  const row = rowOf(store.rows, key);
  if (row >= 0 && store.writes !== null) store.writes.fill(0, row * FIELD_COUNT, (row + 1) * FIELD_COUNT);
}
