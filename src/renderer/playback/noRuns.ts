import type { PlaybackState } from './types';

/** Playback before anything has been run. */
export const NO_RUNS: PlaybackState = {
  runs: [],
  currentRunId: null,
  isLookingBack: false,
  ghostRunId: null,
  playheadNs: 0,
  playing: false,
  speed: 1,
  window: null,
  crowded: false,
  failure: null,
  notice: null,
  lookup: null,
  traffic: 'auto',
  breakpoints: [],
  stop: null,
  waitingActions: 0,
};

/** Going back to editing: the runs are kept, but none is looked at. */
export const NOTHING_ON_SCREEN = {
  currentRunId: null,
  isLookingBack: false,
  ghostRunId: null,
  playing: false,
  playheadNs: 0,
  window: null,
  lookup: null,
  crowded: false,
  stop: null,
} as const satisfies Partial<PlaybackState>;
