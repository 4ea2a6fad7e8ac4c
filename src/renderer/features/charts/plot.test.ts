import { describe, expect, it } from 'vitest';
import type { ChartData } from './chartData';
import { plotData } from './plot';

function chart(seconds: readonly number[], values: readonly number[], title = 'sent'): ChartData {
  return {
    name: 'throughput',
    title: 'Throughput',
    unit: 'requests/s',
    seconds: Float64Array.from(seconds),
    lines: [{ title, values: Float64Array.from(values), colour: '--series-1' }],
  };
}

describe('a run laid over another', () => {
  it('is drawn at its own times to its own end, when it is longer and sampled otherwise', () => {
    const here = chart([0.5, 1.5], [10, 20]);
    const ghost = chart([1, 3, 5], [7, NaN, 9]);
    // What a run says nothing of is left open (undefined: no gap); what it has no value for is a gap (null).
    expect(plotData({ chart: here, ghost })).toEqual([
      [0.5, 1, 1.5, 3, 5],
      [10, undefined, 20, undefined, undefined],
      [undefined, 7, undefined, null, 9],
    ]);
  });

  it('shares the columns where both were sampled alike, and shows only lines that both have', () => {
    expect(plotData({ chart: chart([0.5, 1.5], [10, 20]), ghost: chart([0.5, 1.5], [1, 2]) })).toEqual([
      [0.5, 1.5],
      [10, 20],
      [1, 2],
    ]);
    expect(plotData({ chart: chart([0.5], [10]), ghost: chart([9], [1], 'other') })).toEqual([[0.5], [10]]);
  });
});
