import { describe, expect, it } from 'vitest';
import { forgottenText, MOST_RUNS, runToForget, withoutRun } from './room';
import type { RunSession } from './types';

const run = (runId: string, more: Partial<RunSession> = {}): RunSession => ({
  runId,
  name: `Run ${runId}`,
  parent: null,
  injected: [],
  report: null,
  revision: 1,
  progress: { runId, phase: 'done', reachedNs: 0, endNs: 0, events: 0, failure: null },
  ...more,
});
const many = (count: number, from: number, more: Partial<RunSession> = {}): RunSession[] =>
  Array.from({ length: count }, (_, i) => run(String(from + i), more));

describe('room for runs', () => {
  it('those of a document that was open before do not count, and go first once all together are too many', () => {
    const earlier = many(3, 0, { isEarlier: true });
    expect(runToForget([...earlier, ...many(MOST_RUNS - 1, 10)], [])).toBeNull();
    expect(runToForget([...earlier, ...many(MOST_RUNS, 10)], ['10'])?.runId).toBe('11');
    const four = [...earlier, run('3', { isEarlier: true })];
    const gone = runToForget([...four, ...many(MOST_RUNS - 1, 10)], ['0']);
    expect(gone?.runId).toBe('1');
    expect(gone === null ? '' : forgottenText(gone)).toBeNull();
  });

  it('branches of a run that goes are those of its parent', () => {
    const [a, b, c] = [run('a'), run('b', { parent: { runId: 'a', atNs: 5 } }), run('c', { parent: { runId: 'b', atNs: 9 } })];
    expect(withoutRun([a, b, c], b).map(({ runId, parent }) => [runId, parent])).toEqual([
      ['a', null],
      ['c', { runId: 'a', atNs: 9 }],
    ]);
    expect(withoutRun([a, b, c], a)[0].parent).toBeNull();
  });
});
