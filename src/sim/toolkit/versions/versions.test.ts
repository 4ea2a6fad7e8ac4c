import { describe, expect, it } from 'vitest';
import { copyHash, deleted, knownTo, merge, NEVER_WRITTEN, shown, written, type Copy } from './copy';
import { childrenOf, differing, FAN_OUT, hashAt, hashTree, LEAF_LEVEL, leafOf } from './merkle';
import { hasSeen, NOTHING_SEEN, seenByBoth, seenCount, withDot, type Dot, type Seen } from './seen';

/** Small numbers that look drawn, the same each time. */
function* drawn(seed: number): Generator<number> {
  for (let x = seed; ;) {
    x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
    yield x >>> 8;
  }
}

/** Copies as three actors make them, who write, add, delete and take over from each other. */
function someCopies(seed: number): Copy[] {
  const random = drawn(seed);
  const draw = (below: number): number => (random.next().value as number) % below;
  const copies = [NEVER_WRITTEN, NEVER_WRITTEN, NEVER_WRITTEN];
  const issued = [0, 0, 0];
  for (let i = 0; i < 12; i++) {
    const actor = draw(3);
    const what = draw(4);
    if (what === 3) copies[actor] = merge(copies[actor], copies[draw(3)], 'siblings');
    else {
      const dot: Dot = [actor, ++issued[actor]];
      const knows = what === 0 ? NOTHING_SEEN : knownTo(copies[actor]);
      const made = what === 2 ? deleted(dot, knows) : written({ dot, rank: draw(5), value: i }, knows);
      copies[actor] = merge(copies[actor], made, 'siblings');
    }
  }
  return copies;
}

describe('versions', () => {
  it('what was seen out of turn is remembered as such, and joins the vector once nothing is missing before it', () => {
    const two = withDot(withDot(NOTHING_SEEN, [1, 1]), [1, 2]);
    const gap: Seen = withDot(NOTHING_SEEN, [1, 3]);
    expect([hasSeen(gap, [1, 1]), hasSeen(gap, [1, 3]), seenCount(gap)]).toEqual([false, true, 1]);
    expect(seenByBoth(gap, two)).toEqual({ vector: { 1: 3 }, cloud: [] });
  });

  it('merging is commutative, associative and idempotent, whatever the copies, for siblings and for the last one', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const [p, q, r] = someCopies(seed);
      const how = 'siblings';
      expect(merge(p, q, how)).toEqual(merge(q, p, how));
      expect(merge(merge(p, q, how), r, how)).toEqual(merge(p, merge(q, r, how), how));
      expect(copyHash(merge(p, p, how))).toBe(copyHash(p));
      expect(copyHash(merge(merge(p, q, how), q, how))).toBe(copyHash(merge(p, q, how)));
    }
    const copies = [3, 1, 2].map((rank, actor) => written({ dot: [actor, 1], rank, value: rank }));
    for (const [p, q, r] of [copies, [...copies].reverse()]) expect(shown(merge(merge(p, q, 'last'), r, 'last'))).toEqual([3]);
  });

  it('a write overwrites what it has seen, and nothing else; what is deleted does not come back', () => {
    const x = written({ dot: [1, 1], rank: 0, value: 7 });
    const y = written({ dot: [2, 1], rank: 0, value: 8 });
    const both = merge(x, y, 'siblings');
    expect(shown(both)).toEqual([7, 8]);
    const z = written({ dot: [1, 2], rank: 0, value: 9 }, both.seen);
    expect(shown(merge(z, both, 'siblings'))).toEqual([9]);
    const gone = deleted([2, 2], z.seen);
    expect(shown(merge(gone, merge(x, z, 'siblings'), 'siblings'))).toEqual([]);
    expect(shown(NEVER_WRITTEN)).toBeUndefined();
  });

  it('items added side by side are one list, amounts one sum', () => {
    const item = (actor: number, value: readonly number[]): Copy => written({ dot: [actor, 1], rank: actor, value });
    const sum = (actor: number, amount: number): Copy => written({ dot: [actor, 1], rank: 0, value: { sum: amount } });
    expect(shown(merge(item(2, [5]), item(1, [4]), 'siblings'))).toEqual([[4, 5]]);
    expect(shown(merge(sum(1, 5), sum(2, -2), 'siblings'))).toEqual([{ sum: 3 }]);
  });
});

describe('hash trees', () => {
  const entries = Array.from({ length: 2000 }, (_, key): [number, number] => [key, key * 7 + 1]);

  it('are the same in any order, and lead to each key that differs in three steps', () => {
    const tree = hashTree(entries);
    expect(hashAt(hashTree([...entries].reverse()), 0, 0)).toBe(hashAt(tree, 0, 0));
    for (const changed of [0, 999, 1999]) {
      const other = hashTree(entries.map(([key, hash]) => [key, key === changed ? hash + 1 : hash] as const));
      let places: readonly number[] = differing(tree, 0, [0, hashAt(other, 0, 0)]);
      for (let level = 0; level < LEAF_LEVEL; level++) {
        const theirs = childrenOf(other, level, places);
        expect(theirs).toHaveLength(2 * FAN_OUT);
        places = differing(tree, level + 1, theirs);
      }
      expect(places).toEqual([leafOf(changed)]);
    }
  });

  it('tell two that have exchanged their contents apart', () => {
    const swapped = hashTree(entries.map(([key, hash]) => [key, key === 3 ? 4 * 7 + 1 : key === 4 ? 3 * 7 + 1 : hash] as const));
    expect(hashAt(swapped, 0, 0)).not.toBe(hashAt(hashTree(entries), 0, 0));
  });
});
