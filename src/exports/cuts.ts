import { timedActions, type TimedAction } from '../sim/index';
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
  const actions: readonly TimedAction[] = timedActions(faults, { index, seed: summary.seed, endNs });
  return actions.flatMap((action) => {
    if (action.ends) return [];
    const end = actions.find((other) => other.ends && other.order === action.order && other.turn === action.turn);
    return action.effects.flatMap((effect) => {
      if (effect.type !== 'cut') return [];
      const healed = actions.find(
        (other) => other.atNs > action.atNs && other.effects.some(({ type, target }) => type === 'heal' && target === effect.target),
      );
      const toNs = Math.min(end?.atNs ?? Infinity, healed?.atNs ?? Infinity, endNs);
      return [{ fromNs: action.atNs, toNs, link: index.links.findIndex((link) => link.id === effect.target) }];
    });
  });
}
