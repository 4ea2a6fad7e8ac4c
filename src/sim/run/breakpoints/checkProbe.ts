import type { Breakpoint } from '../../model/breakpointSchema';
import { LOG_VERBS, type CheckResult } from '../../trace/types';
import type { Probe, ProbeContext } from './listener';

const FAILED = LOG_VERBS.indexOf('failed');

/**
 * How the checks of a run stand where the engine is, by the figures so far; and after how much simulated time that is asked again (0:
 * with every request that ends).
 */
export interface CheckJudge {
  readonly verdicts: () => readonly CheckResult[];
  readonly everyNs: number;
  /** When it was asked last. */
  judgedNs: number;
}

/** Stops when a check that was met so far is met no longer. */
export function checkProbe(wanted: Extract<Breakpoint, { type: 'check' }>, { engine, hit }: ProbeContext, judge: CheckJudge): Probe {
  const wereOk = new Map<string, boolean>();
  let nextNs = engine.queue.nowNs;
  const look = (nowNs: number): void => {
    if (nowNs < nextNs) return;
    const sinceNs = judge.judgedNs;
    judge.judgedNs = nowNs;
    nextNs = judge.everyNs === 0 ? nowNs : (Math.floor(nowNs / judge.everyNs) + 1) * judge.everyNs;
    for (const check of judge.verdicts()) {
      if (wanted.check !== undefined && wanted.check !== check.id) continue;
      if (!check.ok && wereOk.get(check.id) === true) hit(nowNs, `${check.title} turned red: ${check.message}`, sinceNs);
      wereOk.set(check.id, check.ok);
    }
  };
  // What a request's end turns red is seen at that very event, what time alone does at the next one.
  return { event: look, answered: look, log: (nowNs, _node, verb) => verb === FAILED && look(nowNs) };
}
