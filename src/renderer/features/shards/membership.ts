import type { Scenario, ScenarioNode } from '../../../sim/index';

/** A router that a shard is wired to, and whether the shard is one of those in use. */
export interface Membership {
  readonly router: ScenarioNode;
  readonly isOut: boolean;
  /** Whether nobody else would have keys. */
  readonly isLast: boolean;
  /** Whether keys move when shards change. */
  readonly movesKeys: boolean;
}

/** The names in a router's list of those left out, in their order. */
function leftOutOf(router: ScenarioNode): string[] {
  const { leftOut } = router.params as { leftOut?: string };
  return (leftOut ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** What every router that a shard is wired to makes of it, in the order of the scenario. */
export function membershipsOf({ nodes, links }: Pick<Scenario, 'nodes' | 'links'>, shard: string): Membership[] {
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const behind = (id: string): string[] => links.filter(({ from, to }) => from === id && kindOf.get(to) === 'shard').map(({ to }) => to);
  return nodes
    .filter(({ id, kind }) => kind === 'shard-router' && behind(id).includes(shard))
    .map((router) => {
      const out = leftOutOf(router);
      const isOut = out.includes(shard);
      const isLast = !isOut && behind(router.id).every((id) => id === shard || out.includes(id));
      return { router, isOut, isLast, movesKeys: ((router.params as { moves?: string }).moves ?? 'none') !== 'none' };
    });
}

/** A router's list of those left out once a shard has left, or has joined. */
export function leftOutAfter(router: ScenarioNode, shard: string, leaves: boolean): string {
  const others = leftOutOf(router).filter((name) => name !== shard);
  return (leaves ? [...others, shard] : others).join(', ');
}
