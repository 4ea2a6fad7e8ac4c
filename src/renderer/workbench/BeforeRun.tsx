import type { ReactElement } from 'react';
import type { RunProgress } from '../../contract/index';
import { ICONS, Icon } from '../ui/Icon';
import { useCurrentRun } from './context';
import { strings } from './strings';

/** What to tell of a run that has no figures yet, or of there being none (undefined). */
export function untilFigures(progress: Pick<RunProgress, 'phase' | 'failure'> | undefined): string {
  if (progress === undefined || progress.phase === 'cancelled') return strings.noRun;
  return progress.phase === 'failed' ? (progress.failure?.message ?? strings.noRun) : `${strings.computing}...`;
}

/** What stands in a panel until there is a run to show: what it is for, and how to get there. */
export function BeforeRun({ what }: { readonly what: string }): ReactElement {
  const progress = useCurrentRun()?.progress;
  return (
    <div className="before-run">
      <Icon path={progress === undefined ? ICONS.play : ICONS.restart} sizePx={28} />
      <p className="before-run-what">{what}</p>
      <p className="hint">{untilFigures(progress)}</p>
    </div>
  );
}
