import type { RunSession } from './types';

/** Runs that are kept at once: each holds its trace in memory. */
export const MOST_RUNS = 8;

/**
 * The run to forget when one more is to be made; null while there is room, or when all are on screen. The oldest that nobody would miss:
 * not one that was given a name,
 * nor one that others branched from; those only when there are no others, and a name counts more than branches.
 */
export function runToForget(runs: readonly RunSession[], onScreen: readonly (string | null)[]): RunSession | null {
  if (runs.length < MOST_RUNS) return null;
  const parents = new Set(runs.map((run) => run.parent?.runId));
  const worth = (run: RunSession): number => (run.isNamed === true ? 2 : 0) + (parents.has(run.runId) ? 1 : 0);
  const free = runs.filter((run) => !onScreen.includes(run.runId));
  return free.toSorted((p, q) => worth(p) - worth(q))[0] ?? null;
}

/** What is said when a run had to make room. */
export function forgottenText({ name }: RunSession): string {
  return (
    `"${name}" was closed to make room: ${MOST_RUNS} runs are kept at once. Close those you no longer need, or name ` +
    'those to keep longest (F2).'
  );
}
