import { mix32 } from '../../kernel/hash';
import type { QuorumNode } from './state';

/**
 * The members in the order in which they keep a value: the first N are its home (rendezvous hashing, Thaler and Ravishankar 1998). The
 * same order at every member.
 */
export function ranked({ derived: { members, salts } }: QuorumNode, cell: number): number[] {
  const scores = new Map(members.map((member, at) => [member, mix32(salts[at] ^ mix32(cell + 1))]));
  return [...members].sort((p, q) => (scores.get(q) ?? 0) - (scores.get(p) ?? 0) || p - q);
}

/** How many copies there are: never more than members. */
export function copiesOf({ derived, params }: QuorumNode): number {
  return Math.min(params.copies, derived.members.length);
}

/** The members that are the home of a value. */
export function homeOf(node: QuorumNode, cell: number): number[] {
  return ranked(node, cell).slice(0, copiesOf(node));
}

/** Whether a member is taken for down. */
export function isSuspect(node: QuorumNode, member: number): boolean {
  const sinceNs = node.state.suspects[member] as number | undefined;
  return sinceNs !== undefined && node.now() - sinceNs < node.derived.retryNs;
}

/** Whom a request turns to, and who of them stands in for whom. */
export interface Targets {
  readonly asked: number[];
  readonly standIns: [number, number][];
}

/** The home of a value; where quorums are sloppy, others stand in for those of it that seem to be down. */
export function targetsOf(node: QuorumNode, cell: number): Targets {
  const order = ranked(node, cell);
  const home = order.slice(0, copiesOf(node));
  if (!node.params.sloppy) return { asked: home, standIns: [] };
  const missing = home.filter((member) => isSuspect(node, member));
  const spare = order.slice(home.length).filter((member) => !isSuspect(node, member));
  const standIns = missing.slice(0, spare.length).map((member, at): [number, number] => [spare[at], member]);
  const away = new Set(standIns.map(([, member]) => member));
  return { asked: [...home.filter((member) => !away.has(member)), ...standIns.map(([who]) => who)], standIns };
}

/** Who can stand in for members that did not answer a request: the next in the order that were not asked yet. */
export function moreStandIns(node: QuorumNode, cell: number, asked: readonly number[], missing: readonly number[]): [number, number][] {
  const spare = ranked(node, cell).filter((member) => !asked.includes(member) && !isSuspect(node, member));
  return missing.slice(0, spare.length).map((member, at) => [spare[at], member]);
}
