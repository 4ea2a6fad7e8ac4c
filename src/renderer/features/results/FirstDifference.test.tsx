import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FaultboardApi } from '../../../contract/index';
import type { RunSession } from '../../playback/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import type { Services } from '../../workbench/workbenchApi';
import { FirstDifference } from './FirstDifference';

afterEach(cleanup);

/** A window with two finished runs, the second on screen. */
function windowWith(runDifference: FaultboardApi['runDifference'], ghostRunId: string | null = 'run-1'): Services {
  const services = testServices({ runDifference });
  const runs = ['run-1', 'run-2'].map((runId) => ({ runId, report: { endNs: 60e9 } }) as RunSession);
  services.playback.store.setState({ runs, currentRunId: 'run-2', ghostRunId, playing: true });
  return services;
}

describe('the first difference of two runs on screen', () => {
  it('is told in words, and leads to its moment', async () => {
    const asked = vi.fn<FaultboardApi['runDifference']>().mockResolvedValue({
      ok: true,
      value: { atNs: 12e9, text: 'At 12 s W2 crashed in this run.', here: 'W2 crashed', there: null, node: 'W2' },
    });
    const services = windowWith(asked);
    const seek = vi.spyOn(services.playback.actions, 'seek');
    render(inWindow(services, <FirstDifference />));
    (await screen.findByRole('button', { name: 'At 12 s W2 crashed in this run.' })).click();
    expect(asked).toHaveBeenCalledWith({ runId: 'run-2', otherId: 'run-1' });
    expect(services.playback.store.getState().playing).toBe(false);
    expect(seek).toHaveBeenCalledWith(12e9);
  });

  it('says so when there is none, and is not there when nothing is compared', async () => {
    const none = (): Promise<{ ok: true; value: null }> => Promise.resolve({ ok: true, value: null });
    render(inWindow(windowWith(none), <FirstDifference />));
    expect(await screen.findByText(/not differ anywhere/)).toBeTruthy();
    cleanup();
    const { container } = render(inWindow(windowWith(none, null), <FirstDifference />));
    expect(container.innerHTML).toBe('');
  });
});
