import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { ExportedRun } from './exporter';
import { EXPORT_FORMS, exportRun } from './forms';
import { testRun, wholeWindow } from './testRun';

const run = testRun();
const exported: ExportedRun = { index: run.index, summary: run.summary(), series: run.series(), endNs: run.reachedNs, faults: run.faults };
const { requests, nodes, links } = exported.summary;

/** The whole text; in windows of few rows, so that calls are cut between them. */
async function textOf(form: string, rows = 200): Promise<string> {
  let text = '';
  for await (const piece of exportRun(EXPORT_FORMS[form], exported, (fromNs, toNs) => run.window(fromNs, toNs, rows))) text += piece;
  return text;
}

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number; readonly message?: string };
}
interface OtlpResource {
  readonly resource: { readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue: string } }[] };
  readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
}

describe('OpenTelemetry traces', () => {
  it('are what the protobuf schema of OTLP wants, and nothing of them is lost in its encoding', async () => {
    const { opentelemetry } = createRequire(import.meta.url)('@opentelemetry/otlp-transformer/build/src/generated/root.js') as {
      opentelemetry: { proto: { collector: { trace: { v1: { ExportTraceServiceRequest: Schema } } } } };
    };
    interface Schema {
      verify(value: unknown): string | null;
      fromObject(value: unknown): object;
      encode(value: object): { finish(): Uint8Array };
      decode(bytes: Uint8Array): object;
      toObject(value: object, options: object): unknown;
    }
    const schema = opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
    const value = JSON.parse(await textOf('otlp')) as { resourceSpans: OtlpResource[] };
    // The JSON encoding has ids as hex where protobuf has bytes; the schema's own reader takes base64.
    const bytes = JSON.parse(JSON.stringify(value), (key, item: unknown) =>
      /^(traceId|spanId|parentSpanId)$/.test(key) ? Buffer.from(item as string, 'hex').toString('base64') : item,
    ) as object;
    const message = schema.fromObject(bytes);
    expect(schema.verify(message)).toBeNull();
    const back = schema.toObject(schema.decode(schema.encode(message).finish()), { longs: String, bytes: String });
    expect(back).toEqual(bytes);
  });

  it('have a trace for each request, spans inside their parents, and the errors of the run', async () => {
    const { resourceSpans } = JSON.parse(await textOf('otlp')) as { resourceSpans: OtlpResource[] };
    const spans = resourceSpans.flatMap(({ scopeSpans, resource }) =>
      scopeSpans[0].spans.map((span) => ({ ...span, service: resource.attributes[0].value.stringValue })),
    );
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    expect(byId.size).toBe(spans.length);
    const roots = spans.filter((span) => span.parentSpanId === undefined);
    expect(roots).toHaveLength(requests.sent);
    expect(new Set(roots.map((span) => span.traceId)).size).toBe(requests.sent);
    expect(roots.every((span) => span.service === 'C1')).toBe(true);
    for (const span of spans) {
      expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(BigInt(span.startTimeUnixNano) <= BigInt(span.endTimeUnixNano)).toBe(true);
      if (span.parentSpanId === undefined) continue;
      const parent = byId.get(span.parentSpanId);
      expect(parent?.traceId).toBe(span.traceId);
      expect(BigInt(parent?.startTimeUnixNano ?? 0) <= BigInt(span.startTimeUnixNano)).toBe(true);
      if (span.kind === 2) expect(parent?.service).not.toBe(span.service);
    }
    expect(roots.filter((span) => span.status.message === 'unreachable').length).toBe(requests.byReason.unreachable);
  });
});

interface ChromeEvent {
  readonly ph: string;
  readonly ts: number;
  readonly dur: number;
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly cat: string;
}

describe('the Chrome trace', () => {
  it('has every request of every part once, in lanes where nothing overlaps', async () => {
    const { traceEvents } = JSON.parse(await textOf('chrome')) as { traceEvents: ChromeEvent[] };
    const slices = traceEvents.filter((event) => event.ph === 'X');
    for (const { id, received } of nodes) {
      const own = slices.filter((slice) => slice.pid === exported.index.nodes.findIndex((node) => node.id === id) + 1);
      // What was refused while a part was down was never received, but has a slice that says so.
      expect(own.length).toBeGreaterThanOrEqual(received);
      const lanes = new Map<number, ChromeEvent[]>();
      for (const slice of own) lanes.set(slice.tid, [...(lanes.get(slice.tid) ?? []), slice]);
      for (const lane of lanes.values()) {
        lane.sort((p, q) => p.ts - q.ts);
        lane.forEach((slice, i) => expect(i === 0 || lane[i - 1].ts + lane[i - 1].dur <= slice.ts + 1e-6).toBe(true));
      }
    }
    expect(traceEvents.filter((event) => event.ph === 'i').map((event) => [event.name, event.ts])).toEqual([
      ['crash W2', 1.5e6],
      ['crash W2 ends', 2.1e6],
    ]);
    expect(traceEvents.filter((event) => event.name === 'process_name')).toHaveLength(5);
    expect(traceEvents.every((event) => Number.isFinite(event.ts) && event.pid > 0)).toBe(true);
  });
});

describe('the event log as NDJSON', () => {
  it('has every message and log line once, in order of time, however it is cut', async () => {
    const text = await textOf('ndjson');
    expect(await textOf('ndjson', 1_000_000)).toBe(text);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; atSeconds: number });
    expect(lines[0]).toMatchObject({ type: 'run', seed: 5, traceHash: exported.summary.traceHash });
    const { messages, log } = wholeWindow(run);
    expect(lines.filter(({ type }) => type === 'message')).toHaveLength(messages.count);
    expect(lines.filter(({ type }) => type === 'log')).toHaveLength(log.count);
    const times = lines.slice(1).map(({ atSeconds }) => atSeconds);
    expect(times).toEqual([...times].sort((p, q) => p - q));
  });
});

describe('the curves', () => {
  it('add up to the figures of the run, as CSV', async () => {
    const [head, ...rows] = (await textOf('csv'))
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    const sum = (name: string): number => rows.reduce((total, row) => total + Number(row[head.indexOf(name)]), 0);
    expect(rows.every((row) => row.length === head.length)).toBe(true);
    expect([sum('sent'), sum('ok'), sum('failed')]).toEqual([requests.sent, requests.ok, requests.failed]);
    expect(sum('L1.messages')).toBe(links[0].sent);
    expect(Number(rows.at(-1)?.[head.indexOf('W1.completed')])).toBe(nodes[2].completed);
    expect(Number(rows.at(-1)?.[0])).toBe(exported.endNs / 1e9);
  });

  it('and the same as JSON, beside the summary', async () => {
    const { curves, summary, endSeconds } = JSON.parse(await textOf('json')) as {
      curves: Record<string, (number | null)[]>;
      summary: { traceHash: string };
      endSeconds: number[];
    };
    expect(summary.traceHash).toBe(exported.summary.traceHash);
    expect(curves.ok.reduce<number>((total, value) => total + (value ?? 0), 0)).toBe(requests.ok);
    expect(curves.ok).toHaveLength(endSeconds.length);
  });
});
