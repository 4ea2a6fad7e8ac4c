import type { ReactElement } from 'react';
import { useCurrentRun, useDocument, usePlayback, usePlayhead, useServices } from '../../workbench/context';
import { strings } from './strings';

/** Whether the scenario is no longer that of the run on screen. Whose board is shown with it is as it should be. */
export function useIsStale(): boolean {
  const run = useCurrentRun();
  const isLookingBack = usePlayback((state) => state.isLookingBack);
  const revision = useDocument((state) => state.revision);
  return run !== undefined && run.revision !== revision && !isLookingBack;
}

/** Over the board of a run whose scenario has changed: how the change is to be seen is for the learner to choose. */
export function Stale(): ReactElement | null {
  const isStale = useIsStale();
  useDocument((state) => state.scenario);
  const { commands } = useServices();
  const endNs = useCurrentRun()?.report?.endNs ?? 0;
  // After the end of a run nothing more can happen.
  const isAtEnd = usePlayhead(3) >= endNs;
  if (!isStale) return null;
  const canTakeOver = commands.isEnabled(commands.of('run.takeOver'));
  return (
    <div className="banner is-warning">
      <span role="status">{canTakeOver ? strings.changedFields : strings.outOfDate}</span>
      {canTakeOver && !isAtEnd && (
        <button type="button" className="small-button" onClick={() => commands.run('run.takeOver')}>
          {strings.fromHere}
        </button>
      )}
      {canTakeOver && (
        <button type="button" className="small-button" onClick={() => commands.run('run.restart')}>
          {strings.fromStart}
        </button>
      )}
    </div>
  );
}
