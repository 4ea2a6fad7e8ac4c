import { expect, it } from 'vitest';
import type { RunSession } from '../../playback/index';
import { treeRows } from './runTree';

const run = (runId: string, parent: readonly [string, number] | null): RunSession => ({
  runId,
  name: runId,
  parent: parent === null ? null : { runId: parent[0], atNs: parent[1] },
  injected: [],
  report: null,
  revision: 1,
  progress: { runId, phase: 'running', reachedNs: 0, endNs: 0, events: 0, failure: null },
});

it('each run is followed by its branches, earlier ones first, branches of branches below them', () => {
  const rows = treeRows([
    run('a', null),
    run('late', ['a', 9]),
    run('b', null),
    run('early', ['a', 2]),
    run('twig', ['late', 12]),
    run('orphan', ['closed', 3]),
  ]);
  expect(rows.map(({ run: { runId }, depth }) => [runId, depth])).toEqual([
    ['a', 0],
    ['early', 1],
    ['late', 1],
    ['twig', 2],
    ['b', 0],
    ['orphan', 0],
  ]);
});
