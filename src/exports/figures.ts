import type { RunReport } from '../contract/index';
import type { RunSummary } from '../sim/index';
import { NS_PER_SECOND } from '../sim/index';

type Cell = string | number | null | undefined;

/** What a spreadsheet would take for a formula and carry out. */
const FORMULA = /^[=+\-@\t\r]/;

/** A line of comma-separated values (RFC 4180). A text that a spreadsheet would carry out as a formula gets an apostrophe before it. */
export function csvLine(cells: readonly Cell[]): string {
  return cells
    .map((cell) => {
      const text =
        cell === null || cell === undefined || (typeof cell === 'number' && Number.isNaN(cell))
          ? ''
          : typeof cell === 'string' && FORMULA.test(cell)
            ? `'${cell}`
            : String(cell);
      return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',');
}

/** The figures of every part as comma-separated values with a head; times in ms, utilization as a share of 1. */
export function partsAsCsv(summary: RunSummary): string {
  const head = [
    'id',
    'kind',
    'received',
    'completed',
    'failed',
    'utilization',
    'queueMean',
    'queueMax',
    'meanTimeInNodeMs',
    'keysHeld',
  ] as const;
  return `${[csvLine(head), ...summary.nodes.map((node) => csvLine(head.map((name) => node[name])))].join('\n')}\n`;
}

/** The curves of a run as comma-separated values: a line for each sample, requests in it, and the gauges of every part. */
export function curvesAsCsv({ series, index }: Pick<RunReport, 'series' | 'index'>): string {
  const gauges = index.nodes.flatMap((node) =>
    node.gauges.map((gauge, i) => ({ title: `${node.id} ${gauge.name}`, at: node.gaugeBase + i })),
  );
  const lines = [
    csvLine(['fromSeconds', 'sent', 'ok', 'failed', 'inFlight', 'p50Ms', 'p95Ms', 'p99Ms', ...gauges.map((gauge) => gauge.title)]),
  ];
  for (let i = 0; i < series.sampleCount; i++) {
    const own = [
      (i * series.sampleNs) / NS_PER_SECOND,
      series.sent[i],
      series.ok[i],
      series.failed[i],
      series.inFlight[i],
      series.p50Ms[i],
      series.p95Ms[i],
      series.p99Ms[i],
    ];
    lines.push(csvLine([...own, ...gauges.map(({ at }) => series.gauges[at * series.sampleCount + i])]));
  }
  return `${lines.join('\n')}\n`;
}

/** The figures of a run as JSON: its summary with parts, wires, reasons and checks. */
export function figuresAsJson(summary: RunSummary): string {
  return `${JSON.stringify(summary, null, 2)}\n`;
}
