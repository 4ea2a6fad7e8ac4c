import { Gauge, type TraceIndex } from '../../../sim/index';
import type { NodeMoment } from '../../playback/types';

/** What is missing is seen, however little it is. */
const NEARLY_ALL = 0.85;

type Node = TraceIndex['nodes'][number];

/**
 * How much of what is known in the run each member knows, 0 to 1, by its place; 1 only for those that know the very same as the one
 * that knows most. Empty: nobody spreads anything, or nothing is known yet.
 */
export function holdingsOf(nodes: readonly Node[], moments: readonly NodeMoment[]): ReadonlyMap<number, number> {
  const holdings = new Map<number, number>();
  const own = (at: number, name: string): number | null => {
    const gauge = nodes[at].gauges.findIndex((each) => each.name === name);
    return gauge < Gauge.first ? null : (moments[at]?.own[gauge - Gauge.first] ?? 0);
  };
  const members = [...nodes.keys()].flatMap((at) => {
    const known = own(at, 'known');
    // Where each value has a few copies only, nobody is to hold all, and nothing is missing.
    const isForAll = nodes[at].gauges.some(({ name, isForAll }) => name === 'known' && isForAll === true);
    return known === null || !isForAll ? [] : [{ at, known, view: own(at, 'view') }];
  });
  const most = members.reduce(
    (best, member) => (member.known > (best?.known ?? 0) ? member : best),
    undefined as (typeof members)[0] | undefined,
  );
  if (most === undefined) return holdings;
  for (const { at, known, view } of members) holdings.set(at, view === most.view ? 1 : Math.min(NEARLY_ALL, known / most.known));
  return holdings;
}
