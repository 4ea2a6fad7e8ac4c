import { longer } from '../../kernel/grow';

/** How a cache chooses who has to go. */
export type Eviction = 'lru' | 'lfu' | 'fifo' | 's3-fifo';

/** Queue of new entries (the only one but for S3-FIFO), and queue of proven ones. */
const SMALL = 0;
const MAIN = 1;
const NOWHERE = 2;
const MOST_USES = 3;

/**
 * The order in which entries would be evicted: two doubly linked queues through rows of keys, and how often each was used.
 * LRU, LFU and FIFO use the first queue only. Newest at the head.
 */
export interface OrderState {
  head: Int32Array;
  tail: Int32Array;
  length: Int32Array;
  newer: Int32Array;
  older: Int32Array;
  queueOf: Uint8Array;
  uses: Int32Array;
  /** S3-FIFO: keys that left the small queue unused, a ring without data, and how many times each stands in it. */
  ghosts: Int32Array;
  ghostHead: number;
  ghostCount: number;
  ghostMarks: Uint8Array;
}

/** No entries; `room` rows of keys. */
export function emptyOrder(room: number): OrderState {
  return {
    head: new Int32Array(2).fill(-1),
    tail: new Int32Array(2).fill(-1),
    length: new Int32Array(2),
    newer: new Int32Array(room),
    older: new Int32Array(room),
    queueOf: new Uint8Array(room).fill(NOWHERE),
    uses: new Int32Array(room),
    ghosts: new Int32Array(room),
    ghostHead: 0,
    ghostCount: 0,
    ghostMarks: new Uint8Array(room),
  };
}

/** Makes room for more rows of keys. */
export function growOrder(order: OrderState, room: number): void {
  order.newer = longer(order.newer, room);
  order.older = longer(order.older, room);
  order.queueOf = longer(order.queueOf, room, NOWHERE);
  order.uses = longer(order.uses, room);
  order.ghostMarks = longer(order.ghostMarks, room);
  const ghosts = new Int32Array(room);
  for (let i = 0; i < order.ghostCount; i++) ghosts[i] = order.ghosts[(order.ghostHead + i) % order.ghosts.length];
  order.ghosts = ghosts;
  order.ghostHead = 0;
}

/** Whether a key has an entry. */
export function orderHas(order: OrderState, key: number): boolean {
  return order.queueOf[key] !== NOWHERE;
}

/** Entries in both queues. */
export function orderCount(order: OrderState): number {
  return order.length[SMALL] + order.length[MAIN];
}

/** A new entry; there is none of this key yet. */
export function orderAdd(order: OrderState, eviction: Eviction, key: number): void {
  const isKnown = eviction === 's3-fifo' && order.ghostMarks[key] > 0;
  if (isKnown) dropGhost(order, key);
  order.uses[key] = eviction === 's3-fifo' ? 0 : 1;
  pushHead(order, isKnown ? MAIN : SMALL, key);
}

/** An entry was used. */
export function orderUse(order: OrderState, eviction: Eviction, key: number): void {
  if (eviction === 's3-fifo') {
    if (order.uses[key] < MOST_USES) order.uses[key]++;
    return;
  }
  order.uses[key]++;
  if (eviction === 'fifo' || order.head[SMALL] === key) return;
  unlink(order, key);
  pushHead(order, SMALL, key);
}

/** Takes an entry out. */
export function orderRemove(order: OrderState, key: number): void {
  unlink(order, key);
  order.queueOf[key] = NOWHERE;
}

/** All keys, next to be evicted first, for people to look at. */
export function orderKeys(order: OrderState): number[] {
  const keys: number[] = [];
  for (const queue of [SMALL, MAIN]) for (let key = order.tail[queue]; key >= 0; key = order.newer[key]) keys.push(key);
  return keys;
}

/** After the way of evicting was changed: one queue again, so that every way can go on from it. */
export function orderMerge(order: OrderState): void {
  for (let key = order.tail[MAIN]; key >= 0; key = order.tail[MAIN]) {
    unlink(order, key);
    pushHead(order, SMALL, key);
  }
  order.ghostCount = 0;
  order.ghostMarks.fill(0);
}

/** Takes out and returns the entry that has to go; -1 when all are pinned. `size`: entries the cache has room for. */
export function orderEvict(order: OrderState, eviction: Eviction, size: number, pinned: (key: number) => boolean): number {
  if (eviction === 's3-fifo') return evictS3(order, size, pinned);
  const key = eviction === 'lfu' ? leastUsed(order, pinned) : oldest(order, SMALL, pinned);
  if (key >= 0) orderRemove(order, key);
  return key;
}

function oldest(order: OrderState, queue: number, pinned: (key: number) => boolean): number {
  let key = order.tail[queue];
  while (key >= 0 && pinned(key)) key = order.newer[key];
  return key;
}

/** Fewest uses; among equals the one used longest ago. */
function leastUsed(order: OrderState, pinned: (key: number) => boolean): number {
  let best = -1;
  for (let key = order.tail[SMALL]; key >= 0; key = order.newer[key]) {
    if ((best < 0 || order.uses[key] < order.uses[best]) && !pinned(key)) best = key;
  }
  return best;
}

/**
 * S3-FIFO (J. Yang, Y. Zhang, Z. Qiu, Y. Yue, K. Rashmi, FIFO queues are all you need for cache eviction, SOSP 2023): a small
 * queue of a tenth of the room filters what is used once, the main queue gives what was used another round.
 */
function evictS3(order: OrderState, size: number, pinned: (key: number) => boolean): number {
  const smallRoom = Math.max(1, Math.floor(size / 10));
  const first = order.length[SMALL] >= smallRoom || order.length[MAIN] === 0 ? SMALL : MAIN;
  // Each step either evicts, moves an entry from small to main, or takes one use away: it ends, or finds only pinned ones.
  for (let steps = (MOST_USES + 2) * orderCount(order) + 2; steps > 0; steps--) {
    let key = oldest(order, first, pinned);
    if (key < 0) key = oldest(order, 1 - first, pinned);
    if (key < 0) return -1;
    const queue = order.queueOf[key];
    unlink(order, key);
    if (queue === SMALL && order.uses[key] > 1) {
      order.uses[key] = 0;
      pushHead(order, MAIN, key);
    } else if (queue === MAIN && order.uses[key] > 0) {
      order.uses[key]--;
      pushHead(order, MAIN, key);
    } else {
      order.queueOf[key] = NOWHERE;
      if (queue === SMALL) addGhost(order, key, Math.max(1, size - smallRoom));
      return key;
    }
  }
  return -1;
}

function addGhost(order: OrderState, key: number, room: number): void {
  while (order.ghostCount >= Math.min(room, order.ghosts.length)) {
    const gone = order.ghosts[order.ghostHead];
    if (gone >= 0) order.ghostMarks[gone] = 0;
    order.ghostHead = (order.ghostHead + 1) % order.ghosts.length;
    order.ghostCount--;
  }
  order.ghosts[(order.ghostHead + order.ghostCount) % order.ghosts.length] = key;
  order.ghostCount++;
  order.ghostMarks[key] = 1;
}

function dropGhost(order: OrderState, key: number): void {
  order.ghostMarks[key] = 0;
  // Its place in the ring stays, empty, until its turn comes.
  for (let i = 0; i < order.ghostCount; i++) {
    const at = (order.ghostHead + i) % order.ghosts.length;
    if (order.ghosts[at] === key) order.ghosts[at] = -1;
  }
}

function pushHead(order: OrderState, queue: number, key: number): void {
  const first = order.head[queue];
  order.newer[key] = -1;
  order.older[key] = first;
  if (first >= 0) order.newer[first] = key;
  else order.tail[queue] = key;
  order.head[queue] = key;
  order.length[queue]++;
  order.queueOf[key] = queue;
}

function unlink(order: OrderState, key: number): void {
  const queue = order.queueOf[key];
  const newer = order.newer[key];
  const older = order.older[key];
  if (newer >= 0) order.older[newer] = older;
  else order.head[queue] = older;
  if (older >= 0) order.newer[older] = newer;
  else order.tail[queue] = newer;
  order.length[queue]--;
}
