import { memo, type ReactElement } from 'react';
import type { RunReport } from '../../../contract/index';
import { describeFault, FAULT_INFO, type TimedAction } from '../../../sim/index';
import { actionsOf } from '../../playback/index';

const MOST_MARKS = 300;

/** What happens at a moment, e.g. "Crash: W3 at 25 s", "Chaos: any part, crash every 10 s (W2) at 35 s". */
export function markText({ fault, effects, ends, atNs }: TimedAction): string {
  const drawn =
    fault.type === 'chaos' || fault.type === 'rolling-restart'
      ? ` (${effects.map((effect) => effect.target).join(', ') || 'nothing left to hit'})`
      : '';
  return `${describeFault(fault)}${drawn}${ends ? ' ends' : ''} at ${Number((atNs / 1e9).toFixed(3))} s`;
}

/** The moments to mark, at most so many: of too many, every second, third and so on. */
export function marksOf(actions: readonly TimedAction[], endNs: number, most = MOST_MARKS): readonly TimedAction[] {
  const within = actions.filter((action) => action.atNs <= endNs);
  const every = Math.ceil(within.length / most);
  return every <= 1 ? within : within.filter((_, i) => i % every === 0);
}

/** Marks on the time line of a run where faults begin and end; drawn once for each run. */
export const FaultMarks = memo(function FaultMarks({ report }: { readonly report: RunReport }): ReactElement {
  return (
    <>
      {marksOf(actionsOf(report), report.endNs).map((action, i) => (
        <span
          key={i}
          className={`fault-mark${action.ends || FAULT_INFO[action.fault.type].mends ? ' is-mend' : ''}`}
          style={{ left: `${(action.atNs / report.endNs) * 100}%` }}
          title={markText(action)}
        />
      ))}
    </>
  );
});
