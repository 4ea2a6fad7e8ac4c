import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiSchemas, type ExperimentResult, type FaultboardApi, type RunProgress } from '../../../contract/index';
import { Experiment, seedsFrom, type Scenario } from '../../../sim/index';
import type { RunSession } from '../../playback/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import { experimentsContribution } from './contribution';
import { Seeds } from './Seeds';
import { twoParts } from '../../workbench/testScenario';

/** A service that answers as the real one, but only when the test says so. */
const service = {
  listeners: [] as ((progress: RunProgress) => void)[],
  result: null as ExperimentResult | null,
  calls: [] as unknown[],
  overtakes: false,
};

const api: Partial<FaultboardApi> = {
  onProgress: (listener) => {
    service.listeners.push(listener);
    return () => undefined;
  },
  startExperiment: (args) => {
    service.calls.push(args);
    if (service.overtakes) progressTo({ phase: 'done', reachedNs: 40, endNs: 40 });
    return Promise.resolve({ ok: true, value: { runId: 'run-9' } });
  },
  experimentResult: () =>
    Promise.resolve(
      service.result === null
        ? { ok: false, failure: { name: 'nothing-computed', path: '', message: 'No pair of runs is ready yet; wait a moment.' } }
        : { ok: true, value: service.result },
    ),
  closeRun: (args) => {
    service.calls.push(args);
    return Promise.resolve();
  },
};

/** Shows the experiments beside these two runs, the second on screen. */
function showSeeds(second = 'Run 2'): void {
  const services = testServices(api, [experimentsContribution]);
  const runs = ['Run 1', second].map((name, i) => ({ runId: `run-${i + 1}`, name }) as RunSession);
  services.playback.store.setState({ runs, currentRunId: 'run-2', ghostRunId: 'run-1' });
  experimentsContribution.start?.(services);
  render(inWindow(services, <Seeds />));
}

function progressTo(progress: Partial<RunProgress>): void {
  for (const listener of service.listeners)
    listener({ runId: 'run-9', phase: 'running', reachedNs: 0, endNs: 0, events: 0, failure: null, ...progress });
}

function resultOf(a: Scenario, b: Scenario | null): ExperimentResult {
  const experiment = new Experiment(b === null ? [a] : [a, b], seedsFrom(1, 6));
  while (!experiment.advance({ maxEvents: 1_000_000 }));
  return b === null
    ? { replication: experiment.replication(), comparison: null }
    : { replication: null, comparison: experiment.comparison(['Run 1', 'Run 2']) };
}

beforeEach(() => {
  Object.assign(service, { listeners: [], result: null, calls: [], overtakes: false });
});
afterEach(cleanup);

describe('is it luck?', () => {
  it('compares the run on screen with the other one over the same seeds, shows how far it is, and what can be said', async () => {
    service.result = resultOf(twoParts(), twoParts({ concurrency: 2 }));
    showSeeds();
    fireEvent.change(screen.getByRole('combobox', { name: 'Seeds' }), { target: { value: '50' } });
    fireEvent.click(screen.getByRole('button', { name: 'Is it better than Run 1? Try 50 seeds' }));
    await screen.findByText('0 of 100 runs computed');
    expect(service.calls[0]).toEqual({ runId: 'run-1', otherId: 'run-2', seeds: 50, names: ['Run 1', 'Run 2'] });
    progressTo({ reachedNs: 7, endNs: 100 });
    await screen.findByText('7 of 100 runs computed');
    progressTo({ phase: 'done', reachedNs: 100, endNs: 100 });
    expect((await screen.findByTestId('verdicts')).textContent).toMatch(/Mean latency: B \(Run 2\) is better, by/);
    expect(service.calls[1]).toEqual({ runId: 'run-9' });
  });

  it('cuts names that are longer than what can be asked with', async () => {
    const long = 'Crash: W1; '.repeat(30);
    showSeeds(long);
    fireEvent.click(screen.getByRole('button', { name: /^Is it better than Run 1/ }));
    await screen.findByText(/runs computed/);
    expect(apiSchemas.startExperiment.safeParse(service.calls[0]).success).toBe(true);
    expect(service.calls[0]).toMatchObject({ names: ['Run 1', `${long.slice(0, 199)}\u2026`] });
  });

  it('shows a result that came before the answer which names the experiment', async () => {
    service.overtakes = true;
    service.result = resultOf(twoParts(), null);
    showSeeds();
    fireEvent.click(screen.getByRole('button', { name: 'Repeat with 20 seeds' }));
    expect((await screen.findByTestId('replicated')).textContent).toContain('Mean latency, ms');
  });

  it('says why when it is stopped before anything is there, or fails', async () => {
    showSeeds();
    fireEvent.click(screen.getByRole('button', { name: 'Repeat with 20 seeds' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    await screen.findByText('No pair of runs is ready yet; wait a moment.');
    fireEvent.click(screen.getByRole('button', { name: 'Repeat with 20 seeds' }));
    await screen.findByText('0 of 20 runs computed');
    progressTo({ phase: 'failed', failure: { name: 'run-failed', path: '', message: 'The run stopped: out of memory.' } });
    await waitFor(() => expect(screen.getByText('The run stopped: out of memory.')).toBeTruthy());
  });
});
