import { downForMost, failingLimit } from './failures';
import { follow, FULL, isFull, ownShare, type Limit } from './follow';
import { isHarmful, type Loads } from './load';

/** A limit, and how much waits for it. */
export interface Pressed {
  readonly limit: Limit;
  /** Requests that it holds up: in its own slots and queue, and with whoever waits for it. */
  pressure: number;
  /** Parts that wait for it, the nearest first. */
  readonly blocked: Set<number>;
}

/** Two parts whose own work takes nearly the same share of their slots limit alike. */
const ALIKE = 0.03;

/** Who limits in a stretch of time: nobody, one, or several alike. */
export function limitsIn(loads: Loads): Pressed[] {
  const down = downForMost(loads);
  if (down !== null) return [{ limit: down, pressure: 0, blocked: new Set() }];
  const found = candidates(loads);
  const busy = found.filter(({ limit }) => limit.reason === 'busy').sort((p, q) => q.limit.own - p.limit.own);
  const others = found.filter(({ limit }) => limit.reason !== 'busy').sort((p, q) => q.pressure - p.pressure);
  const first = busy.at(0);
  if (first !== undefined && (others.length === 0 || pressureOf(busy) >= others[0].pressure))
    return busy.filter(({ limit }) => limit.own >= first.limit.own - ALIKE);
  if (others.length > 0)
    return others.filter(({ limit, pressure }) => limit.reason === others[0].limit.reason && pressure * 2 >= others[0].pressure);
  const failing = failingLimit(loads);
  return failing === null ? [] : [{ limit: failing, pressure: 0, blocked: new Set() }];
}

function pressureOf(list: readonly Pressed[]): number {
  return list.reduce((sum, { pressure }) => sum + pressure, 0);
}

function candidates(loads: Loads): Pressed[] {
  const found = new Map<string, Pressed>();
  const add = (limit: Limit, pressure: number, way: readonly number[]): void => {
    const key = `${limit.what} ${limit.at}`;
    const known = found.get(key) ?? { limit, pressure: 0, blocked: new Set<number>() };
    known.pressure += pressure;
    for (const node of [...way].reverse()) if (limit.what === 'wire' || node !== limit.at) known.blocked.add(node);
    found.set(key, known);
  };
  loads.nodes.forEach((load, node) => {
    const own = ownShare(loads, node);
    if (own >= FULL) add({ what: 'part', at: node, reason: 'busy', own }, load.queue + load.busy, []);
  });
  loads.nodes.forEach((load, node) => {
    const own = ownShare(loads, node);
    if (own >= FULL) return;
    const isHeldUp = load.slots > 0 ? isFull(loads, node) : load.queue >= 1 || isWaitingInVain(loads, node);
    if (!isHeldUp) return;
    const way: number[] = [];
    const limit = follow(loads, node, way);
    // Where its own work takes most of the slots, it is its own slots that limit.
    if (load.slots > 0 && limit?.own !== 1 && own * 2 >= load.busy / load.slots && (limit === null || limit.reason !== 'busy'))
      add({ what: 'part', at: node, reason: 'busy', own }, load.queue + load.busy, []);
    else if (limit !== null) add(limit, load.queue + Math.max(load.blocked, load.waitsFor), way);
  });
  return [...found.values()];
}

/** Whether most of what a part without slots waits for is lost, or with somebody who is down. */
function isWaitingInVain(loads: Loads, node: number): boolean {
  const { view, nodes, links } = loads;
  const nowhere = view.index.links.reduce((sum, link, l) => sum + (link.from === node ? links[l].nowhere : 0), 0);
  return nowhere >= 0.5 && nowhere * 2 >= nodes[node].waitsFor && isHarmful(loads);
}
