import { FATES, Gauge, keySpace, MESSAGE_TYPE_NAMES, timedActions, type TraceWindow } from '../sim/index';
import { CallReader, type CallSpan } from './calls';
import type { ExportedRun, Exporter } from './exporter';

const US = 1000;

/**
 * The trace-event format of Chrome ("JSON Object Format"), for chrome://tracing, Perfetto and speedscope: a process for each part; what
 * it worked on as
 * complete events, in as many lanes as were busy at once; faults as instants; queues as counters. Times are microseconds.
 */
export function chromeTraceExporter(run: ExportedRun): Exporter {
  const reader = new CallReader(run.index);
  /** For each part, until when its lanes are taken, ns. */
  const lanes: number[][] = run.index.nodes.map(() => []);
  const write = (calls: readonly CallSpan[]): string =>
    calls
      .flatMap((call) => slicesOf(run, call, lanes))
      .map((event) => `,\n${JSON.stringify(event)}`)
      .join('');
  const { scenario, seed, engineVersion: engine, traceHash } = run.summary;
  const about = JSON.stringify({ scenario, seed, engine, traceHash });
  const listed = (events: readonly object[]): string => events.map((event) => JSON.stringify(event)).join(',\n');
  return {
    head: () => `{"displayTimeUnit":"ms","otherData":${about},"traceEvents":[\n${listed(names(run))}`,
    piece: (window: TraceWindow) => write(reader.read(window)),
    foot: () => `${write(reader.rest())}${[...faults(run), ...counters(run)].map((event) => `,\n${JSON.stringify(event)}`).join('')}\n]}\n`,
  };
}

function names({ index }: ExportedRun): object[] {
  return index.nodes.flatMap(({ id, kind }, node) => [
    { name: 'process_name', ph: 'M', ts: 0, pid: node + 1, tid: 0, args: { name: `${id} (${kind})` } },
    { name: 'process_sort_index', ph: 'M', ts: 0, pid: node + 1, tid: 0, args: { sort_index: node } },
  ]);
}

/** What the callee did, and for a client's own request how long it waited. */
function slicesOf(run: ExportedRun, call: CallSpan, lanes: number[][]): object[] {
  const { answer } = call;
  const fate = answer === null ? 'no answer' : answer.lost ? 'lost' : FATES[answer.fate].reason;
  const name = `${MESSAGE_TYPE_NAMES[call.type]}${call.request > 0 ? ` ${call.request}` : ''}`;
  const args = {
    ...(call.request > 0 ? { request: call.request } : {}),
    ...(call.key >= 0 ? { key: keySpace(run.index.keys).nameOf(call.key) } : {}),
    caller: run.index.nodes[call.caller].id,
    fate,
  };
  const slices: object[] = [];
  const slice = (node: number, fromNs: number, toNs: number): void => {
    slices.push({
      name,
      cat: fate === 'ok' ? 'ok' : 'failed',
      ph: 'X',
      ts: fromNs / US,
      dur: Math.max(0, toNs - fromNs) / US,
      pid: node + 1,
      tid: laneFor(lanes[node], fromNs, toNs),
      args,
    });
  };
  // What was never answered is held to the end.
  if (!call.askLost && call.arriveNs <= run.endNs) slice(call.callee, call.arriveNs, answer?.sentNs ?? run.endNs);
  if (call.parent === null && call.request > 0) slice(call.caller, call.sentNs, answer?.arriveNs ?? run.endNs);
  return slices;
}

/** The lowest lane that is free from then on: slices of one lane never overlap. */
function laneFor(taken: number[], fromNs: number, toNs: number): number {
  let lane = taken.findIndex((untilNs) => untilNs <= fromNs);
  if (lane < 0) lane = taken.length;
  taken[lane] = toNs;
  return lane + 1;
}

function faults({ faults: list, index, summary, endNs }: ExportedRun): object[] {
  return timedActions(list, { index, seed: summary.seed, endNs })
    .filter(({ atNs }) => atNs <= endNs)
    .flatMap(({ atNs, effects, ends }) =>
      effects.map(({ type, target }) => {
        const node = index.nodes.findIndex(({ id }) => id === target);
        return {
          name: `${type} ${target}${ends ? ' ends' : ''}`,
          cat: 'fault',
          ph: 'i',
          ts: atNs / US,
          pid: Math.max(0, node) + 1,
          tid: 0,
          s: node < 0 ? 'g' : 'p',
        };
      }),
    );
}

function counters({ index, series }: ExportedRun): object[] {
  const events: object[] = [];
  index.nodes.forEach(({ id, gaugeBase, capacity }, node) => {
    if (capacity === 0) return;
    for (let sample = 0; sample < series.sampleCount; sample++) {
      const at = (gauge: number): number => Number(series.gauges[(gaugeBase + gauge) * series.sampleCount + sample].toPrecision(6));
      events.push({
        name: `load of ${id}`,
        ph: 'C',
        ts: (sample * series.sampleNs) / US,
        pid: node + 1,
        tid: 0,
        args: { waiting: at(Gauge.queue), busy: at(Gauge.busy) },
      });
    }
  });
  return events;
}
