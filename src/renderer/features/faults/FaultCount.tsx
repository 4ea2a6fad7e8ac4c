import type { ReactElement } from 'react';
import { useDocument, useServices } from '../../workbench/context';
import { strings } from './strings';

/** How many faults are scheduled, under the settings of the scenario, and the way to their time line, where they are set. */
export function FaultCount(): ReactElement {
  const { commands } = useServices();
  const count = useDocument((state) => state.scenario.faults.length);
  return (
    <section className="list-editor" aria-label={strings.title}>
      <h3>{strings.title}</h3>
      <p className="hint">{strings.scheduled({ count })}</p>
      <button type="button" onClick={() => commands.run('fault.timeline')}>
        {strings.showTimeline}
      </button>
    </section>
  );
}
