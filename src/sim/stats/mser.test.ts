import { describe, expect, it } from 'vitest';
import { Streams } from '../kernel/random';
import { warmUpOf } from './mser';

/** Noise around a level that each value shares with the one before (an autoregressive process), as queue lengths do. */
function noise(count: number, seed: number, memory = 0.7): number[] {
  const streams = new Streams(seed);
  const stream = streams.open('series', 'noise');
  let value = 0;
  return Array.from({ length: count }, () => (value = memory * value + streams.standardExponential(stream) - 1));
}

describe('the end of the warm-up', () => {
  it('is found where a curve stops rising', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { length, isSettled } = warmUpOf(noise(1000, seed).map((value, i) => 50 * Math.min(1, i / 150) + value));
      expect(isSettled).toBe(true);
      expect(length, `seed ${seed}`).toBeGreaterThan(100);
      expect(length, `seed ${seed}`).toBeLessThan(250);
    }
  });

  it('is found after a bad start too, such as a cold cache', () => {
    const { length } = warmUpOf(noise(1000, 1).map((value, i) => 100 * Math.exp(-i / 40) + value));
    expect(length).toBeGreaterThan(50);
    expect(length).toBeLessThan(300);
  });

  it('is the beginning where nothing warms up, in nearly all of 100 series, though each has its ups and downs', () => {
    const cut = Array.from({ length: 100 }, (_, i) => warmUpOf(noise(1000, i + 1, 0.95))).filter((found) => found.length > 0);
    expect(cut.length).toBeLessThan(10);
  });

  it('is never found while the curve still rises', () => {
    expect(warmUpOf(noise(1000, 3).map((value, i) => i / 5 + value)).isSettled).toBe(false);
  });

  it('leaves nothing out of a flat line, and makes nothing of an empty one', () => {
    expect(warmUpOf(new Array(100).fill(7))).toEqual({ length: 0, isSettled: true });
    expect(warmUpOf([])).toEqual({ length: 0, isSettled: false });
  });
});
