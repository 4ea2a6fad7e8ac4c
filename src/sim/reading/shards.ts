import { kindOf } from '../kinds/index';
import type { Scenario, ScenarioNode } from '../model/scenario';
import type { KeyPlacement } from '../parts/keyPlacement';
import { wireKinds } from './wiring';

type Board = Pick<Scenario, 'nodes' | 'links'>;

/** Whether parts of a kind are shards: each gets the requests for its share of the keys, and follows nobody. */
export function isShard(kind: string): boolean {
  const accepts = kindOf(kind)?.descriptor.accepts;
  return accepts?.includes('shard') === true && !accepts.includes('replication');
}

/** Whether parts of a kind hand each key to one of the shards behind them. */
export function placesKeys(kind: string): boolean {
  return kindOf(kind)?.behavior.placesKeys !== undefined;
}

/** Ids of the shards behind a part, in the order of its wires. */
export function shardsBehind({ nodes, links }: Board, id: string): string[] {
  const kinds = new Map(nodes.map((node) => [node.id, node.kind]));
  return links.filter(({ from, to }) => from === id && isShard(kinds.get(to) ?? '')).map(({ to }) => to);
}

/** Ids of the parts that follow one by replication, in the order of its wires. */
export function followersOf({ nodes, links }: Board, id: string): string[] {
  const kinds = new Map(nodes.map((node) => [node.id, node.kind]));
  return links.flatMap(({ from, to }) => {
    const wire = from === id ? wireKinds(kinds.get(from) ?? '', kinds.get(to) ?? '') : null;
    return wire?.ok === true && wire.role === 'replication' ? [to] : [];
  });
}

/** Where a part hands keys, given the shards behind it; null: it hands none, or its fields are not in order. */
export function keyPlacementOf({ kind: name, params }: ScenarioNode, shards: readonly string[]): KeyPlacement | null {
  const kind = kindOf(name);
  if (kind?.behavior.placesKeys === undefined) return null;
  const fields = kind.descriptor.fields.safeParse(params);
  return fields.success ? kind.behavior.placesKeys(fields.data, shards) : null;
}
