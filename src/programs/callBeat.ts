/**
 * Shared between a thread that calls programs and one that watches it: how often a call has begun or ended (odd: one is under way), and
 * the number of the program that is called. Whoever watches can tell a program that does not come to an end from work that goes on.
 */
export interface CallBeat {
  readonly memory: SharedArrayBuffer;
  /** Byte at which it begins there. */
  readonly at: number;
}

/** Bytes that a beat takes. */
export const BEAT_BYTES = 8;

/** A beat in memory of its own. */
export function newBeat(): CallBeat {
  return { memory: new SharedArrayBuffer(BEAT_BYTES), at: 0 };
}

/** Calls something with the beat telling of it. */
export function withBeat<T>(beat: CallBeat | undefined, program: number, call: () => T): T {
  if (beat === undefined) return call();
  const words = wordsOf(beat);
  words[1] = program;
  Atomics.add(words, 0, 1);
  try {
    return call();
  } finally {
    Atomics.add(words, 0, 1);
  }
}

/** What a beat says now: the number of the call that is under way and of its program; null: none is. */
export function callUnderWay(beat: CallBeat): { readonly call: number; readonly program: number } | null {
  const words = wordsOf(beat);
  const call = Atomics.load(words, 0);
  return (call & 1) === 0 ? null : { call, program: words[1] };
}

function wordsOf({ memory, at }: CallBeat): Int32Array {
  return new Int32Array(memory, at, 2);
}
