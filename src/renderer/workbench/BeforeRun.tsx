import type { ReactElement } from 'react';
import type { RunProgress } from '../../contract/index';
import { useCurrentRun } from './hooks';
import { ICONS, Icon } from '../ui/Icon';
import { strings } from './strings';

const { beforeRun, computing, noRun } = strings;

/** What to tell of a run that has no figures yet, or of there being none (undefined). */
export function untilFigures(progress: Pick<RunProgress, 'phase' | 'failure'> | undefined): string {
  if (progress === undefined || progress.phase === 'cancelled') return noRun;
  return progress.phase === 'failed' ? (progress.failure?.message ?? noRun) : `${computing}...`;
}

/** What stands in a panel of the dock until there is a run to show: what it is for, and how to get there. */
export function BeforeRun({ panel }: { readonly panel: keyof typeof beforeRun }): ReactElement {
  const progress = useCurrentRun()?.progress;
  return (
    <div className="before-run">
      <Icon path={progress === undefined ? ICONS.play : ICONS.restart} sizePx={28} />
      <p className="before-run-what">{beforeRun[panel]}</p>
      <p className="hint">{untilFigures(progress)}</p>
    </div>
  );
}
