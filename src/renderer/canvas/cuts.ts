import { timedActions, type Fault } from '../../sim/index';
import { usePlayback } from '../app/hooks';

/** Bits of a link's cut at the playhead: 1 forward, 2 backward. */
export function useCuts(linkId: string): number {
  return usePlayback((state) => {
    const report = state.runs.find((run) => run.runId === state.currentRunId)?.report;
    return report ? cutAt(report.faults, linkId, state.playheadNs) : 0;
  });
}

/** The same from a list of faults. */
export function cutAt(faults: readonly Fault[], linkId: string, atNs: number): number {
  let bits = 0;
  if (!faults.some((fault) => 'link' in fault && fault.link === linkId)) return bits;
  for (const { fault, atNs: whenNs } of timedActions(faults)) {
    if (whenNs > atNs) break;
    if (!('link' in fault) || fault.link !== linkId) continue;
    if (fault.type === 'heal') bits = 0;
    else bits |= fault.direction === 'forward' ? 1 : fault.direction === 'backward' ? 2 : 3;
  }
  return bits;
}
