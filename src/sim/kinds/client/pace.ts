import { Fate } from '../../network/fates';
import type { ClientParams } from './kind';
import { NS_PER_MS } from '../../kernel/units';

/** How fast a client that listens to backpressure sends, as a share of its rate. */
export interface Pace {
  share: number;
  changedNs: number;
}

/** Full speed. */
export function fullPace(): Pace {
  return { share: 1, changedNs: -1 };
}

const SLOWEST = 0.01;
const REFUSALS: ReadonlySet<number> = new Set([Fate.queueFull, Fate.rateLimited, Fate.overloaded, Fate.bulkheadFull, Fate.circuitOpen]);

/**
 * Learns from an answer: down by a factor when it was refused or marked, up by a constant when not (additive increase,
 * multiplicative decrease; Chiu and Jain, 1989). True when the pace has changed.
 */
export function learnPace(pace: Pace, params: ClientParams, fate: number, isMarked: boolean, nowNs: number): boolean {
  if (pace.changedNs >= 0 && nowNs - pace.changedNs < params.reactMs * NS_PER_MS) return false;
  const before = pace.share;
  if (isMarked || REFUSALS.has(fate)) pace.share = Math.max(SLOWEST, before * (params.slowToPercent / 100));
  else if (fate === Fate.ok) pace.share = Math.min(1, before + params.speedUpPercent / 100);
  if (pace.share === before) return false;
  pace.changedNs = nowNs;
  return true;
}
