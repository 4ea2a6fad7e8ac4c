import type { ReactElement } from 'react';
import type { RunSession } from '../playback/index';
import { CheckMark } from './CheckMark';
import { checksTogether } from './checkVerdicts';
import { strings } from './strings';

/** How the checks of a run stand; nothing while it is computed, or has none. */
export function RunMark({ run }: { readonly run: RunSession }): ReactElement | null {
  const together = checksTogether(run.report?.summary.checks ?? []);
  if (together === null) return null;
  const { verdict, like, count } = together;
  return <CheckMark verdict={verdict} label={strings.checks[verdict]({ like: like.length, count })} />;
}
