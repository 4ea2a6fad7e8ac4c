import type { RunReport } from '../../../contract/index';
import type { RunSeries } from '../../../sim/index';
import { NS_PER_SECOND } from '../../../sim/index';

/** One line of a chart. */
export interface ChartLine {
  readonly title: string;
  /** Id of the part that it is of, where the chart shows several. */
  readonly part?: string;
  readonly values: Float64Array;
  /** CSS variable with its colour. */
  readonly colour: string;
}

/** A chart ready to be drawn: times in seconds and its lines. */
export interface ChartData {
  /** Which chart it is, and of which part: equal names, the same chart of another run. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly seconds: Float64Array;
  readonly lines: readonly ChartLine[];
  /** How many parts or reasons it could show, where it shows only some. */
  readonly of?: number;
  /** Titles of the two lines between which the chart is shaded: the range of a distribution. */
  readonly range?: readonly [upper: string, lower: string];
  /** Words for the values from 0, where the value is one of a few states. */
  readonly words?: readonly string[];
  /** Why there is nothing to draw. */
  readonly nothing?: string;
}

/** Colours of lines that are parts or reasons, in their order. */
export const COLOURS = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6'] as const;
const SMOOTHED_SECONDS = 1;

/** Samples that a run of this length has reached. */
export function reached(series: RunSeries, endNs: number): number {
  return Math.min(series.sampleCount, Math.ceil(endNs / series.sampleNs));
}

/** Counts in samples as a rate a second, averaged over about a second so that single requests make no spikes. */
export function ratePerSecond(counts: Float64Array, sampleNs: number, length: number): Float64Array {
  return smoothed(counts, sampleNs, length).map((count) => count * (NS_PER_SECOND / sampleNs));
}

/** Averages over about a second; samples without a value are left out. NaN where a whole second has none. */
export function smoothed(values: Float64Array, sampleNs: number, length: number): Float64Array {
  const half = Math.max(0, Math.round((SMOOTHED_SECONDS * NS_PER_SECOND) / sampleNs / 2));
  const sums = new Float64Array(length + 1);
  const counts = new Float64Array(length + 1);
  for (let i = 0; i < length; i++) {
    const isThere = !Number.isNaN(values[i]);
    sums[i + 1] = sums[i] + (isThere ? values[i] : 0);
    counts[i + 1] = counts[i] + (isThere ? 1 : 0);
  }
  return Float64Array.from({ length }, (_, i) => {
    const from = Math.max(0, i - half);
    const to = Math.min(length, i + half + 1);
    const count = counts[to] - counts[from];
    return count === 0 ? NaN : (sums[to] - sums[from]) / count;
  });
}

/** The middle of each sample, seconds. */
export function times(series: RunSeries, length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => ((i + 0.5) * series.sampleNs) / NS_PER_SECOND);
}

/** A gauge as it was sampled: the average over each sample (level) or its value at the end (counter). `gauge`: by its number in the run. */
export function gaugeValues({ series, endNs }: RunReport, gauge: number): Float64Array {
  const start = gauge * series.sampleCount;
  return Float64Array.from(series.gauges.subarray(start, start + reached(series, endNs)));
}

/** What a counter counted in each sample. */
export function grown(values: Float64Array): Float64Array {
  return values.map((value, i) => Math.max(0, value - (i === 0 ? 0 : values[i - 1])));
}

/** A chart in one sentence, for those who cannot see it. */
export function describeChart(chart: ChartData): string {
  if (chart.nothing !== undefined) return `${chart.title}. ${chart.nothing}`;
  const parts = chart.lines.map((line) => {
    const seen = line.values.filter((value) => !Number.isNaN(value));
    const mean = seen.length === 0 ? 0 : seen.reduce((sum, value) => sum + value, 0) / seen.length;
    const most = seen.reduce((highest, value) => Math.max(highest, value), 0);
    return `${line.title}: ${mean.toFixed(1)} on average, ${most.toFixed(1)} at most`;
  });
  return `${chart.title} in ${chart.unit}. ${parts.join('; ')}.`;
}
