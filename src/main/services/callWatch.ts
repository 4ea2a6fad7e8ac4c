import { callUnderWay, type CallBeat } from '../../programs/callBeat';

const LOOK_EVERY_MS = 250;
/**
 * A call does not come to an end when it is seen at so many looks in a row, and this process has computed for so long meanwhile: many times
 * what the longest call takes. Looks, because a computer that slept has not been looking; and computing, because a busy computer may leave
 * nothing to this process for seconds.
 */
const MOST_LOOKS = 12;
const MOST_CPU_MS = 3_000;

/**
 * Looks from outside after the programs that a thread calls, and tells once when a call does not come to an end: the place of its program.
 * Every call is limited inside its sandbox, so this is for faults of the sandbox itself. Returns how to stop looking.
 */
export function watchCalls(beat: CallBeat, onEndless: (program: number) => void): () => void {
  let seen = -1;
  let looks = 0;
  let usedMs = 0;
  const timer = setInterval(() => {
    const now = callUnderWay(beat);
    if (now === null || now.call !== seen) {
      seen = now?.call ?? -1;
      looks = 0;
      usedMs = cpuMs();
      return;
    }
    if (++looks < MOST_LOOKS || cpuMs() - usedMs < MOST_CPU_MS) return;
    clearInterval(timer);
    onEndless(now.program);
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** How long all threads of this process have computed, ms. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What is said of a run whose program does not come to an end: the same on every machine, as no clock decides what a run gives. */
export function endlessText(program: string | null): string {
  const name = program === null ? 'A program' : `The program ${program}`;
  return `${name} did not end, so it was stopped and there is no run; look for a loop in it that never ends.`;
}
