import { describe, expect, it } from 'vitest';
import { Streams } from '../kernel/random';
import { areIndependent, aroundBatches, estimateByBatches, estimateMean, judgeAverage, judgeRatio } from './batchMeans';

function autoregressive(count: number, seed: number, memory: number): number[] {
  const streams = new Streams(seed);
  const stream = streams.open('series', 'noise');
  let value = 0;
  return Array.from({ length: count }, () => (value = memory * value + streams.standardExponential(stream) - 1));
}

describe('the mean of independent values', () => {
  it('has the interval of a worked example (NIST e-Handbook 1.3.5.2: 195 values, mean 9.261460, deviation 0.022789)', () => {
    // Two values half each side of the mean, repeated, have any deviation wanted.
    const spread = 0.022789 * Math.sqrt(194 / 195);
    const values = Array.from({ length: 195 }, (_, i) =>
      i === 194 ? 9.26146 : 9.26146 + (i % 2 === 0 ? spread : -spread) * Math.sqrt(195 / 194),
    );
    const estimate = estimateMean(values);
    expect(estimate?.low).toBeCloseTo(9.258242, 5);
    expect(estimate?.high).toBeCloseTo(9.264679, 5);
    expect(estimate?.count).toBe(195);
  });

  it('needs two values', () => {
    expect(estimateMean([3])).toBeNull();
    expect(estimateMean([3, 3])).toEqual({ mean: 3, low: 3, high: 3, count: 2 });
  });
});

describe('batch means', () => {
  it('cover the true mean of correlated values about as often as they say', () => {
    let covered = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const values = autoregressive(2000, seed, 0.8);
      const estimate = estimateByBatches(
        0,
        2000,
        judgeAverage((i) => values[i]),
      );
      if (estimate !== null && estimate.low <= 0 && estimate.high >= 0) covered++;
    }
    // 95 % of 300 is 285; four standard deviations are 15.
    expect(covered).toBeGreaterThan(270);
    expect(covered).toBeLessThan(300);
  });

  it('give nothing in most series whose memory is as long as they are', () => {
    let given = 0;
    for (let seed = 1; seed <= 50; seed++) {
      const values = autoregressive(200, seed, 0.999);
      if (
        estimateByBatches(
          0,
          200,
          judgeAverage((i) => values[i]),
        ) !== null
      )
        given++;
    }
    expect(given).toBeLessThan(15);
  });

  it('tell independent values from a slow wave', () => {
    expect(areIndependent(autoregressive(20, 5, 0))).toBe(true);
    expect(areIndependent(Array.from({ length: 20 }, (_, i) => Math.sin(i / 4)))).toBe(false);
  });

  it('widen for what correlation is left and lean to the side of the long tail', () => {
    const even = [1, -1, 1, -1, 1, -1, 1, -1];
    const flat = aroundBatches(10, even);
    expect(flat.high - 10).toBeCloseTo(10 - flat.low, 9);
    const waves = aroundBatches(10, [1, 1, 1, 1, -1, -1, -1, -1]);
    expect(waves.high - waves.low).toBeGreaterThan(flat.high - flat.low);
    const tail = aroundBatches(10, [7, -1, -1, -1, -1, -1, -1, -1]);
    expect(tail.high - 10).toBeGreaterThan(10 - tail.low);
  });

  it('weigh a mean over requests by how many there were', () => {
    const sums = [10, 40, 10, 40, 10, 40, 10, 40, 10, 40, 10, 40, 10, 40, 10, 40];
    const counts = sums.map((sum) => sum / 10);
    const estimate = estimateByBatches(
      0,
      16,
      judgeRatio(
        (i) => sums[i],
        (i) => counts[i],
      ),
    );
    expect(estimate).toMatchObject({ mean: 10, low: 10, high: 10 });
    expect(
      judgeRatio(
        () => 0,
        (i) => i,
      )({ count: 2, length: 1, from: 0 }),
    ).toBeNull();
  });
});
