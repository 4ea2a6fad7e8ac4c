import { invariant } from '../kernel/assert';
import { murmur3 } from '../kernel/hash';
import type { DistributionSpec } from '../model/distributionSchema';
import type { LinkNetwork } from '../model/networkSchema';
import { counterDraw } from './counterRandom';

/** How the members of a network are connected: who is whose neighbour. */
export const TOPOLOGIES = ['all', 'line', 'ring', 'grid', 'tree2', 'tree3', 'tree4', 'random', 'drawn'] as const;
/** One of them. */
export type Topology = (typeof TOPOLOGIES)[number];

/** What a part that is a network says of itself. */
export interface NetworkSpec {
  readonly topology: Topology;
  /** Neighbours of each member in a random graph. */
  readonly degree: number;
  readonly latency: DistributionSpec;
  readonly lossPercent: number;
  readonly network: LinkNetwork;
}

const PAIRED_DRAW = 1;

/**
 * Neighbours of every member, by position, in ascending order; null: everybody is next to everybody. A random graph is the union of
 * `degree / 2` random rings (so every member has about `degree` neighbours and the graph is in one piece; H. Kim and N. Wormald, Random
 * matchings which induce Hamilton cycles, 2001). `drawn` holds the pairs that were wired by hand. Throws InvariantError for a pair out of
 * range.
 */
export function neighbours(
  topology: Topology,
  members: number,
  degree: number,
  salt: number,
  drawn: readonly (readonly [number, number])[],
): readonly Int32Array[] | null {
  if (topology === 'all') return null;
  const sets = Array.from({ length: members }, () => new Set<number>());
  const join = (a: number, b: number): void => {
    invariant(a >= 0 && b >= 0 && a < members && b < members, 'a lane to a member that is not there');
    if (a === b) return;
    sets[a].add(b);
    sets[b].add(a);
  };
  if (topology === 'drawn') for (const [a, b] of drawn) join(a, b);
  else if (topology === 'random') joinAtRandom(members, degree, salt, join);
  else for (let i = 0; i < members; i++) joinEarlier(topology, i, members, join);
  return sets.map((set) => Int32Array.from([...set].sort((p, q) => p - q)));
}

/** Joins member `i` to those before it, as the topology has it; a tree of k is filled level by level (Maelstrom's tree2, tree3, tree4). */
function joinEarlier(topology: Topology, i: number, members: number, join: (a: number, b: number) => void): void {
  if (topology === 'line' || topology === 'ring') {
    if (i > 0) join(i - 1, i);
    if (topology === 'ring' && i === members - 1) join(i, 0);
  } else if (topology === 'grid') {
    const side = gridSide(members);
    if (i % side > 0) join(i - 1, i);
    if (i >= side) join(i - side, i);
  } else if (i > 0) {
    const branches = topology === 'tree2' ? 2 : topology === 'tree3' ? 3 : 4;
    join(Math.floor((i - 1) / branches), i);
  }
}

/** What the lots of a network with this name are drawn from, in runs with a seed. */
export function networkSalt(id: string, seed: number): number {
  return murmur3(id, seed | 0) | 0;
}

/** Members in a row of a grid that is as square as it can be. */
export function gridSide(members: number): number {
  let side = 1;
  while (side * side < members) side++;
  return side;
}

function joinAtRandom(members: number, degree: number, salt: number, join: (a: number, b: number) => void): void {
  for (let round = 0; round < Math.max(1, Math.floor((degree + 1) / 2)); round++) {
    const order = shuffled(members, salt, round);
    for (let i = 0; i < members; i++) join(order[i], order[(i + 1) % members]);
  }
}

/** The numbers below `count` in an order drawn from a salt (Fisher and Yates). */
function shuffled(count: number, salt: number, round: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor((counterDraw(salt + round, PAIRED_DRAW, i) / 4294967296) * (i + 1));
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
  return order;
}
