import { FIELD_NAMES, storedValue } from '../data/values';
import type { Contradiction } from '../trace/moments';
import type { TraceIndex } from '../trace/types';
import type { Engine } from './engine';

/**
 * Where other shards behind the same router say something else of a key than one does, which is to be the only one that has it. Replicas do
 * not count: they may be late, which is no second truth.
 */
export function contradictionsOf(engine: Engine, index: TraceIndex, at: number, key: number): readonly Contradiction[] {
  const known = writesAt(engine, at, key);
  return peersOf(index, at).flatMap((peer) => {
    const others = writesAt(engine, peer, key);
    return FIELD_NAMES.flatMap((field, i): Contradiction[] => {
      if (known[i] < 0 || others[i] < 0 || known[i] === others[i]) return [];
      const { data } = storedValue(key, i, others[i], engine.values.nameOf(others[i]));
      return data === null ? [] : [{ field, node: index.nodes[peer].id, value: data }];
    });
  });
}

function writesAt({ nodes }: Engine, at: number, key: number): readonly number[] {
  const node = nodes[at];
  return node.behavior.lookup?.(node, key).writes ?? FIELD_NAMES.map(() => -1);
}

/** Other shards to which somebody is wired who is wired to this one, too. */
function peersOf({ nodes, links }: TraceIndex, at: number): readonly number[] {
  const isShard = (node: number): boolean => nodes[node].storesKeys && !links.some(({ to, role }) => to === node && role === 'replication');
  if (!isShard(at)) return [];
  const senders = new Set(links.filter(({ to, role }) => to === at && role === 'shard').map(({ from }) => from));
  const peers = links.filter(({ from, to, role }) => senders.has(from) && to !== at && role === 'shard' && isShard(to)).map(({ to }) => to);
  return [...new Set(peers)];
}
