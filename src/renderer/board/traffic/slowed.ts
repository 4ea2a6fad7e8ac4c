import { NS_PER_SECOND } from '../../../sim/index';

const FLASH_SECONDS = 0.18;
const SHORT_SECONDS = 0.06;

/** How messages that are too quick to be seen are drawn, simulated ns. */
export interface Slowing {
  /** Flights shorter than this are shown slower than they are; 0: none is. */
  readonly shortNs: number;
  /** By how much longer such a flight is shown, and its wire lit. */
  readonly flashNs: number;
}

/** Nothing is slowed down: only what is under way is drawn, where it is. */
export const AS_IT_IS: Slowing = { shortNs: 0, flashNs: 0 };

/**
 * How traffic is drawn at a pace (simulated seconds a second): while it moves, quick messages are slowed down for the eye; while it stands
 * still there is time to look, and nothing is drawn that is not there.
 */
export function slowingAt(playing: boolean, pace: number): Slowing {
  return playing ? { shortNs: pace * SHORT_SECONDS * NS_PER_SECOND, flashNs: pace * FLASH_SECONDS * NS_PER_SECOND } : AS_IT_IS;
}

/** Seconds for which a message is on screen at least while traffic moves, real time. */
export const LEAST_SHOWN_SECONDS = SHORT_SECONDS + FLASH_SECONDS;
