import type { Engine } from './engine';
import { QUIET_BIT } from './events';

/** Holds back an event of a paused node. */
export function deferEvent(engine: Engine, node: number, meta: number, a: number, b: number): void {
  (engine.deferred[node] ??= []).push(meta, a, b);
  engine.held++;
}

/** Puts back the events held for a node. */
export function releaseDeferred(engine: Engine, node: number): void {
  const held = engine.deferred[node] ?? [];
  delete engine.deferred[node];
  engine.held -= held.length / 3;
  for (let i = 0; i < held.length; i += 3) {
    if ((held[i] & QUIET_BIT) !== 0) engine.quiet++;
    engine.queue.push(engine.queue.nowNs, held[i], held[i + 1], held[i + 2]);
  }
}
