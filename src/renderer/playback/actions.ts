import type { RunReport } from '../../contract/index';
import { timedActions, type TimedAction } from '../../sim/index';

/** What of a report says when its faults act. */
export type FaultsOfRun = Pick<RunReport, 'index' | 'faults' | 'endNs'> & { readonly summary: Pick<RunReport['summary'], 'seed'> };

const known = new WeakMap<FaultsOfRun, readonly TimedAction[]>();

/** When the faults of a run begin and end, and what they hit, in order of time. Reckoned once for each report. */
export function actionsOf(report: FaultsOfRun): readonly TimedAction[] {
  const before = known.get(report);
  if (before !== undefined) return before;
  const actions = timedActions(report.faults, { index: report.index, seed: report.summary.seed, endNs: report.endNs });
  known.set(report, actions);
  return actions;
}
