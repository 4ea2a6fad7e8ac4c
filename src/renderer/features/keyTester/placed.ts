import {
  circleOf,
  followersOf,
  keyPlacementOf,
  keySpace,
  placeKey,
  shardsBehind,
  STRATEGIES,
  type PlacerSpec,
  type RingSection,
  type Scenario,
  type Strategy,
} from '../../../sim/index';

/** Of more keys, the first so many are on the circle: more would be one grey band. */
const MOST_ON_CIRCLE = 500;
/** Of more keys, the first so many are counted: enough for a figure to within a point. */
const MOST_COUNTED = 5000;

/** A router of the board as far as keys are concerned. */
export interface RouterOnBoard {
  readonly id: string;
  readonly name: string;
  /** Shards that get keys, in the order of their wires, with names of their replicas. */
  readonly shards: readonly { readonly id: string; readonly name: string; readonly replicas: readonly string[] }[];
  readonly spec: PlacerSpec;
  readonly hash: 'murmur3' | 'xxhash32';
}

const isStrategy = (name: unknown): name is Strategy => (STRATEGIES as readonly unknown[]).includes(name);

/** Every router that has shards. */
export function routersOf(board: Pick<Scenario, 'nodes' | 'links'>): RouterOnBoard[] {
  const byId = new Map(board.nodes.map((node) => [node.id, node]));
  const nameOf = (id: string): string => byId.get(id)?.label ?? id;
  return board.nodes.flatMap((node): RouterOnBoard[] => {
    const ids = shardsBehind(board, node.id);
    const placement = ids.length === 0 ? null : keyPlacementOf(node, ids);
    if (placement === null) return [];
    const { inUse, rule, hash } = placement;
    const shards = inUse.map((at) => ({ id: ids[at], name: nameOf(ids[at]), replicas: followersOf(board, ids[at]).map(nameOf) }));
    const strategy = isStrategy(rule.strategy) ? rule.strategy : 'modulo';
    return [{ id: node.id, name: nameOf(node.id), shards, spec: { ...rule, strategy, ranges: null }, hash }];
  });
}

/** Where a key is by each of these strategies. */
export function placedBy({ spec, hash, shards }: RouterOnBoard, strategy: Strategy, key: string): ReturnType<typeof placeKey> {
  return placeKey(
    { ...spec, strategy },
    hash,
    shards.map(({ id }) => id),
    key,
  );
}

/** How many keys of the board move: when one more shard joins by each strategy, and from the first strategy to the second. */
export function movedBy(router: RouterOnBoard, strategies: readonly [Strategy, Strategy], keys: Scenario['keys']): MovedKeys {
  const space = keySpace(keys);
  const total = Math.min(space.count, MOST_COUNTED);
  const ids = router.shards.map(({ id }) => id);
  const more = [...ids, newName(ids)];
  const listed = Array.from({ length: total }, (_, i) => space.nameOf(i));
  const ownersBy = (strategy: Strategy, names: readonly string[]): string[] =>
    circleOf({ ...router.spec, strategy }, router.hash, names, listed).keys.map(({ owner }) => owner);
  const differ = (p: readonly string[], q: readonly string[]): number => p.filter((owner, i) => owner !== q[i]).length;
  const now = strategies.map((strategy) => ownersBy(strategy, ids));
  return {
    total,
    fullest: now.map((all) => fullestOf(all, ids)),
    joins: [0, 1].map((side) => differ(now[side], ownersBy(strategies[side], more))),
    swapped: differ(now[0], now[1]),
  };
}

/** Counts of keys. */
export interface MovedKeys {
  readonly total: number;
  /** Keys of the shard that has most, by each strategy, over the mean of all: 1 is even. */
  readonly fullest: readonly number[];
  readonly joins: readonly number[];
  readonly swapped: number;
}

function fullestOf(owners: readonly string[], shards: readonly string[]): number {
  const counts = new Map(shards.map((id) => [id, 0]));
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return (Math.max(...counts.values()) * shards.length) / Math.max(1, owners.length);
}

/** What a strategy makes of the board's keys, as a circle; owners by the names people read. */
export function circleBy({ spec, hash, shards }: RouterOnBoard, strategy: Strategy, keys: Scenario['keys'], title: string): RingSection {
  const space = keySpace(keys);
  const names = new Map(shards.map(({ id, name }) => [id, name]));
  const circle = circleOf(
    { ...spec, strategy },
    hash,
    shards.map(({ id }) => id),
    Array.from({ length: Math.min(space.count, MOST_ON_CIRCLE) }, (_, i) => space.nameOf(i)),
  );
  const named = <T extends { readonly owner: string }>(entry: T): T => ({ ...entry, owner: names.get(entry.owner) ?? entry.owner });
  return { type: 'ring', title, points: circle.points.map(named), keys: circle.keys.map(named) };
}

function newName(ids: readonly string[]): string {
  for (let n = ids.length + 1; ; n++) if (!ids.includes(`S${n}`)) return `S${n}`;
}
