import { BREAK_METRICS, UTILIZATION, type Breakpoint } from '../../model/breakpointSchema';
import { Gauge } from '../../parts/contract';
import { LOG_VERBS } from '../../trace/types';
import type { Probe, ProbeContext } from './listener';
import type { EngineNode } from '../node';
import { metricName, metricUnit } from './texts';
import { LastSecond, LevelAverage } from './sliding';
import { NS_PER_MS } from '../../kernel/units';

type MetricBreakpoint = Extract<Breakpoint, { type: 'metric' }>;
type RunMetric = (typeof BREAK_METRICS)[number];

const FAILED = LOG_VERBS.indexOf('failed');
const QUANTILES: Readonly<Partial<Record<RunMetric, number>>> = { latencyP50Ms: 0.5, latencyP95Ms: 0.95, latencyP99Ms: 0.99 };

/** Stops when a figure crosses a value: the moment at which it comes to lie beyond it, having been on the other side. */
export function metricProbe(wanted: MetricBreakpoint, context: ProbeContext): Probe {
  if (wanted.node === undefined && isRunMetric(wanted.metric)) return runProbe(wanted, wanted.metric, context);
  return wanted.metric === UTILIZATION ? utilizationProbe(wanted, context) : gaugeProbe(wanted, context);
}

function isRunMetric(metric: string): metric is RunMetric {
  return (BREAK_METRICS as readonly string[]).includes(metric);
}

/** Tells of the moments at which a value crosses the limit; NaN (there is no figure) is on neither side. */
function crossing(
  wanted: MetricBreakpoint,
  node: string | undefined,
  { hit }: ProbeContext,
  first: number,
): (nowNs: number, isBeyond: boolean, value: () => number) => void {
  let wasBeyond = isBeyondLimit(wanted, first);
  return (nowNs, isBeyond, value) => {
    if (isBeyond && !wasBeyond) {
      const figure = Number(value().toPrecision(4));
      hit(
        nowNs,
        `${metricName(wanted.metric, node)} went ${wanted.crosses} ${wanted.value}${metricUnit(wanted.metric)}: it ` +
          `is ${figure}${metricUnit(wanted.metric)}.`,
      );
    }
    wasBeyond = isBeyond;
  };
}

function isBeyondLimit({ crosses, value: limit }: MetricBreakpoint, value: number): boolean {
  return crosses === 'above' ? value > limit : value < limit;
}

/** Gauges of one part, or of every part that has one of that name. */
function gaugeProbe(wanted: MetricBreakpoint, context: ProbeContext): Probe {
  const { engine, index } = context;
  const watched = new Map<number, (nowNs: number, isBeyond: boolean, value: () => number) => void>();
  for (const node of index.nodes) {
    const at = node.gauges.findIndex((gauge) => gauge.name === wanted.metric);
    if (at < 0 || (wanted.node !== undefined && wanted.node !== node.id)) continue;
    watched.set(node.gaugeBase + at, crossing(wanted, node.id, context, engine.gauges.value(node.gaugeBase + at)));
  }
  return { change: (nowNs, gauge, value) => watched.get(gauge)?.(nowNs, isBeyondLimit(wanted, value), () => value) };
}

/** Slots that a part had in the last second on average: fields may change them. */
class SlotsAverage {
  private readonly average: LevelAverage;
  private params: unknown;

  constructor(
    nowNs: number,
    private readonly node: EngineNode,
  ) {
    this.average = new LevelAverage(nowNs, this.slots());
    this.params = node.params;
  }

  /** Asked at every event, so that no change is missed for long. */
  at(nowNs: number): number {
    if (this.node.params !== this.params) {
      this.params = this.node.params;
      this.average.change(nowNs, this.slots());
    }
    return this.average.at(nowNs);
  }

  private slots(): number {
    return this.node.behavior.capacity?.(this.node.params) ?? 0;
  }
}

/** Busy slots over all slots in the last second, of one part or of every part that has slots. */
function utilizationProbe(wanted: MetricBreakpoint, context: ProbeContext): Probe {
  const { engine, index } = context;
  const nowNs = engine.queue.nowNs;
  const watched = new Map<
    number,
    { readonly average: LevelAverage; readonly percent: (nowNs: number) => number; readonly cross: ReturnType<typeof crossing> }
  >();
  for (const [i, node] of index.nodes.entries()) {
    if (node.capacity === 0 || (wanted.node !== undefined && wanted.node !== node.id)) continue;
    const average = new LevelAverage(nowNs, engine.gauges.value(node.gaugeBase + Gauge.busy));
    const slots = new SlotsAverage(nowNs, engine.nodes[i]);
    const percent = (atNs: number): number => Math.min(100, (average.at(atNs) / slots.at(atNs)) * 100);
    watched.set(node.gaugeBase + Gauge.busy, { average, percent, cross: crossing(wanted, node.id, context, percent(nowNs)) });
  }
  return {
    event: (atNs) => {
      for (const { percent, cross } of watched.values()) {
        const value = percent(atNs);
        cross(atNs, isBeyondLimit(wanted, value), () => value);
      }
    },
    change: (atNs, gauge, level) => watched.get(gauge)?.average.change(atNs, level),
  };
}

function runProbe(wanted: MetricBreakpoint, metric: RunMetric, context: ProbeContext): Probe {
  if (metric === 'inFlight') return inFlightProbe(wanted, context);
  return metric in QUANTILES || metric === 'latencyMeanMs'
    ? latencyProbe(wanted, QUANTILES[metric] ?? null, context)
    : countProbe(wanted, metric, context);
}

function inFlightProbe(wanted: MetricBreakpoint, context: ProbeContext): Probe {
  const { engine } = context;
  const cross = crossing(wanted, undefined, context, engine.inFlight);
  const look = (nowNs: number): void => cross(nowNs, isBeyondLimit(wanted, engine.inFlight), () => engine.inFlight);
  // Requests begin and end with a message, an answer or a line in the log.
  return { message: look, answered: look, log: look };
}

/** Requests that ended in the last second: all, those that failed, or the share of those. */
function countProbe(wanted: MetricBreakpoint, metric: RunMetric, context: ProbeContext): Probe {
  const ended = new LastSecond();
  let failed = 0;
  const figure = (): number => {
    if (metric === 'throughputPerSecond') return ended.count - failed;
    if (metric === 'failuresPerSecond') return failed;
    return ended.count === 0 ? NaN : (failed / ended.count) * 100;
  };
  const cross = crossing(wanted, undefined, context, figure());
  const look = (nowNs: number, isFailed: number): void => {
    ended.forget(nowNs, (wasFailed) => (failed -= wasFailed));
    if (isFailed >= 0) {
      ended.add(nowNs, isFailed);
      failed += isFailed;
    }
    cross(nowNs, isBeyondLimit(wanted, figure()), figure);
  };
  return {
    event: (nowNs) => look(nowNs, -1),
    answered: (nowNs) => look(nowNs, 0),
    log: (nowNs, _node, verb) => verb === FAILED && look(nowNs, 1),
  };
}

/**
 * Mean (`quantile` null) or percentile of the latencies of the last second. Whether a percentile lies above a limit is known from how
 * many latencies do; nothing is sorted.
 */
function latencyProbe(wanted: MetricBreakpoint, quantile: number | null, context: ProbeContext): Probe {
  const latencies = new LastSecond();
  const limitNs = wanted.value * NS_PER_MS;
  let [above, below, sum] = [0, 0, 0];
  const add = (latencyNs: number, by: 1 | -1): void => {
    if (latencyNs > limitNs) above += by;
    if (latencyNs < limitNs) below += by;
    sum += by * latencyNs;
  };
  const isBeyond = (): boolean => {
    const { count } = latencies;
    if (count === 0) return false;
    if (quantile === null) return isBeyondLimit(wanted, sum / count / NS_PER_MS);
    const rank = Math.max(1, Math.ceil(quantile * count));
    return wanted.crosses === 'above' ? above > count - rank : below >= rank;
  };
  const value = (): number => (quantile === null ? sum / latencies.count : latencies.quantile(quantile)) / NS_PER_MS;
  const cross = crossing(wanted, undefined, context, NaN);
  const look = (nowNs: number, latencyNs: number): void => {
    latencies.forget(nowNs, (gone) => add(gone, -1));
    if (latencyNs >= 0) {
      latencies.add(nowNs, latencyNs);
      add(latencyNs, 1);
    }
    cross(nowNs, isBeyond(), value);
  };
  return { event: (nowNs) => look(nowNs, -1), answered: look };
}
