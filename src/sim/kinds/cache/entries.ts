import { FIELD_COUNT } from '../../data/values';
import { longer } from '../../kernel/grow';
import { emptyRows, keyOfRow, roomForRows, rowFor, rowOf, type KeyRows } from '../../toolkit/keyRows';
import {
  emptyOrder,
  growOrder,
  orderAdd,
  orderCount,
  orderEvict,
  orderHas,
  orderMerge,
  orderRemove,
  type Eviction,
  type OrderState,
} from './order';

/** The value of a field that the entry does not have. */
export const UNKNOWN = -1;

/** The entries of a cache. Here and in `order` and `flights` a key goes by its row, for a cache meets few of many keys. */
export interface EntriesState {
  rows: KeyRows;
  order: OrderState;
  /** Per key and field: write number, 0 as shipped, UNKNOWN. */
  values: Int32Array;
  /** 1: the entry says that there is no such profile. */
  absent: Uint8Array;
  /**
   * Per key and field: when it was fetched or written, ns by the cache's own clock, and where in the spread of lives it lies, -1 to 1. How
   * long that is good for is asked when it is looked at. And when the clock was last looked at.
   */
  storedNs: Float64Array;
  spread: Float64Array;
  clockNs: number;
  /** How long the last fetch of the key took, ns: what XFetch weighs. */
  fetchNs: Float64Array;
  /** Bits of fields that are not stored behind the cache yet, of those on their way there, and how many writes of the key that is. */
  dirty: Uint8Array;
  sent: Uint8Array;
  flushing: Int32Array;
  dirtyCount: number;
}

/** An empty cache, of so many keys that there are. */
export function emptyEntries(keyCount: number): EntriesState {
  const rows = emptyRows(keyCount);
  const room = roomForRows(rows);
  return {
    rows,
    order: emptyOrder(room),
    values: new Int32Array(room * FIELD_COUNT).fill(UNKNOWN),
    absent: new Uint8Array(room),
    storedNs: new Float64Array(room * FIELD_COUNT),
    spread: new Float64Array(room * FIELD_COUNT),
    clockNs: 0,
    fetchNs: new Float64Array(room),
    dirty: new Uint8Array(room),
    sent: new Uint8Array(room),
    flushing: new Int32Array(room),
    dirtyCount: 0,
  };
}

/** The row of a key; -1 when the cache has never met it. */
export function rowOfKey(entries: EntriesState, key: number): number {
  return rowOf(entries.rows, key);
}

/** The row of a key, made when it is new. */
export function rowForKey(entries: EntriesState, key: number): number {
  const row = rowFor(entries.rows, key);
  if (row >= entries.absent.length) grow(entries, roomForRows(entries.rows));
  return row;
}

/** The key of a row. */
export function keyAt(entries: EntriesState, row: number): number {
  return keyOfRow(entries.rows, row);
}

function grow(entries: EntriesState, room: number): void {
  growOrder(entries.order, room);
  entries.values = longer(entries.values, room * FIELD_COUNT, UNKNOWN);
  entries.absent = longer(entries.absent, room);
  entries.storedNs = longer(entries.storedNs, room * FIELD_COUNT);
  entries.spread = longer(entries.spread, room * FIELD_COUNT);
  entries.fetchNs = longer(entries.fetchNs, room);
  entries.dirty = longer(entries.dirty, room);
  entries.sent = longer(entries.sent, room);
  entries.flushing = longer(entries.flushing, room);
}

/** Whether the entry of a key, if there is one, can answer for a field (fresh or not). */
export function entryKnows(entries: EntriesState, key: number, field: number): boolean {
  return orderHas(entries.order, key) && (entries.absent[key] !== 0 || entries.values[key * FIELD_COUNT + field] !== UNKNOWN);
}

/** The write number that the entry has of a field. */
export function entryValue(entries: EntriesState, key: number, field: number): number {
  return entries.values[key * FIELD_COUNT + field];
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

/** Whether a field of an entry is not stored behind the cache yet, or on its way there: it can be found nowhere else. */
export function isUnstored(entries: EntriesState, key: number, field: number): boolean {
  return ((entries.dirty[key] | entries.sent[key]) & (1 << field)) !== 0;
}

/** Sets a field of an entry that is there; the others grow older. `spread`: where in the spread of lives it lies, -1 to 1. */
export function putValue(entries: EntriesState, key: number, field: number, write: number, nowNs: number, spread: number): void {
  const at = key * FIELD_COUNT + field;
  entries.absent[key] = 0;
  entries.values[at] = write;
  entries.storedNs[at] = nowNs;
  entries.spread[at] = spread;
}

/** Notes that there is no such profile, in an entry that is there. */
export function putAbsent(entries: EntriesState, key: number, nowNs: number): void {
  forget(entries, key);
  entries.absent[key] = 1;
  entries.storedNs.fill(nowNs, key * FIELD_COUNT, (key + 1) * FIELD_COUNT);
}

/** What the cache's clock says now; one that was set back stands still for what is kept, so that nothing lives the longer for it. */
export function lookAtClock(entries: EntriesState, nowNs: number): number {
  if (nowNs < entries.clockNs) {
    const backNs = entries.clockNs - nowNs;
    for (let at = 0; at < entries.storedNs.length; at++) entries.storedNs[at] -= backNs;
  }
  entries.clockNs = nowNs;
  return nowNs;
}

/** After a crash that took nothing: what was on its way to the store may not have come there, so it is sent again. */
export function resend(entries: EntriesState): EntriesState {
  entries.dirtyCount = 0;
  for (let key = 0; key < entries.dirty.length; key++) {
    entries.dirty[key] |= entries.sent[key];
    for (let bits = entries.dirty[key]; bits !== 0; bits &= bits - 1) entries.dirtyCount++;
  }
  entries.sent.fill(0);
  entries.flushing.fill(0);
  return entries;
}

/** Drops the entry of a key, unless something of it is not stored yet. */
export function drop(entries: EntriesState, key: number): void {
  if (!orderHas(entries.order, key) || isPinned(entries, key)) return;
  orderRemove(entries.order, key);
  forget(entries, key);
}

/** Drops every entry that says that there is no such profile: from now on that is not remembered. */
export function dropAbsent(entries: EntriesState): void {
  for (let key = 0; key < entries.absent.length; key++) if (entries.absent[key] !== 0) drop(entries, key);
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

/** A field that is not stored yet is on its way to the store. */
export function markSent(entries: EntriesState, key: number, field: number): void {
  entries.dirty[key] &= ~(1 << field);
  entries.dirtyCount--;
  entries.sent[key] |= 1 << field;
  entries.flushing[key]++;
}

/** The store has answered the write of a field, or will not. */
export function unmarkSent(entries: EntriesState, key: number, field: number): void {
  entries.sent[key] &= ~(1 << field);
  entries.flushing[key]--;
}

function forget(entries: EntriesState, key: number): void {
  entries.values.fill(UNKNOWN, key * FIELD_COUNT, (key + 1) * FIELD_COUNT);
  entries.absent[key] = 0;
}
