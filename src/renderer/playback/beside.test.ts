import { createStore } from 'zustand/vanilla';
import { expect, it, vi } from 'vitest';
import type { FaultboardApi, RunReport } from '../../contract/index';
import { NodeStatus } from '../../sim/index';
import { testRun } from '../../exports/testRun';
import { createBeside } from './beside';
import { NO_RUNS } from './noRuns';
import type { PlaybackModel } from './store';
import type { PlaybackState, RunSession } from './types';

const run = testRun();
const report = { runId: 'r2', index: run.index, summary: run.summary(), series: run.series(), endNs: run.endNs, faults: run.faults };
const second = { runId: 'r2', report: report as unknown as RunReport } as RunSession;

/** A second run beside a first one that is at a moment, with what the shell was asked for. */
function besides(runs: readonly RunSession[] = [second]) {
  const store = createStore<PlaybackState>(() => ({ ...NO_RUNS, runs, currentRunId: 'r1', ghostRunId: 'r2', playheadNs: 0 }));
  const asked: number[] = [];
  const api = {
    runWindow: ({ fromNs, toNs }: { fromNs: number; toNs: number }) => {
      asked.push(fromNs);
      return Promise.resolve({ ok: true, value: run.window(fromNs, toNs, 1e6) });
    },
  } as unknown as FaultboardApi;
  const seek = vi.fn<() => void>();
  const inject = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const onRefused = vi.fn<() => void>();
  const first = { store, actions: { seek, inject } } as unknown as PlaybackModel;
  const beside = createBeside(api, first, 'r2', onRefused);
  return { beside, store, asked, seek, inject, onRefused, stop: beside.start() };
}

const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

it('shows the second run at the moment of the first, and follows it', async () => {
  const { beside, store } = besides();
  await settled();
  expect(beside.store.getState()).toMatchObject({ currentRunId: 'r2', ghostRunId: null, playheadNs: 0 });
  const half = Math.floor(run.endNs / 2);
  store.setState({ playheadNs: half, playing: true });
  await settled();
  const there = beside.store.getState();
  expect([there.playheadNs, there.playing]).toEqual([half, true]);
  expect(beside.actions.moments()).toHaveLength(run.index.nodes.length);
  const received = beside.actions.moments().map((moment) => moment.received);
  expect(Math.max(...received)).toBeGreaterThan(0);
  expect(beside.actions.moments().every(({ status }) => status in Object.values(NodeStatus))).toBe(true);
});

it('stands still at its end while the first goes on, and asks once for what both show', async () => {
  const { beside, store, asked } = besides();
  await settled();
  for (let i = 1; i <= 5; i++) store.setState({ playheadNs: run.endNs + i * 1e9, playing: true });
  await settled();
  expect(beside.store.getState()).toMatchObject({ playheadNs: run.endNs, playing: false });
  expect(new Set(asked).size).toBe(asked.length);
});

it('hands time to the first run, and refuses to change the second', async () => {
  const { beside, seek, inject, onRefused } = besides();
  beside.actions.seek(5);
  await beside.actions.inject([{ type: 'crash', node: 'W1' }]);
  expect(seek).toHaveBeenCalledWith(5);
  expect(inject).not.toHaveBeenCalled();
  expect(onRefused).toHaveBeenCalledTimes(1);
});

it('shows nothing of a run without a report, and follows nothing once it was stopped', async () => {
  const { beside, store } = besides([{ ...second, report: null }]);
  await settled();
  expect(beside.store.getState().window).toBeNull();
  const other = besides();
  await settled();
  other.stop();
  other.store.setState({ playheadNs: 7 });
  expect(other.beside.store.getState().playheadNs).toBe(0);
  store.setState({ runs: [second] });
  await settled();
  expect(beside.store.getState().window).not.toBeNull();
});
