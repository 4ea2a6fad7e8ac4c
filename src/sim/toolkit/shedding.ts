import { msToNs } from '../kernel/units';

/** Ways of dealing with a queue that gets too long. */
export const SHEDDING = ['queue-limit', 'codel', 'adaptive-lifo', 'adaptive-lifo-timeout'] as const;

/** Params of every part that has a queue. */
export interface SheddingParams {
  readonly shedding: (typeof SHEDDING)[number];
  readonly delayTargetMs: number;
  readonly delayIntervalMs: number;
  readonly newestFirstAbove: number;
  readonly markAbove: number;
}

/** What a queue does beyond its limit. */
export interface Shedding {
  readonly isCodel: boolean;
  readonly isNewestFirst: boolean;
  readonly dropsOld: boolean;
  readonly targetNs: number;
  readonly intervalNs: number;
  readonly newestFirstAbove: number;
  readonly markAbove: number;
}

/** What is known of the delay in a queue. */
export interface DelayState {
  /** CoDel: when the delay will have been above its target for an interval, 0: it is not; and what it does about it. */
  firstAboveNs: number;
  dropNextNs: number;
  dropped: number;
  droppedBefore: number;
  isDropping: boolean;
  /** The call in hand is the first after the one that was dropped on the way into dropping: it is spared. */
  isSpared: boolean;
  /** When the queue was last empty, ns. */
  emptyNs: number;
}

/** The tools of a queue, or null when it has a limit and nothing more. */
export function sheddingOf(params: Partial<SheddingParams>): Shedding | null {
  const { shedding = 'queue-limit', delayTargetMs = 5, delayIntervalMs = 100, newestFirstAbove = 10, markAbove = 0 } = params;
  if (shedding === 'queue-limit' && markAbove === 0) return null;
  return {
    isCodel: shedding === 'codel',
    isNewestFirst: shedding.startsWith('adaptive-lifo'),
    dropsOld: shedding === 'adaptive-lifo-timeout',
    targetNs: msToNs(delayTargetMs),
    intervalNs: msToNs(delayIntervalMs),
    newestFirstAbove,
    markAbove,
  };
}

/** Nothing known. */
export function emptyDelays(): DelayState {
  return { firstAboveNs: 0, dropNextNs: 0, dropped: 0, droppedBefore: 0, isDropping: false, isSpared: false, emptyNs: 0 };
}

/** The queue was empty until now. */
export function noteEmpty(delays: DelayState, nowNs: number): void {
  delays.emptyNs = nowNs;
}

/**
 * How long a call may wait: an interval, but only the target while the queue has not been empty for an interval (B. Maurer, "Fail at
 * Scale", ACM Queue 13, 2015).
 */
export function timeoutNs(shedding: Shedding, delays: DelayState, nowNs: number): number {
  return nowNs - delays.emptyNs > shedding.intervalNs ? shedding.targetNs : shedding.intervalNs;
}

/**
 * Whether a call that leaves the queue is dropped instead: controlled delay as in RFC 8289 (Nichols and Jacobson). While the delay stays
 * above the target for an interval, calls are dropped at a rate that grows with the square root of their number. Ask for every
 * call that leaves, in turn.
 */
export function codelDrops(shedding: Shedding, delays: DelayState, delayNs: number, isLast: boolean, nowNs: number): boolean {
  const isAbove = isAboveTarget(shedding, delays, delayNs, isLast, nowNs);
  if (delays.isSpared) {
    delays.isSpared = false;
    return false;
  }
  if (delays.isDropping) {
    if (!isAbove) delays.isDropping = false;
    else if (nowNs >= delays.dropNextNs) {
      delays.dropped++;
      delays.dropNextNs += shedding.intervalNs / Math.sqrt(delays.dropped);
      return true;
    }
    return false;
  }
  if (!isAbove) return false;
  delays.isDropping = true;
  delays.isSpared = true;
  // Soon after it last dropped, it takes up nearly the rate it had.
  const more = delays.dropped - delays.droppedBefore;
  delays.dropped = more > 1 && nowNs - delays.dropNextNs < 16 * shedding.intervalNs ? more : 1;
  delays.droppedBefore = delays.dropped;
  delays.dropNextNs = nowNs + shedding.intervalNs / Math.sqrt(delays.dropped);
  return true;
}

function isAboveTarget(shedding: Shedding, delays: DelayState, delayNs: number, isLast: boolean, nowNs: number): boolean {
  if (delayNs < shedding.targetNs || isLast) {
    delays.firstAboveNs = 0;
    return false;
  }
  if (delays.firstAboveNs === 0) {
    delays.firstAboveNs = nowNs + shedding.intervalNs;
    return false;
  }
  return nowNs >= delays.firstAboveNs;
}
