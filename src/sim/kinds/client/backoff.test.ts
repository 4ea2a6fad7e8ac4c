import { describe, expect, it } from 'vitest';
import { Streams } from '../../kernel/random';
import { backoffNs, type Backoff } from './backoff';

const MS = 1e6;
const policy = (jitter: Backoff['jitter'], isExponential = true): Backoff => ({
  isExponential,
  firstNs: 100 * MS,
  mostNs: 1000 * MS,
  jitter,
});

/** Many waits before the retry with this number. */
function waits(backoff: Backoff, retry: number, lastNs = 0): { least: number; mean: number; most: number } {
  const streams = new Streams(7);
  const stream = streams.open('C1', 'retries');
  const all = Array.from({ length: 20_000 }, () => backoffNs(backoff, retry, lastNs, streams, stream) / MS);
  return { least: Math.min(...all), mean: all.reduce((sum, ms) => sum + ms, 0) / all.length, most: Math.max(...all) };
}

describe('the wait before a retry', () => {
  it('without jitter doubles up to the longest, or stays as it is', () => {
    expect([1, 2, 3, 4, 5, 50].map((retry) => waits(policy('none'), retry).mean)).toEqual([100, 200, 400, 800, 1000, 1000]);
    expect([1, 2, 9].map((retry) => waits(policy('none', false), retry).mean)).toEqual([100, 100, 100]);
  });

  it.each([
    ['full', 0, 200, 400],
    ['equal', 200, 300, 400],
  ] as const)('%s jitter before the third retry: from %i ms, %i on average, to %i', (jitter, least, mean, most) => {
    const found = waits(policy(jitter), 3);
    expect(found.least).toBeGreaterThanOrEqual(least);
    expect(found.least).toBeLessThan(least + 2);
    expect(Math.abs(found.mean - mean)).toBeLessThan(3);
    expect(found.most).toBeLessThanOrEqual(most);
    expect(found.most).toBeGreaterThan(most - 2);
  });

  it('decorrelated jitter lies between the first wait and three times the last, and never above the longest', () => {
    const found = waits(policy('decorrelated'), 2, 200 * MS);
    expect(found.least).toBeGreaterThanOrEqual(100);
    expect(Math.abs(found.mean - 350)).toBeLessThan(4);
    expect(found.most).toBeLessThanOrEqual(600);
    expect(waits(policy('decorrelated'), 9, 900 * MS).most).toBe(1000);
  });

  it('can be nothing at all', () => {
    expect(waits({ ...policy('full'), firstNs: 0 }, 5).most).toBe(0);
    expect(waits({ ...policy('decorrelated'), firstNs: 0 }, 5).most).toBe(0);
  });
});
