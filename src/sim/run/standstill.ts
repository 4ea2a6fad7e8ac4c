import type { Engine } from './engine';
import type { EngineNode } from './node';

/** How long a part has stood still in its present life. */
export interface Standstill {
  /** Stints of work are numbered: a new one begins after each standstill, and with each life. The first of this life. */
  firstStint: number;
  /** At the beginning of each stint of this life: how long it had stood still until then, ns. */
  totalsNs: number[];
  /** Since when it stands still, ns; Infinity: it does not. */
  sinceNs: number;
}

/** The part begins to stand still. */
export function standStill(engine: Engine, node: EngineNode): void {
  logOf(engine, node).sinceNs = engine.queue.nowNs;
  takeOver(engine, node);
}

/** The part goes on: a stint of work begins. */
export function goOn(engine: Engine, node: EngineNode): void {
  const log = logOf(engine, node);
  log.totalsNs.push(log.totalsNs[log.totalsNs.length - 1] + (engine.queue.nowNs - log.sinceNs));
  log.sinceNs = Infinity;
  takeOver(engine, node);
}

/** The part has crashed: whatever it worked on is gone. */
export function beginLife(engine: Engine, node: EngineNode): void {
  const log = logOf(engine, node);
  engine.standstills[node.index] = { firstStint: log.firstStint + log.totalsNs.length, totalsNs: [0], sinceNs: Infinity };
  takeOver(engine, node);
}

/** Brings what a node knows of this to what the engine knows: also after a checkpoint was restored. */
export function takeOver(engine: Engine, node: EngineNode): void {
  const log = engine.standstills[node.index];
  node.stint = log === undefined ? 0 : log.firstStint + log.totalsNs.length - 1;
  node.stoodStillNs = log?.totalsNs.at(-1) ?? 0;
  node.stillSinceNs = log?.sinceNs ?? Infinity;
}

/** The first stint of a part's present life: work that was begun in an earlier one is gone. */
export function firstStint(engine: Engine, node: EngineNode): number {
  return engine.standstills[node.index]?.firstStint ?? 0;
}

function logOf(engine: Engine, node: EngineNode): Standstill {
  return (engine.standstills[node.index] ??= { firstStint: 0, totalsNs: [0], sinceNs: Infinity });
}
