import { useEffect, useState } from 'react';
import type { CheckResult } from '../../sim/index';
import { useCurrentRun, usePlayhead, useServices } from './context';

/** How the goals stand. */
export interface Verdicts {
  /** Of the whole run, or by what has happened up to the playhead; none: there is no run, or nothing of it yet. */
  readonly checks: readonly CheckResult[];
  readonly isWhole: boolean;
}

const NONE: Verdicts = { checks: [], isWhole: false };

/** How the goals stand at the playhead, a few times a second while a run plays. */
export function useVerdicts(): Verdicts {
  const { api } = useServices();
  const run = useCurrentRun();
  const playheadNs = usePlayhead(3);
  const [soFar, setSoFar] = useState<{ readonly runId: string; readonly checks: readonly CheckResult[] } | null>(null);
  const report = run?.report ?? null;
  const isWhole = report !== null && playheadNs >= report.endNs;
  const runId = report?.runId ?? null;
  useEffect(() => {
    if (runId === null || isWhole || playheadNs <= 0) return;
    let isWanted = true;
    void api.runMoment({ runId, atNs: playheadNs }).then((answer) => {
      if (isWanted && answer.ok) setSoFar({ runId, checks: answer.value.checks });
    });
    return () => {
      isWanted = false;
    };
  }, [api, runId, isWhole, playheadNs]);
  if (report === null) return NONE;
  if (isWhole) return { checks: report.summary.checks, isWhole };
  return soFar?.runId === runId && playheadNs > 0 ? { checks: soFar.checks, isWhole } : NONE;
}
