/** A duration for people to read: milliseconds below a second, else seconds, to the microsecond and the millisecond. */
export function durationText(ns: number): string {
  return Math.abs(ns) < 1e9 ? `${(ns / 1e6).toFixed(3)} ms` : `${(ns / 1e9).toFixed(3)} s`;
}

/** A moment of simulated time. */
export function momentText(ns: number): string {
  return `${(ns / 1e9).toFixed(6)} s`;
}
