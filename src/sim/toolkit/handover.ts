import { FIELD_COUNT } from '../data/values';
import type { Calls } from '../network/calls';
import { ADOPT, FETCH, FORGET } from './operations';
import { storeAdopt, storeForget, storeHas, storeRead, storeIsWhole, storeMakeWhole, storeWrite, type StoreState } from './store';

/** Numbers at the beginning of a batch: its bytes on the wire, what it says beside the keys, and its number among all of the router. */
export const HEAD = 3;
/** Numbers of a key that travels: its number, whether it is whole, and the write of each field. */
export const RECORD = 2 + FIELD_COUNT;
/** A key's name in a list, bytes on the wire. */
const BYTES_OF_A_NAME = 16;

/** Stands in the place of a field in what is shipped to replicas: the whole profile has come, or is gone. */
const WHOLE = 254;
const GONE = 255;

/** Asks for keys, or tells to forget them. `recordBytes`: what each is to weigh when it travels; `number`: the message's, ascending. */
export function keyList(keys: ArrayLike<number>, recordBytes: number, number: number): Int32Array {
  const list = new Int32Array(HEAD + keys.length);
  list[0] = keys.length * BYTES_OF_A_NAME;
  list[1] = recordBytes;
  list[2] = number;
  list.set(keys, HEAD);
  return list;
}

/** The batch of an answer to FETCH, to be adopted. `isNewer`: it counts for more than what the new shard has of its fields. */
export function batchOf(answer: Int32Array, isNewer: boolean, number: number): Int32Array {
  const batch = answer.slice();
  batch[2] = number;
  batch[1] = isNewer ? 1 : 0;
  return batch;
}

/** Whether a call is part of moving keys. */
export const isHandover = (op: number): boolean => op === FETCH.code || op === ADOPT.code || op === FORGET.code;

/** Bytes that a message weighs beyond an ordinary one: of keys that travel. `back`: 1 for the answer. */
export function bulkBytes(calls: Calls, call: number, back: number): number {
  const op = calls.op(call);
  if (!isHandover(op)) return 0;
  if (back === 1 && op !== FETCH.code) return 0;
  return calls.payload(call)?.[0] ?? 0;
}

/**
 * Does what a router asks of a store that gives keys away or takes them: puts the answer into the call. `ship` hears of each change, for
 * those who keep a copy.
 */
export function handOver(calls: Calls, store: StoreState, call: number, ship: (key: number, field: number, write: number) => void): void {
  const op = calls.op(call);
  const asked = calls.payload(call) ?? new Int32Array(HEAD);
  if (op === FETCH.code) {
    calls.setPayload(call, recordsOf(store, asked));
    return;
  }
  // Overtaken by a later one: what it says is not so any more.
  if (asked[2] < store.handedOver) return;
  store.handedOver = asked[2];
  if (op === FORGET.code) {
    for (const key of asked.subarray(HEAD)) {
      if (!storeHas(store, key)) continue;
      storeForget(store, key);
      ship(key, GONE, 0);
    }
    return;
  }
  for (let at = HEAD; at < asked.length; at += RECORD) {
    const key = asked[at];
    if (asked[at + 1] === 1 && !storeIsWhole(store, key)) ship(key, WHOLE, 0);
    for (let field = 0; field < FIELD_COUNT; field++) {
      const write = asked[at + 2 + field];
      if (write > 0 && (asked[1] === 1 || storeRead(store, key, field) < write)) ship(key, field, write);
    }
    storeAdopt(store, asked.subarray(at, at + RECORD), asked[1] === 1);
  }
}

/** Carries out on a copy what `ship` has heard: a write, or that a whole profile has come or is gone. */
export function applyShipped(store: StoreState, key: number, field: number, write: number): void {
  if (field === WHOLE) storeMakeWhole(store, key);
  else if (field === GONE) storeForget(store, key);
  else storeWrite(store, key, field, write);
}

/** All that a store holds, as entries of a log, with this place in it. */
export function entriesOf(store: StoreState, keyCount: number, place: number): Int32Array {
  const entries: number[] = [];
  for (let key = 0; key < keyCount; key++) {
    if (storeIsWhole(store, key)) entries.push(key, WHOLE, 0, place);
    else if (!storeHas(store, key)) continue;
    for (let field = 0; field < FIELD_COUNT; field++) {
      const write = storeRead(store, key, field);
      if (write > 0) entries.push(key, field, write, place);
    }
  }
  return Int32Array.from(entries);
}

function recordsOf(store: StoreState, asked: Int32Array): Int32Array {
  const held = asked.subarray(HEAD).filter((key) => storeHas(store, key));
  const records = new Int32Array(HEAD + held.length * RECORD);
  records[0] = held.length * asked[1];
  held.forEach((key, i) => {
    const at = HEAD + i * RECORD;
    records[at] = key;
    records[at + 1] = storeIsWhole(store, key) ? 1 : 0;
    for (let field = 0; field < FIELD_COUNT; field++) records[at + 2 + field] = Math.max(0, storeRead(store, key, field));
  });
  return records;
}
