import { describe, expect, it } from 'vitest';
import { entryOf, learn, newPeer, type Entry } from './state';

const peer = () => newPeer({ intervalNs: 1, together: true, tellAgain: 0 });

/** Updates of a hundred keys in no order, some older than what came before. */
const updates: Entry[] = Array.from({ length: 400 }, (_, i): Entry => [(i * 7919) % 101, ((i * 31) % 17) + 1, i]);

describe('what a peer knows', () => {
  it('is the newest of every key, found again however many there are', () => {
    const known = peer();
    const newest = new Map<number, Entry>();
    for (const update of updates) {
      const isNews = update[1] > (newest.get(update[0])?.[1] ?? 0);
      expect(learn(known, update, 1)).toBe(isNews);
      if (isNews) newest.set(update[0], update);
      expect(entryOf(known, update[0])).toEqual(newest.get(update[0]));
    }
    expect(known.keys.length).toBe(newest.size);
    for (let key = 0; key < 120; key++) expect(entryOf(known, key)).toEqual(newest.get(key) ?? null);
  });

  it('looks the same to two that learnt it in different orders, and else never', () => {
    const [one, other, less] = [peer(), peer(), peer()];
    for (const update of updates) learn(one, update, 1);
    for (const update of updates.toReversed()) learn(other, update, 1);
    for (const update of updates) if (update[0] !== 55) learn(less, update, 1);
    expect(other.view).toBe(one.view);
    expect(less.view).not.toBe(one.view);
  });
});
