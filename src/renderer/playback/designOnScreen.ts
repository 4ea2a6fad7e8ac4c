import type { Scenario } from '../../sim/index';
import type { PlaybackState } from './types';

/** The design of a run that was chosen by hand, where it is another one than the document; null: the document is shown. */
export function designOnScreen(
  { runs, currentRunId, isLookingBack }: Pick<PlaybackState, 'runs' | 'currentRunId' | 'isLookingBack'>,
  revision: number,
): Scenario | null {
  const run = isLookingBack ? runs.find((candidate) => candidate.runId === currentRunId) : undefined;
  return run?.design !== undefined && run.revision !== revision ? run.design : null;
}
