import { holdSpans, timedActions } from '../sim/index';
import type { ExportedRun } from './exporter';

/** A wire that was cut for a while. */
export interface CutSpan {
  readonly link: number;
  readonly fromNs: number;
  readonly toNs: number;
}

/** When wires were cut, by whatever fault, until that fault ended or the wire was healed. */
export function cutSpans({
  faults,
  index,
  summary,
  endNs,
}: Pick<ExportedRun, 'faults' | 'index' | 'endNs'> & { readonly summary: { readonly seed: number } }): CutSpan[] {
  return holdSpans(timedActions(faults, { index, seed: summary.seed, endNs })).flatMap(({ effect, fromNs, untilNs }) =>
    effect.type === 'cut' && fromNs <= endNs && index.links.some((link) => link.id === effect.target)
      ? [{ fromNs, toNs: Math.min(untilNs, endNs), link: index.links.findIndex((link) => link.id === effect.target) }]
      : [],
  );
}
