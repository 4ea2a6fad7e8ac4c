import { expect, it } from 'vitest';
import type { RunSession } from '../../playback/index';
import { runOfRevision } from './live';

const run = (runId: string, revision: number, parent: string | null): RunSession =>
  ({ runId, revision, parent: parent === null ? null : { runId: parent, atNs: 1 }, report: {} }) as unknown as RunSession;

it('goes back to the run that the one on screen branched from, not to another of the same scenario', () => {
  const first = run('first', 1, null);
  const crashed = run('crashed', 1, 'first');
  const changed = run('changed', 2, 'crashed');
  expect(runOfRevision([first, crashed, changed], changed, 1)?.runId).toBe('crashed');
  expect(runOfRevision([first, crashed, changed], changed, 7)).toBeUndefined();
  // Redone: the branch that was made before is still there.
  expect(runOfRevision([first, crashed, changed], crashed, 2)?.runId).toBe('changed');
});
