import { describe, expect, it } from 'vitest';
import { murmur3 } from '../../kernel/hash';
import { hashRing } from './hashRing';
import { directoryOf, listedAt } from './directory';
import { jumpHash } from './jump';
import { maglevTable, preferenceOf } from './maglev';
import { placerOf, STRATEGIES, type PlacerSpec, type Strategy } from './placer';
import { rangeOf, rangesOf, split } from './ranges';

const SPEC: PlacerSpec = { strategy: 'modulo', boundaries: '', virtualNodes: 100, tableSize: '65537', directory: '', ranges: null };
const names = (count: number, prefix = 'S'): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);
const keys = (count: number, prefix: string): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

/** The name of the shard of each key. */
function placed(strategy: Strategy, shards: readonly string[], of: readonly string[], more: Partial<PlacerSpec> = {}): string[] {
  const { slotOf } = placerOf({ ...SPEC, ...more, strategy }, shards);
  return of.map((key) => shards[slotOf(murmur3(key), () => key)]);
}

const moved = (before: readonly string[], after: readonly string[]): number[] =>
  before.flatMap((owner, i) => (owner === after[i] ? [] : [i]));

/** Standard deviation of what the shards have, of their mean. */
function deviation(owners: readonly string[], shards: readonly string[]): number {
  const counts = new Map(shards.map((name) => [name, 0]));
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const mean = owners.length / shards.length;
  return Math.sqrt([...counts.values()].reduce((sum, n) => sum + (n - mean) ** 2, 0) / shards.length) / mean;
}

describe('jump hash', () => {
  // The values that implementations of the paper's listing in C++ agree upon (dgryski/go-jump, Guava's tests).
  it.each([
    [1, 1, 0],
    [42, 57, 43],
    [0xdead10cc, 1, 0],
    [0xdead10cc, 666, 361],
    [256, 1024, 520],
  ])('key %i of %i buckets is in bucket %i', (key, buckets, bucket) => expect(jumpHash(key, buckets)).toBe(bucket));

  it('is what the listing of the paper gives with integers of 64 bits', () => {
    const listing = (given: bigint, buckets: number): number => {
      let key = given;
      let b = -1;
      let j = 0;
      while (j < buckets) {
        b = j;
        key = (key * 2862933555777941757n + 1n) & 0xffffffffffffffffn;
        j = Math.floor((b + 1) * (2147483648 / (Number(key >> 33n) + 1)));
      }
      return b;
    };
    for (let i = 0; i < 500; i++) {
      const [low, high, buckets] = [murmur3(`low ${i}`), murmur3(`high ${i}`), 1 + (murmur3(`n ${i}`) % 2000)];
      expect(jumpHash(low, buckets, high)).toBe(listing((BigInt(high) << 32n) | BigInt(low), buckets));
    }
  });
});

describe('Maglev', () => {
  // Table 1 of the paper: three backends, a table of 7.
  const B0 = { offset: 3, skip: 4 };
  const B1 = { offset: 0, skip: 2 };
  const B2 = { offset: 3, skip: 1 };

  it('fills the table of the paper, before and after B1 is gone', () => {
    expect([...maglevTable([B0, B1, B2], 7)]).toEqual([1, 0, 1, 0, 2, 2, 0]);
    expect([...maglevTable([B0, B2], 7)]).toEqual([0, 0, 0, 0, 1, 1, 1]);
  });

  it.each([251, 4099, 65_537])('gives every backend the same number of %i places, to one', (size) => {
    for (const backends of [1, 2, 3, 7, 50]) {
      const counts = new Int32Array(backends);
      for (const owner of maglevTable(
        names(backends).map((name) => preferenceOf(name, size)),
        size,
      ))
        counts[owner]++;
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  it('moves few keys besides those that must move', () => {
    const of = keys(8000, 'k');
    const shards = names(10);
    const without = shards.filter((name) => name !== 'S4');
    const before = placed('maglev', shards, of);
    const gone = moved(before, placed('maglev', without, of));
    const others = gone.filter((i) => before[i] !== 'S4').length;
    // Section 5.3 of the paper: with a table of 65,537, a few places in a hundred change owner without need.
    expect(others / of.length).toBeLessThan(0.05);
    expect(others).toBeGreaterThan(0);
  });
});

describe('virtual nodes', () => {
  // Table 1 of Lamping and Veach: the standard error of the share of a bucket, by points a bucket. A fraction of 1/sqrt(points).
  it.each([
    [1, 0.998],
    [10, 0.315],
    [100, 0.0997],
    [1000, 0.0316],
  ])('with %i points each, shares deviate by %f of the mean', (virtualNodes, error) => {
    const rings = Array.from({ length: 10 }, (_, i) => {
      const shards = names(30, `ring${i}-`);
      const { places, owners } = hashRing(shards, virtualNodes);
      const share = new Float64Array(30);
      places.forEach(
        (place, at) => (share[owners[at]] += at === 0 ? place + 4294967296 - places[places.length - 1] : place - places[at - 1]),
      );
      return share.reduce((sum, part) => sum + ((part / 4294967296) * 30 - 1) ** 2, 0) / 30;
    });
    const measured = Math.sqrt(rings.reduce((sum, x) => sum + x, 0) / rings.length);
    expect(measured / error).toBeGreaterThan(0.8);
    expect(measured / error).toBeLessThan(1.2);
  });
});

describe.each(['ring', 'jump', 'rendezvous'] as const)('%s moves as little as can be', (strategy) => {
  it.each([1, 3, 8, 25])('from %i shards to one more: only to the new one, and back to where they were', (count) => {
    const of = keys(3000, 'user_');
    const before = placed(strategy, names(count), of);
    const after = placed(strategy, names(count + 1), of);
    const gone = moved(before, after);
    expect(gone.length).toBeGreaterThan(0);
    expect(new Set(gone.map((i) => after[i]))).toEqual(new Set([`S${count + 1}`]));
    expect(placed(strategy, names(count), of)).toEqual(before);
  });
});

describe('ring and rendezvous', () => {
  it.each(['ring', 'rendezvous'] as const)('%s: whoever leaves moves nobody else, wherever it stood', (strategy) => {
    const of = keys(3000, 'user_');
    const shards = names(8);
    const before = placed(strategy, shards, of);
    for (const leaving of shards) {
      const after = placed(
        strategy,
        shards.filter((name) => name !== leaving),
        of,
      );
      expect(new Set(moved(before, after).map((i) => before[i]))).toEqual(new Set([leaving]));
    }
  });
});

describe('the course: 3 nodes become 4', () => {
  it('modulo moves 3/4 of the keys, the others 1/4, within 1.5 points over 1,000 seeds', () => {
    const sums = { modulo: 0, ring: 0, jump: 0, rendezvous: 0 };
    for (let seed = 0; seed < 1000; seed++) {
      const hashes = keys(1000, `user_${seed}_`).map((key) => murmur3(key));
      const nodes = ['A', 'B', 'C', 'D'].map((name) => `${name}${seed}`);
      for (const strategy of ['modulo', 'ring', 'jump', 'rendezvous'] as const) {
        const [before, after] = [3, 4].map((count) => placerOf({ ...SPEC, strategy }, nodes.slice(0, count)).slotOf);
        sums[strategy] += hashes.filter((hash) => before(hash, String) !== after(hash, String)).length / 1000;
      }
    }
    expect(Math.abs(sums.modulo / 1000 - 3 / 4)).toBeLessThan(0.015);
    for (const sum of [sums.ring, sums.jump, sums.rendezvous]) expect(Math.abs(sum / 1000 - 1 / 4)).toBeLessThan(0.015);
  });
});

describe('every strategy', () => {
  it.each(STRATEGIES)('%s names a shard for any hash a program may give', (strategy) => {
    for (const count of [1, 2, 7]) {
      const { slotOf } = placerOf({ ...SPEC, strategy, virtualNodes: 1 }, names(count));
      for (const hash of [0, -1, 4294967295, -9_007_199_254_740_991, 9_007_199_254_740_991, 17])
        for (const key of ['', 'a', 'zz', 'user_123', 'ü', '2026-01-01T00:00:00Z']) {
          const slot = slotOf(hash, () => key);
          expect(Number.isInteger(slot) && slot >= 0 && slot < count).toBe(true);
        }
    }
  });

  it.each(['ring', 'jump', 'rendezvous', 'maglev', 'modulo'] as const)('%s scatters keys that look alike', (strategy) => {
    const shards = names(8);
    for (const of of [keys(4000, 'user_'), Array.from({ length: 4000 }, (_, i) => `2026-01-01T00:${i}`)])
      expect(deviation(placed(strategy, shards, of, { virtualNodes: 1000 }), shards)).toBeLessThan(0.1);
  });
});

describe('ranges', () => {
  it('are cut at a key, and only keys from there on are another\u2019s', () => {
    const before = rangesOf('g,n', 3);
    const after = split(before, 1, 'k', 2);
    expect(after).toEqual({ starts: ['g', 'k', 'n'], owners: [0, 1, 2, 2] });
    for (const key of ['a', 'g', 'j', 'kz', 'n', 'z']) {
      const owner = (ranges: typeof before): number => ranges.owners[rangeOf(key, ranges.starts)];
      expect(owner(after)).toBe(key === 'kz' ? 2 : owner(before));
    }
  });

  it('have the last shard for what is beyond them', () => expect(rangesOf('b,c,d', 2).owners).toEqual([0, 1, 1, 1]));
});

describe('a directory', () => {
  const directory = directoryOf('peter=S2, user_*=S1, user_9*=S3, lost=S9', names(3));
  it.each([
    ['peter', 1],
    ['peters', -1],
    ['user_1', 0],
    ['user_95', 2],
    ['lost', -1],
    ['', -1],
  ])('%s is at %i', (key, slot) => expect(listedAt(directory, key)).toBe(slot));

  it('places what it does not list by the hash', () => {
    const [peter, mary] = placed('directory', names(3), ['peter', 'mary'], { directory: 'peter=S2' });
    expect([peter, mary]).toEqual(['S2', `S${(murmur3('mary') % 3) + 1}`]);
  });
});
