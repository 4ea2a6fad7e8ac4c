import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantError } from './assert';
import { Streams } from './random';

/** The first draws of a stream. */
function draws(streams: Streams, stream: number, count: number): number[] {
  return Array.from({ length: count }, () => streams.next(stream));
}

/** Streams with one stream in a given state of sfc32, warmed up by 15 rounds. */
function seeded(a: number, b: number): { readonly streams: Streams; readonly stream: number } {
  const streams = new Streams(0);
  const stream = streams.open('', '');
  streams.restore(Int32Array.of(a, b, 0x9e3779b9, 1));
  draws(streams, stream, 15);
  return { streams, stream };
}

describe('the generator', () => {
  // Computed in C++ (g++ 12) by sfc32 with a, b as stated, c = 0x9e3779b9, d = 1 and 15 rounds before the first draw.
  it.for<[number, number, number[]]>([
    [1, 2, [291270524, 3895822562, 3217130052, 1452878975, 1303635636, 1003938855, 1258076216, 1448011787]],
    [0, 0, [3300212312, 1743954244, 207519241, 3716241083, 193275849, 300799810]],
    [0xffffffff, 0x80000000, [1847878614, 1695324337, 237193791, 3087228146, 1202938252, 813041252]],
  ])('is sfc32: from %i and %i it draws what C++ draws', ([a, b, expected]) => {
    const { streams, stream } = seeded(a, b);
    expect(draws(streams, stream, expected.length)).toEqual(expected);
  });

  it('draws what C++ draws 100,000 times in a row', () => {
    const { streams, stream } = seeded(0xdeadbeef, 7);
    let hash = 0x811c9dc5;
    for (let i = 0; i < 100_000; i++) hash = Math.imul(hash ^ streams.next(stream), 16777619);
    expect(hash >>> 0).toBe(1733532405);
  });
});

describe('named streams', () => {
  it('hang on seed, owner and purpose: a run of today is a run of tomorrow', () => {
    const streams = new Streams(42);
    expect(draws(streams, streams.open('W1', 'service'), 4)).toEqual([1002755746, 2128093773, 22731024, 3578905119]);
  });

  it('do not depend on who opened or drew before', () => {
    const alone = new Streams(7);
    const expected = draws(alone, alone.open('W1', 'service'), 20);
    const crowd = new Streams(7);
    for (let i = 0; i < 500; i++) draws(crowd, crowd.open(`X${i}`, 'noise'), i % 7);
    const stream = crowd.open('W1', 'service');
    const got: number[] = [];
    for (let i = 0; i < 20; i++) {
      got.push(crowd.next(stream));
      crowd.next(crowd.open(`X${i}`, 'noise'));
    }
    expect(got).toEqual(expected);
  });

  it('are the same stream for the same owner and purpose, and another for any other', () => {
    const streams = new Streams(7);
    expect(streams.open('W1', 'service')).toBe(streams.open('W1', 'service'));
    const first = new Set<number>();
    const seeds = [0, 1, 7, 0xffffffff].map((seed) => new Streams(seed));
    const names = [
      ['W1', 'service'],
      ['W1', 'servicE'],
      ['W2', 'service'],
      ['W', '1service'],
      ['W1s', 'ervice'],
      ['', 'W1service'],
    ];
    for (const some of seeds) for (const [owner, purpose] of names) first.add(some.next(some.open(owner, purpose)));
    expect(first.size).toBe(seeds.length * names.length);
  });

  it('go on from a copy exactly as they would have, however many there are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 0xffffffff }),
        (count, before, seed) => {
          const streams = new Streams(seed);
          const handles = Array.from({ length: count }, (_, i) => streams.open(`N${i}`, 'x'));
          for (const handle of handles) draws(streams, handle, before);
          const saved = streams.snapshot();
          const expected = handles.map((handle) => draws(streams, handle, 3));
          streams.restore(saved);
          expect(handles.map((handle) => draws(streams, handle, 3))).toEqual(expected);
          const other = new Streams(seed);
          for (let i = 0; i < count; i++) other.open(`N${i}`, 'x');
          other.restore(saved);
          expect(handles.map((handle) => draws(other, handle, 3))).toEqual(expected);
          expect(saved).toHaveLength(4 * count);
        },
      ),
      { seed: 1, numRuns: 50 },
    );
  });

  it('refuse a copy of other streams instead of going another way', () => {
    const streams = new Streams(1);
    streams.open('W1', 'service');
    const saved = streams.snapshot();
    streams.open('W2', 'service');
    expect(() => streams.restore(saved)).toThrow('a copy of 1 streams, but 2 are open: open every stream before the run starts');
  });
});

describe('draws from a stream', () => {
  it('unit is the middle of one of 2^32 steps, never 0 or 1', () => {
    const { streams, stream } = seeded(1, 2);
    expect(streams.unit(stream)).toBe(291270524.5 / 2 ** 32);
    // next() is the sum of the first, second and fourth word, so these states draw the largest and the least number.
    streams.restore(Int32Array.of(-1, -1, 5, 1));
    expect(streams.unit(stream)).toBe((2 ** 32 - 0.5) / 2 ** 32);
    streams.restore(Int32Array.of(0, 0, 5, 0));
    expect(streams.unit(stream)).toBe(0.5 / 2 ** 32);
  });

  it('below(n) is an integer from 0 to n - 1 for every n up to 2^32', () => {
    const { streams, stream } = seeded(3, 4);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer({ min: 1, max: 2000 }),
          fc.integer({ min: 1, max: 2 ** 32 }),
          fc.constantFrom(1, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 1, 2 ** 32),
        ),
        (n) => {
          const draw = streams.below(stream, n);
          expect(Number.isInteger(draw) && draw >= 0 && draw < n).toBe(true);
        },
      ),
      { seed: 2, numRuns: 2000 },
    );
    for (let i = 0; i < 10; i++) expect(streams.below(stream, 1)).toBe(0);
  });

  it('below(n) passes over the draws that would favour small numbers', () => {
    const { streams, stream } = seeded(1, 2);
    // For n = 3 * 2^30 a quarter of all draws is passed over: the second and third draw here.
    const n = 3 * 2 ** 30;
    const expected = [291270524, 3895822562, 3217130052, 1452878975, 1303635636, 1003938855].filter((draw) => draw < n);
    expect(expected.length).toBeLessThan(6);
    expect(expected.map(() => streams.below(stream, n))).toEqual(expected);
  });

  it('below(n) of a small n draws anew exactly where a product would favour some', () => {
    const { streams, stream } = seeded(1, 2);
    // next() of this state is 0: of 2^32 products with 3, one too many begins with 0; of those with 4 none does.
    const zeroFirst = Int32Array.of(0, 0, 5, 0);
    streams.restore(zeroFirst);
    expect(streams.next(stream)).toBe(0);
    const second = streams.next(stream);
    const third = streams.next(stream);
    streams.restore(zeroFirst);
    expect([streams.below(stream, 3), streams.next(stream)]).toEqual([Math.floor((second * 3) / 2 ** 32), third]);
    streams.restore(zeroFirst);
    expect([streams.below(stream, 4), streams.next(stream)]).toEqual([0, second]);
  });

  it('below refuses what it would hang or lie on', () => {
    const { streams, stream } = seeded(1, 2);
    for (const n of [0, -1, 2 ** 32 + 1, NaN, Infinity]) expect(() => streams.below(stream, n)).toThrow(InvariantError);
  });

  it('standardNormal takes and passes over exactly what the ratio of uniforms says, shortcuts or not', () => {
    const { streams, stream } = seeded(5, 6);
    const plain = seeded(5, 6);
    const ratio = (): number => {
      for (;;) {
        const u = plain.streams.unit(plain.stream);
        const v = 1.7156 * (plain.streams.unit(plain.stream) - 0.5);
        if (v * v <= -4 * u * u * Math.log(u)) return v / u;
      }
    };
    for (let i = 0; i < 100_000; i++) expect(streams.standardNormal(stream)).toBe(ratio());
  });
});
