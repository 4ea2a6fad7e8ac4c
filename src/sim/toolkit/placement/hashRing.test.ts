import { describe, expect, it } from 'vitest';
import { mix32 } from '../../kernel/hash';
import { hashRing, ringPosition } from './hashRing';

const names = ['W1', 'W2', 'W3', 'W4', 'W5'];
const keys = Array.from({ length: 20_000 }, (_, i) => mix32(i + 1));
const ownersIn = (list: readonly string[]): string[] => {
  const ring = hashRing(list, 160);
  return keys.map((key) => list[ring.owners[ringPosition(ring, key)]]);
};

describe('the ring of consistent hashing', () => {
  it('has its places in order, as many for each owner', () => {
    const { places, owners } = hashRing(names, 160);
    expect(places.every((place, i) => i === 0 || places[i - 1] <= place)).toBe(true);
    for (let owner = 0; owner < names.length; owner++) expect(owners.filter((other) => other === owner)).toHaveLength(160);
  });

  it('finds the first place at or after a key, and goes round', () => {
    const ring = { places: Uint32Array.of(10, 20, 30), owners: Int32Array.of(0, 1, 2) };
    expect([0, 10, 11, 20, 30, 31, 4_294_967_295].map((key) => ringPosition(ring, key))).toEqual([0, 0, 1, 1, 2, 0, 0]);
  });

  it('gives each owner about its share', () => {
    for (const name of names) expect(ownersIn(names).filter((owner) => owner === name).length / keys.length).toBeGreaterThan(0.15);
  });

  it('moves only the keys of an owner that goes, whatever the order of the others', () => {
    const before = ownersIn(names);
    const after = ownersIn(['W5', 'W4', 'W2', 'W1']);
    const moved = keys.filter((_, i) => before[i] !== after[i]);
    expect(moved).toHaveLength(before.filter((owner) => owner === 'W3').length);
  });
});
