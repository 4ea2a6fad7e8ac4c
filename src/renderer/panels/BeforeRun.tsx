import type { ReactElement } from 'react';
import { useCurrentRun } from '../app/hooks';
import { ICONS, Icon } from '../ui/Icon';
import { strings } from '../ui/strings';

const { beforeRun, computing, noRun } = strings;

/** What stands in a panel of the dock until there is a run to show: what it is for, and how to get there. */
export function BeforeRun({ panel }: { readonly panel: keyof typeof beforeRun }): ReactElement {
  const isComputing = useCurrentRun() !== undefined;
  return (
    <div className="before-run">
      <Icon path={isComputing ? ICONS.restart : ICONS.play} sizePx={28} />
      <p className="before-run-what">{beforeRun[panel]}</p>
      <p className="hint">{isComputing ? `${computing}...` : noRun}</p>
    </div>
  );
}
