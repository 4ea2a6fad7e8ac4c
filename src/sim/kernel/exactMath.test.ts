import { describe, expect, it, type TestContext } from 'vitest';
import { exp, log, negLog32, pow } from './exactMath';
import { Streams } from './random';
import { approximately, expReference, lnReference, negLog32Reference, powReference, ulpsFrom, type Precise } from './testReference';

const view = new DataView(new ArrayBuffer(8));

/** Reproducible numbers for choosing points (mulberry32), not the simulator's own generator. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
}

function many<T>(count: number, seed: number, make: (next: () => number, i: number) => T): T[] {
  const next = dice(seed);
  return Array.from({ length: count }, (_, i) => make(next, i));
}

const between = (next: () => number, low: number, high: number): number => low + ((high - low) * (next() + next() / 2 ** 32)) / 2 ** 32;

/** A positive finite double with any bits below the given high word, so that every binary exponent is as likely. */
function anyBits(next: () => number, mostHigh = 0x7ff00000): number {
  view.setUint32(0, next() % mostHigh);
  view.setUint32(4, next());
  return view.getFloat64(0);
}

const isInRange = (x: number): boolean => x > 0 && x < Infinity;

async function expectWithin<T>(
  mostUlps: number,
  context: TestContext,
  points: readonly T[],
  got: (point: T) => number,
  wanted: (point: T) => Precise,
): Promise<void> {
  let worst = 0;
  let where = points[0];
  for (const point of points) {
    const error = ulpsFrom(got(point), wanted(point));
    if (!(error <= worst)) {
      worst = error;
      where = point;
    }
  }
  await context.annotate(`worst of ${points.length} points: ${worst.toFixed(4)} ulp at ${String(where)}`);
  expect(worst, `at ${String(where)}`).toBeLessThan(mostUlps);
}

describe('log', () => {
  it.for<[string, number[]]>([
    ['of doubles of every size', many(4000, 1, (next) => anyBits(next))],
    ['of subnormals', [5e-324, 2.225073858507201e-308, ...many(600, 2, (next) => anyBits(next, 0x00100000))]],
    [
      'near 1',
      [
        ...many(2000, 3, (next) => between(next, 0.7, 1.42)),
        ...many(52, 0, (_, i) => 1 + 2 ** -(i + 1)),
        ...many(52, 0, (_, i) => 1 - 2 ** -(i + 2)),
      ],
    ],
    ['at the edges of the polynomial', many(400, 4, (next, i) => Math.SQRT2 * 2 ** (i - 200) * (1 + ((next() % 64) - 32) * 2 ** -20))],
    ['of random bits', many(2000, 5, (next) => (next() + 0.5) / 2 ** 32)],
    ['of small integers and the largest double', [...many(999, 0, (_, i) => i + 2), Number.MAX_VALUE]],
  ])('%s is within 1 ulp', async ([, xs], context) => {
    await expectWithin(
      1,
      context,
      xs.filter((x) => isInRange(x) && x !== 1),
      log,
      lnReference,
    );
  });

  it('has its special values', () => {
    expect([log(0), log(-0), log(1), log(-1), log(-Infinity), log(Infinity), log(NaN)]).toEqual([
      -Infinity,
      -Infinity,
      0,
      NaN,
      NaN,
      Infinity,
      NaN,
    ]);
  });
});

describe('exp', () => {
  it.for<[string, number[]]>([
    ['over its whole range', many(4000, 10, (next) => between(next, -745.13, 709.78))],
    ['where results are subnormal', many(1000, 11, (next) => between(next, -745.13, -708.4))],
    [
      'near 0',
      [
        ...many(1500, 12, (next) => between(next, -1, 1)),
        ...many(700, 13, (next) => anyBits(next, 0x3ff00000) * (next() % 2 === 0 ? 1 : -1)),
      ],
    ],
    ['at the edges of the reduction', many(1200, 14, (next, i) => (i - 600 + 0.5) * Math.LN2 * (1 + ((next() % 64) - 32) * 2 ** -50))],
    ['at the ends', [709.782712893384, -745.1332191019411, 0.34657359027997264, -0.34657359027997264, 0.3465735902799727, 1, -1]],
  ])('%s is within 1 ulp', async ([, xs], context) => {
    await expectWithin(1, context, xs, exp, expReference);
  });

  it('has its special values', () => {
    expect([
      exp(0),
      exp(-0),
      exp(Infinity),
      exp(-Infinity),
      exp(NaN),
      exp(709.7827128933841),
      exp(-745.1332191019412),
      exp(1e300),
      exp(-1e300),
    ]).toEqual([1, 1, Infinity, 0, NaN, Infinity, 0, Infinity, 0]);
  });
});

type Pair = readonly [x: number, y: number];

/** A base of any size with an exponent that brings the result into the range of doubles. */
function anyPower(next: () => number): Pair {
  const x = anyBits(next);
  return [x, between(next, -1074, 1024) / Math.log2(x)];
}

describe('pow', () => {
  it.for<[string, Pair[]]>([
    ['of bases of every size to results of every size', many(4000, 20, anyPower)],
    [
      'of subnormal bases',
      many(400, 21, (next) => {
        const x = anyBits(next, 0x00100000);
        return [x, between(next, -1074, 1024) / Math.log2(x)];
      }),
    ],
    [
      'of bases near 1 to huge powers',
      many(1500, 22, (next, i) => {
        const x = 1 + ((next() % 65535) + 1) * 2 ** -(17 + (i % 36)) * (i % 2 === 0 ? 1 : -0.5);
        return [x, between(next, -1074, 1024) / Math.log2(x)];
      }),
    ],
    [
      'where results are subnormal',
      many(1000, 23, (next) => {
        const x = between(next, 0.001, 1000);
        return [x, between(next, -1074, -1022) / Math.log2(x)];
      }),
    ],
    ['for Zipf weights', many(2000, 24, (next, i) => [1 + (i % 1000), -between(next, 0.01, 4)])],
    ['for Pareto draws', many(2000, 25, (next) => [(next() + 0.5) / 2 ** 32, -1 / between(next, 0.5, 100)])],
    ['for roots and whole powers', many(1500, 26, (next, i) => [between(next, 0, 100), [0.5, -0.5, 1 / 3, 2, 3, -1, -7, 1, 10][i % 9]])],
    ['for powers near 0', many(500, 27, (next) => [anyBits(next), anyBits(next, 0x3f000000)])],
  ])('%s is within 1 ulp', async ([, pairs], context) => {
    const usable = pairs.filter(([x, y]) => isInRange(x) && Number.isFinite(y) && isInRange(approximately(powReference(x, y))));
    expect(usable.length).toBeGreaterThan(pairs.length * 0.95);
    await expectWithin(
      1,
      context,
      usable,
      ([x, y]) => pow(x, y),
      ([x, y]) => powReference(x, y),
    );
  });

  it('is exact where the result is a short integer', () => {
    for (let base = 2; base <= 12; base++)
      for (let n = 1, exact = base; exact <= 2 ** 53; n++, exact *= base) expect(pow(base, n)).toBe(exact);
    for (let n = -1074; n <= 1023; n++) expect(pow(2, n)).toBe(2 ** n);
  });

  it('goes to Infinity and to 0 where the reference leaves the range', () => {
    expect([pow(2, 1024), pow(10, 309), pow(0.5, -1024), pow(1.0000001, 1e10)]).toEqual([Infinity, Infinity, Infinity, Infinity]);
    expect([pow(2, -1076), pow(10, -324), pow(0.5, 1076), pow(0.9999999, 1e11)]).toEqual([0, 0, 0, 0]);
    expect([pow(10, 308), pow(10, -323)]).toEqual([1e308, 1e-323]);
  });

  it('has the special values of C', () => {
    expect([pow(0, 0), pow(NaN, 0), pow(1, NaN), pow(1, Infinity), pow(-1, Infinity), pow(NaN, 1), pow(2, NaN)]).toEqual([
      1,
      1,
      1,
      1,
      1,
      NaN,
      NaN,
    ]);
    expect([pow(0, 2), pow(0, -2), pow(-0, 2), pow(-0, 3), pow(-0, -3), pow(-0, -2), pow(0, 0.5)]).toEqual([
      0,
      Infinity,
      0,
      -0,
      -Infinity,
      Infinity,
      0,
    ]);
    expect([pow(Infinity, 2), pow(Infinity, -2), pow(-Infinity, 3), pow(-Infinity, 2), pow(-Infinity, -3)]).toEqual([
      Infinity,
      0,
      -Infinity,
      Infinity,
      -0,
    ]);
    expect([pow(2, Infinity), pow(2, -Infinity), pow(0.5, Infinity), pow(0.5, -Infinity), pow(-2, Infinity)]).toEqual([
      Infinity,
      0,
      0,
      Infinity,
      Infinity,
    ]);
    expect([pow(-2, 3), pow(-2, 2), pow(-2, 0.5), pow(-2, -1), pow(-1, 2 ** 53)]).toEqual([-8, 4, NaN, -0.5, 1]);
  });
});

describe('negLog32', () => {
  it('is within 1 ulp of -log of the middle of the k-th of 2^32 equal steps', async (context) => {
    const edges = many(32, 0, (_, i) => 2 ** i).flatMap((k) => [k - 1, k, k + 1, Math.floor(k * Math.SQRT1_2), Math.floor(k * Math.SQRT2)]);
    await expectWithin(1, context, [...edges, 2 ** 32 - 1, ...many(6000, 30, (next) => next())], negLog32, negLog32Reference);
  });

  it('is above zero for every k, and largest for the least', () => {
    expect(negLog32(2 ** 32 - 1)).toBeGreaterThan(0);
    expect(negLog32(0)).toBeCloseTo(33 * Math.LN2, 12);
    for (let k = 1; k < 2 ** 32; k = k * 3 + 1) expect(negLog32(k)).toBeLessThan(negLog32(k - 1));
  });

  // Computed by the same algorithm in C++ (g++ 12, -O2 -ffp-contract=off, table from 113-bit logarithms): k, then the double's high and
  // low word.
  it.for([
    [0, 0x4036dfb5, 0x16f20bbf],
    [1, 0x4035c676, 0x6f473b8e],
    [2, 0x403543b0, 0xf77332eb],
    [3, 0x4034ed8d, 0xec0ee619],
    [255, 0x4030a332, 0x5f465a20],
    [256, 0x4030a232, 0x5f3104c7],
    [257, 0x4030a133, 0x5e1cedf0],
    [2147483647, 0x3fe62e42, 0xff1a39ef],
    [2147483648, 0x3fe62e42, 0xfeda39ef],
    [4294967295, 0x3de00000, 0x00040000],
    [4294967294, 0x3df80000, 0x00120000],
    [3037000499, 0x3fd62e42, 0xff25503b],
    [3037000500, 0x3fd62e42, 0xfecacdc2],
    [3221225471, 0x3fd26962, 0x115f863d],
    [3221225472, 0x3fd26962, 0x110a30e8],
    [305419896, 0x400525e9, 0x73ac164f],
  ])('of %i has the bits that C++ computes', ([k, high, low]) => {
    view.setFloat64(0, negLog32(k));
    expect([view.getUint32(0), view.getUint32(4)]).toEqual([high, low]);
  });

  it('has the bits that C++ computes for 100,000 draws', () => {
    const streams = new Streams(0);
    const stream = streams.open('', '');
    streams.restore(Int32Array.of(0xdeadbeef, 7, 0x9e3779b9, 1));
    for (let i = 0; i < 15; i++) streams.next(stream);
    let hash = 0x811c9dc5;
    for (let i = 0; i < 100_000; i++) {
      view.setFloat64(0, streams.standardExponential(stream));
      hash = Math.imul(Math.imul(hash ^ view.getInt32(0), 16777619) ^ view.getInt32(4), 16777619);
    }
    expect(hash >>> 0).toBe(2974093613);
  });
});
