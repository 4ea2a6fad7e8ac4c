import type { RunReport } from '../../../contract/index';
import { cutSpans } from '../../../exports/cuts';
import { Gauge, NodeStatus, STATUS_NAMES } from '../../../sim/index';
import { actionsOf } from '../../playback/index';

/** A stretch of time in which a part or a wire was not as it should be. */
export interface Band {
  readonly fromNs: number;
  readonly toNs: number;
  /** Node index, or -1 for a wire. */
  readonly node: number;
  /** Link index, or -1 for a part. */
  readonly link: number;
  readonly what: (typeof STATUS_NAMES)[number] | 'cut';
}

/**
 * When parts were down, paused or slow, and wires cut, over the whole run. Parts by their status in the curves, with the exact moments of
 * the faults where those fit.
 */
export function bandsOf(report: RunReport): Band[] {
  const bands = report.index.nodes.flatMap((_, node) => statusBands(report, node));
  return [...bands, ...cutSpans(report).map((cut) => ({ ...cut, node: -1, what: 'cut' as const }))];
}

function statusBands(report: RunReport, node: number): Band[] {
  const { gauges, sampleCount, sampleNs } = report.series;
  const at = (report.index.nodes[node].gaugeBase + Gauge.status) * sampleCount;
  const edges = actionsOf(report)
    .filter(({ effects }) => effects.some(({ target }) => target === report.index.nodes[node].id))
    .map(({ atNs }) => atNs);
  const bands: Band[] = [];
  const samples = Math.min(sampleCount, Math.ceil(report.endNs / sampleNs));
  for (let i = 0; i < samples; i++) {
    const status = Math.max(...[i, i + 1].map((sample) => (sample < samples ? Math.ceil(gauges[at + sample]) : 0)));
    if (gauges[at + i] === 0 || status === 0) continue;
    let last = i;
    while (last + 1 < samples && gauges[at + last + 1] > 0 && (gauges[at + last + 1] === status || gauges[at + last + 1] % 1 !== 0)) last++;
    const fromNs = edges.findLast((ns) => ns >= i * sampleNs && ns < (i + 1) * sampleNs) ?? i * sampleNs;
    const toNs =
      edges.find((ns) => ns > Math.max(fromNs, last * sampleNs) && ns <= (last + 1) * sampleNs) ??
      Math.min(report.endNs, (last + 1) * sampleNs);
    bands.push({ fromNs, toNs, node, link: -1, what: STATUS_NAMES[Math.min(NodeStatus.starting, status)] });
    i = last;
  }
  return bands;
}
