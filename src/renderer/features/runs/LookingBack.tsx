import type { ReactElement } from 'react';
import { useCurrentRun, useDocument, usePlayback, useServices } from '../../workbench/context';
import { designOnScreen } from '../../playback/index';
import { strings } from './strings';

/** Over a board that is not the one being edited: whose it is, and the way back. */
export function LookingBack(): ReactElement | null {
  const { commands } = useServices();
  const run = useCurrentRun();
  const revision = useDocument((state) => state.revision);
  const design = usePlayback((state) => ({ shown: designOnScreen(state, revision) })).shown;
  if (run === undefined || design === null) return null;
  return (
    <div className="banner" role="note">
      <span>{strings.lookingBack(run.name, run.isEarlier === true ? design.name : null)}</span>
      <button type="button" className="primary" onClick={() => commands.run('run.back')}>
        {strings.back}
      </button>
    </div>
  );
}
