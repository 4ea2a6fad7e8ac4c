import type { PlaybackState } from './types';

/** Playback before anything has been run. */
export const NO_RUNS: PlaybackState = {
  runs: [],
  currentRunId: null,
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
