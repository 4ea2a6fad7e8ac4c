import { kindOf } from '../kinds/index';
import type { Advice } from './adviceParts';
import type { Scenario } from '../model/scenario';
import { wireKinds } from './wiring';

/**
 * Notes on members without a network, networks without members, and faults between members that share none. In the order of the document.
 */
export function adviseNetworks(scenario: Scenario): Advice[] {
  const networks = new Map(
    scenario.nodes.filter(({ kind }) => kindOf(kind)?.behavior.asNetwork !== undefined).map(({ id }) => [id, new Set<string>()]),
  );
  for (const { from, to } of scenario.links) networks.get(to)?.add(from);
  for (const { id, network } of scenario.nodes) if (network !== undefined) networks.get(network)?.add(id);
  const share = (one: string, other: string): boolean => [...networks.values()].some((members) => members.has(one) && members.has(other));
  const parts = scenario.nodes.flatMap(({ id, kind }, i): Advice[] => {
    const members = networks.get(id);
    const path = `nodes[${i}]`;
    if (members !== undefined && members.size < 2) return [{ name: 'network-without-members', path, message: lonely(id, members.size) }];
    const isAlone = kindOf(kind)?.descriptor.isMember === true && ![...networks.values()].some((all) => all.has(id));
    return isAlone
      ? [{ name: 'member-of-nothing', path, message: `${id} is a member of no network, so it reaches nobody; wire it to a network.` }]
      : [];
  });
  const faults = scenario.faults.flatMap((fault, i): Advice[] =>
    'from' in fault && !share(fault.from, fault.to)
      ? [
          {
            name: 'lane-of-nobody',
            path: `faults[${i}]`,
            message:
              `Fault ${fault.id} is between ${fault.from} and ${fault.to}, which share no network, so it does nothing; ` +
              'name two members of one network.',
          },
        ]
      : [],
  );
  return [...parts, ...adviseWires(scenario, networks), ...faults];
}

/**
 * A wire that is drawn for a stream between two members takes the place of their lane, so that what the network says of
 * latency, loss and bandwidth does not hold for the pair. Whoever gave the wire its own knows.
 */
function adviseWires({ nodes, links }: Scenario, networks: ReadonlyMap<string, ReadonlySet<string>>): Advice[] {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  return links.flatMap(({ id, from, to, latency, lossPercent, network }, i): Advice[] => {
    const verdict = wireKinds(kinds.get(from) ?? '', kinds.get(to) ?? '');
    const isItsOwn = latency !== undefined || lossPercent !== undefined || network !== undefined;
    if (isItsOwn || !verdict.ok || verdict.role !== 'stream') return [];
    const shared = [...networks].find(([, members]) => members.has(from) && members.has(to))?.[0];
    if (shared === undefined) return [];
    const message =
      `Wire ${id} from ${from} to ${to} takes the place of their lane in ${shared}: what ${shared} says about latency, loss and ` +
      'bandwidth does not apply to them. Give the wire a latency of its own, or let them reach each other through the network alone.';
    return [{ name: 'wire-in-place-of-lane', path: `links[${i}]`, message }];
  });
}

function lonely(id: string, members: number): string {
  return members === 0
    ? `${id} has no members, so nobody talks over it; wire parts to it that talk by messages.`
    : `${id} has only one member, who has nobody to talk to; wire another to it.`;
}
