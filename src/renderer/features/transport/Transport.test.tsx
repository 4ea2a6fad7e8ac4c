import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { testRun } from '../../../exports/testRun';
import type { RunSession } from '../../playback/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import { transportContribution } from './contribution';
import { Transport } from './Transport';

afterEach(cleanup);

const run = testRun();

it('keeps room for every digit that comes and goes, so that the time line keeps its width, and writes a length as it is', async () => {
  const services = testServices({}, [transportContribution]);
  const { store } = services.playback;
  const report = { runId: 'r1', index: run.index, summary: run.summary(), series: run.series(), endNs: 1.4e9, faults: run.faults };
  const session = { runId: 'r1', report, revision: 0, progress: { phase: 'done' } } as unknown as RunSession;
  act(() => store.setState({ runs: [session], currentRunId: 'r1', playheadNs: 0 }));
  render(inWindow(services, <Transport />));
  const room = (id: string): number => Number.parseInt(screen.getByTestId(id).style.minWidth, 10);
  const before = [room('clock'), room('event-number')];
  act(() => store.setState({ playheadNs: 1_399_123_456 }));
  const clock = await screen.findByText(/1\.399/);
  expect(clock.textContent).toBe('1.399123456 / 1.4 s');
  expect([room('clock'), room('event-number')]).toEqual(before);
  expect(before[0]).toBeGreaterThanOrEqual((clock.textContent ?? '').length);
});
