import { kindOf } from '../kinds/index';
import { roleInfo } from '../parts/roles';
import type { NodeSummary, TraceIndex } from '../trace/types';

/**
 * Adds to parts that spread requests over several how unevenly they do. A replica behind the same part counts for the one that it follows,
 * since it takes a share of its requests.
 */
export function withImbalance(nodes: readonly NodeSummary[], { links }: TraceIndex): NodeSummary[] {
  return nodes.map((node, i) => {
    if (kindOf(node.kind)?.descriptor.spreads !== true) return node;
    const targets = links.filter(({ from, role }) => from === i && roleInfo(role).carriesRequests === true).map(({ to }) => to);
    const followers = new Map<number, number[]>(targets.map((target) => [target, []]));
    for (const { from, to, role } of links) if (role === 'replication' && targets.includes(to)) followers.get(from)?.push(to);
    const isFollower = new Set([...followers.values()].flat());
    const leaders = targets.filter((target) => !isFollower.has(target));
    if (leaders.length < 2) return node;
    const load = leaders.map((leader) => [leader, ...(followers.get(leader) ?? [])].reduce((sum, at) => sum + nodes[at].received, 0));
    const keys = leaders.flatMap((leader) => nodes[leader].keysHeld ?? []);
    return { ...node, imbalance: { load: unevenness(load), keys: keys.length < leaders.length ? null : unevenness(keys) } };
  });
}

/** The highest in multiples of the mean; null: they are all nothing. */
function unevenness(counts: readonly number[]): number | null {
  const sum = counts.reduce((total, count) => total + count, 0);
  return sum === 0 ? null : (Math.max(...counts) * counts.length) / sum;
}
