import type { Streams } from '../../kernel/random';

/** How long a client waits before it asks again. */
export interface Backoff {
  readonly isExponential: boolean;
  readonly firstNs: number;
  readonly mostNs: number;
  readonly jitter: 'full' | 'equal' | 'decorrelated' | 'none';
}

/**
 * Nanoseconds to wait before the retry with this number (from 1), given the wait before the last one (0: none yet). The
 * formulas are those of M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function backoffNs(backoff: Backoff, retry: number, lastNs: number, streams: Streams, stream: number): number {
  const { firstNs, mostNs, jitter } = backoff;
  if (jitter === 'decorrelated') {
    const highest = Math.max(firstNs, lastNs === 0 ? firstNs * 3 : lastNs * 3);
    return Math.floor(Math.min(backoff.isExponential ? mostNs : firstNs * 3, firstNs + streams.unit(stream) * (highest - firstNs)) + 0.5);
  }
  let ns = firstNs;
  if (backoff.isExponential) {
    for (let i = 1; i < retry && ns < mostNs; i++) ns *= 2;
    ns = Math.min(ns, mostNs);
  }
  if (jitter === 'full') ns *= streams.unit(stream);
  else if (jitter === 'equal') ns = ns / 2 + (ns / 2) * streams.unit(stream);
  return Math.floor(ns + 0.5);
}
