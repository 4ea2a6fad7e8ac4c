import { Phase } from '../network/calls';
import type { Engine } from './engine';
import { EventType, TYPE_MASK } from './events';

/**
 * Requests in flight that nothing will ever end: every message that still belongs to them was lost, and nobody's patience with them ends.
 * When nothing at all is left to happen, that is everything in flight.
 */
export function stuckRequests(engine: Engine): number {
  if (engine.inFlight === 0) return 0;
  if (engine.queue.size === 0 && engine.held === 0 && !engine.hasFaultsAhead) return engine.inFlight;
  const { calls } = engine;
  const moving = new Set<number>();
  engine.queue.forEach((_timeNs, meta, a) => {
    if ((meta & TYPE_MASK) !== EventType.timer) moving.add(calls.root(a));
  });
  const isParent = new Set<number>();
  const live: number[] = [];
  for (let call = 0; call < calls.limit; call++) {
    if (calls.phase(call) === Phase.free || calls.root(call) <= 0 || calls.isAbandoned(call)) continue;
    live.push(call);
    if (calls.parent(call) >= 0) isParent.add(calls.parent(call));
  }
  const lost = new Set<number>();
  for (const call of live) {
    const isLost = calls.phase(call) === Phase.nowhere && calls.link(call) >= 0;
    if (isLost) lost.add(calls.root(call));
    // Somebody's patience ends it, or a part works on it or lets it wait.
    if (calls.isWatched(call) || (!isLost && !isParent.has(call))) moving.add(calls.root(call));
  }
  let stuck = 0;
  for (const request of lost) if (!moving.has(request)) stuck++;
  return Math.min(stuck, engine.inFlight);
}
