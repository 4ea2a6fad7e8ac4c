import type { EngineNode } from './node';

/**
 * The number of the newest write of a register (a field of a key) that any store behind a part has; 0: as shipped, -1: nothing is there.
 * Writes are numbered as they begin. Nobody on the board can know this: it is for figures, never for what a part does.
 */
export function newestBehind(nodes: readonly EngineNode[], from: EngineNode, key: number, field: number): number {
  let newest = -1;
  for (const store of storesBehind(nodes, from)) {
    const write = store.behavior.lookup?.(store, key).writes[field] ?? -1;
    if (write > newest) newest = write;
  }
  return newest;
}

const known = new WeakMap<EngineNode, readonly EngineNode[]>();

/** Databases, shards and replicas that requests of a part can come to; wires stay as they are all through a run. */
function storesBehind(nodes: readonly EngineNode[], from: EngineNode): readonly EngineNode[] {
  const before = known.get(from);
  if (before !== undefined) return before;
  const reached = new Set<EngineNode>([from]);
  for (const node of reached) for (const out of node.setup.out) reached.add(nodes[out.node]);
  reached.delete(from);
  const stores = [...reached].filter(
    ({ descriptor }) => descriptor.hasDisk === true && descriptor.isMember !== true && descriptor.storesKeys,
  );
  known.set(from, stores);
  return stores;
}
