import type { LimitReason } from '../../trace/bottleneck';
import { asksOver, type Loads } from './load';

/** From this share of its slots on, a part is at its limit. */
export const FULL = 0.95;
/** A wire that carries bytes for so much of the whole run is full. */
const NEARLY_FULL = 0.9;

/** A part or wire that limits, in a stretch of time. */
export interface Limit {
  readonly what: 'part' | 'wire';
  /** Index of the node or link. */
  readonly at: number;
  readonly reason: LimitReason;
  /** Share of its slots that its own work takes, 0..1; 0 where that is not what it is about. */
  readonly own: number;
}

/** Share of its slots that a part's own work takes; 0 where it has none. */
export function ownShare({ nodes }: Loads, node: number): number {
  const { slots, busy, blocked } = nodes[node];
  return slots > 0 ? Math.min(1, Math.max(0, busy - blocked) / slots) : 0;
}

/** Share of its slots that wait for parts behind; 0 where it has none. */
export function waitingShare({ nodes }: Loads, node: number): number {
  const { slots, blocked } = nodes[node];
  return slots > 0 ? Math.min(1, blocked / slots) : 0;
}

/** Whether every slot of a part is taken, whatever for. */
export function isFull({ nodes }: Loads, node: number): boolean {
  return nodes[node].slots > 0 && nodes[node].busy >= FULL * nodes[node].slots;
}

/**
 * Follows what a part waits for to the part or wire that truly holds it up; null when it waits for nothing. `way`: the parts passed on
 * the way are added to it, the part itself first.
 */
export function follow(loads: Loads, node: number, way: number[]): Limit | null {
  const { view, nodes, links } = loads;
  way.push(node);
  const out = asksOver(view.index, node);
  if (out.length === 0 || nodes[node].waitsFor <= 0) return null;
  const of = (l: number): number => links[l].onTheWay + links[l].atTheEnd + links[l].nowhere;
  const worst = out.reduce((most, l) => (of(l) > of(most) ? l : most), out[0]);
  const { onTheWay, atTheEnd, nowhere } = links[worst];
  const next = view.index.links[worst].to;
  if (nodes[node].forConnection > of(worst) && ownShare(loads, next) < FULL)
    return { what: 'part', at: node, reason: 'connections', own: 0 };
  if (nowhere > atTheEnd && nowhere > onTheWay)
    return nodes[next].isDown
      ? { what: 'part', at: next, reason: 'down', own: 0 }
      : { what: 'wire', at: worst, reason: wireReason(loads, worst), own: 0 };
  if (onTheWay > atTheEnd) return { what: 'wire', at: worst, reason: wireReason(loads, worst) === 'narrow' ? 'narrow' : 'latency', own: 0 };
  return atPart(loads, next, way);
}

/** Why messages are lost on a wire: because they are more than it carries, or because it loses them. */
export function wireReason({ view }: Loads, link: number): LimitReason {
  return (view.links[link].utilization ?? 0) >= NEARLY_FULL ? 'narrow' : 'lossy';
}

/** What holds up a part that has what others wait for. */
function atPart(loads: Loads, node: number, way: number[]): Limit | null {
  const { nodes } = loads;
  const own = ownShare(loads, node);
  if (nodes[node].isDown) return { what: 'part', at: node, reason: 'down', own: 0 };
  if (own >= FULL || (isFull(loads, node) && own * 2 >= nodes[node].busy / nodes[node].slots))
    return { what: 'part', at: node, reason: 'busy', own };
  const waitsMost = nodes[node].waitsFor * 2 >= nodes[node].inside - nodes[node].queue;
  // Wires form no circle, but parts that were seen once are not asked twice.
  const behind = waitsMost && !way.includes(node) ? follow(loads, node, way) : null;
  return behind ?? { what: 'part', at: node, reason: 'slow', own: 0 };
}
