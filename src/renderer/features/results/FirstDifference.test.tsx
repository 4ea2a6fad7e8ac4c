import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RunDifference } from '../../../sim/index';

const state = {
  currentRunId: 'run-2',
  ghostRunId: 'run-1' as string | null,
  runs: [
    { runId: 'run-1', report: {} },
    { runId: 'run-2', report: {} },
  ],
};
const seek = vi.fn<(ns: number) => void>();
const pause = vi.fn<() => void>();
const runDifference = vi.fn<(args: object) => Promise<{ ok: true; value: RunDifference | null }>>();

vi.mock('../../workbench/hooks', () => ({ usePlayback: (select: (now: typeof state) => unknown) => select(state) }));
vi.mock('../../workbench/model', () => ({
  api: { runDifference: (args: object) => runDifference(args) },
  playbackModel: { actions: { seek: (ns: number) => seek(ns), pause: () => pause() } },
}));

const { FirstDifference } = await import('./FirstDifference');

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
  state.ghostRunId = 'run-1';
});

describe('the first difference of two runs on screen', () => {
  it('is told in words, and leads to its moment', async () => {
    runDifference.mockResolvedValue({
      ok: true,
      value: { atNs: 12e9, text: 'At 12 s W2 crashed in this run.', here: 'W2 crashed', there: null, node: 'W2' },
    });
    render(<FirstDifference />);
    (await screen.findByRole('button', { name: 'At 12 s W2 crashed in this run.' })).click();
    expect(runDifference).toHaveBeenCalledWith({ runId: 'run-2', otherId: 'run-1' });
    expect(pause).toHaveBeenCalledTimes(1);
    expect(seek).toHaveBeenCalledWith(12e9);
  });

  it('says so when there is none, and is not there when nothing is compared', async () => {
    runDifference.mockResolvedValue({ ok: true, value: null });
    render(<FirstDifference />);
    expect(await screen.findByText(/not differ anywhere/)).toBeTruthy();
    cleanup();
    state.ghostRunId = null;
    const { container } = render(<FirstDifference />);
    expect(container.innerHTML).toBe('');
  });
});
