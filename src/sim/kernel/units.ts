/** Seconds as whole nanoseconds, to the nearest. */
export function secondsToNs(seconds: number): number {
  return Math.floor(seconds * 1e9 + 0.5);
}

/** Milliseconds as whole nanoseconds, to the nearest. */
export function msToNs(ms: number): number {
  return Math.floor(ms * 1e6 + 0.5);
}
