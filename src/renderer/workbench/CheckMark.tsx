import type { ReactElement } from 'react';
import type { CheckResult } from '../../sim/index';
import css from './checkMark.module.css';

const MARKS: Readonly<Record<CheckResult['verdict'], string>> = { met: '\u2713', unmet: '\u2717', 'no-evidence': '?' };

interface CheckMarkProps {
  readonly verdict: CheckResult['verdict'];
  /** What it says, where no words stand beside it. */
  readonly label?: string | undefined;
}

/** Met, not met, and neither: told apart by shape and sign as well as by colour. */
export function CheckMark({ verdict, label }: CheckMarkProps): ReactElement {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label, title: label };
  return (
    <span className={css.mark} data-check={verdict} {...named}>
      {MARKS[verdict]}
    </span>
  );
}
