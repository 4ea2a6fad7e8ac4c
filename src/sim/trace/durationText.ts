import { NS_PER_SECOND, NS_PER_MS } from '../kernel/units';

/** A duration for people to read: milliseconds below a second, else seconds, to the microsecond and the millisecond. */
export function durationText(ns: number): string {
  return Math.abs(ns) < NS_PER_SECOND ? `${(ns / NS_PER_MS).toFixed(3)} ms` : `${(ns / NS_PER_SECOND).toFixed(3)} s`;
}

/** A moment of simulated time. */
export function momentText(ns: number): string {
  return `${(ns / NS_PER_SECOND).toFixed(6)} s`;
}
