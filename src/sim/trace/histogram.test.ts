import { build } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { Streams } from '../kernel/random';
import { countsAbove, Histogram } from './histogram';

describe('the latency histogram', () => {
  it('agrees with HdrHistogram within 0.2 % at every percentile shown', () => {
    const streams = new Streams(1);
    const s = streams.open('x', 'y');
    const ours = new Histogram(10);
    const theirs = build({ lowestDiscernibleValue: 1, highestTrackableValue: 2 ** 50, numberOfSignificantValueDigits: 4 });
    for (let i = 0; i < 100_000; i++) {
      const value = Math.floor(streams.standardExponential(s) ** 2 * 1e7) + 1;
      ours.record(value);
      theirs.recordValue(value);
    }
    for (const p of [1, 50, 90, 95, 99, 99.9, 99.99]) {
      const wanted = theirs.getValueAtPercentile(p);
      expect(Math.abs(ours.quantile(p / 100) / wanted - 1), `p${p}`).toBeLessThan(0.002);
    }
    expect(ours.max).toBe(theirs.maxValue < ours.max ? ours.max : theirs.maxValue);
  });

  it('is empty again after clear, and goes on from a copy', () => {
    const h = new Histogram(6);
    for (const value of [1, 5, 1e6, 3e9]) h.record(value);
    const saved = h.snapshot();
    h.record(7e12);
    h.restore(saved);
    expect([h.total, h.max, h.quantile(1)]).toEqual([4, 3e9, 3e9]);
    h.clear();
    expect([h.total, h.quantile(0.5), h.mean()]).toEqual([0, 0, 0]);
  });

  it('adds up the buckets of others, and counts what lies above one', () => {
    const parts = [new Histogram(6), new Histogram(6), new Histogram(6)];
    const whole = new Histogram(6);
    const sum = new Histogram(6);
    for (let i = 0; i < 3000; i++) {
      const value = (i * 7919) % 100_003;
      parts[i % 2].record(value);
      whole.record(value);
    }
    for (const part of parts) sum.add(part.bucketCounts());
    expect(sum.bucketCounts()).toEqual(whole.bucketCounts());
    const median = whole.bucketAt(0.5);
    const above = parts.reduce((count, part) => count + countsAbove(part.bucketCounts(), median), 0);
    expect(above).toBe(whole.countAbove(median));
    expect(above).toBeGreaterThan(1450);
    expect(above).toBeLessThan(1500);
    expect(countsAbove(whole.bucketCounts(), whole.bucketAt(1))).toBe(0);
    expect(countsAbove(whole.bucketCounts(), 0)).toBe(2999);
  });

  it('never gives a percentile that lies outside what was counted', () => {
    const h = new Histogram(6);
    for (let i = 0; i < 10; i++) h.record(1_001_000);
    for (const q of [0, 0.5, 1]) {
      expect(h.quantile(q)).toBe(1_001_000);
      for (const side of [-1, 0, 1] as const) expect(h.quantileWithin(q, side)).toBe(1_001_000);
    }
    h.record(5);
    expect([h.quantile(0) >= 5, h.min, h.quantile(1), h.max]).toEqual([true, 5, 1_001_000, 1_001_000]);
  });

  it('finds percentiles of a smooth distribution far more finely than its buckets are', () => {
    const coarse = new Histogram(8);
    const values = Array.from({ length: 200_000 }, (_, i) => Math.round(-Math.log1p(-(i + 0.5) / 200_000) * 1e7));
    for (const value of values) coarse.record(value);
    for (const q of [0.1, 0.5, 0.95, 0.99])
      expect(Math.abs(coarse.quantileWithin(q, 0) / (-Math.log1p(-q) * 1e7) - 1), `q ${q}`).toBeLessThan(0.0003);
  });

  it('does not know where in a bucket a heap of equal values lies, and says so by the ends of the bucket', () => {
    const h = new Histogram(8);
    for (let i = 0; i < 1000; i++) h.record(i % 2 === 0 ? 5_002_000 : 400_300_000);
    for (const [q, value] of [
      [0.3, 5_002_000],
      [0.7, 400_300_000],
    ]) {
      expect(h.quantileWithin(q, -1)).toBeLessThanOrEqual(value);
      expect(h.quantileWithin(q, 1)).toBeGreaterThanOrEqual(value);
    }
  });
});
