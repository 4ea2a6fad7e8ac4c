import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, ALGORITHMS, changeLimit, emptyLimit, limitOf, REFUSED, roomLeft, type Algorithm } from './algorithms';

const MS = 1e6;

/** For each moment whether a limiter of so many a second lets the request pass. */
function verdicts(algorithm: Algorithm, atNs: readonly number[], rate = 5, burst = 5, windowSeconds = 1): boolean[] {
  const limit = limitOf(algorithm, rate, burst, windowSeconds);
  const state = emptyLimit();
  return atNs.map((ns) => admit(limit, state, 0, ns) !== REFUSED);
}

const admitted = (list: readonly boolean[]): number => list.filter(Boolean).length;
/** Arrivals at random moments of a minute, dense enough to be limited. */
const arrivals = fc.array(fc.integer({ min: 0, max: 400 * MS }), { minLength: 1, maxLength: 300 }).map((gaps) => {
  let nowNs = 0;
  return gaps.map((gap) => (nowNs += gap));
});

describe('token bucket', () => {
  it.each([
    [5, 5, 10],
    [5, 1, 3],
    [3, 20, 7],
    [200, 50, 1],
  ])('%i a second with a burst of %i admits exactly the burst and one a spacing of %i ms load', (rate, burst, gapMs) => {
    const atNs = Array.from({ length: 10_000 }, (_, i) => (i + 1) * gapMs * MS);
    const spacingNs = Math.round(1e9 / rate);
    const spanNs = atNs[atNs.length - 1] - atNs[0];
    // A saturating source takes the bucket of tokens and then each new one, as soon as a request is there to take it.
    expect(admitted(verdicts('token-bucket', atNs, rate, burst))).toBe(burst + Math.floor(spanNs / spacingNs));
  });

  it('never lets more than the burst and the rate pass in any interval, and refuses nothing that would fit', () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 10 }), (atNs, burst) => {
        const passed = verdicts('token-bucket', atNs, 5, burst);
        const moments = atNs.filter((_, i) => passed[i]);
        for (let i = 0; i < moments.length; i++)
          for (let j = i; j < moments.length; j++) {
            expect((j - i + 1 - burst) * 200 * MS).toBeLessThanOrEqual(moments[j] - moments[i]);
          }
        // What is refused would break the bound with some interval that ends there.
        atNs.forEach((ns, i) => {
          if (passed[i]) return;
          const before = atNs.filter((_, k) => k < i && passed[k]);
          expect(before.some((from, k) => (before.length - k + 1 - burst) * 200 * MS > ns - from)).toBe(true);
        });
      }),
    );
  });
});

describe('the same limit in other words', () => {
  it('GCRA and the leaky bucket agree on every request, and so does the token bucket', () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 40 }), (atNs, burst, rate) => {
        const gcra = verdicts('gcra', atNs, rate, burst);
        expect(verdicts('leaky-bucket', atNs, rate, burst)).toEqual(gcra);
        expect(verdicts('token-bucket', atNs, rate, burst)).toEqual(gcra);
      }),
    );
  });

  it('the leaky bucket tells how long to wait, so that what waits leaves one spacing apart', () => {
    const limit = limitOf('leaky-bucket', 10, 4, 1);
    const state = emptyLimit();
    expect([0, 0, 0, 0, 0].map(() => admit(limit, state, 0, 7 * MS))).toEqual([0, 100 * MS, 200 * MS, 300 * MS, REFUSED]);
    expect(admit(limit, state, 0, 150 * MS)).toBe(400 * MS - 143 * MS);
  });
});

describe('windows', () => {
  const burstAtBorder = [...Array.from({ length: 5 }, (_, i) => 990 * MS + i), ...Array.from({ length: 5 }, (_, i) => 1010 * MS + i)];

  it('the fixed window lets twice its limit pass across a border, the sliding ones do not', () => {
    expect(admitted(verdicts('fixed-window', burstAtBorder))).toBe(10);
    expect(admitted(verdicts('sliding-window-log', burstAtBorder))).toBe(5);
    expect(admitted(verdicts('sliding-window-counter', burstAtBorder))).toBe(5);
  });

  it('the log never lets more than the limit pass in any window, and refuses only what would exceed it', () => {
    fc.assert(
      fc.property(arrivals, (atNs) => {
        const passed = verdicts('sliding-window-log', atNs);
        atNs.forEach((ns, i) => {
          const inWindow = atNs.filter((at, k) => k < i && passed[k] && at > ns - 1000 * MS).length;
          expect(passed[i]).toBe(inWindow < 5);
        });
      }),
    );
  });

  it('the two counters let at most one request a window less pass than the log, and never more, when traffic is even', () => {
    const windows = 99;
    const even = Array.from({ length: windows * 30 }, (_, i) => Math.floor((i * 1000 * MS) / 30));
    const short = admitted(verdicts('sliding-window-log', even)) - admitted(verdicts('sliding-window-counter', even));
    expect(short).toBeGreaterThanOrEqual(0);
    expect(short).toBeLessThanOrEqual(windows);
  });

  it('allow at least one request in a window, however low the rate', () => {
    expect(admitted(verdicts('fixed-window', [0, 1, 2], 0.1, 1, 1))).toBe(1);
  });
});

describe('every algorithm', () => {
  it.each(ALGORITHMS)('%s: keeps subjects apart, and lets the agreed rate pass for ever', (algorithm) => {
    const limit = limitOf(algorithm, 10, 1, 1);
    const state = emptyLimit();
    let bad = 0;
    for (let i = 0; i < 10_000; i++) if (admit(limit, state, 9, i * 10 * MS) !== REFUSED) bad++;
    // The two counters take the window before as a whole while any of it is in reach: one request a window short.
    expect(bad).toBeGreaterThanOrEqual(algorithm === 'sliding-window-counter' ? 900 : 990);
    expect(bad).toBeLessThanOrEqual(1011);
    const gapNs = (algorithm === 'sliding-window-counter' ? 112 : 100) * MS;
    for (let i = 0; i < 50; i++) expect(admit(limit, state, 3, i * gapNs)).toBe(0);
  });

  it.each(ALGORITHMS)('%s: tells how many more would pass now', (algorithm) => {
    fc.assert(
      fc.property(arrivals, (atNs) => {
        const limit = limitOf(algorithm, 5, 5, 1);
        const state = emptyLimit();
        for (const ns of atNs) admit(limit, state, 0, ns);
        const nowNs = atNs[atNs.length - 1];
        const room = roomLeft(limit, state, 0, nowNs);
        for (let i = 0; i < room; i++) expect(admit(limit, state, 0, nowNs)).not.toBe(REFUSED);
        expect(admit(limit, state, 0, nowNs)).toBe(REFUSED);
      }),
    );
  });
});

describe('a clock that is set', () => {
  const limits = ALGORITHMS.map((algorithm) => [algorithm, limitOf(algorithm, 10, 5, 1)] as const);
  /** Requests refused of 540 that come at 8 a second, on a clock that goes wrong twice by so much. */
  const refusedWith = (limit: (typeof limits)[number][1], jumpNs: number): number => {
    const state = emptyLimit();
    let refused = 0;
    for (let i = 0; i < 540; i++) {
      const isWrong = (i >= 90 && i < 180) || i >= 300;
      if (admit(limit, state, 0, 3_700_000 * MS + i * 125 * MS + (isWrong ? jumpNs : 0)) === REFUSED) refused++;
    }
    return refused;
  };

  it.each(limits)('%s: whoever stays below the limit loses at most a burst, however far and often it jumps', (_, limit) => {
    expect(refusedWith(limit, 0)).toBe(0);
    for (const jumpMs of [-60_000, 60_000, -3_600_000, -1]) expect(refusedWith(limit, jumpMs * MS), `${jumpMs} ms`).toBeLessThanOrEqual(5);
  });

  it.each(limits)('%s: set back, it gives at most one burst away', (_, limit) => {
    const passed = (jumpNs: number): number => {
      const state = emptyLimit();
      return Array.from({ length: 1000 }, (__, i) => admit(limit, state, 0, (100_000 + i * 10) * MS - (i < 500 ? 0 : jumpNs))).filter(
        (verdict) => verdict !== REFUSED,
      ).length;
    };
    expect(Math.abs(passed(50_000 * MS) - passed(0))).toBeLessThanOrEqual(10);
  });
});

describe('another limit', () => {
  it.each(['token-bucket', 'leaky-bucket', 'gcra'] as const)(
    '%s: as many may pass at once as before, and the new rate holds from then on',
    (algorithm) => {
      const slow = limitOf(algorithm, 0.001, 20, 1);
      const fast = limitOf(algorithm, 20, 20, 1);
      const state = emptyLimit();
      for (let i = 0; i < 12; i++) admit(slow, state, 0, 0);
      changeLimit(slow, fast, state, 0);
      let passed = 0;
      while (admit(fast, state, 0, 0) !== REFUSED) passed++;
      expect(passed).toBe(8);
      expect([49, 50, 99, 100].map((ms) => admit(fast, state, 0, ms * MS) !== REFUSED)).toEqual([false, true, false, true]);
    },
  );
});
