import { serializeScenario } from '../../../sim/index';
import { fieldChanges, type FieldChange } from '../../document/index';
import { perWindow } from '../../workbench/workbenchApi';

/** Running the scenario on screen, and carrying its changes into a run that has begun. */
export interface Running {
  /** Runs the scenario as it stands, from the start. */
  run(): Promise<void>;
  /** What was changed since the run on screen began and can be taken over in the middle of it; null: nothing, or not possible. */
  changes(): readonly FieldChange[] | null;
  /** Goes on from the playhead with the fields as they are now: a branch of the run on screen. */
  takeOver(): Promise<void>;
}

/** Runs of this window's scenario. */
export const runningOf = perWindow(({ document, playback }): Running => {
  const changes = (): readonly FieldChange[] | null => {
    const { scenario, revision } = document.store.getState();
    const { runs, currentRunId } = playback.store.getState();
    const run = runs.find((candidate) => candidate.runId === currentRunId);
    const before = run === undefined || run.revision === revision ? undefined : run.design;
    if (run?.report === null || before === undefined) return null;
    const found = fieldChanges(before, scenario);
    return found === null || found.length === 0 ? null : found;
  };
  return {
    changes,
    run: async () => {
      const { scenario, revision } = document.store.getState();
      await playback.actions.run(serializeScenario(scenario), revision, scenario);
    },
    takeOver: async () => {
      const found = changes();
      if (found === null) return;
      const { scenario, revision } = document.store.getState();
      await playback.actions.inject(found, { revision, design: scenario });
    },
  };
});
