import { csvLine } from './figures';
import type { ExportedRun, Exporter } from './exporter';
import { NS_PER_SECOND } from '../sim/index';

interface Column {
  readonly name: string;
  readonly values: ArrayLike<number>;
  readonly first: number;
}

/** The whole-run curves as a table: one row a sample, its end in seconds first; where there is no figure, nothing. */
export function metricsCsvExporter(run: ExportedRun): Exporter {
  return { head: () => csv(run), piece: () => '', foot: () => '' };
}

/** The figures of the run and its curves as one JSON object; a curve is a list with one value a sample, null where there is none. */
export function metricsJsonExporter(run: ExportedRun): Exporter {
  return { head: () => json(run), piece: () => '', foot: () => '' };
}

function columnsOf({ index, series }: ExportedRun): Column[] {
  const { sampleCount } = series;
  const whole: [string, Float64Array][] = [
    ['sent', series.sent],
    ['ok', series.ok],
    ['failed', series.failed],
    ['inFlight', series.inFlight],
    ['latencyP50Ms', series.p50Ms],
    ['latencyP95Ms', series.p95Ms],
    ['latencyP99Ms', series.p99Ms],
  ];
  return [
    ...whole.map(([name, values]) => ({ name, values, first: 0 })),
    ...index.nodes.flatMap(({ id, gauges, gaugeBase }) =>
      gauges.map((gauge, g) => ({ name: `${id}.${gauge.name}`, values: series.gauges, first: (gaugeBase + g) * sampleCount })),
    ),
    ...index.links.map(({ id }, l) => ({ name: `${id}.messages`, values: series.links, first: l * sampleCount })),
  ];
}

function samplesOf({ series, endNs }: ExportedRun): number {
  return Math.min(series.sampleCount, Math.ceil(endNs / series.sampleNs));
}

function endOf({ series, endNs }: ExportedRun, sample: number): number {
  return Math.min(endNs, (sample + 1) * series.sampleNs) / NS_PER_SECOND;
}

function figure(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(7)) : null;
}

function csv(run: ExportedRun): string {
  const columns = columnsOf(run);
  const lines = [csvLine(['endSeconds', ...columns.map(({ name }) => name)])];
  for (let i = 0; i < samplesOf(run); i++)
    lines.push([endOf(run, i), ...columns.map(({ values, first }) => figure(values[first + i]) ?? '')].join(','));
  return `${lines.join('\n')}\n`;
}

function json(run: ExportedRun): string {
  const samples = samplesOf(run);
  const curves = Object.fromEntries(
    columnsOf(run).map(({ name, values, first }) => [name, Array.from({ length: samples }, (_, i) => figure(values[first + i]))]),
  );
  const endSeconds = Array.from({ length: samples }, (_, i) => endOf(run, i));
  return `${JSON.stringify({ summary: run.summary, sampleSeconds: run.series.sampleNs / NS_PER_SECOND, endSeconds, curves })}\n`;
}
