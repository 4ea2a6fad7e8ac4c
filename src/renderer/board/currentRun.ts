import type { RunReport } from '../../contract/index';
import type { PlaybackState } from '../playback/types';

/** The report of the run on screen; null while editing without a run or while it is still computed. */
export function currentReport(state: PlaybackState): RunReport | null {
  if (state.currentRunId === null) return null;
  return state.runs.find((run) => run.runId === state.currentRunId)?.report ?? null;
}
