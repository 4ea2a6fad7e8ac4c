import { mix32 } from '../../kernel/hash';

/**
 * A tree of hashes over what a part keeps (R. Merkle, 1987), so that two parts find what differs between them by comparing few numbers.
 * A node of the tree is named by its level and its place there; each has 16 children, and the leaves hold the keys by their hash.
 */
export interface HashTree {
  /** Per level the hashes that are not 0, by place. Level 0 is the root. */
  readonly levels: readonly ReadonlyMap<number, number>[];
}

/** Children of each node of the tree. */
export const FAN_OUT = 16;
/** The level of the leaves: 4,096 of them. */
export const LEAF_LEVEL = 3;
const LEAVES = FAN_OUT * FAN_OUT * FAN_OUT;

/** The leaf in which a key lies. */
export function leafOf(key: number): number {
  return mix32(key + 1) % LEAVES;
}

/** The tree over keys, each with the hash of what is kept of it. In any order the outcome is the same. */
export function hashTree(entries: Iterable<readonly [key: number, hash: number]>): HashTree {
  const leaves = new Map<number, number>();
  for (const [key, hash] of entries) {
    const leaf = leafOf(key);
    leaves.set(leaf, ((leaves.get(leaf) ?? 0) + mix32(hash ^ mix32(key + 1))) >>> 0);
  }
  const levels = [leaves];
  while (levels.length <= LEAF_LEVEL) {
    const above = new Map<number, number>();
    // A sum of mixed hashes does not depend on the order; the place keeps two that swap their contents apart.
    for (const [place, hash] of levels[0]) {
      const parent = Math.floor(place / FAN_OUT);
      above.set(parent, ((above.get(parent) ?? 0) + mix32(hash ^ mix32(place + 1))) >>> 0);
    }
    levels.unshift(above);
  }
  return { levels };
}

/** The hash at a place of a level; 0: nothing is kept below it. */
export function hashAt({ levels }: HashTree, level: number, place: number): number {
  return levels[level].get(place) ?? 0;
}

/** Places of a level at which a tree differs from what another says of its own: `theirs` has a place and its hash in turn. */
export function differing(tree: HashTree, level: number, theirs: readonly number[]): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at < theirs.length; at += 2) if (hashAt(tree, level, theirs[at]) !== theirs[at + 1]) places.push(theirs[at]);
  return places;
}

/** Places and hashes of the children of nodes of a level, as they are sent: those that are 0 too, since the other may have something. */
export function childrenOf(tree: HashTree, level: number, places: readonly number[]): readonly number[] {
  return places.flatMap((place) =>
    Array.from({ length: FAN_OUT }, (_, i) => place * FAN_OUT + i).flatMap((child) => [child, hashAt(tree, level + 1, child)]),
  );
}
