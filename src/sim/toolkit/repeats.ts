/**
 * Which requests a store has carried out, of those that may come more than once: one bit for each request number. Empty until the first.
 */
export interface RepeatsState {
  seen: Uint8Array;
}

/** Nothing seen. */
export function noRepeats(): RepeatsState {
  return { seen: new Uint8Array(0) };
}

/** Whether this request (its number, from 0) was carried out before; from now on it was. */
export function markCarriedOut(repeats: RepeatsState, request: number): boolean {
  const at = request >>> 3;
  const bit = 1 << (request & 7);
  if (at >= repeats.seen.length) {
    const seen = new Uint8Array(Math.max(64, at + 1, repeats.seen.length * 2));
    seen.set(repeats.seen);
    repeats.seen = seen;
  }
  const isRepeat = (repeats.seen[at] & bit) !== 0;
  repeats.seen[at] |= bit;
  return isRepeat;
}
