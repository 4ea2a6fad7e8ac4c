import type { RunReport } from '../../../contract/index';
import { isNetwork } from '../../document/index';

/** The networks of a run: index of the part, and the place of the counter of its messages among all gauges. */
export function messageCounters({ index }: Pick<RunReport, 'index'>): { readonly node: number; readonly gauge: number }[] {
  return index.nodes.flatMap(({ kind, gauges, gaugeBase }, node) => {
    const at = gauges.findIndex(({ name }) => name === 'sent');
    return isNetwork(kind) && at >= 0 ? [{ node, gauge: gaugeBase + at }] : [];
  });
}

/** By how much a counter grew within a sample. */
export function growthIn({ gauges, sampleCount }: RunReport['series'], gauge: number, sample: number): number {
  const at = gauge * sampleCount + sample;
  return gauges[at] - (sample === 0 ? 0 : gauges[at - 1]);
}

/** All messages of a run: over wires, and between members of networks. */
export function messagesOfRun(report: RunReport): number {
  const overWires = report.summary.links.reduce((sum, link) => sum + link.sent, 0);
  const { gauges, sampleCount } = report.series;
  if (sampleCount === 0) return overWires;
  return messageCounters(report).reduce((sum, { gauge }) => sum + gauges[gauge * sampleCount + sampleCount - 1], overWires);
}
