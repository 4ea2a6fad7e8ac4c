import type { RunReport } from '../../../contract/index';
import { calledBy, defaultParams, FATES, isShard, type Scenario } from '../../../sim/index';
import { nodeAt } from '../../playback/index';
import { COLOURS, gaugeValues, ratePerSecond, reached, smoothed, times, type ChartData, type ChartLine } from './chartData';
import { strings as texts } from './strings';

const MOST_LINES = COLOURS.length;
const QUEUE = 1;
const BUSY = 2;

type IndexNode = RunReport['index']['nodes'][number];

/** Requests sent, answered and failed each second. */
export function throughputChart({ series, endNs }: RunReport): ChartData {
  const length = reached(series, endNs);
  const rate = (counts: Float64Array): Float64Array => ratePerSecond(counts, series.sampleNs, length);
  return {
    name: 'throughput',
    title: texts.throughput,
    unit: 'requests/s',
    seconds: times(series, length),
    lines: [
      { title: texts.sent, values: rate(series.sent), colour: '--series-sent' },
      { title: texts.ok, values: rate(series.ok), colour: '--series-ok' },
      { title: texts.failed, values: rate(series.failed), colour: '--series-failed' },
    ],
  };
}

/** Median, 95th and 99th percentile of the latency of answered requests. */
export function latencyChart({ series, endNs }: RunReport): ChartData {
  const length = reached(series, endNs);
  const line = (title: string, values: Float64Array, at: number): ChartLine => ({
    title,
    values: smoothed(values, series.sampleNs, length),
    colour: COLOURS[at],
  });
  return {
    name: 'latency',
    title: texts.latency,
    unit: 'ms',
    seconds: times(series, length),
    lines: [line('p50', series.p50Ms, 0), line('p95', series.p95Ms, 1), line('p99', series.p99Ms, 2)],
    range: ['p99', 'p50'],
  };
}

/** Requests begun and not ended. */
export function inFlightChart({ series, endNs }: RunReport): ChartData {
  const length = reached(series, endNs);
  return {
    name: 'inflight',
    title: texts.inFlight,
    unit: 'requests',
    seconds: times(series, length),
    lines: [{ title: texts.inFlightLine, values: smoothed(series.inFlight, series.sampleNs, length), colour: COLOURS[0] }],
  };
}

/** Failed requests each second by reason; the rarest together. */
export function dropsChart({ series, endNs, summary }: RunReport): ChartData {
  const length = reached(series, endNs);
  const chart = { name: 'drops', title: texts.failures, unit: 'by reason, /s', seconds: times(series, length) };
  const reasons = FATES.map((fate, i) => ({ i, title: fate.title.toLowerCase(), count: summary.requests.byReason[fate.reason] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((p, q) => q.count - p.count);
  if (reasons.length === 0) return { ...chart, lines: [], nothing: texts.nothing.drops };
  const own = reasons.length > MOST_LINES ? reasons.slice(0, MOST_LINES - 1) : reasons;
  const groups = [
    ...own.map(({ i, title }) => ({ title, fates: [i] })),
    ...(own.length < reasons.length ? [{ title: texts.other, fates: reasons.slice(own.length).map(({ i }) => i) }] : []),
  ];
  const lines = groups.map(({ title, fates }, at): ChartLine => {
    const counts = Float64Array.from({ length }, (_, sample) =>
      fates.reduce((sum, fate) => sum + series.failedBy[fate * series.sampleCount + sample], 0),
    );
    return { title, values: ratePerSecond(counts, series.sampleNs, length), colour: COLOURS[at] };
  });
  return { ...chart, lines };
}

interface PartsFacts {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly nothing: string;
  /** Number of the gauge in the run; -1: the part has none. */
  readonly gauge: (node: IndexNode) => number;
  /** What is drawn of a part, made from the values of that gauge. */
  readonly values?: (node: IndexNode, values: Float64Array) => Float64Array;
  /** Which of those that have it are shown while none is chosen. */
  readonly usual?: (node: IndexNode) => boolean;
  /** In the order of the board, not by how high they are. */
  readonly inOrder?: boolean;
}

/** A gauge of several parts: of the chosen ones, else of those where it is highest. */
function partsChart(report: RunReport, parts: readonly string[], facts: PartsFacts): ChartData {
  const { series, index } = report;
  const length = reached(series, report.endNs);
  const ofNode = facts.values ?? ((_, values) => values);
  const candidates = index.nodes
    .filter((node) => facts.gauge(node) >= 0)
    .map((node) => {
      const values = smoothed(ofNode(node, gaugeValues(report, facts.gauge(node))), series.sampleNs, length);
      return { node, values, sum: values.reduce((total, value) => total + value, 0) };
    });
  const chart = { name: facts.name, title: facts.title, unit: facts.unit, seconds: times(series, length) };
  if (candidates.length === 0) return { ...chart, lines: [], nothing: facts.nothing };
  const chosen = candidates.filter(({ node }) => parts.includes(node.id));
  const usual = candidates.filter(({ node }) => facts.usual?.(node) ?? true);
  const all = chosen.length > 0 ? chosen : usual.length > 0 ? usual : candidates;
  const drawn = (facts.inOrder === true || all === chosen ? all : [...all].sort((p, q) => q.sum - p.sum)).slice(0, MOST_LINES);
  return {
    ...chart,
    of: all.length,
    lines: drawn.map(({ node, values }, i) => ({ title: calledBy(node), part: node.id, values, colour: COLOURS[i] })),
  };
}

const gaugeNamed = (node: IndexNode, name: string): number => {
  const at = node.gauges.findIndex((gauge) => gauge.name === name);
  return at < 0 ? -1 : node.gaugeBase + at;
};

/** Requests waiting. */
export function queueChart(report: RunReport, parts: readonly string[]): ChartData {
  return partsChart(report, parts, {
    name: 'queues',
    title: texts.queues,
    unit: 'waiting',
    nothing: texts.nothing.queues,
    gauge: (node) => (node.capacity > 0 || node.queueLimit > 0 ? node.gaugeBase + QUEUE : -1),
  });
}

/** Busy slots in percent of those there are at each moment. `design`: says how many that is once a field was changed; else defaults do. */
export function utilizationChart(report: RunReport, parts: readonly string[], design?: Scenario): ChartData {
  const { sampleNs } = report.series;
  return partsChart(report, parts, {
    name: 'utilization',
    title: texts.utilization,
    unit: '%',
    nothing: texts.nothing.utilization,
    gauge: (node) => (node.capacity > 0 ? node.gaugeBase + BUSY : -1),
    values: (node, busy) => {
      if (!report.faults.some((fault) => fault.type === 'set' && fault.node === node.id))
        return busy.map((value) => (value * 100) / node.capacity);
      const params = design?.nodes.find(({ id }) => id === node.id)?.params ?? defaultParams(node.kind);
      const slots = (at: number): number => Math.max(1, nodeAt(report, node, params, (at + 0.5) * sampleNs).capacity);
      return busy.map((value, at) => (value * 100) / slots(at));
    },
  });
}

/** Profiles held, shard by shard; on a board without shards by every store. */
export function keysChart(report: RunReport, parts: readonly string[]): ChartData {
  const hasShards = report.index.nodes.some(({ kind }) => isShard(kind));
  return partsChart(report, parts, {
    name: 'keys',
    title: texts.keysTitle,
    unit: hasShards ? 'by shard' : 'by store',
    nothing: texts.nothing.keys,
    gauge: (node) => (node.storesKeys ? gaugeNamed(node, 'keys') : -1),
    usual: ({ kind }) => !hasShards || isShard(kind),
    inOrder: true,
  });
}

/** Writes that a follower has not applied yet, by follower. */
export function lagChart(report: RunReport, parts: readonly string[]): ChartData {
  const { links, nodes } = report.index;
  const sources = new Map<string, number[]>();
  for (const { from, to, role } of links) {
    const head = gaugeNamed(nodes[from], 'changes');
    if (role === 'replication' && head >= 0) sources.set(nodes[to].id, [...(sources.get(nodes[to].id) ?? []), head]);
  }
  return partsChart(report, parts, {
    name: 'lag',
    title: texts.replicationLag,
    unit: 'writes behind',
    nothing: texts.nothing.lag,
    gauge: (node) => (sources.has(node.id) ? gaugeNamed(node, 'applied') : -1),
    values: (node, applied) => {
      const heads = (sources.get(node.id) ?? []).map((head) => gaugeValues(report, head));
      return applied.map((value, at) => Math.max(0, Math.max(...heads.map((head) => head[at])) - value));
    },
  });
}
