import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testRun } from '../../../exports/testRun';
import type { RunSession } from '../../playback/index';
import { testServices } from '../../workbench/testWindow';
import type { Services } from '../../workbench/workbenchApi';
import { followChanges, goesOn, runOfRevision, type Hold } from './live';

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

it('a change goes on with the one before where it is of the same fields, soon after it or before its branch was played', () => {
  const before: Hold = { runId: 'branch', fields: ['C1 script'], atMs: 0 };
  const now = (change: Partial<Hold>): Hold => ({ ...before, atMs: 2000, ...change });
  expect(goesOn(before, now({}), true)).toBe(true);
  expect(goesOn(before, now({ atMs: 60_000 }), true)).toBe(false);
  expect(goesOn(before, now({ atMs: 60_000 }), false)).toBe(true);
  expect(goesOn(before, now({ fields: ['C1 script', 'W1 concurrency'] }), false)).toBe(false);
  expect(goesOn(before, now({ fields: ['W1 concurrency'] }), true)).toBe(false);
  expect(goesOn(before, now({ runId: 'another' }), false)).toBe(false);
  expect(goesOn(null, now({}), false)).toBe(false);
});

describe('a run that was chosen by hand', () => {
  const made = testRun();
  const session = (runId: string, revision: number, isDone: boolean): RunSession => {
    const report = { runId, index: made.index, summary: made.summary(), series: made.series(), endNs: 1.4e9, faults: made.faults };
    return { ...run(runId, revision, null), report: isDone ? report : null, progress: { phase: 'done' } } as unknown as RunSession;
  };

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** The run of the board on screen, and one of another board, which is still being computed. */
  function twoRuns(): { services: Services; stop(): void; ends(): void } {
    const services = testServices();
    const { revision } = services.document.store.getState();
    const { store } = services.playback;
    const mine = session('mine', revision, true);
    store.setState({ runs: [mine, session('other', revision + 7, false)], currentRunId: 'mine' });
    const stop = followChanges(services);
    return { services, stop, ends: () => store.setState({ runs: [mine, session('other', revision + 7, true)] }) };
  }

  it('stays on screen once it is computed, although the board is another', async () => {
    const { services, stop, ends } = twoRuns();
    services.playback.actions.show('other');
    ends();
    await vi.advanceTimersByTimeAsync(5000);
    expect(services.playback.store.getState()).toMatchObject({ currentRunId: 'other', isLookingBack: true });
    stop();
  });

  it('is left for the run of the board as soon as nobody looks back', async () => {
    const { services, stop, ends } = twoRuns();
    services.playback.actions.show('other');
    services.playback.actions.stopLookingBack();
    ends();
    // What is changed takes hold once it has settled, and not before.
    await vi.advanceTimersByTimeAsync(200);
    expect(services.playback.store.getState().currentRunId).toBe('other');
    await vi.advanceTimersByTimeAsync(200);
    expect(services.playback.store.getState().currentRunId).toBe('mine');
    stop();
  });
});
