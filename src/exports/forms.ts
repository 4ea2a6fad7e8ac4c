import { jepsenEdn, jepsenJsonLines, type TraceWindow } from '../sim/index';
import { chromeTraceExporter } from './chromeTrace';
import type { ExportedRun, ExportForm } from './exporter';
import { historyExporter } from './history';
import { metricsCsvExporter, metricsJsonExporter } from './metrics';
import { ndjsonExporter } from './ndjson';
import { otlpExporter } from './otlp';
import { htmlExporter } from './replay/html';
import { shivizExporter } from './shiviz';

/** Every form in which a run can be exported, by the name the command line uses. */
export const EXPORT_FORMS: Readonly<Record<string, ExportForm>> = {
  csv: {
    title: 'Curves as CSV',
    help: 'one row per sample, for spreadsheets',
    extension: 'csv',
    mediaType: 'text/csv',
    needsWindows: false,
    create: metricsCsvExporter,
  },
  json: {
    title: 'Figures and curves as JSON',
    help: 'the summary and every curve',
    extension: 'figures.json',
    mediaType: 'application/json',
    needsWindows: false,
    create: metricsJsonExporter,
  },
  ndjson: {
    title: 'Every event as NDJSON',
    help: 'log lines and messages, one JSON object per line',
    extension: 'ndjson',
    mediaType: 'application/x-ndjson',
    needsWindows: true,
    create: ndjsonExporter,
  },
  otlp: {
    title: 'OpenTelemetry traces',
    help: 'OTLP as JSON, for Jaeger, Tempo and other viewers',
    extension: 'otlp.json',
    mediaType: 'application/json',
    needsWindows: true,
    create: otlpExporter,
  },
  chrome: {
    title: 'Chrome trace',
    help: 'trace-event JSON, for Perfetto, chrome://tracing and speedscope',
    extension: 'trace.json',
    mediaType: 'application/json',
    needsWindows: true,
    create: chromeTraceExporter,
  },
  shiviz: {
    title: 'Log for ShiViz',
    help: 'messages with vector clocks, from the playhead or the start; what one window holds',
    extension: 'shiviz.log',
    mediaType: 'text/plain',
    needsWindows: true,
    oneWindowRows: 60_000,
    create: shivizExporter,
  },
  jepsen: {
    title: 'History for Jepsen (EDN)',
    help: 'operations of clients and members with their values, for Jepsen, Knossos and Elle',
    extension: 'jepsen.edn',
    mediaType: 'application/edn',
    needsWindows: false,
    needsHistory: true,
    create: (run) => historyExporter(run, jepsenEdn),
  },
  'jepsen-jsonl': {
    title: 'History for Jepsen (JSON lines)',
    help: 'the same, with one JSON object per operation',
    extension: 'jepsen.jsonl',
    mediaType: 'application/jsonl',
    needsWindows: false,
    needsHistory: true,
    create: (run) => historyExporter(run, jepsenJsonLines),
  },
  html: {
    title: 'Replay as a web page',
    help: 'one file that plays by itself in any browser, without Faultboard',
    extension: 'html',
    mediaType: 'text/html',
    needsWindows: true,
    oneWindowRows: 400_000,
    create: htmlExporter,
  },
};

const PIECE_ROWS = 60_000;

/**
 * Writes a run in a form, piece by piece; a form that takes one window has it from `fromNs`, all others have the whole run. `windowAt`
 * gives a window from a moment to the end, cut where it has too many rows.
 */
export async function* exportRun(
  form: ExportForm,
  run: ExportedRun,
  windowAt: (fromNs: number, toNs: number, maxRows: number) => TraceWindow | Promise<TraceWindow>,
  fromNs = 0,
): AsyncGenerator<string> {
  const exporter = form.create(run);
  yield exporter.head();
  if (form.needsHistory === true) yield* exporter.history?.((await run.history?.()) ?? []) ?? [];
  if (form.needsWindows) {
    let atNs = form.oneWindowRows === undefined ? 0 : fromNs;
    while (atNs <= run.endNs) {
      const window = await windowAt(atNs, run.endNs + 1, form.oneWindowRows ?? PIECE_ROWS);
      yield exporter.piece(window);
      atNs = form.oneWindowRows === undefined ? window.toNs : Infinity;
    }
  }
  yield exporter.foot();
}
