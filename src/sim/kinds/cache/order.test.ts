import { describe, expect, it } from 'vitest';
import { Streams } from '../../kernel/random';
import { drawZipf, zipfTable } from '../../kernel/distribution';
import {
  emptyOrder,
  orderAdd,
  orderCount,
  orderEvict,
  orderHas,
  orderKeys,
  orderMerge,
  orderUse,
  type Eviction,
  type OrderState,
} from './order';

/** A cache as its paper or a textbook tells it, with lists and maps instead of links: true for a hit. */
type Reference = (key: number) => boolean;

function byList(size: number, isLru: boolean): Reference {
  const list: number[] = [];
  return (key) => {
    const at = list.indexOf(key);
    if (at >= 0 && isLru) list.unshift(...list.splice(at, 1));
    if (at >= 0) return true;
    if (list.length === size) list.pop();
    list.unshift(key);
    return false;
  };
}

function lfu(size: number): Reference {
  const entries = new Map<number, { uses: number; at: number }>();
  let clock = 0;
  return (key) => {
    clock++;
    const known = entries.get(key);
    if (known !== undefined) {
      entries.set(key, { uses: known.uses + 1, at: clock });
      return true;
    }
    if (entries.size === size) entries.delete([...entries].sort((p, q) => p[1].uses - q[1].uses || p[1].at - q[1].at)[0][0]);
    entries.set(key, { uses: 1, at: clock });
    return false;
  };
}

/** Algorithm 1 of the S3-FIFO paper (SOSP 2023); lists have their head first. */
function s3Fifo(size: number): Reference {
  const [small, main, ghost]: number[][] = [[], [], []];
  const freq = new Map<number, number>();
  const smallRoom = Math.max(1, Math.floor(size / 10));
  const of = (key: number): number => freq.get(key) ?? 0;
  const evictMain = (): boolean => {
    while (main.length > 0) {
      const key = main.pop() as number;
      if (of(key) === 0) return true;
      freq.set(key, of(key) - 1);
      main.unshift(key);
    }
    return false;
  };
  const evictSmall = (): boolean => {
    while (small.length > 0) {
      const key = small.pop() as number;
      if (of(key) > 1) {
        freq.set(key, 0);
        main.unshift(key);
        continue;
      }
      ghost.unshift(key);
      if (ghost.length > Math.max(1, size - smallRoom)) ghost.pop();
      return true;
    }
    return false;
  };
  return (key) => {
    if (small.includes(key) || main.includes(key)) {
      freq.set(key, Math.min(of(key) + 1, 3));
      return true;
    }
    if (
      small.length + main.length === size &&
      !(small.length >= smallRoom || main.length === 0 ? evictSmall() || evictMain() : evictMain())
    )
      throw new Error('nothing to evict');
    freq.set(key, 0);
    const at = ghost.indexOf(key);
    // A key found in the ghost queue leaves an empty place there.
    if (at >= 0) ghost[at] = -1;
    (at >= 0 ? main : small).unshift(key);
    return false;
  };
}

const REFERENCES: Readonly<Record<Eviction, (size: number) => Reference>> = {
  lru: (size) => byList(size, true),
  fifo: (size) => byList(size, false),
  lfu,
  's3-fifo': s3Fifo,
};
const WAYS = Object.keys(REFERENCES) as Eviction[];
const NEVER = (): boolean => false;

function ask(order: OrderState, eviction: Eviction, size: number, key: number): boolean {
  if (orderHas(order, key)) {
    orderUse(order, eviction, key);
    return true;
  }
  if (orderCount(order) === size) expect(orderEvict(order, eviction, size, NEVER)).toBeGreaterThanOrEqual(0);
  orderAdd(order, eviction, key);
  return false;
}

describe('who has to go', () => {
  it.each(WAYS.flatMap((way) => [1, 2, 7, 40, 150].map((size) => [way, size] as const)))(
    '%s with room for %i: hit for hit as the textbook has it',
    (way, size) => {
      const streams = new Streams(size);
      const stream = streams.open('keys', way);
      const table = zipfTable(300, 0.8);
      const order = emptyOrder(1000);
      const reference = REFERENCES[way](size);
      for (let i = 0; i < 6000; i++) {
        // Now and then a scan, which is where the ways differ most.
        const key = i % 1500 < 200 ? 300 + (i % 200) : drawZipf(table, streams, stream);
        expect(ask(order, way, size, key), `request ${i} for ${key}`).toBe(reference(key));
      }
      expect(orderCount(order)).toBe(orderKeys(order).length);
    },
  );

  it('a scan drives the popular out of LRU and FIFO, not out of LFU and S3-FIFO', () => {
    const hits = Object.fromEntries(
      WAYS.map((way) => {
        const order = emptyOrder(1000);
        for (let round = 0; round < 50; round++) for (let key = 0; key < 20; key++) ask(order, way, 40, key);
        for (let key = 100; key < 400; key++) ask(order, way, 40, key);
        return [way, Array.from({ length: 20 }, (_, key) => orderHas(order, key)).filter(Boolean).length];
      }),
    );
    expect(hits).toEqual({ lru: 0, fifo: 0, lfu: 20, 's3-fifo': 20 });
  });

  it('never evicts what is pinned, and says so when nothing else is left', () => {
    for (const way of WAYS) {
      const order = emptyOrder(1000);
      for (let key = 0; key < 10; key++) ask(order, way, 10, key);
      expect(orderEvict(order, way, 10, (key) => key !== 6)).toBe(6);
      expect(orderEvict(order, way, 10, () => true)).toBe(-1);
      expect(orderCount(order)).toBe(9);
    }
  });

  it('goes on with another way and forgets nobody', () => {
    const order = emptyOrder(1000);
    for (let i = 0; i < 500; i++) ask(order, 's3-fifo', 50, (i * 7) % 90);
    const before = orderKeys(order).sort((p, q) => p - q);
    orderMerge(order);
    expect(orderKeys(order).sort((p, q) => p - q)).toEqual(before);
    for (let i = 0; i < 500; i++) ask(order, 'lru', 50, (i * 11) % 95);
    expect(orderCount(order)).toBe(50);
  });
});
