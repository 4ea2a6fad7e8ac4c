import { describe, expect, it } from 'vitest';
import { normalShare } from './normal';
import { Streams } from './random';

/*
 * Statistical tests after Knuth (The Art of Computer Programming 2, 3.3.2) and Marsaglia. Seeds are fixed, so a test passes always
 * or never. Limits: a figure that chance exceeds in about 1 of 10,000 (3.7 standard deviations, one side each) fails, and so does a
 * chi-square figure that is too small by the same measure, because a sequence too even is not random either.
 */
const LIMIT = 3.72;
const SEEDS = [0, 42, 4294967295];
const TWO_32 = 2 ** 32;

/** How many standard deviations a chi-square figure is from what chance makes (Wilson and Hilferty's cube root, 1931). */
function chiDeviation(counts: ArrayLike<number>, expected: (cell: number) => number, freedom = counts.length - 1): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += (counts[i] - expected(i)) ** 2 / expected(i);
  return (Math.cbrt(sum / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
}

function expectByChance(deviation: number, limit = LIMIT): void {
  expect(Math.abs(deviation), `${deviation} standard deviations from what chance makes`).toBeLessThan(limit);
}

const HALF = TWO_32 / 2;

/** Correlation of two sequences of uniform 32-bit draws, in standard deviations. */
function correlation(p: Uint32Array, q: Uint32Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += (p[i] - HALF + 0.5) * (q[i] - HALF + 0.5);
  return ((sum / (TWO_32 * TWO_32)) * 12) / Math.sqrt(p.length);
}

function bitsSet(x: number): number {
  let v = x - ((x >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function sequence(streams: Streams, owner: string, purpose: string, count: number): Uint32Array {
  const stream = streams.open(owner, purpose);
  return Uint32Array.from({ length: count }, () => streams.next(stream));
}

/** The four ways in which the simulator draws: all must look random. */
const SOURCES: [string, (seed: number, count: number) => Uint32Array][] = [
  ['one stream', (seed, count) => sequence(new Streams(seed), 'W1', 'service', count)],
  [
    '100 streams of neighbouring names in turn',
    (seed, count) => {
      const streams = new Streams(seed);
      const handles = Array.from({ length: 100 }, (_, i) => streams.open(`W${i + 1}`, 'service'));
      return Uint32Array.from({ length: count }, (_, i) => streams.next(handles[i % 100]));
    },
  ],
  [
    'the first draws of ever new names',
    (seed, count) => {
      const streams = new Streams(seed);
      return Uint32Array.from({ length: count }, (_, i) => streams.next(streams.open(`W${i}`, 'service')));
    },
  ],
  [
    'the first draw of one name under following seeds',
    (seed, count) =>
      Uint32Array.from({ length: count }, (_, i) => {
        const streams = new Streams((seed + i) % TWO_32);
        return streams.next(streams.open('W1', 'service'));
      }),
  ],
];

describe.each(SEEDS)('seed %i', (seed) => {
  describe.each(SOURCES)('%s', (name, make) => {
    const count = name === 'one stream' || name.includes('in turn') ? 400_000 : 60_000;
    const draws = make(seed, count);

    it.each([0, 8, 16, 24])('has uniform bytes from bit %i (chi-square, 255 degrees)', (shift) => {
      const counts = new Uint32Array(256);
      for (const draw of draws) counts[(draw >>> shift) & 255]++;
      expectByChance(chiDeviation(counts, () => count / 256));
    });

    it('has uniform high bits (chi-square, 4,095 degrees) and every bit set half of the time', () => {
      const counts = new Uint32Array(4096);
      const set = new Uint32Array(32);
      for (const draw of draws) {
        counts[draw >>> 20]++;
        for (let bit = 0; bit < 32; bit++) set[bit] += (draw >>> bit) & 1;
      }
      expectByChance(chiDeviation(counts, () => count / 4096));
      for (const ones of set) expectByChance((2 * ones - count) / Math.sqrt(count), 4.5);
    });

    it('has uniform pairs and triples of high bits (serial test, 4,095 degrees)', () => {
      const pairs = new Uint32Array(4096);
      const triples = new Uint32Array(4096);
      for (let i = 0; i + 1 < count; i += 2) pairs[((draws[i] >>> 26) << 6) | (draws[i + 1] >>> 26)]++;
      for (let i = 0; i + 2 < count; i += 3) triples[((draws[i] >>> 28) << 8) | ((draws[i + 1] >>> 28) << 4) | (draws[i + 2] >>> 28)]++;
      expectByChance(chiDeviation(pairs, () => Math.floor(count / 2) / 4096));
      expectByChance(chiDeviation(triples, () => Math.floor(count / 3) / 4096));
    });

    it('goes up and down as often as chance (runs test)', () => {
      let runs = 1;
      for (let i = 2; i < count; i++) if (draws[i] > draws[i - 1] !== draws[i - 1] > draws[i - 2]) runs++;
      expectByChance((runs - (2 * count - 1) / 3) / Math.sqrt((16 * count - 29) / 90));
    });

    it.each([1, 2, 3, 7, 31, 100])('has no correlation of draws %i apart', (lag) => {
      expectByChance(correlation(draws.subarray(0, count - lag), draws.subarray(lag)));
    });

    it('has half of the bits changed from draw to draw (Hamming distance)', () => {
      let changed = 0;
      for (let i = 1; i < count; i++) changed += bitsSet(draws[i] ^ draws[i - 1]);
      expectByChance((changed - (count - 1) * 16) / Math.sqrt((count - 1) * 8));
    });

    it('has gaps between small draws as chance makes them (gap test, 30 degrees)', () => {
      const counts = new Uint32Array(31);
      let found = 0;
      let gap = 0;
      for (const draw of draws) {
        if (draw < TWO_32 / 8) {
          counts[Math.min(30, gap)]++;
          found++;
          gap = 0;
        } else gap++;
      }
      expectByChance(chiDeviation(counts, (g) => found * (g === 30 ? (7 / 8) ** 30 : (7 / 8) ** g / 8)));
    });

    it('deals hands of five hexadecimal digits as chance does (poker test, by how many differ)', () => {
      // Ways to see 1..5 different digits of 16 in 5: Stirling numbers of the second kind times 16 falling; 1 and 2 are taken together.
      const ways = [16 + 15 * 16 * 15, 25 * 16 * 15 * 14, 10 * 16 * 15 * 14 * 13, 16 * 15 * 14 * 13 * 12];
      const counts = new Uint32Array(4);
      for (const draw of draws) {
        const different = bitsSet(
          (1 << (draw & 15)) |
            (1 << ((draw >>> 4) & 15)) |
            (1 << ((draw >>> 8) & 15)) |
            (1 << ((draw >>> 12) & 15)) |
            (1 << ((draw >>> 16) & 15)),
        );
        counts[Math.max(0, different - 2)]++;
      }
      expectByChance(chiDeviation(counts, (i) => (count * ways[i]) / 16 ** 5));
    });

    it('has equal spacings of birthdays as often as chance (Marsaglia; 4 a year of 4,096 on average)', () => {
      const years = Math.floor(count / 4096);
      let equal = 0;
      for (let year = 0; year < years; year++) {
        const days = draws.slice(year * 4096, (year + 1) * 4096).sort();
        const spacings = days.map((day, i) => (i === 0 ? day : day - days[i - 1])).sort();
        for (let i = 1; i < 4096; i++) if (spacings[i] === spacings[i - 1]) equal++;
      }
      expectByChance((equal - 4 * years) / Math.sqrt(4 * years));
    });

    it('fills binary matrices of 32 draws with the ranks that chance gives (Marsaglia, 2 degrees)', () => {
      const matrices = Math.floor(count / 32);
      const counts = new Uint32Array(3);
      for (let m = 0; m < matrices; m++) counts[Math.min(2, 32 - rank(draws.slice(m * 32, m * 32 + 32)))]++;
      expectByChance(chiDeviation(counts, (i) => matrices * RANK_SHARES[i]));
    });
  });
});

/** How often chance gives a matrix of 32 by 32 bits rank 32, 31 and less. */
const RANK_SHARES = [0.2887880951538411, 0.5775761901732046, 0.1336357146729543];

/** Rank of a matrix over the field of two elements, one row of 32 bits each. */
function rank(rows: Uint32Array): number {
  let found = 0;
  for (let bit = 31; bit >= 0; bit--) {
    const pivot = rows.findIndex((row, i) => i >= found && ((row >>> bit) & 1) === 1);
    if (pivot < 0) continue;
    [rows[pivot], rows[found]] = [rows[found], rows[pivot]];
    for (let i = found + 1; i < rows.length; i++) if ((rows[i] >>> bit) & 1) rows[i] ^= rows[found];
    found++;
  }
  return found;
}

describe('different streams have nothing to do with each other', () => {
  it.for<[string, readonly [owner: string, purpose: string][]]>([
    ['W1 to W100', Array.from({ length: 100 }, (_, i) => [`W${i + 1}`, 'service'])],
    [
      'the purposes of one part',
      ['arrivals', 'operation', 'keys', 'think', 'service', 'choice', 'apply', 'latency', 'latency back', 'loss', 'loss back'].map(
        (purpose) => ['C1', purpose],
      ),
    ],
  ])(
    '%s: no pair is correlated (at most 5 standard deviations; chance exceeds it in 1 of 350 for 4,950 pairs), nor are all together',
    ([, names]) => {
      const streams = new Streams(42);
      const columns = names.map(([owner, purpose]) => sequence(streams, owner, purpose, 4000));
      let pairs = 0;
      let squares = 0;
      for (let i = 0; i < columns.length; i++) {
        for (let j = 0; j < i; j++) {
          const r = correlation(columns[i], columns[j]);
          expectByChance(r, 5);
          squares += r * r;
          pairs++;
        }
      }
      expectByChance((squares - pairs) / Math.sqrt(2 * pairs));
    },
  );

  it('one name under 200 following seeds: neighbours are not correlated', () => {
    const columns = Array.from({ length: 200 }, (_, seed) => sequence(new Streams(seed), 'W1', 'service', 4000));
    for (let i = 1; i < columns.length; i++) expectByChance(correlation(columns[i - 1], columns[i]), 4.8);
  });
});

describe('draws of other shapes', () => {
  it.each([2, 3, 5, 7, 10, 100, 1000])('below(%i) draws every number equally often (chi-square)', (n) => {
    const streams = new Streams(42);
    const stream = streams.open('LB1', 'choice');
    const counts = new Uint32Array(n);
    for (let i = 0; i < 300_000; i++) counts[streams.below(stream, n)]++;
    expectByChance(chiDeviation(counts, () => 300_000 / n));
  });

  it('below(3 * 2^30) draws every quarter equally often, where a plain remainder would double the first', () => {
    const streams = new Streams(42);
    const stream = streams.open('LB1', 'choice');
    const counts = new Uint32Array(6);
    for (let i = 0; i < 300_000; i++) counts[Math.floor(streams.below(stream, 3 * 2 ** 30) / 2 ** 29)]++;
    expectByChance(chiDeviation(counts, () => 50_000));
  });

  /** Kolmogorov and Smirnov's distance times the root of the number of draws; chance exceeds 2.23 in 1 of 10,000. */
  function kolmogorov(values: Float64Array, share: (x: number) => number): number {
    let most = 0;
    for (const [i, x] of values.sort().entries())
      most = Math.max(most, Math.abs(share(x) - i / values.length), Math.abs(share(x) - (i + 1) / values.length));
    return most * Math.sqrt(values.length);
  }

  it.each(SEEDS)('exponential draws follow 1 - e^-x (Kolmogorov and Smirnov, 200,000 draws, seed %i)', (seed) => {
    const streams = new Streams(seed);
    const stream = streams.open('C1', 'arrivals');
    expect(
      kolmogorov(
        Float64Array.from({ length: 200_000 }, () => streams.standardExponential(stream)),
        (x) => 1 - Math.exp(-x),
      ),
    ).toBeLessThan(2.23);
  });

  it.each(SEEDS)('normal draws follow the normal distribution (Kolmogorov and Smirnov, 200,000 draws, seed %i), also in pairs', (seed) => {
    const streams = new Streams(seed);
    const stream = streams.open('C1', 'arrivals');
    const values = Float64Array.from({ length: 200_000 }, () => streams.standardNormal(stream));
    let products = 0;
    for (let i = 1; i < values.length; i++) products += values[i] * values[i - 1];
    expectByChance(products / Math.sqrt(values.length - 1));
    const beyondThree = values.filter((x) => Math.abs(x) > 3).length;
    expectByChance((beyondThree - 200_000 * 0.0026997960632601866) / Math.sqrt(200_000 * 0.0026997960632601866));
    expect(kolmogorov(values, normalShare)).toBeLessThan(2.23);
  });
});

describe('the battery itself', () => {
  it('fails generators that are known to be poor: low bits of a linear congruential one, halves that repeat, and a count', () => {
    let state = 1;
    const poor = Uint32Array.from({ length: 65_536 }, () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0));
    const low = new Uint32Array(256);
    for (const draw of poor) low[draw & 255]++;
    expect(Math.abs(chiDeviation(low, () => 256))).toBeGreaterThan(LIMIT);
    const ranks = new Uint32Array(3);
    for (let m = 0; m < 2048; m++)
      ranks[Math.min(2, 32 - rank(poor.slice(m * 32, m * 32 + 32).map((draw) => (draw & 0xffff) * 0x10001)))]++;
    expect(Math.abs(chiDeviation(ranks, (i) => 2048 * RANK_SHARES[i]))).toBeGreaterThan(LIMIT);
    const slow = Uint32Array.from({ length: 10_000 }, (_, i) => i * 1000);
    expect(correlation(slow.subarray(1), slow.subarray(0, 9999))).toBeGreaterThan(LIMIT);
  });
});
