import { beginsRequests, kindOf } from '../kinds/index';
import type { MetricCheck } from '../model/scenario';
import type { GaugeSummary, NodeSummary, RunSummary } from '../trace/types';

/** The figures of a run that checks can ask for. */
export type CheckedFigures = Pick<
  RunSummary,
  'simulatedSeconds' | 'requests' | 'throughputPerSecond' | 'goodputPerSecond' | 'latencyMs' | 'nodes' | 'cost'
>;

/** What a figure rests on. */
export interface Evidence {
  readonly count: number;
  /** What was counted, in the plural: "answered requests". */
  readonly of: string;
}

/** So many observations a figure needs when its check does not say how many. */
export const USUAL_EVIDENCE = 10;
/** Of fewer than this, a percentile is no more than the slowest. */
const OF_PERCENTILES: Partial<Record<MetricCheck['metric'], number>> = { latencyP95Ms: 20, latencyP99Ms: 100 };
/** Metrics that count: so many as a check wants at least are evidence enough that there were so many. */
const COUNTS: readonly MetricCheck['metric'][] = ['received', 'completed', 'failed'];

/** Of parts: what only answers show. Where keys lie says nothing while nobody gets at them. */
const OF_ANSWERS: readonly MetricCheck['metric'][] = ['latencyMeanMs', 'loadImbalance', 'keyImbalance'];

/** How many observations a check needs: what it says, or a usual number for its metric. */
export function leastEvidence({ metric, atLeast, leastEvidence: said }: MetricCheck): number {
  if (said !== undefined) return said;
  if (COUNTS.includes(metric) && atLeast !== undefined) return Math.max(1, Math.min(USUAL_EVIDENCE, Math.ceil(atLeast)));
  return OF_PERCENTILES[metric] ?? USUAL_EVIDENCE;
}

/** How many observations there were of a figure of the whole run. */
export function evidenceOfRun(metric: MetricCheck['metric'], { requests }: CheckedFigures): Evidence {
  if (metric.startsWith('latency') || metric === 'costPerMillion') return { count: requests.ok, of: 'answered requests' };
  if (metric === 'received') return { count: requests.sent, of: 'requests that were sent' };
  return { count: requests.ok + requests.failed, of: 'requests that ended' };
}

/**
 * How many observations there were of a figure of one part. Every request that is sent shows whether it reaches a part, once one has; how
 * long a part takes is shown by those that it has answered.
 */
export function evidenceOfPart(metric: MetricCheck['metric'], node: NodeSummary, { requests }: CheckedFigures): Evidence {
  if (metric === 'received' && node.received > 0) return { count: requests.sent, of: 'requests that were sent' };
  if (OF_ANSWERS.includes(metric)) return { count: node.completed, of: `requests that ${node.id} answered` };
  return metric === 'errorPercent' || metric === 'failed' || metric === 'completed'
    ? { count: node.completed + node.failed, of: `requests that ended at ${node.id}` }
    : { count: node.received, of: `requests that reached ${node.id}` };
}

/**
 * How many observations there were of a gauge: requests that reached its part, or what it shows itself, such as changes that a replica took
 * over; of a part that takes no requests, those that were sent at all.
 */
export function evidenceOfGauge(gauge: GaugeSummary, node: NodeSummary, { requests }: CheckedFigures): Evidence {
  const most = Math.max(gauge.max, gauge.end);
  const descriptor = kindOf(node.kind)?.descriptor;
  const takesNone = descriptor?.accepts.every((role) => role === 'membership' || role === 'control') === true;
  // Whether an operation went wrong is shown by its answer; a part that only makes or takes events shows how many there were.
  if (descriptor?.isMember === true && descriptor.begins !== undefined)
    return { count: Math.max(most, node.completed), of: `operations answered to ${node.id}` };
  if (descriptor?.isMember === true) return { count: Math.max(most, node.received), of: `${gauge.unit ?? 'values'} at ${node.id}` };
  if (takesNone && !beginsRequests(node.kind)) return { count: requests.sent, of: 'requests that were sent' };
  return { count: Math.max(node.received, most), of: `requests that reached ${node.id}` };
}
