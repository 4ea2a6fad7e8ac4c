import { NS_PER_SECOND, NS_PER_MS } from '../../sim/index';

/** The speed that means as fast as it goes. */
export const FASTEST = Infinity;

/** At the fastest, a run that is small enough to be here at once still takes this long to watch. */
const LEAST_SECONDS_FOR_A_RUN = 4;

/** Simulated seconds a second as they are shown: what marks and flows are drawn by. */
export function paceOf(speed: number, endNs: number): number {
  return Math.min(speed, Math.max(1e-6, endNs / NS_PER_SECOND / LEAST_SECONDS_FOR_A_RUN));
}

/** How far the playhead goes in `passedMs` real milliseconds, ns of simulated time. */
export function advanceNs(speed: number, endNs: number, passedMs: number): number {
  return passedMs * NS_PER_MS * (speed === FASTEST ? paceOf(speed, endNs) : speed);
}

/** A moment in seconds with no more digits than it needs, at most to the microsecond. */
export function momentText(atNs: number): string {
  return `${Number((atNs / NS_PER_SECOND).toFixed(6))} s`;
}
