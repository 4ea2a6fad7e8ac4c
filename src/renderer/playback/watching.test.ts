import { describe, expect, it } from 'vitest';
import type { FaultboardApi, RunProgress } from '../../contract/index';
import { createRun, parseScenario, type Fault, type Run } from '../../sim/index';
import example from '../../../scenarios/five-workers.json?raw';
import { createPlayback, type PlaybackModel } from './store';
import { FASTEST } from './pace';
import { runToForget } from './room';
import type { RunSession } from './types';

interface Stage {
  readonly playback: PlaybackModel;
  /** Lets a run be computed to its end. */
  readonly compute: (runId: string) => Promise<void>;
  /** The next frame of the screen, a sixtieth of a second on. */
  readonly frame: () => Promise<void>;
  readonly branches: { readonly runId: string; readonly parentId: string; readonly faults: readonly Fault[] }[];
}

/** Lets everything that waits for nothing but its turn happen. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

/** Playback over real runs, computed when the test says so. */
function stage(): Stage {
  const parsed = parseScenario(example);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const { scenario } = parsed;
  const runs = new Map<string, Run>();
  const branches: Stage['branches'] = [];
  let listener: (progress: RunProgress) => void = () => undefined;
  const add = (run: Run): string => {
    const runId = `run-${runs.size + 1}`;
    runs.set(runId, run);
    return runId;
  };
  const of = (runId: string): Run => runs.get(runId) as Run;
  const good = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
  const api = {
    onProgress: (listen: typeof listener) => (listener = listen),
    startRun: async () => good({ runId: add(createRun({ ...scenario, durationSeconds: 20, faults: [] })) }),
    branchRun: async ({ runId, atNs, faults }: { runId: string; atNs: number; faults: Fault[] }) => {
      const made = add(of(runId).branch(atNs, faults));
      branches.push({ runId: made, parentId: runId, faults });
      return good({ runId: made });
    },
    runReport: async ({ runId }: { runId: string }) =>
      good({
        runId,
        index: of(runId).index,
        summary: of(runId).summary(),
        series: of(runId).series(),
        endNs: of(runId).reachedNs,
        faults: of(runId).faults,
      }),
    runWindow: async ({ runId, fromNs, toNs, maxRows }: { runId: string; fromNs: number; toNs: number; maxRows: number }) =>
      good(of(runId).window(fromNs, toNs, maxRows)),
    runBreak: async ({ runId, fromNs, direction, breakpoints, maxEvents }: Parameters<FaultboardApi['runBreak']>[0]) =>
      good(of(runId).findBreak(fromNs, direction, breakpoints, Math.min(maxEvents, 500))),
    closeRun: async () => undefined,
    // Progress goes on until it is heard.
    cancelRun: async ({ runId }: { runId: string }) => {
      const told = { runId, reachedNs: 1e9, endNs: 20e9, events: 1000, failure: null };
      listener({ ...told, phase: 'running' });
      await settle();
      listener({ ...told, phase: 'cancelled' });
    },
  } as unknown as FaultboardApi;
  let nowMs = 0;
  let waiting: (() => void)[] = [];
  const playback = createPlayback(api, { nowMs: () => nowMs, nextFrame: (callback) => waiting.push(callback) });
  return {
    playback,
    branches,
    compute: async (runId) => {
      const run = of(runId);
      while (!run.advance({ maxEvents: 100_000 }));
      listener({ runId, phase: 'done', reachedNs: run.reachedNs, endNs: run.endNs, events: run.events, failure: null });
      await settle();
    },
    frame: async () => {
      nowMs += 1000 / 60;
      const due = waiting;
      waiting = [];
      for (const callback of due) callback();
      await settle();
    },
  };
}

const current = (playback: PlaybackModel): string => playback.store.getState().currentRunId ?? '';

describe('acting in the past', () => {
  it('what is done while the run is still computed is done as soon as it is there, at the playhead of that moment', async () => {
    const { playback, compute, branches } = stage();
    await playback.actions.run('', 1);
    await compute('run-1');
    playback.actions.pause();
    playback.actions.seek(5e9);
    void playback.actions.inject([{ type: 'crash', node: 'W1' }]);
    void playback.actions.inject([{ type: 'crash', node: 'W2' }]);
    expect(playback.store.getState().waitingActions).toBe(2);
    await settle();
    await compute('run-2');
    await compute('run-3');
    expect(playback.store.getState().waitingActions).toBe(0);
    // The second happens in the branch of the first: both are down, and nothing was done twice.
    expect(branches.map(({ parentId, faults }) => [parentId, faults.map((fault) => fault.type === 'crash' && fault.node)])).toEqual([
      ['run-1', ['W1']],
      ['run-2', ['W2']],
    ]);
    playback.actions.seek(6e9);
    await settle();
    const down = playback.actions
      .moments()
      .map(({ status }, i) => (status === 1 ? i : -1))
      .filter((i) => i >= 0);
    expect(down.map((i) => playback.store.getState().runs[2].report?.index.nodes[i].id)).toEqual(['W1', 'W2']);
  });

  it('waits for the report of a run that has just been computed', async () => {
    const { playback, compute, branches } = stage();
    await playback.actions.run('', 1);
    const report = compute('run-1');
    expect(playback.store.getState().runs[0].progress.phase).toBe('done');
    expect(playback.store.getState().runs[0].report).toBe(null);
    void playback.actions.inject([{ type: 'crash', node: 'W1' }]);
    await report;
    await settle();
    expect(playback.store.getState().failure).toBe(null);
    expect(branches).toHaveLength(1);
  });

  it('says so when the run that an action waits for is given up', async () => {
    const { playback } = stage();
    await playback.actions.run('', 1);
    const done = playback.actions.inject([{ type: 'crash', node: 'W1' }]);
    await playback.actions.close(current(playback));
    await done;
    expect(playback.store.getState().failure?.message).toMatch(/^Your change was not made/);
    expect(playback.store.getState().waitingActions).toBe(0);
  });

  it('a run that is closed leaves its branches, which keep their names', async () => {
    const { playback, compute } = stage();
    await playback.actions.run('', 1);
    await compute('run-1');
    playback.actions.seek(5e9);
    void playback.actions.inject([{ type: 'crash', node: 'W1' }]);
    await settle();
    await compute('run-2');
    playback.actions.rename('run-2', '  Without W1 ');
    playback.actions.rename('run-2', '   ');
    await playback.actions.close('run-1');
    expect(playback.store.getState().runs.map(({ name, parent }) => [name, parent])).toEqual([['Without W1', null]]);
  });
});

it('a run that is cancelled leaves the tree, and what it branched from is on screen again', async () => {
  const { playback, compute } = stage();
  const runs = (): readonly string[] => playback.store.getState().runs.map(({ runId }) => runId);
  await playback.actions.run(example, 1);
  await playback.actions.cancel();
  expect([runs(), playback.store.getState().currentRunId]).toEqual([[], null]);
  await playback.actions.run(example, 1);
  await compute('run-2');
  playback.actions.seek(5e9);
  void playback.actions.inject([{ type: 'crash', node: 'W1' }]);
  await settle();
  expect(runs()).toEqual(['run-2', 'run-3']);
  await playback.actions.cancel();
  expect([runs(), playback.store.getState().currentRunId]).toEqual([['run-2'], 'run-2']);
});

it('a run that answers after another file was opened is not painted', async () => {
  const { playback } = stage();
  const asked = playback.actions.run(example, 1);
  playback.actions.reset();
  await asked;
  expect([playback.store.getState().currentRunId, playback.store.getState().runs, playback.store.getState().playing]).toEqual([
    null,
    [],
    false,
  ]);
  await playback.actions.run(example, 2);
  expect(playback.store.getState().currentRunId).toBe('run-2');
});

describe('many runs', () => {
  it('the ninth closes the oldest that nobody named, branched from or compares with, and says which', async () => {
    const { playback, compute } = stage();
    for (let i = 1; i <= 7; i++) {
      await playback.actions.run('', 1);
      await compute(`run-${i}`);
      // The second is a branch of the first, which is a parent, and stays.
      if (i !== 1) continue;
      playback.actions.seek(5e9);
      void playback.actions.inject([{ type: 'crash', node: 'W1' }]);
      await settle();
      await compute('run-2');
      i++;
    }
    await playback.actions.run('', 1);
    await compute('run-8');
    playback.actions.rename('run-2', 'Without W1');
    playback.actions.rename('run-3', playback.store.getState().runs[2].name);
    playback.actions.showGhost('run-4');
    const name = playback.store.getState().runs[2].name;
    expect(playback.store.getState().notice).toBe(null);
    expect(playback.store.getState().runs).toHaveLength(8);

    await playback.actions.run('', 1);
    await compute('run-9');
    const ids = (): string[] => playback.store.getState().runs.map((run) => run.runId);
    expect(ids()).toEqual(['run-1', 'run-2', 'run-4', 'run-5', 'run-6', 'run-7', 'run-8', 'run-9']);
    expect(playback.store.getState().notice).toContain(`"${name}" was closed to make room: 8 runs are kept at once.`);
    expect(playback.store.getState().failure).toBe(null);
  });

  it('a name counts more than branches, and what is on screen is never closed', () => {
    const run = (runId: string, more: Partial<RunSession> = {}): RunSession =>
      ({ runId, name: runId, parent: null, ...more }) as RunSession;
    const branch = { parent: { runId: 'a', atNs: 1 } };
    const runs = [
      run('n', { isNamed: true }),
      run('a'),
      ...['b', 'c', 'd', 'e', 'f', 'g'].map((id) => run(id, { ...branch, isNamed: true })),
    ];
    expect(runToForget(runs.slice(1), [])).toBe(null);
    expect(runToForget(runs, ['g', null])?.runId).toBe('a');
    expect(runToForget(runs, ['g', 'a'])?.runId).toBe('n');
  });
});

describe('breakpoints during playback', () => {
  it.each([0.5, 100, FASTEST])('at %s times the speed playback stops at exactly the moment that stepping leads to', async (speed) => {
    const { playback, compute, frame } = stage();
    await playback.actions.run('', 1);
    await compute('run-1');
    playback.actions.setBreakpoints([{ id: 'B1', type: 'metric', metric: 'queue', node: 'W2', crosses: 'above', value: 2 }]);
    playback.actions.seek(0);
    playback.actions.setSpeed(speed);
    playback.actions.play();
    for (let i = 0; i < 2000 && playback.store.getState().playing; i++) await frame();
    const { playheadNs, playing, stop } = playback.store.getState();
    expect(playing).toBe(false);
    expect(stop?.hit).toMatchObject({ atNs: playheadNs, breakpoint: 'B1', text: 'Queue of W2 went above 2: it is 3.' });
    playback.actions.seek(0);
    await playback.actions.stepToBreak(1);
    expect(playback.store.getState().playheadNs).toBe(playheadNs);
    expect(playheadNs).toBeGreaterThan(0);
  });

  it('goes on from a stop to the next, says when there is none; one of a part that the run does not have stops nothing', async () => {
    const { playback, compute } = stage();
    await playback.actions.run('', 1);
    await compute('run-1');
    playback.actions.setBreakpoints([
      { id: 'B1', type: 'time', atSeconds: 4 },
      { id: 'B2', type: 'event', event: 'crash', node: 'GONE' },
      { id: 'B3', type: 'time', atSeconds: 9, off: true },
    ]);
    playback.actions.seek(0);
    await playback.actions.stepToBreak(1);
    expect(playback.store.getState().playheadNs).toBe(4e9);
    await playback.actions.stepToBreak(1);
    expect(playback.store.getState()).toMatchObject({ playheadNs: 4e9, stop: { hit: null, direction: 1 } });
  });
});
