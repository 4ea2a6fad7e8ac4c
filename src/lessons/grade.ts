import { createRun, type CheckResult, type Programs, type RunLimits, type Scenario } from '../sim/index';
import { BUDGET_CHECK, type BrokenRule } from './entry';
import type { Lesson } from './parseLesson';

/** How one objective did over all seeds. */
export interface ObjectiveGrade {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  /** So many runs met it. */
  readonly met: number;
  /** What the first run that did not meet it says; null: all did. */
  readonly reason: string | null;
}

/** What a hand-in is worth. */
export interface Grade {
  readonly points: number;
  readonly of: number;
  /** Runs that were made. */
  readonly runs: number;
  readonly objectives: readonly ObjectiveGrade[];
  /** Why it gets nothing at all: rules that it breaks. Empty: none. */
  readonly broken: readonly BrokenRule[];
}

/** So far a run of a hand-in may go: lessons need far less. */
export const GRADE_LIMITS: RunLimits = { maxEvents: 5_000_000, maxBytes: 256 * 1024 * 1024 };
const SLICE_EVENTS = 100_000;

/** All points that a lesson gives. */
export function pointsOf({ objectives }: Pick<Lesson, 'objectives'>): number {
  return objectives.reduce((sum, { points = 1 }) => sum + points, 0);
}

/** The grade of a hand-in that gets nothing, and why. */
export function nothing(lesson: Lesson, broken: readonly BrokenRule[]): Grade {
  return { points: 0, of: pointsOf(lesson), runs: 0, objectives: [], broken };
}

/**
 * Runs an entry (`entryOf`) with each seed. An objective gives its points when every run meets it. A run that reaches a limit, or costs
 * more than the budget, ends the grading without points.
 */
export function gradeEntry(lesson: Lesson, scenario: Scenario, seeds: readonly number[], programs?: Programs): Grade {
  const results: (readonly CheckResult[])[] = [];
  for (const seed of seeds) {
    const run = createRun(scenario, {
      seed,
      checkpointEveryEvents: 0,
      ...GRADE_LIMITS,
      ...(programs === undefined ? {} : { programs }),
    });
    while (!run.advance({ maxEvents: SLICE_EVENTS }));
    if (run.limitReached !== null) return nothing(lesson, [{ rule: 'limit', message: run.limitReached.message }]);
    const { checks } = run.summary();
    const budget = checks.find(({ id }) => id === BUDGET_CHECK);
    if (budget?.ok === false) return nothing(lesson, [{ rule: 'budget', message: `It is over budget. ${budget.message}` }]);
    results.push(checks);
  }
  const objectives = lesson.objectives.map(({ check, points = 1 }): ObjectiveGrade => {
    const mine = results.flatMap((checks) => checks.find(({ id }) => id === check.id) ?? []);
    const missed = mine.find(({ ok }) => !ok);
    return {
      id: check.id,
      title: check.title ?? check.id,
      points,
      met: mine.filter(({ ok }) => ok).length,
      reason: missed?.message ?? null,
    };
  });
  const points = objectives.reduce((sum, { reason, met, points: worth }) => sum + (reason === null && met > 0 ? worth : 0), 0);
  return { points, of: pointsOf(lesson), runs: seeds.length, objectives, broken: [] };
}
