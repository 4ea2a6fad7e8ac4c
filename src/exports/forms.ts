import type { TraceWindow } from '../sim/index';
import { chromeTraceExporter } from './chromeTrace';
import type { ExportedRun, ExportForm } from './exporter';
import { metricsCsvExporter, metricsJsonExporter } from './metrics';
import { ndjsonExporter } from './ndjson';
import { otlpExporter } from './otlp';

/** Every form in which a run can be exported, by the name the command line uses. */
export const EXPORT_FORMS: Readonly<Record<string, ExportForm>> = {
  csv: { title: 'Curves as CSV', help: 'one row a sample, for spreadsheets', extension: 'csv', mediaType: 'text/csv', needsWindows: false, create: metricsCsvExporter },
  json: { title: 'Figures and curves as JSON', help: 'the summary and every curve', extension: 'json', mediaType: 'application/json', needsWindows: false, create: metricsJsonExporter },
  ndjson: { title: 'Every event as NDJSON', help: 'log lines and messages, one JSON object a line', extension: 'ndjson', mediaType: 'application/x-ndjson', needsWindows: true, create: ndjsonExporter },
  otlp: { title: 'OpenTelemetry traces', help: 'OTLP as JSON, for Jaeger, Tempo and other viewers', extension: 'otlp.json', mediaType: 'application/json', needsWindows: true, create: otlpExporter },
  chrome: { title: 'Chrome trace', help: 'trace-event JSON, for Perfetto, chrome://tracing and speedscope', extension: 'trace.json', mediaType: 'application/json', needsWindows: true, create: chromeTraceExporter },
};

const PIECE_ROWS = 60_000;

/** Writes a run in a form, piece by piece. `windowAt` gives a window from a moment to the end, cut where it has too many rows. */
export async function* exportRun(form: ExportForm, run: ExportedRun, windowAt: (fromNs: number, toNs: number, maxRows: number) => TraceWindow | Promise<TraceWindow>): AsyncGenerator<string> {
  const exporter = form.create(run);
  yield exporter.head();
  if (form.needsWindows) {
    for (let fromNs = 0; fromNs <= run.endNs; ) {
      const window = await windowAt(fromNs, run.endNs + 1, PIECE_ROWS);
      yield exporter.piece(window);
      fromNs = window.toNs;
    }
  }
  yield exporter.foot();
}
