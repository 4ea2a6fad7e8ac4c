import { describe, expect, it } from 'vitest';
import type { FigureValues } from './figures';
import { compareDesigns, replicationOf, seedsFrom } from './replications';

/** Runs whose mean latency (the third figure) is this, and whose other figures never change. */
const runs = (latencies: readonly (number | null)[]): FigureValues[] => latencies.map((ms) => [100, 0, ms, 1, 1, 1]);
const latencyOf = (a: readonly (number | null)[], b: readonly (number | null)[]) =>
  compareDesigns(['old', 'new'], seedsFrom(1, a.length), runs(a), runs(b)).figures[2];

describe('paired differences', () => {
  it(
    'have the interval of a worked example (Law, Simulation Modeling and Analysis, 5th edition, example 10.3: ' + 'two inventory policies)',
    () => {
      const a = [126.97, 124.31, 126.68, 122.66, 127.23];
      const b = [118.21, 120.22, 122.45, 122.68, 119.4];
      const { difference } = latencyOf(a, b);
      expect(-(difference?.mean ?? 0)).toBeCloseTo(4.98, 2);
      // The book's 90 % interval is 1.67 to 8.29, half of it 2.132 standard errors; ours has 1 - 0.05 / 6 with t = 4.8510 for 4 degrees.
      expect(((difference?.high ?? 0) - (difference?.low ?? 0)) / 2).toBeCloseTo((3.31 / 2.132) * 4.851, 1);
    },
  );

  it('find a small difference between runs that differ much from seed to seed, and say so', () => {
    const a = Array.from({ length: 20 }, (_, i) => 50 + 30 * Math.sin(i));
    const compared = latencyOf(
      a,
      a.map((ms, i) => ms - 2 - Math.cos(i) / 10),
    );
    expect(compared.verdict).toBe('b');
    expect(compared.gain).toBeGreaterThan(50);
    expect(compared.sentence).toBe('Mean latency: B (new) is better, by 1.96 to 2.05 ms (50.1 against 48.1).');
  });

  it('say that nothing can be told when the interval holds zero', () => {
    const compared = latencyOf([10, 12, 9, 11], [11, 9, 12, 11]);
    expect(compared.verdict).toBe('unclear');
    expect(compared.sentence).toMatch(/no difference can be told from chance/);
  });

  it('know which way is good for each figure, and that nothing changed', () => {
    const [goodput, , latency] = compareDesigns(
      ['a', 'b'],
      [1, 2, 3],
      [
        [9, 0, 5, 1, 1, 1],
        [9.1, 0, 5, 1, 1, 1],
        [9, 0, 5, 1, 1, 1],
      ],
      [
        [19, 0, 9, 1, 1, 1],
        [19, 0, 9, 1, 1, 1],
        [19.1, 0, 9.01, 1, 1, 1],
      ],
    ).figures;
    expect([goodput.verdict, latency.verdict]).toEqual(['b', 'a']);
    expect(latencyOf([5, 6], [5, 6])).toMatchObject({ verdict: 'same', gain: null });
  });

  it('leave out pairs of which one has no such figure, and say when too few are left', () => {
    expect(latencyOf([5, null, 7, 8], [6, 1, 8.1, 9]).a?.count).toBe(3);
    expect(latencyOf([5, null], [6, 1])).toMatchObject({ verdict: 'none', difference: null });
  });
});

describe('replications', () => {
  it('have mean, interval and extremes of each figure', () => {
    const { figures } = replicationOf('x', [1, 2, 3], runs([10, 12, 14]));
    expect(figures[2]).toMatchObject({ title: 'Mean latency', lowest: 10, highest: 14 });
    // t = 4.303 for 2 degrees of freedom, deviation 2.
    expect(figures[2].estimate?.high).toBeCloseTo(12 + (4.3027 * 2) / Math.sqrt(3), 3);
    expect(replicationOf('x', [1], runs([null])).figures[2]).toMatchObject({ estimate: null, lowest: null });
  });

  it('count seeds up and begin again at 0 behind the largest', () => {
    expect(seedsFrom(4_294_967_294, 3)).toEqual([4_294_967_294, 4_294_967_295, 0]);
  });
});
