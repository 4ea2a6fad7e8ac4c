import type { ReactElement } from 'react';
import { useDocument, usePlayback, useServices, useWindow } from '../../workbench/context';
import { kindOf, type Scenario } from '../../../sim/index';
import { strings } from './strings';

/** What the tour has people crash. */
const VICTIM = 'W2';

/** What to try first, over the example that is there at the first start. Gone for good once it was dismissed. */
export function TourBanner(): ReactElement | null {
  const services = useServices();
  const { seenTour, presenting } = useWindow((state) => ({ seenTour: state.settings.seenTour, presenting: state.presenting }));
  const isExample = useDocument(
    (state) => state.failure === null && state.past.length === 0 && state.file.path === null && isToured(state.scenario),
  );
  const isQuiet = usePlayback((state) => state.failure === null && state.notice === null);
  if (seenTour || presenting || !isExample || !isQuiet) return null;
  return (
    <div className="banner" role="note">
      <span>{strings.welcome}</span>
      <button type="button" className="primary" onClick={() => services.commands.run('lessons.first')}>
        {strings.firstLesson}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={strings.dismiss}
        onClick={() => services.window.changeSettings({ seenTour: true })}
      >
        {'\u00d7'}
      </button>
    </div>
  );
}

/** Whether a scenario has what the tour speaks of: another example is no place for it. */
function isToured({ nodes }: Scenario): boolean {
  return nodes.some(({ id }) => id === VICTIM) && nodes.some(({ kind }) => kindOf(kind)?.descriptor.spreads === true);
}
