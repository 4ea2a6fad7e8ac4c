/** How traffic is drawn: every message as a mark, or only how much flows on each wire. */
export type TrafficMode = 'marks' | 'flows';

/** More marks on screen than this and flows are drawn instead. */
export const MOST_MARKS = 2000;
/** As many marks are drawn when every message is asked for. */
export const MOST_FORCED_MARKS = 40_000;
const FEW_ENOUGH_AGAIN = 1500;

/** What decides how traffic is drawn. */
export interface TrafficFacts {
  /** The window was cut for its row limit: single marks would be a lie. */
  readonly crowded: boolean;
  /** Marks on screen now. */
  readonly marks: number;
  /** False when there were more marks than room. */
  readonly fits: boolean;
  readonly playing: boolean;
  readonly reducedMotion: boolean;
  readonly before: TrafficMode;
  /** What the learner asked for. */
  readonly wanted: 'auto' | TrafficMode;
}

/** Chooses how to draw; goes back to marks only well below the limit, so that it does not flicker between the two. */
export function chooseMode(facts: TrafficFacts): TrafficMode {
  if (facts.wanted !== 'auto') return facts.wanted === 'marks' && facts.fits ? 'marks' : 'flows';
  if (facts.crowded || !facts.fits) return 'flows';
  if (facts.reducedMotion && facts.playing) return 'flows';
  if (facts.marks > MOST_MARKS) return 'flows';
  return facts.before === 'flows' && facts.marks > FEW_ENOUGH_AGAIN ? 'flows' : 'marks';
}
