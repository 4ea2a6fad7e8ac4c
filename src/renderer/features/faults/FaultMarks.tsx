import { memo, type ReactElement } from 'react';
import type { RunReport } from '../../../contract/index';
import { FAULT_INFO } from '../../../sim/index';
import { actionsOf, faultMarks, faultMarkText } from '../../playback/index';
import { useBoardOnScreen } from '../../workbench/partNames';
import css from './faults.module.css';

/** Marks on the time line of a run where faults begin and end; drawn once for each run. */
export const FaultMarks = memo(function FaultMarks({ report }: { readonly report: RunReport }): ReactElement {
  const board = useBoardOnScreen();
  return (
    <>
      {faultMarks(actionsOf(report), report.endNs).map((action, i) => (
        <span
          key={i}
          className={`${css.faultMark}${action.ends || FAULT_INFO[action.fault.type].mends ? ` ${css.isMend}` : ''}`}
          style={{ left: `${(action.atNs / report.endNs) * 100}%` }}
          title={faultMarkText(action, board)}
        />
      ))}
    </>
  );
});
