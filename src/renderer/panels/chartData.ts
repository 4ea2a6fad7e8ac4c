import type { RunReport } from '../../contract/index';
import type { RunSeries } from '../../sim/index';

/** One line of a chart. */
export interface ChartLine {
  readonly title: string;
  readonly values: Float64Array;
  /** CSS variable with its colour. */
  readonly colour: string;
}

/** A chart ready to be drawn: times in seconds and its lines. */
export interface ChartData {
  readonly title: string;
  readonly unit: string;
  readonly seconds: Float64Array;
  readonly lines: readonly ChartLine[];
}

const COLOURS = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6'];
const MOST_PARTS = 6;
const QUEUE = 1;
const BUSY = 2;
const SMOOTHED_SECONDS = 1;

/** Samples that a run of this length has reached. */
function reached(series: RunSeries, endNs: number): number {
  return Math.min(series.sampleCount, Math.ceil(endNs / series.sampleNs));
}

/** Counts in samples as a rate a second, averaged over about a second so that single requests make no spikes. */
export function ratePerSecond(counts: Float64Array, sampleNs: number, length: number): Float64Array {
  return smoothed(counts, sampleNs, length).map((count) => count * (1e9 / sampleNs));
}

/** Averages over about a second; samples without a value are left out. NaN where a whole second has none. */
export function smoothed(values: Float64Array, sampleNs: number, length: number): Float64Array {
  const half = Math.max(0, Math.round((SMOOTHED_SECONDS * 1e9) / sampleNs / 2));
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

function times(series: RunSeries, length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => ((i + 0.5) * series.sampleNs) / 1e9);
}

/** Requests sent, answered and failed each second. */
export function throughputChart({ series, endNs }: RunReport): ChartData {
  const length = reached(series, endNs);
  const rate = (counts: Float64Array): Float64Array => ratePerSecond(counts, series.sampleNs, length);
  return {
    title: 'Throughput', unit: 'requests/s', seconds: times(series, length),
    lines: [
      { title: 'sent', values: rate(series.sent), colour: '--series-sent' },
      { title: 'ok', values: rate(series.ok), colour: '--series-ok' },
      { title: 'failed', values: rate(series.failed), colour: '--series-failed' },
    ],
  };
}

/** Median, 95th and 99th percentile of the latency of answered requests. */
export function latencyChart({ series, endNs }: RunReport): ChartData {
  const length = reached(series, endNs);
  return {
    title: 'Latency', unit: 'ms', seconds: times(series, length),
    lines: [
      { title: 'p50', values: smoothed(series.p50Ms, series.sampleNs, length), colour: '--series-1' },
      { title: 'p95', values: smoothed(series.p95Ms, series.sampleNs, length), colour: '--series-2' },
      { title: 'p99', values: smoothed(series.p99Ms, series.sampleNs, length), colour: '--series-3' },
    ],
  };
}

/** A gauge of several parts: of the selected ones, else of those where it is highest. */
function partsChart(report: RunReport, gauge: number, selected: readonly string[], facts: { title: string; unit: string; scale: (capacity: number) => number; hasIt: (node: RunReport['index']['nodes'][number]) => boolean }): ChartData {
  const { series, index } = report;
  const length = reached(series, report.endNs);
  const candidates = index.nodes
    .filter(facts.hasIt)
    .map((node) => {
      const start = (node.gaugeBase + gauge) * series.sampleCount;
      const scaled = Float64Array.from(series.gauges.subarray(start, start + length), (value) => value * facts.scale(node.capacity));
      const values = smoothed(scaled, series.sampleNs, length);
      return { id: node.id, values, sum: values.reduce((total, value) => total + value, 0) };
    });
  const chosen = candidates.filter((entry) => selected.includes(entry.id));
  const shown = (chosen.length > 0 ? chosen : candidates.sort((p, q) => q.sum - p.sum)).slice(0, MOST_PARTS);
  return { title: facts.title, unit: facts.unit, seconds: times(series, length), lines: shown.map((entry, i) => ({ title: entry.id, values: entry.values, colour: COLOURS[i] })) };
}

/** Requests waiting. */
export function queueChart(report: RunReport, selected: readonly string[]): ChartData {
  return partsChart(report, QUEUE, selected, { title: 'Queues', unit: 'waiting', scale: () => 1, hasIt: (node) => node.capacity > 0 || node.queueLimit > 0 });
}

/** Busy slots in percent. */
export function utilizationChart(report: RunReport, selected: readonly string[]): ChartData {
  return partsChart(report, BUSY, selected, { title: 'Utilization', unit: '%', scale: (capacity) => 100 / capacity, hasIt: (node) => node.capacity > 0 });
}

/** A chart in one sentence, for those who cannot see it. */
export function describeChart(chart: ChartData): string {
  const parts = chart.lines.map((line) => {
    const seen = line.values.filter((value) => !Number.isNaN(value));
    const mean = seen.length === 0 ? 0 : seen.reduce((sum, value) => sum + value, 0) / seen.length;
    const most = seen.reduce((highest, value) => Math.max(highest, value), 0);
    return `${line.title}: ${mean.toFixed(1)} on average, ${most.toFixed(1)} at most`;
  });
  return `${chart.title} in ${chart.unit}. ${parts.join('; ')}.`;
}
