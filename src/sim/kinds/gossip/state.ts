import { mix32 } from '../../kernel/hash';
import type { MessageBody } from '../../network/messages';
import { noAlarm, type Alarm } from '../../toolkit/alarm';

/**
 * What a gossip peer knows: one entry a value (a field of a key, as one number), each with the stamp of its newest update. Columns of equal
 * length.
 */
export interface Known {
  keys: number[];
  /** Stamps order updates of a key: a Lamport time and the part that gave it, as one number. */
  stamps: number[];
  values: number[];
  /** How many more times each entry is worth telling, see `tellAgain`. */
  hot: number[];
  /** Beyond a few entries: by the hash of a key its place in the columns, or -1. Always at least half empty, so that a look-up is short. */
  places: number[];
  /** One number for all that is known; two peers that know the same have the same. */
  view: number;
}

/** Up to so many keys are looked through one by one. */
const FEW = 16;

/** A rumour that never loses interest. */
const FOREVER = 1e9;

/** How often a rumour is told, by the field `tellAgain`. */
export function timesTold(tellAgain: number): number {
  return tellAgain === 0 ? FOREVER : tellAgain;
}

/** What a peer remembers: what it knows, and when its next round begins. */
export interface GossipState extends Known {
  round: Alarm;
  /** The fields by which the round was set, and by which rumours are counted down. */
  intervalNs: number;
  together: boolean;
  tellAgain: number;
}

/** A peer that has just begun. */
export function newPeer(fields: Omit<GossipState, keyof Known | 'round'>): GossipState {
  return { ...nothingKnown(), round: noAlarm(), ...fields };
}

/** One entry as it travels: key, stamp, value. */
export type Entry = readonly [number, number, number];

/** Knows nothing. */
function nothingKnown(): Known {
  return { keys: [], stamps: [], values: [], hot: [], places: [], view: 0 };
}

/** Takes over an update unless a newer one is known. True when it was news. */
export function learn(known: Known, [key, stamp, value]: Entry, hot: number): boolean {
  const at = placeOf(known, key);
  if (at < 0) {
    known.keys.push(key);
    known.stamps.push(stamp);
    known.values.push(value);
    known.hot.push(hot);
    addPlace(known);
    known.view = (known.view + seenAs(key, stamp)) >>> 0;
    return true;
  }
  if (known.stamps[at] >= stamp) return false;
  known.view = (known.view - seenAs(key, known.stamps[at]) + seenAs(key, stamp)) >>> 0;
  known.stamps[at] = stamp;
  known.values[at] = value;
  known.hot[at] = hot;
  return true;
}

function placeOf({ keys, places }: Known, key: number): number {
  return keys.length <= FEW ? keys.indexOf(key) : places[cellOf(keys, places, key)];
}

/** The cell of a key in the open table, or the empty one where it would be. */
function cellOf(keys: readonly number[], places: readonly number[], key: number): number {
  const mask = places.length - 1;
  let cell = mix32(key) & mask;
  while (places[cell] >= 0 && keys[places[cell]] !== key) cell = (cell + 1) & mask;
  return cell;
}

/** Enters the last key into the table, which is made anew when it is half full. */
function addPlace(known: Known): void {
  const { keys } = known;
  if (keys.length <= FEW) return;
  if (known.places.length >= 2 * keys.length) known.places[cellOf(keys, known.places, keys[keys.length - 1])] = keys.length - 1;
  else {
    known.places = Array.from({ length: Math.max(4 * FEW, 2 * known.places.length) }, () => -1);
    keys.forEach((key, at) => (known.places[cellOf(keys, known.places, key)] = at));
  }
}

/** What is known of a key; null: nothing. */
export function entryOf(known: Known, key: number): Entry | null {
  const at = placeOf(known, key);
  return at < 0 ? null : [key, known.stamps[at], known.values[at]];
}

/** Everything that is worth telling, as the body of a message. */
export function entriesOf(known: Known, hotOnly: boolean): readonly Entry[] {
  const entries: Entry[] = [];
  known.keys.forEach((key, at) => {
    if (!hotOnly || known.hot[at] > 0) entries.push([key, known.stamps[at], known.values[at]]);
  });
  return entries;
}

/** What is known and newer than a list says, or not in it at all. */
export function newerThan(known: Known, others: readonly Entry[]): readonly Entry[] {
  const theirs = new Map(others.map(([key, stamp]) => [key, stamp]));
  return entriesOf(known, false).filter(([key, stamp]) => stamp > (theirs.get(key) ?? -1));
}

/** The stamp of an update made now by a part: after every one that is known of the key. */
export function nextStamp(known: Known, key: number, part: number, parts: number): number {
  const before = entryOf(known, key)?.[1] ?? 0;
  return (Math.floor(before / parts) + 1) * parts + part;
}

/** What an entry adds to the view of who knows it. */
function seenAs(key: number, stamp: number): number {
  return mix32((key + 1) ^ mix32(stamp | 0) ^ Math.imul((stamp / 4294967296) | 0, 0x9e3779b1));
}

/** Entries as they came in a message. */
export function entriesIn(body: MessageBody): readonly Entry[] {
  return body as unknown as readonly Entry[];
}
