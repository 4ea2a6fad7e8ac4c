import { BREAK_METRICS, UTILIZATION, type Breakpoint } from '../../model/breakpointSchema';
import { kinds } from '../../kinds/index';
import { ID_NAMES, type PlaceNames } from '../../model/placeNames';
import type { TraceIndex } from '../../trace/types';

/** What each event is called. */
export const BREAK_EVENT_TITLES: Readonly<Record<Extract<Breakpoint, { type: 'event' }>['event'], string>> = {
  arrival: 'a request arrives',
  reply: 'a reply arrives',
  failure: 'something fails',
  timeout: 'a timeout runs out',
  lost: 'a message is lost',
  crash: 'a crash',
  restart: 'a restart',
  log: 'a log line',
  handler: 'a handler of a program',
  line: 'a line of a program',
};

const METRIC_TITLES: Readonly<Record<string, string>> = {
  inFlight: 'Requests in flight',
  throughputPerSecond: 'Throughput',
  failuresPerSecond: 'Failures',
  errorPercent: 'Errors',
  latencyMeanMs: 'Mean latency',
  latencyP50Ms: 'Median latency',
  latencyP95Ms: 'p95 latency',
  latencyP99Ms: 'p99 latency',
  [UTILIZATION]: 'Utilization',
  queue: 'Queue',
  busy: 'Busy slots',
  inside: 'Requests inside',
  received: 'Received',
  completed: 'Completed',
  failed: 'Failed',
};

const UNITS: Readonly<Record<string, string>> = {
  throughputPerSecond: '/s',
  failuresPerSecond: '/s',
  errorPercent: ' %',
  latencyMeanMs: ' ms',
  latencyP50Ms: ' ms',
  latencyP95Ms: ' ms',
  latencyP99Ms: ' ms',
  [UTILIZATION]: ' %',
};

/** What a metric is called, with its part; a gauge of a kind goes by its title. */
export function metricName(metric: string, node?: string): string {
  return `${METRIC_TITLES[metric] ?? gaugeTitle(metric)}${node === undefined ? '' : ` of ${node}`}`;
}

let gaugeTitles: ReadonlyMap<string, string> | null = null;

function gaugeTitle(name: string): string {
  gaugeTitles ??= new Map(Object.values(kinds).flatMap(({ descriptor }) => descriptor.gauges.map((gauge) => [gauge.name, gauge.title])));
  return gaugeTitles.get(name) ?? name;
}

/** The unit behind a figure of a metric, with the space before it. */
export function metricUnit(metric: string): string {
  return UNITS[metric] ?? '';
}

/** A breakpoint in a few words, by names where they are given. `checkTitle`: what its check is called. */
export function describeBreakpoint(
  breakpoint: Breakpoint,
  checkTitle: (id: string) => string = (id) => id,
  { part }: PlaceNames = ID_NAMES,
): string {
  const at = 'node' in breakpoint && breakpoint.node !== undefined ? part(breakpoint.node) : undefined;
  switch (breakpoint.type) {
    case 'time':
      return `At ${breakpoint.atSeconds} s`;
    case 'event': {
      const { text = '' } = breakpoint;
      if (breakpoint.event === 'handler' && text !== '') return `On the handler of ${text} at ${at ?? 'any part'}`;
      if (breakpoint.event === 'line' && text !== '') return `On line ${text} of the program of ${at ?? 'any part'}`;
      const about = text === '' ? '' : ` with \u201c${text}\u201d`;
      return `On ${BREAK_EVENT_TITLES[breakpoint.event]}${about} at ${at ?? 'any part'}`;
    }
    case 'metric':
      return `${metricName(breakpoint.metric, at)} goes ${breakpoint.crosses} ` + `${breakpoint.value}${metricUnit(breakpoint.metric)}`;
    case 'check':
      return breakpoint.check === undefined ? 'A check turns red' : `Check turns red: ${checkTitle(breakpoint.check)}`;
  }
}

/** Why a breakpoint means nothing in a run: one sentence; null when it does. */
export function breakpointProblem(breakpoint: Breakpoint, index: TraceIndex, checks: readonly string[]): string | null {
  if (breakpoint.type === 'time') return null;
  if (breakpoint.type === 'check')
    return breakpoint.check === undefined || checks.includes(breakpoint.check)
      ? null
      : `There is no check ${breakpoint.check} in this run; choose another.`;
  const { node } = breakpoint;
  const parts = node === undefined ? index.nodes : index.nodes.filter((candidate) => candidate.id === node);
  if (node !== undefined && parts.length === 0) return `There is no part ${node} in this run; choose another, or run the scenario again.`;
  if (breakpoint.type === 'event') return null;
  const { metric } = breakpoint;
  if (node === undefined && (BREAK_METRICS as readonly string[]).includes(metric)) return null;
  const has = parts.some((part) => (metric === UTILIZATION ? part.capacity > 0 : part.gauges.some((gauge) => gauge.name === metric)));
  return has
    ? null
    : `${node ?? 'No part'} has ${node === undefined ? '' : 'no '}${metricName(metric).toLowerCase()}; choose another figure.`;
}
