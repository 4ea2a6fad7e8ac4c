import type { RunSession } from '../../playback/index';

/** A run in the tree of runs: how deep it is, under the run it branched from. */
export interface TreeRow {
  readonly run: RunSession;
  readonly depth: number;
}

/**
 * Runs in the order of a tree: each followed by its branches, in the order in which they branch off. A run whose parent is gone stands at
 * the root.
 */
export function treeRows(runs: readonly RunSession[]): TreeRow[] {
  const known = new Set(runs.map((run) => run.runId));
  const rows: TreeRow[] = [];
  const add = (run: RunSession, depth: number): void => {
    rows.push({ run, depth });
    const branches = runs.filter((other) => other.parent?.runId === run.runId);
    for (const branch of branches.toSorted((p, q) => (p.parent?.atNs ?? 0) - (q.parent?.atNs ?? 0))) add(branch, depth + 1);
  };
  for (const run of runs) if (run.parent === null || !known.has(run.parent.runId)) add(run, 0);
  return rows;
}
