import { Gauge, type RunSeries, type TraceIndex } from '../../../sim/index';
import { strings } from '../strings';

/** Warnings look at so much simulated time before the playhead, so that one burst does not make a face flicker. */
export const WARNING_SPAN_NS = 3e9;
const BUSY_WARNING = 0.8;
const QUEUE_WARNING = 0.5;
const QUEUE_ALARM = 0.9;

/** How near a part is to turning requests away. */
export interface Load {
  readonly level: 'calm' | 'warning' | 'alarm';
  /** A word for the face, '' while calm. No figure: it is about a while, and the face shows those of the moment. */
  readonly text: string;
}

/** Time average of a level gauge over the span before a moment; 0 before the run. */
export function trailingMean(series: RunSeries, gauge: number, atNs: number, spanNs: number): number {
  const { sampleNs, sampleCount, gauges } = series;
  if (sampleCount === 0 || sampleNs <= 0) return 0;
  const last = Math.max(0, Math.min(sampleCount - 1, Math.floor(atNs / sampleNs)));
  const first = Math.max(0, last - Math.max(1, Math.round(spanNs / sampleNs)) + 1);
  let sum = 0;
  for (let i = first; i <= last; i++) sum += gauges[gauge * sampleCount + i];
  return sum / (last - first + 1);
}

/** How loaded a part is around a moment: busy slots above 80 % or a queue above half warn; a nearly full queue alarms. */
export function loadAt(series: RunSeries, node: TraceIndex['nodes'][number], atNs: number): Load {
  if (node.capacity <= 0) return { level: 'calm', text: '' };
  const busy = trailingMean(series, node.gaugeBase + Gauge.busy, atNs, WARNING_SPAN_NS) / node.capacity;
  const queue = node.queueLimit > 0 ? trailingMean(series, node.gaugeBase + Gauge.queue, atNs, WARNING_SPAN_NS) / node.queueLimit : 0;
  if (queue > QUEUE_ALARM) return { level: 'alarm', text: strings.queueFull };
  if (queue > QUEUE_WARNING) return { level: 'warning', text: strings.queueFilling };
  if (busy > BUSY_WARNING) return { level: 'warning', text: strings.busy };
  return { level: 'calm', text: '' };
}
