import type { RunReport } from '../../../contract/index';
import { Gauge } from '../../../sim/index';

/** What a part got of the requests up to a moment. */
export interface Share {
  readonly part: string;
  readonly count: number;
  /** Of all that these parts got; 0 before the first. */
  readonly percent: number;
}

/** How requests were shared out among parts up to a moment, by the samples of the run. */
export function sharesAt({ index, series }: RunReport, parts: readonly string[], atNs: number): Share[] {
  const sample = Math.min(series.sampleCount, Math.floor(atNs / series.sampleNs)) - 1;
  const counts = parts.map((part) => {
    const node = index.nodes.find(({ id }) => id === part);
    return node === undefined || sample < 0 ? 0 : series.gauges[(node.gaugeBase + Gauge.received) * series.sampleCount + sample];
  });
  const all = counts.reduce((sum, count) => sum + count, 0);
  return parts.map((part, i) => ({ part, count: counts[i], percent: all === 0 ? 0 : (100 * counts[i]) / all }));
}
