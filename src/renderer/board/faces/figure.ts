import { Gauge, type RunSeries, type TraceIndex, NS_PER_SECOND } from '../../../sim/index';
import { grouped } from './faceNumbers';

type IndexedNode = TraceIndex['nodes'][number];

/** A rate is taken over so much simulated time before the playhead: long enough to be read, short enough to follow a fault. */
const RATE_SPAN_NS = 3e9;

/** The counter whose rate is the one figure that matters for a part, and what it counts. */
export interface MainCounter {
  /** Index among the node's gauges. */
  readonly gauge: number;
  /** Behind "/s"; '' where it is the usual, requests done. */
  readonly what: string;
}

/** Own counters that say more about a kind than its requests do, in order of weight. */
const OWN = [
  { name: 'heartbeats', what: 'heartbeats' },
  { name: 'made', what: 'made' },
  { name: 'ordered', what: 'ordered' },
  { name: 'taken', what: 'taken' },
  { name: 'news', what: 'learnt' },
  { name: 'ok', what: 'ok' },
] as const;

/** What a part of a kind is about, as a counter of its gauges; null: nothing that happens so often. */
export function mainCounter(node: IndexedNode, accepts: number, isOfNetworks: boolean, ordersOnly: boolean): MainCounter | null {
  if (ordersOnly) return null;
  const at = (name: string): number => node.gauges.findIndex((gauge) => gauge.name === name);
  for (const { name, what } of OWN)
    if (at(name) >= Gauge.first && (isOfNetworks || name === 'heartbeats')) return { gauge: at(name), what };
  if (isOfNetworks) {
    if (at('sent') >= Gauge.first) return { gauge: at('sent'), what: 'sent' };
    // A member that counts nothing of its own: what is said to it.
    return at('messagesReceived') >= Gauge.first ? { gauge: at('messagesReceived'), what: 'heard' } : null;
  }
  return accepts === 0 ? { gauge: Gauge.received, what: 'sent' } : { gauge: Gauge.completed, what: '' };
}

/**
 * How often a counter went up, a second, over the last three seconds before a moment (less at the beginning of a run); `now` is its value
 * at that moment, `gauge` its column in the curves.
 */
export function counterRate(series: RunSeries, gauge: number, now: number, atNs: number): number {
  const { sampleNs, sampleCount, gauges } = series;
  if (sampleCount === 0 || sampleNs <= 0 || atNs <= 0) return 0;
  // A counter's sample is its value at the sample's end.
  const first = Math.min(sampleCount, Math.max(0, Math.floor((atNs - Math.max(RATE_SPAN_NS, sampleNs)) / sampleNs)));
  const before = first === 0 ? 0 : gauges[gauge * sampleCount + first - 1];
  const spanNs = atNs - first * sampleNs;
  return spanNs <= 0 ? 0 : Math.max(0, ((now - before) * NS_PER_SECOND) / spanNs);
}

/** A rate as the large figure of a face, e.g. "31", "4.2", "12.4 k". */
export function rateFigure(perSecond: number): string {
  if (perSecond >= 999_500) return `${Number((perSecond / 1e6).toPrecision(3))} M`;
  if (perSecond >= 9_999.5) return `${Number((perSecond / 1000).toPrecision(3))} k`;
  return perSecond >= 9.95 || perSecond === 0 ? grouped(perSecond) : perSecond.toFixed(1);
}
