import { memo, type ReactElement } from 'react';
import type { RunReport } from '../../../contract/index';
import { actionsOf, faultMarks, faultMarkText, markSort } from '../../playback/index';
import { useBoardOnScreen } from '../../workbench/partNames';
import css from './faults.module.css';

const CLASSES = { broken: '', mended: css.isMend, done: css.isNeutral } as const;

/** Marks on the time line of a run where faults begin and end; drawn once for each run. */
export const FaultMarks = memo(function FaultMarks({ report }: { readonly report: RunReport }): ReactElement {
  const board = useBoardOnScreen();
  return (
    <>
      {faultMarks(actionsOf(report), report.endNs).map((action, i) => (
        <span
          key={i}
          className={`${css.faultMark} ${CLASSES[markSort(action)]}`}
          style={{ left: `${(action.atNs / report.endNs) * 100}%` }}
          title={faultMarkText(action, board)}
        />
      ))}
    </>
  );
});
