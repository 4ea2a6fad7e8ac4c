import type { RunSession } from './types';

/** Runs of the document that are kept at once: each holds its trace in memory. */
export const MOST_RUNS = 8;
/** Runs in all, those of documents that were open before included; the shell keeps one more for what is tried out. */
const MOST_IN_ALL = 11;

/**
 * The run to forget when one more is to be made; null while there is room, or when all are on screen. The oldest that nobody would miss:
 * not one that was given a name,
 * nor one that others branched from; those only when there are no others, and a name counts more than branches.
 */
export function runToForget(runs: readonly RunSession[], onScreen: readonly (string | null)[]): RunSession | null {
  const own = runs.filter((run) => run.isEarlier !== true);
  const earlier = runs.find((run) => run.isEarlier === true && !onScreen.includes(run.runId));
  if (own.length < MOST_RUNS) return runs.length < MOST_IN_ALL ? null : (earlier ?? null);
  const parents = new Set(runs.map((run) => run.parent?.runId));
  const worth = (run: RunSession): number => (run.isNamed === true ? 2 : 0) + (parents.has(run.runId) ? 1 : 0);
  const free = own.filter((run) => !onScreen.includes(run.runId));
  return free.toSorted((p, q) => worth(p) - worth(q))[0] ?? null;
}

/** What is said when a run had to make room; null: it is of a document that is no longer open, so nobody looks for it. */
export function forgottenText({ name, isEarlier }: RunSession): string | null {
  if (isEarlier === true) return null;
  return (
    `"${name}" was closed to make room: ${MOST_RUNS} runs are kept at once. Close those you no longer need, or name ` +
    'those to keep longest (F2).'
  );
}

/** The runs without one; its branches are those of its own parent from now on. */
export function withoutRun(runs: readonly RunSession[], gone: RunSession): RunSession[] {
  const adopted = (other: RunSession): RunSession => ({
    ...other,
    parent: gone.parent === null || other.parent === null ? null : { ...gone.parent, atNs: other.parent.atNs },
  });
  return runs.filter((other) => other !== gone).map((other) => (other.parent?.runId === gone.runId ? adopted(other) : other));
}
