import type { ReactElement } from 'react';
import { placeNames } from '../../../sim/index';
import { designDifferences, faultDifferences } from '../../document/index';
import { useCurrentRun, usePlayback } from '../../workbench/context';
import css from './results.module.css';
import { strings } from './strings';

/** What differs in the designs of the run on screen and the one it is compared with; nothing while none is. */
export function DesignDifference(): ReactElement | null {
  const here = useCurrentRun();
  const there = usePlayback(({ runs, ghostRunId }) => ({ run: runs.find(({ runId }) => runId === ghostRunId) })).run;
  if (here?.design === undefined || there?.design === undefined) return null;
  const told = [
    ...designDifferences(there.design, here.design),
    ...faultDifferences(there.injected, here.injected, placeNames(there.design), placeNames(here.design)),
  ];
  return (
    <section aria-label={strings.design.title} className={css.designDifference}>
      <h3>{strings.design.title}</h3>
      {told.length === 0 ? (
        <p>{strings.design.none}</p>
      ) : (
        <ul>
          {told.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
