import type { CheckResult } from '../../sim/index';

/** How the checks of a run stand together, the worst first. */
export interface ChecksTogether {
  /** One that fails makes all fail; one without evidence leaves open whether all are met. */
  readonly verdict: CheckResult['verdict'];
  /** Those that stand like this. */
  readonly like: readonly CheckResult[];
  readonly count: number;
}

const WORST_FIRST = ['unmet', 'no-evidence', 'met'] as const;

/** How checks stand together; null: there is none. */
export function checksTogether(checks: readonly CheckResult[]): ChecksTogether | null {
  for (const verdict of WORST_FIRST) {
    const like = checks.filter((check) => check.verdict === verdict);
    if (like.length > 0) return { verdict, like, count: checks.length };
  }
  return null;
}

/** Checks in the order in which they matter: what fails, what is open, what is met. */
export function worstFirst(checks: readonly CheckResult[]): readonly CheckResult[] {
  return WORST_FIRST.flatMap((verdict) => checks.filter((check) => check.verdict === verdict));
}
