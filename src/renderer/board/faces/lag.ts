import type { TraceIndex } from '../../../sim/index';
import type { NodeMoment } from '../../playback/types';
import { Gauge } from '../../../sim/index';

/** Where it is read how far a follower is behind: positions of gauges among the own ones of each part. */
export interface LagSource {
  /** Those that may send it changes, and their count of changes. */
  readonly from: readonly { readonly node: number; readonly own: number }[];
  readonly applied: number;
  readonly ageMs: number;
}

/** For every node index that follows others by replication: where its lag is read. */
export function lagSources(index: TraceIndex): ReadonlyMap<number, LagSource> {
  const own = (node: number, name: string): number => index.nodes[node].gauges.findIndex((gauge) => gauge.name === name) - Gauge.first;
  const from = new Map<number, { node: number; own: number }[]>();
  for (const link of index.links) {
    if (link.role !== 'replication') continue;
    from.set(link.to, [...(from.get(link.to) ?? []), { node: link.from, own: own(link.from, 'changes') }]);
  }
  return new Map(
    [...from]
      .map(([node, list]) => [node, { from: list, applied: own(node, 'applied'), ageMs: own(node, 'lagMs') }] as const)
      .filter(([, source]) => source.applied >= 0 && source.from.every((one) => one.own >= 0)),
  );
}

/** How far a node is behind at a moment, in writes and in ms as of its last change; null when it follows none. */
export function lagOf(
  sources: ReadonlyMap<number, LagSource>,
  moments: readonly NodeMoment[],
  node: number,
): { readonly writes: number; readonly ageMs: number } | null {
  const source = sources.get(node);
  if (source === undefined) return null;
  const applied = moments[node]?.own[source.applied];
  const heads = source.from.map((one) => moments[one.node]?.own[one.own]);
  if (applied === undefined || heads.some((head) => head === undefined)) return null;
  return { writes: Math.max(0, Math.max(...(heads as number[])) - applied), ageMs: moments[node].own[source.ageMs] ?? 0 };
}
