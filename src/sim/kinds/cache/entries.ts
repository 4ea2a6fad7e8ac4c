import { PROFILE_COUNT, PROFILE_FIELDS } from '../../data/profiles';
import { emptyOrder, orderAdd, orderCount, orderEvict, orderHas, orderMerge, orderRemove, type Eviction, type OrderState } from './order';

const FIELDS = PROFILE_FIELDS.length;
/** The value of a field that the entry does not have. */
export const UNKNOWN = -1;

/** The entries of a cache, by key number. */
export interface EntriesState {
  order: OrderState;
  /** Per key and field: write number, 0 as shipped, UNKNOWN. */
  values: Int32Array;
  /** 1: the entry says that there is no such profile. */
  absent: Uint8Array;
  expiresNs: Float64Array;
  /** How long the last fetch of the key took, ns: what XFetch weighs. */
  fetchNs: Float64Array;
  /** Bits of fields that are not stored behind the cache yet, and how many writes of the key are on their way. */
  dirty: Uint8Array;
  flushing: Int32Array;
  dirtyCount: number;
}

/** An empty cache. */
export function emptyEntries(): EntriesState {
  return {
    order: emptyOrder(),
    values: new Int32Array(PROFILE_COUNT * FIELDS).fill(UNKNOWN),
    absent: new Uint8Array(PROFILE_COUNT),
    expiresNs: new Float64Array(PROFILE_COUNT),
    fetchNs: new Float64Array(PROFILE_COUNT),
    dirty: new Uint8Array(PROFILE_COUNT),
    flushing: new Int32Array(PROFILE_COUNT),
    dirtyCount: 0,
  };
}

/** Whether the entry of a key, if there is one, can answer for a field (fresh or not). */
export function entryKnows(entries: EntriesState, key: number, field: number): boolean {
  return orderHas(entries.order, key) && (entries.absent[key] !== 0 || entries.values[key * FIELDS + field] !== UNKNOWN);
}

/** The write number that the entry has of a field. */
export function entryValue(entries: EntriesState, key: number, field: number): number {
  return entries.values[key * FIELDS + field];
}

/** Whether an entry must not go: something of it is not stored behind the cache yet. */
export function isPinned(entries: EntriesState, key: number): boolean {
  return entries.dirty[key] !== 0 || entries.flushing[key] > 0;
}

/** Makes sure that a key has an entry. Returns the number of entries that had to go for it (0 or 1), or -1 when there is no room. */
export function admit(entries: EntriesState, eviction: Eviction, size: number, key: number): number {
  if (orderHas(entries.order, key)) return 0;
  const evicted = shrinkTo(entries, eviction, size, size - 1);
  if (orderCount(entries.order) >= size) return -1;
  orderAdd(entries.order, eviction, key);
  return evicted;
}

/** Evicts until at most `most` entries are left or only pinned ones are; returns how many went. */
export function shrinkTo(entries: EntriesState, eviction: Eviction, size: number, most: number): number {
  let evicted = 0;
  while (orderCount(entries.order) > most) {
    const key = orderEvict(entries.order, eviction, size, (candidate) => isPinned(entries, candidate));
    if (key < 0) break;
    forget(entries, key);
    evicted++;
  }
  return evicted;
}

/** Sets a field of an entry that is there. */
export function putValue(entries: EntriesState, key: number, field: number, write: number, expiresNs: number): void {
  entries.absent[key] = 0;
  entries.values[key * FIELDS + field] = write;
  entries.expiresNs[key] = expiresNs;
}

/** Notes that there is no such profile, in an entry that is there. */
export function putAbsent(entries: EntriesState, key: number, expiresNs: number): void {
  forget(entries, key);
  entries.absent[key] = 1;
  entries.expiresNs[key] = expiresNs;
}

/** Drops the entry of a key, unless something of it is not stored yet. */
export function drop(entries: EntriesState, key: number): void {
  if (!orderHas(entries.order, key) || isPinned(entries, key)) return;
  orderRemove(entries.order, key);
  forget(entries, key);
}

/** Goes on with another way of evicting. */
export function reorder(entries: EntriesState): void {
  orderMerge(entries.order);
}

/** Marks a field as not stored yet. */
export function markDirty(entries: EntriesState, key: number, field: number): void {
  if ((entries.dirty[key] & (1 << field)) !== 0) return;
  entries.dirty[key] |= 1 << field;
  entries.dirtyCount++;
}

/** Takes the mark off again, because the field is on its way to the store. */
export function unmarkDirty(entries: EntriesState, key: number, field: number): void {
  entries.dirty[key] &= ~(1 << field);
  entries.dirtyCount--;
}

function forget(entries: EntriesState, key: number): void {
  entries.values.fill(UNKNOWN, key * FIELDS, (key + 1) * FIELDS);
  entries.absent[key] = 0;
  entries.expiresNs[key] = 0;
}
