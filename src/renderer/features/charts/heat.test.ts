import { describe, expect, it } from 'vitest';
import { LATENCY_BANDS, type RunSeries } from '../../../sim/index';
import { bandAt, bandMs, heatCells, heatRange, shadeOf, shadeStarts, SHADES } from './heat';
import { heatSplits } from './plot';

/** Ten samples: in each, as many requests of 10 ms as its number, and in the last one of 3 s. */
function series(): RunSeries {
  const latencyBands = new Float32Array(10 * LATENCY_BANDS);
  for (let i = 0; i < 10; i++) latencyBands[i * LATENCY_BANDS + bandAt(10)] = i;
  latencyBands[9 * LATENCY_BANDS + bandAt(3000)] = 1;
  return { sampleNs: 1e9, sampleCount: 10, latencyBands } as unknown as RunSeries;
}

describe('the latency heat map', () => {
  it('knows the band of a latency: two to each power of two', () => {
    for (const ms of [0.4, 1, 10, 999, 60_000]) {
      expect(bandMs(bandAt(ms))).toBeLessThanOrEqual(ms);
      expect(bandMs(bandAt(ms) + 1)).toBeGreaterThan(ms);
      expect(bandMs(bandAt(ms) + 2) / bandMs(bandAt(ms))).toBe(2);
    }
  });

  it('spans what was seen, counts every request once, and finds the fullest band', () => {
    const range = heatRange(series(), 10);
    expect(range).toEqual({ firstBand: bandAt(10), endBand: bandAt(3000) + 1, requests: 46, fullest: bandAt(10) });
    expect(heatRange({ ...series(), latencyBands: new Float32Array(10 * LATENCY_BANDS) }, 10)).toBeNull();
  });

  it('puts samples together where there is no room, on places that do not move with the view', () => {
    const range = heatRange(series(), 10);
    if (range === null) throw new Error('there were requests');
    const whole = heatCells(series(), range, 0, 10, 4);
    expect([whole.samplesEach, whole.columns, whole.counts.reduce((sum, count) => sum + count, 0)]).toEqual([3, 4, 46]);
    const bands = range.endBand - range.firstBand;
    expect([0, 1, 2, 3].map((column) => whole.counts[column * bands])).toEqual([0 + 1 + 2, 3 + 4 + 5, 6 + 7 + 8, 9]);
    expect(heatCells(series(), range, 4, 10, 2).firstSample).toBe(3);
    expect(whole.most).toBe(21);
  });

  it('has shades whose numbers leave no count out and never mean the same', () => {
    for (const most of [1, 2, 3, 5, 30, 4000]) {
      const starts = shadeStarts(most);
      expect(starts[0]).toBe(1);
      expect([...new Set(starts)]).toEqual(starts);
      let last = -1;
      for (const start of starts) {
        expect(shadeOf(start, starts)).toBeGreaterThan(last);
        last = shadeOf(start, starts);
        if (start > 1) expect(shadeOf(start - 1, starts)).toBeLessThan(last);
      }
      expect(shadeOf(most, starts)).toBe(SHADES - 1);
    }
  });

  it('has round numbers on its axis, more of them the less it spans', () => {
    expect(heatSplits({ firstBand: bandAt(1), endBand: bandAt(10_000) })).toEqual([1, 10, 100, 1000]);
    expect(heatSplits({ firstBand: bandAt(21), endBand: bandAt(100) + 1 })).toEqual([20, 50, 100]);
  });
});
