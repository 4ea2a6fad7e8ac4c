import { FATES, keySpace, MESSAGE_TYPE_NAMES, type TraceWindow } from '../sim/index';
import { CallReader, type CallSpan } from './calls';
import type { ExportedRun, Exporter } from './exporter';

/** Simulated time 0 as a date: midnight at the beginning of 2000, UTC, in ns since 1970. */
const EPOCH_NS = 946_684_800_000_000_000n;
const SERVER = 2;
const CLIENT = 3;
const OK = 1;
const ERROR = 2;

interface Span {
  readonly node: number;
  readonly json: object;
}

/**
 * OpenTelemetry traces in OTLP's JSON encoding (opentelemetry-proto, ExportTraceServiceRequest): a trace for each client request, a
 * client span at
 * the caller and a server span at the callee of each call, a resource for each part.
 */
export function otlpExporter(run: ExportedRun): Exporter {
  const reader = new CallReader(run.index);
  let isFirst = true;
  const write = (calls: readonly CallSpan[]): string => {
    const spans = calls.flatMap((call) => spansOf(run, call));
    let text = '';
    for (const node of [...new Set(spans.map((span) => span.node))].sort((p, q) => p - q)) {
      const own = spans.filter((span) => span.node === node).map((span) => JSON.stringify(span.json));
      text += `${isFirst ? '' : ','}\n${resource(run, node, own)}`;
      isFirst = false;
    }
    return text;
  };
  return {
    head: () => '{"resourceSpans":[',
    piece: (window: TraceWindow) => write(reader.read(window)),
    foot: () => `${write(reader.rest())}\n]}\n`,
  };
}

function resource({ index, summary }: ExportedRun, node: number, spans: readonly string[]): string {
  const { id, kind } = index.nodes[node];
  const attributes = [
    text('service.name', id),
    text('service.namespace', summary.scenario),
    text('faultboard.kind', kind),
    text('faultboard.seed', String(summary.seed)),
  ];
  const resource = JSON.stringify({ attributes });
  const scope = JSON.stringify({ name: 'faultboard', version: summary.engineVersion });
  return `{"resource":${resource},"scopeSpans":[{"scope":${scope},"spans":[${spans.join(',')}]}]}`;
}

function spansOf(run: ExportedRun, call: CallSpan): Span[] {
  const { answer, parent } = call;
  const traceId = call.request > 0 ? traceOf(run, hex(call.request, 16)) : traceOf(run, `f${hex(rootOf(call).askId, 15)}`);
  const key = call.key >= 0 ? keySpace(run.index.keys).nameOf(call.key) : '';
  const name = `${MESSAGE_TYPE_NAMES[call.type]}${key === '' ? '' : ` ${key}`}`;
  const attributes = [
    text('peer.service', run.index.nodes[call.callee].id),
    ...(call.request > 0 ? [int('faultboard.request', call.request)] : []),
    ...(call.key >= 0 ? [text('faultboard.key', key)] : []),
  ];
  const lost = call.askLost
    ? [{ timeUnixNano: stamp(call.arriveNs), name: 'the question was lost on the wire' }]
    : answer?.lost === true
      ? [{ timeUnixNano: stamp(answer.arriveNs), name: 'the answer was lost on the wire' }]
      : [];
  const client: Span = {
    node: call.caller,
    json: {
      traceId,
      spanId: hex(call.askId * 2, 16),
      ...(parent === null ? {} : { parentSpanId: hex(parent.askId * 2 + 1, 16) }),
      name,
      kind: CLIENT,
      startTimeUnixNano: stamp(call.sentNs),
      endTimeUnixNano: stamp(answer?.arriveNs ?? (call.askLost ? call.arriveNs : Math.max(call.arriveNs, run.endNs))),
      attributes,
      ...(lost.length > 0 ? { events: lost } : {}),
      status: statusOf(call),
    },
  };
  if (call.askLost || call.arriveNs > run.endNs) return [client];
  const server: Span = {
    node: call.callee,
    json: {
      traceId,
      spanId: hex(call.askId * 2 + 1, 16),
      parentSpanId: hex(call.askId * 2, 16),
      name,
      kind: SERVER,
      startTimeUnixNano: stamp(call.arriveNs),
      endTimeUnixNano: stamp(answer?.sentNs ?? Math.max(call.arriveNs, run.endNs)),
      attributes: attributes.slice(1),
      status: statusOf({ ...call, answer: answer === null ? null : { ...answer, lost: false } }),
    },
  };
  return [client, server];
}

function statusOf({ answer, askLost }: Pick<CallSpan, 'answer' | 'askLost'>): object {
  if (answer === null || answer.lost) return { code: ERROR, message: askLost || answer?.lost === true ? 'lost' : 'no answer' };
  return answer.fate === 0 ? { code: OK } : { code: ERROR, message: FATES[answer.fate].reason };
}

function rootOf(call: CallSpan): CallSpan {
  return call.parent === null ? call : rootOf(call.parent);
}

function traceOf({ summary }: ExportedRun, last: string): string {
  return summary.traceHash.slice(0, 16).padStart(16, '0') + last;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function stamp(ns: number): string {
  return String(EPOCH_NS + BigInt(Math.floor(ns)));
}

function text(key: string, stringValue: string): object {
  return { key, value: { stringValue } };
}

function int(key: string, value: number): object {
  return { key, value: { intValue: String(value) } };
}
