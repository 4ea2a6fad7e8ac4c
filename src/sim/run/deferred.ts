import type { Engine } from './engine';
import { EventType, QUIET_BIT, TYPE_MASK } from './events';
import type { EngineNode } from './node';

/** Meta, a, b, and when it was due. */
const HELD_WORDS = 4;

/** Holds back an event of a paused node. */
export function deferEvent(engine: Engine, node: number, meta: number, a: number, b: number): void {
  (engine.deferred[node] ??= []).push(meta, a, b, engine.queue.nowNs);
  engine.held++;
}

/** Puts back the events held for a node. */
export function releaseDeferred(engine: Engine, node: number): void {
  const held = engine.deferred[node] ?? [];
  delete engine.deferred[node];
  engine.held -= held.length / HELD_WORDS;
  for (let i = 0; i < held.length; i += HELD_WORDS) {
    if ((held[i] & QUIET_BIT) !== 0) engine.quiet++;
    if ((held[i] & TYPE_MASK) === EventType.work) prolong(engine, engine.nodes[node], held[i], held[i + 1], held[i + 2], held[i + 3]);
    else engine.queue.push(engine.queue.nowNs, held[i], held[i + 1], held[i + 2]);
  }
}

/** Work that was begun before its part stood still is done later by as much; what was begun in an earlier life is not done at all. */
export function prolong(engine: Engine, node: EngineNode, meta: number, a: number, b: number, dueNs: number): void {
  const log = engine.standstills[node.index];
  if (log === undefined || b < log.firstStint) return;
  const longerNs = log.totalsNs[log.totalsNs.length - 1] - log.totalsNs[b - log.firstStint];
  engine.queue.push(Math.max(engine.queue.nowNs, dueNs + longerNs), meta, a, node.stint);
}
