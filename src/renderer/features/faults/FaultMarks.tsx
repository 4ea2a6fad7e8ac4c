import { memo, type ReactElement } from 'react';
import type { RunReport } from '../../../contract/index';
import { FAULT_INFO } from '../../../sim/index';
import { actionsOf, faultMarks, faultMarkText } from '../../playback/index';

/** Marks on the time line of a run where faults begin and end; drawn once for each run. */
export const FaultMarks = memo(function FaultMarks({ report }: { readonly report: RunReport }): ReactElement {
  return (
    <>
      {faultMarks(actionsOf(report), report.endNs).map((action, i) => (
        <span
          key={i}
          className={`fault-mark${action.ends || FAULT_INFO[action.fault.type].mends ? ' is-mend' : ''}`}
          style={{ left: `${(action.atNs / report.endNs) * 100}%` }}
          title={faultMarkText(action)}
        />
      ))}
    </>
  );
});
