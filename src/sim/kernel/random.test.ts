import { describe, expect, it } from 'vitest';
import { drawNs, compileDistribution, drawZipf, meanMs, zipfTable, type Distribution } from './distribution';
import { mix32, murmur3 } from './hash';
import { Streams } from './random';
import { xxhash32 } from './xxhash';

const DRAWS = 200_000;

/** Upper limit of a chi-square figure that chance passes 999 times in 1,000 (Wilson and Hilferty, 1931). */
function chiLimit(freedom: number): number {
  const a = 2 / (9 * freedom);
  return freedom * (1 - a + 3.09 * Math.sqrt(a)) ** 3;
}

function chiSquare(counts: ArrayLike<number>, expected: number): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += (counts[i] - expected) ** 2 / expected;
  return sum;
}

describe('named streams', () => {
  it('depend on seed, owner and purpose alone, not on who else draws or opened before', () => {
    const a = new Streams(7);
    const first = a.open('W1', 'service');
    const alone = Array.from({ length: 5 }, () => a.next(first));
    const b = new Streams(7);
    for (let i = 0; i < 100; i++) b.next(b.open(`X${i}`, 'noise'));
    const same = b.open('W1', 'service');
    expect(Array.from({ length: 5 }, () => b.next(same))).toEqual(alone);
    const c = new Streams(8);
    expect(c.next(c.open('W1', 'service'))).not.toBe(alone[0]);
  });

  it('go on from a copy exactly as they would have', () => {
    const streams = new Streams(1);
    const s = streams.open('W1', 'service');
    streams.next(s);
    const saved = streams.snapshot();
    const next = Array.from({ length: 10 }, () => streams.next(s));
    streams.restore(saved);
    expect(Array.from({ length: 10 }, () => streams.next(s))).toEqual(next);
  });
});

describe('the generator passes a battery of our own', () => {
  const streams = new Streams(42);
  const s = streams.open('W1', 'battery');
  const draws = Uint32Array.from({ length: DRAWS }, () => streams.next(s));

  it.each([0, 8, 16, 24])('bytes from bit %i are uniform (chi-square, 255 degrees)', (shift) => {
    const counts = new Uint32Array(256);
    for (const draw of draws) counts[(draw >>> shift) & 255]++;
    expect(chiSquare(counts, DRAWS / 256)).toBeLessThan(chiLimit(255));
  });

  it('pairs of high bits are uniform (serial test, 4,095 degrees)', () => {
    const counts = new Uint32Array(4096);
    for (let i = 0; i + 1 < DRAWS; i += 2) counts[((draws[i] >>> 26) << 6) | (draws[i + 1] >>> 26)]++;
    expect(chiSquare(counts, DRAWS / 2 / 4096)).toBeLessThan(chiLimit(4095));
  });

  it('runs up and down are as many as chance makes', () => {
    let runs = 1;
    for (let i = 2; i < DRAWS; i++) if (draws[i] > draws[i - 1] !== draws[i - 1] > draws[i - 2]) runs++;
    const mean = (2 * DRAWS - 1) / 3;
    expect(Math.abs(runs - mean) / Math.sqrt((16 * DRAWS - 29) / 90)).toBeLessThan(3.3);
  });

  it.each([1, 2, 7, 31])('draws %i apart are not correlated', (lag) => {
    expect(Math.abs(correlation(draws.subarray(0, DRAWS - lag), draws.subarray(lag))) * Math.sqrt(DRAWS)).toBeLessThan(3.5);
  });

  it('gaps between small draws are geometric (chi-square)', () => {
    const counts = new Uint32Array(20);
    let gap = 0;
    let found = 0;
    for (const draw of draws) {
      if (draw < 2 ** 32 / 8) {
        counts[Math.min(19, gap)]++;
        gap = 0;
        found++;
      } else gap++;
    }
    let sum = 0;
    for (let g = 0; g < 20; g++) {
      const share = g === 19 ? (7 / 8) ** 19 : (7 / 8) ** g / 8;
      sum += (counts[g] - found * share) ** 2 / (found * share);
    }
    expect(sum).toBeLessThan(chiLimit(19));
  });

  it('neighbouring names give unrelated streams', () => {
    const others = new Streams(42);
    const columns = Array.from({ length: 30 }, (_, i) => {
      const stream = others.open(`W${i + 1}`, 'service');
      return Uint32Array.from({ length: 20_000 }, () => others.next(stream));
    });
    for (let i = 1; i < columns.length; i++) expect(Math.abs(correlation(columns[i - 1], columns[i])) * Math.sqrt(20_000)).toBeLessThan(4);
  });

  it('below(n) is even for n that is no power of two', () => {
    for (const n of [3, 7, 10, 1000]) {
      const counts = new Uint32Array(n);
      for (let i = 0; i < DRAWS; i++) counts[streams.below(s, n)]++;
      expect(chiSquare(counts, DRAWS / n)).toBeLessThan(chiLimit(n - 1));
    }
  });

  it('normal draws have mean 0, deviation 1 and no skew', () => {
    let sum = 0;
    let squares = 0;
    let cubes = 0;
    for (let i = 0; i < DRAWS; i++) {
      const x = streams.standardNormal(s);
      sum += x;
      squares += x * x;
      cubes += x * x * x;
    }
    expect(Math.abs(sum / DRAWS)).toBeLessThan(0.01);
    expect(squares / DRAWS).toBeCloseTo(1, 1);
    expect(Math.abs(cubes / DRAWS)).toBeLessThan(0.04);
  });
});

function correlation(p: Uint32Array, q: Uint32Array): number {
  const mean = 2 ** 31;
  let pq = 0;
  let pp = 0;
  let qq = 0;
  for (let i = 0; i < p.length; i++) {
    pq += (p[i] - mean) * (q[i] - mean);
    pp += (p[i] - mean) ** 2;
    qq += (q[i] - mean) ** 2;
  }
  return pq / Math.sqrt(pp * qq);
}

describe('distributions', () => {
  const cases: Distribution[] = [
    { type: 'constant', valueMs: 3 }, { type: 'uniform', minMs: 1, maxMs: 5 }, { type: 'exponential', meanMs: 4, offsetMs: 1 }, { type: 'lognormal', medianMs: 5, sigma: 0.7 }, { type: 'pareto', minMs: 2, shape: 3 }, { type: 'empirical', valuesMs: [1, 2, 9] },
  ];
  it.each(cases.map((d) => [d.type, d] as const))('%s: the mean of 200,000 draws is the stated mean within 1.5 %%, in whole nanoseconds', (_type, d) => {
    const streams = new Streams(5);
    const s = streams.open('W1', d.type);
    const sampler = compileDistribution(d);
    let sum = 0;
    for (let i = 0; i < DRAWS; i++) {
      const ns = drawNs(sampler, streams, s);
      if (!Number.isSafeInteger(ns) || ns < 0) throw new Error(`${ns} is no count of nanoseconds`);
      sum += ns;
    }
    expect(Math.abs(sum / DRAWS / 1e6 / meanMs(d) - 1)).toBeLessThan(0.015);
  });

  it('Zipf ranks come as often as the law says', () => {
    const streams = new Streams(5);
    const s = streams.open('C1', 'keys');
    const table = zipfTable(100, 1);
    const counts = new Uint32Array(100);
    for (let i = 0; i < DRAWS; i++) counts[drawZipf(table, streams, s)]++;
    const harmonic = Array.from({ length: 100 }, (_, i) => 1 / (i + 1)).reduce((sum, x) => sum + x, 0);
    for (const rank of [0, 1, 9]) expect(counts[rank] / DRAWS).toBeCloseTo(1 / (rank + 1) / harmonic, 2);
  });
});

describe('hashes have their published values', () => {
  it('MurmurHash3', () => expect([murmur3(''), murmur3('', 1), murmur3('hello'), murmur3('hello, world'), murmur3('The quick brown fox jumps over the lazy dog')]).toEqual([0, 0x514e28b7, 0x248bfa47, 0x149bbb7f, 0x2e4ff723]));
  it('xxHash32', () => expect([xxhash32(''), xxhash32('a'), xxhash32('abc'), xxhash32('Nobody inspects the spammish repetition')]).toEqual([0x02cc5d05, 0x550d7456, 0x32d153ff, 0xe2293b2f]));
  it('the finaliser', () => expect(mix32(1)).toBe(0x514e28b7));
});
