const TARGET_MS = 50;
const FIRST_EVENTS = 2_000;
/** Where learners' programs are called. */
const FIRST_EVENTS_WITH_PROGRAMS = 50;
const MOST_EVENTS = 200_000;
const MOST_GROWTH = 4;

/**
 * Cuts work into slices of about a twentieth of a second, so that whoever asks to stop, or asks anything else, is heard soon however
 * long an event takes (learners' programs take up to a thousand times as long as the simulator's own).
 */
export class Slices {
  constructor(
    private readonly nowMs: () => number = () => performance.now(),
    private events = FIRST_EVENTS,
  ) {}

  /** For work that calls learners' programs, or does not. */
  static of(hasPrograms: boolean): Slices {
    return new Slices(undefined, hasPrograms ? FIRST_EVENTS_WITH_PROGRAMS : undefined);
  }

  /** Does one slice of at most so many events as the last ones suggest; returns what the work returns. */
  next<T>(work: (maxEvents: number) => T): T {
    const beganMs = this.nowMs();
    const result = work(this.events);
    const tookMs = Math.max(this.nowMs() - beganMs, TARGET_MS / MOST_GROWTH);
    this.events = Math.max(1, Math.min(MOST_EVENTS, Math.floor((this.events * TARGET_MS) / tookMs)));
    return result;
  }
}
