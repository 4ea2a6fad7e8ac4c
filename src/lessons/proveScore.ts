import { createRun, type CheckResult, type Programs, type Scenario } from '../sim/index';
import { GRADE_LIMITS } from './grade';
import type { Score } from './scoreFile';

/** What running a score again says: it is true, or where it is not. */
export type ScoreProof =
  | { readonly isProved: true; readonly checks: readonly CheckResult[] }
  | { readonly isProved: false; readonly reason: string };

const SLICE_EVENTS = 100_000;

/** Runs what a score says was run (`runOfScore`), and holds its hash and its checks against what came of it. */
export function proveScore(score: Score, scenario: Scenario, programs?: Programs): ScoreProof {
  const run = createRun(scenario, { checkpointEveryEvents: 0, ...GRADE_LIMITS, ...(programs === undefined ? {} : { programs }) });
  while (!run.advance({ maxEvents: SLICE_EVENTS }));
  if (run.limitReached !== null) return { isProved: false, reason: run.limitReached.message };
  const { checks, traceHash } = run.summary();
  const untrue = checks.find(({ id, ok }) => (score.checks.find((told) => told.id === id)?.ok ?? false) !== ok);
  if (untrue !== undefined) return { isProved: false, reason: `It says otherwise about "${untrue.title}". Run again: ${untrue.message}` };
  const unknown = score.checks.find(({ id }) => !checks.some((check) => check.id === id));
  if (unknown !== undefined) return { isProved: false, reason: `It mentions a check "${unknown.id}", but there is none of that name.` };
  if (traceHash !== score.traceHash)
    return { isProved: false, reason: `It was a different run: its trace is ${score.traceHash}, but running it again gives ${traceHash}.` };
  return { isProved: true, checks };
}
