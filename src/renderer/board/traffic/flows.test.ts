import { describe, expect, it } from 'vitest';
import type { RunSeries } from '../../../sim/index';
import { flowWidth, linkRate, rateText } from './flows';

const none = new Float64Array(0);
const series: RunSeries = {
  sampleNs: 0.5e9,
  sampleCount: 4,
  ok: none,
  failed: none,
  sent: none,
  inFlight: none,
  p50Ms: none,
  p95Ms: none,
  p99Ms: none,
  gauges: new Float32Array(0),
  links: Float32Array.of(10, 20, 30, 40, 0, 0, 5, 0),
  failedBy: new Float32Array(0),
  latencyBands: new Float32Array(0),
};

describe('flows', () => {
  it('give messages a second over the span before the playhead', () => {
    expect(linkRate(series, 0, 1.9e9, 1e9)).toBe(70);
    expect(linkRate(series, 0, 0.1e9, 1e9)).toBe(20);
    expect(linkRate(series, 1, 1.2e9, 0.5e9)).toBe(10);
  });

  it('stay within the run', () => {
    expect(linkRate(series, 0, 99e9, 0.5e9)).toBe(80);
    expect(linkRate(series, 0, -1, 0.5e9)).toBe(20);
  });

  it('are wider with more traffic, up to a bound, and nothing without', () => {
    expect(flowWidth(0)).toBe(0);
    expect(flowWidth(1000)).toBeGreaterThan(flowWidth(10));
    expect(flowWidth(1e9)).toBe(11);
  });

  it('are written short', () => {
    expect([0.25, 3, 47.6, 850.4, 12_345, 2_340_000].map(rateText)).toEqual(['0.25/s', '3/s', '48/s', '850/s', '12 k/s', '2.3 M/s']);
  });
});
