import { describe, expect, it } from 'vitest';
import { Gauge, kindOf, NodeStatus, STANDARD_GAUGES, type RunSeries, type TraceIndex } from '../../../sim/index';
import { counterRate, rateFigure } from './figure';
import { faceView, mainCounterOf } from './faceView';

function series(sampleNs: number, completed: readonly number[]): RunSeries {
  const gauges = new Float32Array(7 * completed.length);
  gauges.set(completed, Gauge.completed * completed.length);
  return { sampleNs, sampleCount: completed.length, gauges } as unknown as RunSeries;
}

const indexed = (kind: string): TraceIndex['nodes'][number] => ({
  id: 'X',
  kind,
  gaugeBase: 0,
  gauges: [...STANDARD_GAUGES, ...(kindOf(kind)?.descriptor.gauges ?? [])],
  capacity: 0,
  queueLimit: 0,
  storesKeys: false,
});

describe('the figure of a part', () => {
  it('is what it did a second over the last three seconds, less at the beginning', () => {
    const counts = series(1e9, [10, 20, 30, 40, 90, 140]);
    expect(counterRate(counts, Gauge.completed, 5, 0.5e9)).toBe(10);
    expect(counterRate(counts, Gauge.completed, 40, 4e9)).toBe(10);
    expect(counterRate(counts, Gauge.completed, 140, 6e9)).toBe(110 / 3);
    expect(counterRate(counts, Gauge.completed, 0, 0)).toBe(0);
  });

  it('falls to nothing when the part does nothing any more', () => {
    expect(counterRate(series(1e9, [50, 100, 100, 100, 100, 100]), Gauge.completed, 100, 6e9)).toBe(0);
  });

  it('is what the kind is about: requests sent by a client, heartbeats heard by a registry, requests done by everybody else', () => {
    const what = (kind: string): string | undefined => mainCounterOf(indexed(kind))?.what;
    expect(['client', 'worker', 'registry', 'source', 'network', 'autoscaler', 'program-node', 'workload'].map(what)).toEqual([
      'sent',
      '',
      'heartbeats',
      'made',
      'sent',
      undefined,
      'heard',
      'ok',
    ]);
    const idle = { status: NodeStatus.up, queue: 0, busy: 0, received: 0, completed: 0, failed: 0, own: [] };
    const part = { id: 'C1', kind: 'client', x: 0, y: 0, params: {} };
    const now = { node: indexed('client'), moment: idle, load: { level: 'calm', text: '' } as const, lag: null };
    expect(faceView(part, { ...now, ratePerSecond: 62 }).figure).toEqual({ value: '62', unit: '/s sent' });
    expect(faceView(part, now).figure).toBeNull();
  });

  it('is short however large', () => {
    expect([0, 0.4, 9.9, 31, 1234, 12_345, 3_456_789].map(rateFigure)).toEqual(['0', '0.4', '9.9', '31', '1,234', '12.3 k', '3.46 M']);
  });
});
