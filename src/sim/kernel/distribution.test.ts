import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantError } from './assert';
import {
  compileDistribution,
  densityPoints,
  describe as inWords,
  drawNs,
  drawZipf,
  meanMs,
  quantileMs,
  shareUpTo,
  zipfTable,
  type Distribution,
} from './distribution';
import { Streams } from './random';

const DRAWS = 200_000;

function drawMany(d: Distribution, count: number, seed = 5): Float64Array {
  const streams = new Streams(seed);
  const stream = streams.open('W1', 'service');
  const sampler = compileDistribution(d);
  return Float64Array.from({ length: count }, () => drawNs(sampler, streams, stream));
}

/** Distribution, standard deviation in ms. */
const CASES: [Distribution, number][] = [
  [{ type: 'constant', valueMs: 3.25 }, 0],
  [{ type: 'uniform', minMs: 1, maxMs: 5 }, 4 / Math.sqrt(12)],
  [{ type: 'exponential', meanMs: 4 }, 4],
  [{ type: 'exponential', meanMs: 4, offsetMs: 1.5 }, 4],
  [{ type: 'lognormal', medianMs: 5, sigma: 0.7 }, 5 * Math.exp(0.245) * Math.sqrt(Math.exp(0.49) - 1)],
  [{ type: 'pareto', minMs: 2, shape: 5 }, (2 / 4) * Math.sqrt(5 / 3)],
  [{ type: 'empirical', valuesMs: [1, 2, 9, 2] }, Math.sqrt((6.25 + 2.25 + 30.25 + 2.25) / 4)],
];
const named = CASES.map(([d, deviation]) => [inWords(d), d, deviation] as const);

const ms = fc.oneof(
  fc.constantFrom(0, 1e-9, 1e-6, 0.1, 1, 3_600_000),
  fc.double({ min: 0, max: 3_600_000, noNaN: true }),
  fc.double({ min: 0, max: 1e300, noNaN: true }),
);
const anyDistribution: fc.Arbitrary<Distribution> = fc.oneof(
  fc.record({ type: fc.constant('constant' as const), valueMs: ms }),
  fc.tuple(ms, ms).map(([a, b]) => ({ type: 'uniform' as const, minMs: Math.min(a, b), maxMs: Math.max(a, b) })),
  fc.record({ type: fc.constant('exponential' as const), meanMs: ms, offsetMs: fc.option(ms, { nil: undefined }) }),
  fc.record({
    type: fc.constant('lognormal' as const),
    medianMs: ms,
    sigma: fc.oneof(fc.double({ min: 0, max: 4, noNaN: true }), fc.double({ min: 0, max: 1e300, noNaN: true })),
  }),
  fc.record({
    type: fc.constant('pareto' as const),
    minMs: ms,
    shape: fc.oneof(fc.double({ min: 0.5, max: 100, noNaN: true }), fc.double({ min: 1e-300, max: 1e300, noNaN: true })),
  }),
  fc.record({ type: fc.constant('empirical' as const), valuesMs: fc.array(ms, { minLength: 1, maxLength: 20 }) }),
);

describe('draws', () => {
  it.each(named)('%s: mean and standard deviation of 200,000 draws are the stated ones', (_words, d, deviationMs) => {
    const ns = drawMany(d, DRAWS);
    const mean = ns.reduce((sum, x) => sum + x, 0) / DRAWS / 1e6;
    const deviation = Math.sqrt(ns.reduce((sum, x) => sum + (x / 1e6 - mean) ** 2, 0) / DRAWS);
    // Five standard errors of the mean; draws are rounded to 1e-6 ms.
    expect(Math.abs(mean - meanMs(d))).toBeLessThan((5 * deviationMs) / Math.sqrt(DRAWS) + 1e-6);
    expect(Math.abs(deviation - deviationMs)).toBeLessThan(0.03 * deviationMs + 1e-6);
  });

  it.each([...named, ['heavy', { type: 'pareto', minMs: 2, shape: 0.8 } as Distribution, 0] as const])(
    '%s: the stated shares of 200,000 draws lie below the quantiles',
    (_words, d) => {
      const ns = drawMany(d, DRAWS).sort();
      for (const p of [0.01, 0.1, 0.24, 0.5, 0.77, 0.9, 0.99, 0.999]) {
        const atMs = quantileMs(d, p);
        const below = ns.findIndex((x) => x > atMs * 1e6 + 0.5);
        // Of draws from a list or a constant, more than the share may equal the quantile.
        const share = (below < 0 ? DRAWS : below) / DRAWS;
        expect(share).toBeGreaterThan(p - 4.5 * Math.sqrt((p * (1 - p)) / DRAWS));
        const stated = shareUpTo(d, atMs + 5e-7);
        expect(Math.abs(share - stated)).toBeLessThan(4.5 * Math.sqrt((stated * (1 - stated)) / DRAWS) + 1e-9);
      }
    },
  );

  it('are the same in every run, and stay what they are', () => {
    for (const [d] of CASES) expect(drawMany(d, 100)).toEqual(drawMany(d, 100));
    expect(CASES.map(([d]) => [...drawMany(d, 3)])).toEqual([
      [3250000, 3250000, 3250000],
      [4404189, 2166258, 3798447],
      [645151, 4929976, 1428919],
      [2145151, 6429976, 2928919],
      [3725916, 6175696, 13003144],
      [2065567, 2559075, 2148120],
      [2000000, 2000000, 9000000],
    ]);
  });

  it('of a constant use up no randomness, those of an exponential exactly one draw', () => {
    const streams = new Streams(1);
    const stream = streams.open('W1', 'service');
    const start = streams.snapshot();
    drawNs(compileDistribution({ type: 'constant', valueMs: 1 }), streams, stream);
    expect(streams.snapshot()).toEqual(start);
    drawNs(compileDistribution({ type: 'exponential', meanMs: 1 }), streams, stream);
    const after = streams.snapshot();
    streams.restore(start);
    streams.next(stream);
    expect(streams.snapshot()).toEqual(after);
  });

  it('of any distribution are whole nanoseconds from 0 to 2^52', () => {
    fc.assert(
      fc.property(anyDistribution, fc.integer({ min: 0, max: 0xffffffff }), (d, seed) => {
        for (const ns of drawMany(d, 20, seed))
          expect(Number.isSafeInteger(ns) && ns >= 0 && ns <= 2 ** 52, `${ns} from ${JSON.stringify(d)}`).toBe(true);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  it('of a list take every value equally often, and none else', () => {
    const ns = drawMany({ type: 'empirical', valuesMs: [5, 1, 8] }, 30_000);
    for (const value of [1, 5, 8]) expect(Math.abs(ns.filter((x) => x === value * 1e6).length - 10_000)).toBeLessThan(400);
  });
});

describe('what is no distribution of durations', () => {
  it.each<Distribution>([
    { type: 'constant', valueMs: -1 },
    { type: 'constant', valueMs: NaN },
    { type: 'constant', valueMs: Infinity },
    { type: 'uniform', minMs: 2, maxMs: 1 },
    { type: 'uniform', minMs: -1, maxMs: 1 },
    { type: 'exponential', meanMs: -1 },
    { type: 'exponential', meanMs: 1, offsetMs: -1 },
    { type: 'lognormal', medianMs: 1, sigma: -1 },
    { type: 'pareto', minMs: 1, shape: 0 },
    { type: 'pareto', minMs: -1, shape: 1 },
    { type: 'empirical', valuesMs: [] },
    { type: 'empirical', valuesMs: [1, -1] },
  ])('%j is refused', (d) => {
    expect(() => compileDistribution(d)).toThrow(InvariantError);
  });
});

describe('mean, quantiles and shares', () => {
  it('are those of the textbook', () => {
    expect(meanMs({ type: 'uniform', minMs: 1, maxMs: 5 })).toBe(3);
    expect(meanMs({ type: 'exponential', meanMs: 4, offsetMs: 1 })).toBe(5);
    expect(meanMs({ type: 'lognormal', medianMs: 5, sigma: 1 })).toBeCloseTo(5 * Math.exp(0.5), 12);
    expect(meanMs({ type: 'pareto', minMs: 2, shape: 3 })).toBe(3);
    expect(meanMs({ type: 'pareto', minMs: 2, shape: 1 })).toBe(Infinity);
    expect(quantileMs({ type: 'exponential', meanMs: 4 }, 0.5)).toBeCloseTo(4 * Math.LN2, 14);
    expect(quantileMs({ type: 'lognormal', medianMs: 5, sigma: 2 }, 0.5)).toBe(5);
    expect(quantileMs({ type: 'pareto', minMs: 1, shape: 2 }, 0.99)).toBeCloseTo(10, 12);
    expect(quantileMs({ type: 'empirical', valuesMs: [9, 1, 2] }, 0.5)).toBe(2);
  });

  it.each(named.filter(([, d]) => d.type !== 'constant' && d.type !== 'empirical'))(
    '%s: the share up to a quantile is what the quantile was asked for',
    (_words, d) => {
      for (let p = 0.001; p < 1; p += 0.001) expect(shareUpTo(d, quantileMs(d, p))).toBeCloseTo(p, 10);
    },
  );

  it('share goes from 0 to 1 and never back, also where there is no spread', () => {
    const still: Distribution[] = [
      { type: 'uniform', minMs: 2, maxMs: 2 },
      { type: 'exponential', meanMs: 0 },
      { type: 'lognormal', medianMs: 2, sigma: 0 },
      { type: 'lognormal', medianMs: 0, sigma: 1 },
      { type: 'pareto', minMs: 0, shape: 1 },
    ];
    for (const d of [...CASES.map(([some]) => some), ...still]) {
      let before = 0;
      for (let x = 0; x < 30; x += 0.25) {
        const share = shareUpTo(d, x);
        expect(share).toBeGreaterThanOrEqual(before);
        expect(share).toBeLessThanOrEqual(1);
        before = share;
      }
      expect(shareUpTo(d, -1)).toBe(0);
      expect(shareUpTo(d, 1e9)).toBe(1);
    }
  });
});

describe('in words', () => {
  it.each<[Distribution, string]>([
    [{ type: 'constant', valueMs: 5 }, 'always 5 ms'],
    [{ type: 'uniform', minMs: 1, maxMs: 2.5 }, 'uniform, 1 ms to 2.5 ms'],
    [{ type: 'exponential', meanMs: 5 }, 'exponential, mean 5 ms'],
    [{ type: 'exponential', meanMs: 5, offsetMs: 1 }, '1 ms plus exponential, mean 5 ms'],
    [{ type: 'lognormal', medianMs: 5, sigma: 0.5 }, 'lognormal, median 5 ms, spread 0.5'],
    [{ type: 'pareto', minMs: 2, shape: 1.5 }, 'Pareto, at least 2 ms, shape 1.5'],
    [{ type: 'empirical', valuesMs: [1, 2, 3] }, 'one of 3 measured values, mean 2 ms'],
  ])('%j', (d, words) => {
    expect(inWords(d)).toBe(words);
  });
});

describe('the curve', () => {
  it('of any distribution has points from left to right, between 0 and 1, and reaches 1', () => {
    fc.assert(
      fc.property(
        anyDistribution.filter((d) => Number.isFinite(quantileMs(d, 0.99) * 2)),
        (d) => {
          const points = densityPoints(d, 48);
          expect(points).toHaveLength(48);
          expect(Math.max(...points.map((p) => p.y))).toBe(1);
          for (const [i, p] of points.entries())
            expect(p.y >= 0 && p.y <= 1 && p.xMs > (i === 0 ? 0 : points[i - 1].xMs), JSON.stringify(d)).toBe(true);
        },
      ),
      { seed: 4, numRuns: 1000 },
    );
  });

  it('of an exponential falls without a step, of a uniform is flat, of a constant is one peak where it is', () => {
    const falling = densityPoints({ type: 'exponential', meanMs: 5 }, 48);
    for (let i = 1; i < 48; i++) expect(falling[i].y / falling[i - 1].y).toBeCloseTo(Math.exp((falling[0].xMs - falling[1].xMs) / 5), 6);
    const flat = densityPoints({ type: 'uniform', minMs: 0, maxMs: 10 }, 100).slice(0, 95);
    for (const p of flat.slice(0, 90)) expect(p.y).toBeCloseTo(1, 9);
    const peak = densityPoints({ type: 'constant', valueMs: 7 }, 50).filter((p) => p.y > 0);
    expect(peak).toHaveLength(1);
    expect(Math.abs(peak[0].xMs - 7)).toBeLessThan(7 / 50);
  });

  it('of 10,000 measured values is drawn from all of them', () => {
    const points = densityPoints({ type: 'empirical', valuesMs: Array.from({ length: 10_000 }, (_, i) => (i % 100) + 0.5) }, 10);
    for (const p of points.slice(0, 9)) expect(p.y).toBeGreaterThan(0.85);
  });
});

describe('Zipf', () => {
  it.each([
    [1, 1],
    [2, 0.5],
    [100, 1],
    [1000, 0.99],
    [1000, 2],
    [37, 0],
  ])('%i ranks with exponent %f come as often as the law says (chi-square)', (n, exponent) => {
    const streams = new Streams(5);
    const stream = streams.open('C1', 'keys');
    const table = zipfTable(n, exponent);
    const counts = new Uint32Array(n);
    for (let i = 0; i < DRAWS; i++) counts[drawZipf(table, streams, stream)]++;
    const weights = Array.from({ length: n }, (_, i) => (i + 1) ** -exponent);
    const total = weights.reduce((sum, w) => sum + w, 0);
    let sum = 0;
    let cells = 0;
    for (let i = 0; i < n; i++) {
      const expected = (DRAWS * weights[i]) / total;
      if (expected < 5) continue;
      sum += (counts[i] - expected) ** 2 / expected;
      cells++;
    }
    // Five standard deviations of a chi-square figure.
    expect(Math.abs(sum - (cells - 1))).toBeLessThanOrEqual(5 * Math.sqrt(2 * cells));
  });

  it('tables hold exactly the weights of the law, whatever n and exponent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, max: 5, noNaN: true }), (n, exponent) => {
        const table = zipfTable(n, exponent);
        const share = new Float64Array(n);
        for (let i = 0; i < n; i++) {
          share[i] += table.threshold[i] / n;
          share[table.alias[i]] += (1 - table.threshold[i]) / n;
        }
        const total = share.map((_, i) => (i + 1) ** -exponent).reduce((sum, w) => sum + w, 0);
        for (let i = 0; i < n; i++) expect(Math.abs(share[i] - (i + 1) ** -exponent / total)).toBeLessThan(1e-12);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('refuses no ranks', () => {
    for (const n of [0, -1, 1.5, NaN]) expect(() => zipfTable(n, 1)).toThrow(InvariantError);
    expect(() => zipfTable(10, NaN)).toThrow('no Zipf distribution of 10 ranks with exponent NaN');
  });
});
