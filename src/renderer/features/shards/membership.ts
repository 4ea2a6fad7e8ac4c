import { keyPlacementOf, shardsBehind, type KeyPlacement, type Scenario, type ScenarioNode } from '../../../sim/index';

/** A router that a shard is wired to, and whether the shard is one of those in use. */
export interface Membership {
  readonly router: ScenarioNode;
  readonly placement: KeyPlacement;
  readonly isOut: boolean;
  /** Whether nobody else would have keys. */
  readonly isLast: boolean;
  /** Whether keys move when shards change. */
  readonly movesKeys: boolean;
}

/** What every router that a shard is wired to makes of it, in the order of the scenario. */
export function membershipsOf(board: Pick<Scenario, 'nodes' | 'links'>, shard: string): Membership[] {
  return board.nodes.flatMap((router): Membership[] => {
    const shards = shardsBehind(board, router.id);
    const placement = shards.includes(shard) ? keyPlacementOf(router, shards) : null;
    if (placement === null) return [];
    const { leftOut, movesKeys } = placement;
    const isOut = leftOut.includes(shard);
    const isLast = !isOut && shards.every((id) => id === shard || leftOut.includes(id));
    return [{ router, placement, isOut, isLast, movesKeys }];
  });
}

/** Fields of a router once a shard has left, or has joined. */
export function leftOutAfter({ leftOut, withLeftOut }: KeyPlacement, shard: string, leaves: boolean): Readonly<Record<string, string>> {
  const others = leftOut.filter((name) => name !== shard);
  return withLeftOut(leaves ? [...others, shard] : others);
}
