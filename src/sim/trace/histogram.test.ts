import { build } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { Streams } from '../kernel/random';
import { Histogram } from './histogram';

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

  it('adds up copies of others, and counts what lies above a value', () => {
    const parts = [new Histogram(6), new Histogram(6), new Histogram(6)];
    const whole = new Histogram(6);
    const sum = new Histogram(6);
    for (let i = 0; i < 3000; i++) {
      const value = (i * 7919) % 100_003;
      parts[i % 2].record(value);
      whole.record(value);
    }
    for (const part of parts) sum.add(part.snapshot());
    expect(sum.snapshot()).toEqual(whole.snapshot());
    const median = whole.quantile(0.5);
    const above = parts.reduce((count, part) => count + sum.countAbove(part.snapshot(), median), 0);
    expect(above).toBeGreaterThan(1450);
    expect(above).toBeLessThan(1500);
    expect(sum.countAbove(whole.snapshot(), whole.max)).toBe(0);
    expect(sum.countAbove(whole.snapshot(), 0)).toBe(2999);
  });
});
