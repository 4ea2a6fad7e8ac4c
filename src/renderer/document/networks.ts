import { kindOf } from '../../sim/index';

/** A network with its members, by id, in the order of the scenario. */
export interface NetworkMembers {
  readonly network: string;
  readonly members: readonly string[];
}

/** As much of a scenario as says who is wired to whom. */
export interface Board {
  readonly nodes: readonly { readonly id: string; readonly kind: string; readonly network?: string | undefined }[];
  readonly links: readonly { readonly from: string; readonly to: string }[];
}

/** Whether a part is a network: it only takes members in. */
export function isNetwork(kind: string): boolean {
  return kindOf(kind)?.descriptor.accepts.includes('member') === true;
}

/** Every network of a scenario with the parts that are wired to it or stand in its frame. */
export function networksOf({ nodes, links }: Board): NetworkMembers[] {
  const members = new Map(nodes.filter(({ kind }) => isNetwork(kind)).map(({ id }) => [id, new Set<string>()]));
  for (const { from, to } of links) members.get(to)?.add(from);
  for (const { id, network } of nodes) if (network !== undefined) members.get(network)?.add(id);
  return [...members].map(([network, ids]) => ({ network, members: nodes.map(({ id }) => id).filter((id) => ids.has(id)) }));
}

/** The first network of which all these parts are members; null: there is none, or they are fewer than two. */
export function sharedNetwork(board: Board, ids: readonly string[]): NetworkMembers | null {
  if (ids.length < 2) return null;
  return networksOf(board).find(({ members }) => ids.every((id) => members.includes(id))) ?? null;
}

/**
 * Who can be split into groups around the chosen parts: the members of every network that one of them is in; without such a network, all
 * parts. Networks themselves stand on no side.
 */
export function splitAmong({ nodes }: Board, chosen: readonly string[], networks: readonly NetworkMembers[]): string[] {
  const talkers = nodes.filter(({ kind }) => !isNetwork(kind)).map(({ id }) => id);
  const around = new Set(networks.filter(({ members }) => members.some((id) => chosen.includes(id))).flatMap(({ members }) => members));
  return around.size === 0 ? talkers : talkers.filter((id) => around.has(id) || chosen.includes(id));
}
