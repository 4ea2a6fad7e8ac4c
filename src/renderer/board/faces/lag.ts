import type { TraceIndex } from '../../../sim/index';
import type { NodeMoment } from '../../playback/types';
import { Gauge } from '../../../sim/index';

/** Where the lag of a replica is read: at the part it follows. */
export interface LagSource {
  readonly node: number;
  /** Position among the source's own gauges. */
  readonly own: number;
  /** True when it is the only follower: then the source's lag is its own; otherwise it is the worst of all followers. */
  readonly exact: boolean;
}

/** For every node index that follows another by replication: where its lag is read. */
export function lagSources(index: TraceIndex): ReadonlyMap<number, LagSource> {
  const followers = new Map<number, number>();
  const replication = index.links.filter((link) => link.role === 'replication');
  for (const link of replication) followers.set(link.from, (followers.get(link.from) ?? 0) + 1);
  const sources = new Map<number, LagSource>();
  for (const link of replication) {
    const own = index.nodes[link.from].gauges.findIndex((gauge) => gauge.name === 'lag') - Gauge.first;
    if (own >= 0) sources.set(link.to, { node: link.from, own, exact: followers.get(link.from) === 1 });
  }
  return sources;
}

/** The lag of a node at a moment; null when it follows none. */
export function lagOf(
  sources: ReadonlyMap<number, LagSource>,
  moments: readonly NodeMoment[],
  node: number,
): { readonly writes: number; readonly exact: boolean } | null {
  const source = sources.get(node);
  const writes = source === undefined ? undefined : moments[source.node]?.own[source.own];
  return source === undefined || writes === undefined ? null : { writes, exact: source.exact };
}
