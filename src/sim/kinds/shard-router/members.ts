import type { NodeSetup } from '../../parts/context';
import type { KeyPlacement } from '../../parts/keyPlacement';
import type { GroupTools } from '../../toolkit/groups';
import { Placements, type PlacementSpec } from '../../toolkit/placement/table';
import type { ShardRouterParams } from './kind';

const WORD = /[A-Za-z][A-Za-z0-9_-]*/g;

/** Names of the shards that are wired, by their group. */
export function shardNames(setup: NodeSetup, groups: GroupTools): string[] {
  return groups.members.map((members) => setup.out[members[0]].nodeId);
}

/** The shards that get keys, by their number: those that are not left out, the first so many of them. One stays in any case. */
export function membersInUse(names: readonly string[], params: Pick<ShardRouterParams, 'leftOut' | 'shardsInUse'>, ordered = 0): number[] {
  const leftOut = new Set(params.leftOut.match(WORD));
  const all = names.map((_, group) => group);
  const kept = all.filter((group) => !leftOut.has(names[group]));
  const limit = ordered > 0 ? ordered : params.shardsInUse;
  const first = limit > 0 ? kept.slice(0, limit) : kept;
  return first.length > 0 ? first : all.slice(0, 1);
}

/** Where keys are, for whoever draws a router or changes its shards. */
export function keyPlacement(params: ShardRouterParams, shards: readonly string[]): KeyPlacement {
  const { strategy, hash, boundaries, virtualNodes, tableSize, directory, moves } = params;
  const movesKeys = moves !== 'none';
  return {
    inUse: membersInUse(shards, params),
    leftOut: params.leftOut.match(WORD) ?? [],
    movesKeys,
    hash: hash === 'xxhash32' ? 'xxhash32' : 'murmur3',
    rule: { strategy, boundaries, virtualNodes, tableSize, directory },
    withLeftOut: (ids) => ({ ...(movesKeys ? {} : { moves: 'at-once' }), leftOut: ids.join(', ') }),
  };
}

/** What the fields of a router say of where keys are. */
export function specOf(params: ShardRouterParams, members: readonly number[]): PlacementSpec {
  const { strategy, hash, boundaries, virtualNodes, tableSize, directory, program } = params;
  return { strategy, hash, boundaries, virtualNodes, tableSize, directory, program, members, ranges: null };
}

const known = new WeakMap<NodeSetup, Placements>();

/** The placements of a router, which are reckoned once however often its fields change. */
export function placementsOf(setup: NodeSetup, groups: GroupTools): Placements {
  const before = known.get(setup);
  if (before !== undefined) return before;
  const made = new Placements(shardNames(setup, groups), (id) => setup.program(id), setup.keys);
  known.set(setup, made);
  return made;
}
