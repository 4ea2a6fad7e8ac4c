import type { PlaybackState, RunSession } from './types';

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
  starting: 0,
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

/** The runs without one that was cancelled; if it was on screen, what it branched from is so again. */
export function withoutCancelled(state: PlaybackState, { runId, parent }: RunSession): Partial<PlaybackState> {
  const runs = state.runs.filter((other) => other.runId !== runId);
  return state.currentRunId === runId ? { runs, currentRunId: parent?.runId ?? null, playing: false } : { runs };
}
