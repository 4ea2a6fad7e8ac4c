import { roleInfo, type LinkRole } from '../parts/roles';
import { kindOf } from '../kinds/index';
import type { Scenario } from '../model/scenario';

/** Whether a wire is allowed: what it carries, or one sentence why not. */
export type WireVerdict = { readonly ok: true; readonly role: LinkRole } | { readonly ok: false; readonly reason: string };

/** What a wire from one kind of part to another carries, or why there can be none. */
export function wireKinds(from: string, to: string): WireVerdict {
  const sender = kindOf(from)?.descriptor;
  const receiver = kindOf(to)?.descriptor;
  if (sender === undefined || receiver === undefined)
    return { ok: false, reason: `This version does not know the part "${sender === undefined ? from : to}".` };
  const role = sender.offers.find((offered) => receiver.accepts.includes(offered));
  if (role !== undefined) return { ok: true, role };
  // Whoever can send requests could be of use elsewhere: then it is the receiver who explains what it takes instead.
  const receiverExplains = receiver.accepts.length === 0 || sender.offers.includes('request');
  return { ok: false, reason: receiverExplains ? receiver.acceptsHelp : sender.offersHelp };
}

/** Whether a wire between two parts of a scenario could be added, or one sentence why not. */
export function checkWire(scenario: Scenario, fromId: string, toId: string): WireVerdict {
  const from = scenario.nodes.find((node) => node.id === fromId);
  const to = scenario.nodes.find((node) => node.id === toId);
  if (from === undefined || to === undefined) return { ok: false, reason: `There is no part named ${from === undefined ? fromId : toId}.` };
  if (from === to) return { ok: false, reason: 'A part cannot be wired to itself.' };
  if (scenario.links.some((link) => link.from === fromId && link.to === toId))
    return { ok: false, reason: `${fromId} is already wired to ${toId}.` };
  const verdict = wireKinds(from.kind, to.kind);
  if (!verdict.ok) return verdict;
  if (verdict.role === 'replication') {
    const source = replicationSource(scenario, toId);
    if (source !== null) return { ok: false, reason: `${toId} already follows ${source}; a replica follows only one part.` };
  }
  if (verdict.role !== 'peer' && roleInfo(verdict.role).mayGoRound === true) return verdict;
  if (verdict.role === 'peer') return checkPeers(scenario, fromId, toId) ?? verdict;
  const back = pathBetween(scenario, toId, fromId);
  if (back !== null)
    return { ok: false, reason: `That would make a circle (${wayText([fromId, ...back])}): a request could go round for ever.` };
  return verdict;
}

/** A wire between two members stands for both directions. */
function checkPeers(scenario: Scenario, fromId: string, toId: string): WireVerdict | null {
  return scenario.links.some((link) => link.from === toId && link.to === fromId)
    ? { ok: false, reason: `${toId} is already wired to ${fromId}, and such a wire carries messages both ways.` }
    : null;
}

function replicationSource(scenario: Scenario, replicaId: string): string | null {
  const kinds = new Map(scenario.nodes.map((node) => [node.id, node.kind]));
  for (const link of scenario.links) {
    if (link.to !== replicaId) continue;
    const wire = wireKinds(kinds.get(link.from) ?? '', kinds.get(link.to) ?? '');
    if (wire.ok && wire.role === 'replication') return link.from;
  }
  return null;
}

/** A way along the wires from one part to another, both included; null when there is none. */
function pathBetween(scenario: Scenario, fromId: string, toId: string): string[] | null {
  const next = new Map<string, string[]>();
  for (const link of requestWires(scenario)) {
    const targets = next.get(link.from);
    if (targets === undefined) next.set(link.from, [link.to]);
    else targets.push(link.to);
  }
  const cameFrom = new Map<string, string | null>([[fromId, null]]);
  const open = [fromId];
  // The list grows while it is walked.
  for (const id of open) {
    if (id === toId) {
      const path: string[] = [];
      for (let step: string | null = id; step !== null; step = cameFrom.get(step) ?? null) path.unshift(step);
      return path;
    }
    for (const target of next.get(id) ?? []) {
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, id);
      open.push(target);
    }
  }
  return null;
}

/** A way from part to part as text; of a long one the beginning and the end. */
export function wayText(ids: readonly string[]): string {
  const shown = ids.length <= 7 ? ids : [...ids.slice(0, 4), '...', ...ids.slice(-2)];
  return shown.join(' \u2192 ');
}

/** Wires along which one request leads to another: not those between members of a network or a group, which may go round in circles. */
function requestWires(scenario: Pick<Scenario, 'nodes' | 'links'>): readonly Scenario['links'][number][] {
  const kinds = new Map(scenario.nodes.map((node) => [node.id, node.kind]));
  return scenario.links.filter((link) => {
    const verdict = wireKinds(kinds.get(link.from) ?? '', kinds.get(link.to) ?? '');
    return !verdict.ok || roleInfo(verdict.role).mayGoRound !== true;
  });
}

/** A circle along the wires, its first part repeated at the end; null when there is none. Linear in parts and wires. */
export function findCycle(scenario: Pick<Scenario, 'nodes' | 'links'>): string[] | null {
  const next = new Map<string, string[]>(scenario.nodes.map((node) => [node.id, []]));
  for (const link of requestWires(scenario)) next.get(link.from)?.push(link.to);
  const done = new Set<string>();
  for (const start of next.keys()) {
    const path: string[] = [];
    const onPath = new Set<string>();
    const stack: { id: string; child: number }[] = [];
    const enter = (id: string): void => {
      stack.push({ id, child: 0 });
      path.push(id);
      onPath.add(id);
    };
    if (!done.has(start)) enter(start);
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const children = next.get(top.id) ?? [];
      if (top.child >= children.length) {
        done.add(top.id);
        onPath.delete(top.id);
        path.pop();
        stack.pop();
        continue;
      }
      const child = children[top.child++];
      if (onPath.has(child)) return [...path.slice(path.indexOf(child)), child];
      if (!done.has(child)) enter(child);
    }
  }
  return null;
}
