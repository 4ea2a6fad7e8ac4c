/** How many nanoseconds others are: the only place that knows. */
export const NS_PER_SECOND = 1e9;
export const NS_PER_MS = 1e6;
export const NS_PER_US = 1e3;

/** Seconds as whole nanoseconds, to the nearest. */
export function secondsToNs(seconds: number): number {
  return Math.floor(seconds * NS_PER_SECOND + 0.5);
}

/** Milliseconds as whole nanoseconds, to the nearest. */
export function msToNs(ms: number): number {
  return Math.floor(ms * NS_PER_MS + 0.5);
}
