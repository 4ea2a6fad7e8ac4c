import { PROFILE_COUNT, PROFILE_FIELDS } from '../data/profiles';

const FIELDS = PROFILE_FIELDS.length;
const ABSENT = 0;
const WHOLE = 1;
const PARTIAL = 2;

/** Profiles kept by a store: which keys it holds, and per field the number of the last write (made when first needed). */
export interface StoreState {
  held: Uint8Array;
  keysHeld: number;
  writes: Int32Array | null;
}

/** A store without any keys. */
export function emptyStore(): StoreState {
  return { held: new Uint8Array(0), keysHeld: 0, writes: null };
}

/** Every key there is. */
export function allKeys(): Uint8Array {
  return new Uint8Array(PROFILE_COUNT).fill(WHOLE);
}

/** Takes over keys as shipped, whole. */
export function storeLoad(store: StoreState, held: Uint8Array): void {
  store.held = held.slice();
  store.keysHeld = held.reduce((count, mark) => count + (mark === ABSENT ? 0 : 1), 0);
}

/** Whether anything of a key is there. */
export function storeHas(store: StoreState, key: number): boolean {
  return key < store.held.length && store.held[key] !== ABSENT;
}

/** Write number of a field; 0 as shipped, -1 not there. */
export function storeRead(store: StoreState, key: number, field: number): number {
  const mark = key < store.held.length ? store.held[key] : ABSENT;
  if (mark === ABSENT) return -1;
  const write = store.writes === null ? 0 : store.writes[key * FIELDS + field];
  return write === 0 && mark === PARTIAL ? -1 : write;
}

/** Writes one field of a profile; a key not held before becomes a profile with only that field. */
export function storeWrite(store: StoreState, key: number, field: number, write: number): void {
  store.writes ??= new Int32Array(PROFILE_COUNT * FIELDS);
  if (store.held.length === 0) store.held = new Uint8Array(PROFILE_COUNT);
  if (store.held[key] === ABSENT) {
    store.held[key] = PARTIAL;
    store.keysHeld++;
  }
  store.writes[key * FIELDS + field] = write;
}

/** Write numbers of all fields of a key, and how many keys are held. */
export function storeLookup(store: StoreState, key: number): { writes: number[]; keysHeld: number } {
  return { writes: PROFILE_FIELDS.map((_, field) => storeRead(store, key, field)), keysHeld: store.keysHeld };
}
