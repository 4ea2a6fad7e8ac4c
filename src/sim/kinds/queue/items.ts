const STRIDE = 12;
const OP = 0;
const KEY = 1;
const FIELD = 2;
const VALUE = 3;
const REQUEST = 4;
const TRIES = 5;
const LANE = 6;
const COPY = 7;
const CONSUMER = 8;
const PLACE = 9;
const NEXT = 10;
const POISON = 11;
const FIRST_ROOM = 16;

/** Where an item is: nowhere, ready to be delivered, behind another of its lane, with a consumer, or pausing after a failure. */
export const Place = { free: 0, ready: 1, inLane: 2, flying: 3, pausing: 4 } as const;

/** A chain of items. */
interface Chain {
  first: number;
  last: number;
}

/** Who waits in a lane, behind so many of it that are ready, under way or pausing: one, unless the order was changed meanwhile. */
interface Lane extends Chain {
  ahead: number;
}

/** The messages of a queue: a pool of rows, chained into what is ready (for each copy) and into lanes. */
export interface ItemsState {
  rows: Int32Array;
  cameNs: Float64Array;
  /** When it came back from its consumer, ns. */
  backNs: Float64Array;
  free: number;
  used: number;
  stored: number;
  flying: number;
  ready: Chain[];
  /** By lane: who waits behind the one that is ready, under way or pausing. A lane that is not here has nobody. */
  lanes: Record<string, Lane>;
}

/** No messages. */
export function emptyItems(): ItemsState {
  return {
    rows: new Int32Array(FIRST_ROOM * STRIDE),
    cameNs: new Float64Array(FIRST_ROOM),
    backNs: new Float64Array(FIRST_ROOM),
    free: -1,
    used: 0,
    stored: 0,
    flying: 0,
    ready: [],
    lanes: {},
  };
}

/** What a message says. */
export interface Message {
  readonly op: number;
  readonly key: number;
  readonly field: number;
  readonly value: number;
  /** Number of the client request that it is, 0: none. */
  readonly request: number;
  readonly isPoison: boolean;
}

/** Takes a message in: copy number `copy`, in a lane or (-1) in none. */
export function addItem(items: ItemsState, message: Message, copy: number, lane: number, nowNs: number): void {
  const item = newRow(items);
  const { rows } = items;
  const at = item * STRIDE;
  rows[at + OP] = message.op;
  rows[at + KEY] = message.key;
  rows[at + FIELD] = message.field;
  rows[at + VALUE] = message.value;
  rows[at + REQUEST] = message.request;
  rows[at + TRIES] = 0;
  rows[at + LANE] = lane;
  rows[at + COPY] = copy;
  rows[at + CONSUMER] = -1;
  rows[at + POISON] = message.isPoison ? 1 : 0;
  items.cameNs[item] = nowNs;
  items.stored++;
  const behind = lane >= 0 ? items.lanes[lane] : undefined;
  if (behind === undefined) {
    if (lane >= 0) items.lanes[lane] = { first: -1, last: -1, ahead: 1 };
    makeReady(items, item);
  } else {
    rows[at + PLACE] = Place.inLane;
    append(items, behind, item);
  }
}

/** The next item that is ready for a copy, or -1. */
export function firstReady(items: ItemsState, copy: number): number {
  return items.ready[copy]?.first ?? -1;
}

/** Takes the next ready item of a copy out, because it goes to a consumer. */
export function takeOff(items: ItemsState, copy: number, consumer: number): number {
  const item = shift(items, items.ready[copy]);
  items.rows[item * STRIDE + PLACE] = Place.flying;
  items.rows[item * STRIDE + CONSUMER] = consumer;
  items.rows[item * STRIDE + TRIES]++;
  items.flying++;
  return item;
}

/** An item comes back from its consumer and pauses. `counts`: whether the delivery counts as one. */
export function comeBack(items: ItemsState, item: number, counts: boolean, nowNs: number): void {
  items.backNs[item] = nowNs;
  items.rows[item * STRIDE + PLACE] = Place.pausing;
  if (!counts) items.rows[item * STRIDE + TRIES]--;
  items.flying--;
}

/** An item is ready (again) to be delivered. */
export function makeReady(items: ItemsState, item: number): void {
  const copy = items.rows[item * STRIDE + COPY];
  while (items.ready.length <= copy) items.ready.push({ first: -1, last: -1 });
  items.rows[item * STRIDE + PLACE] = Place.ready;
  append(items, items.ready[copy], item);
}

/** Forgets an item that is with a consumer or pausing; the next of its lane becomes ready. */
export function removeItem(items: ItemsState, item: number): void {
  const at = item * STRIDE;
  if (items.rows[at + PLACE] === Place.flying) items.flying--;
  const lane = items.rows[at + LANE];
  items.rows[at + PLACE] = Place.free;
  items.rows[at + NEXT] = items.free;
  items.free = item;
  items.stored--;
  if (lane < 0) return;
  const behind = items.lanes[lane];
  if (--behind.ahead > 0) return;
  if (behind.first >= 0) {
    behind.ahead = 1;
    makeReady(items, shift(items, behind));
  } else delete items.lanes[lane];
}

/** Puts every message into another lane (-1: none), because the order was changed: what is with consumers or pausing goes first. */
export function changeLanes(items: ItemsState, laneOf: (copy: number, key: number) => number): void {
  const { rows } = items;
  const all = allItems(items);
  items.lanes = {};
  for (const chain of items.ready) Object.assign(chain, { first: -1, last: -1 });
  const isAway = (item: number): boolean => rows[item * STRIDE + PLACE] >= Place.flying;
  for (const item of [...all.filter(isAway), ...all.filter((one) => !isAway(one))]) {
    const lane = laneOf(rows[item * STRIDE + COPY], rows[item * STRIDE + KEY]);
    rows[item * STRIDE + LANE] = lane;
    const found = lane < 0 ? undefined : items.lanes[lane];
    if (isAway(item)) {
      if (lane >= 0) items.lanes[lane] = { first: -1, last: -1, ahead: (found?.ahead ?? 0) + 1 };
    } else if (found === undefined) {
      if (lane >= 0) items.lanes[lane] = { first: -1, last: -1, ahead: 1 };
      makeReady(items, item);
    } else {
      rows[item * STRIDE + PLACE] = Place.inLane;
      append(items, found, item);
    }
  }
}

/** Drops the item that is the next to be delivered, of whichever copy came first; false when none is ready. */
export function dropOldest(items: ItemsState): boolean {
  let oldest: Chain | null = null;
  for (const chain of items.ready)
    if (chain.first >= 0 && (oldest === null || items.cameNs[chain.first] < items.cameNs[oldest.first])) oldest = chain;
  if (oldest === null) return false;
  removeItem(items, shift(items, oldest));
  return true;
}

/** After a crash: whatever was with consumers or pausing is ready again, before the others, oldest first. */
export function readyAgain(items: ItemsState): void {
  const back = allItems(items).filter((item) => items.rows[item * STRIDE + PLACE] >= Place.flying);
  items.flying = 0;
  for (const item of back.reverse()) {
    const copy = items.rows[item * STRIDE + COPY];
    while (items.ready.length <= copy) items.ready.push({ first: -1, last: -1 });
    const chain = items.ready[copy];
    items.rows[item * STRIDE + PLACE] = Place.ready;
    items.rows[item * STRIDE + NEXT] = chain.first;
    chain.first = item;
    if (chain.last < 0) chain.last = item;
  }
}

/** Every item, oldest first. */
export function allItems(items: ItemsState): number[] {
  const found: number[] = [];
  for (let item = 0; item < items.used; item++) if (items.rows[item * STRIDE + PLACE] !== Place.free) found.push(item);
  return found.sort((p, q) => items.cameNs[p] - items.cameNs[q] || itemRequest(items, p) - itemRequest(items, q) || p - q);
}

export function itemOp(items: ItemsState, item: number): number {
  return items.rows[item * STRIDE + OP];
}
export function itemKey(items: ItemsState, item: number): number {
  return items.rows[item * STRIDE + KEY];
}
export function itemField(items: ItemsState, item: number): number {
  return items.rows[item * STRIDE + FIELD];
}
export function itemValue(items: ItemsState, item: number): number {
  return items.rows[item * STRIDE + VALUE];
}
export function itemRequest(items: ItemsState, item: number): number {
  return items.rows[item * STRIDE + REQUEST];
}
/** Deliveries so far. */
export function itemTries(items: ItemsState, item: number): number {
  return items.rows[item * STRIDE + TRIES];
}
export function itemPlace(items: ItemsState, item: number): number {
  return items.rows[item * STRIDE + PLACE];
}
/** Position of the consumer that has it, or had it last; -1: none yet. */
export function itemConsumer(items: ItemsState, item: number): number {
  return items.rows[item * STRIDE + CONSUMER];
}
export function isPoison(items: ItemsState, item: number): boolean {
  return items.rows[item * STRIDE + POISON] === 1;
}

function newRow(items: ItemsState): number {
  const item = items.free;
  if (item >= 0) {
    items.free = items.rows[item * STRIDE + NEXT];
    return item;
  }
  if (items.used === items.cameNs.length) {
    const rows = new Int32Array(items.rows.length * 2);
    rows.set(items.rows);
    const cameNs = new Float64Array(items.cameNs.length * 2);
    cameNs.set(items.cameNs);
    const backNs = new Float64Array(items.backNs.length * 2);
    backNs.set(items.backNs);
    Object.assign(items, { rows, cameNs, backNs });
  }
  return items.used++;
}

function append(items: ItemsState, chain: Chain, item: number): void {
  items.rows[item * STRIDE + NEXT] = -1;
  if (chain.last < 0) chain.first = item;
  else items.rows[chain.last * STRIDE + NEXT] = item;
  chain.last = item;
}

function shift(items: ItemsState, chain: Chain): number {
  const item = chain.first;
  chain.first = items.rows[item * STRIDE + NEXT];
  if (chain.first < 0) chain.last = -1;
  return item;
}
