import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
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

/** A window with a run of 1.4 s on its time line, looked at a second after its beginning. */
function aSecondIn(revision: number): ReturnType<typeof testServices> {
  const services = testServices({}, [transportContribution]);
  const report = { runId: 'r1', index: run.index, summary: run.summary(), series: run.series(), endNs: 1.4e9, faults: run.faults };
  const session = { runId: 'r1', report, revision, progress: { phase: 'done' } } as unknown as RunSession;
  act(() => services.playback.store.setState({ runs: [session], currentRunId: 'r1', playheadNs: 1e9 }));
  return services;
}

it('counts a page from where the playhead is, not from what was drawn of it last', () => {
  const services = aSecondIn(0);
  const { actions, store } = services.playback;
  vi.spyOn(actions, 'seek').mockImplementation((atNs) => store.setState({ playheadNs: Math.max(0, atNs) }));
  render(inWindow(services, <Transport />));
  const line = screen.getByRole('slider', { name: 'Time' });
  act(() => {
    fireEvent.keyDown(line, { key: 'Home' });
    fireEvent.keyDown(line, { key: 'PageUp' });
  });
  expect(store.getState().playheadNs).toBeCloseTo(0.14e9);
});

it('says over the board, not beside the time line, that the scenario has changed since a run', () => {
  const services = aSecondIn(-1);
  render(inWindow(services, <Transport />));
  expect(screen.queryByText(/^(Changed since|The scenario has changed)/)).toBeNull();
  cleanup();
  const over = transportContribution.pieces?.find(({ place }) => place === 'banner');
  if (over === undefined) throw new Error('the banner is missing');
  const Banner = over.Piece as () => ReactElement;
  render(inWindow(services, <Banner />));
  expect(screen.getByText(/^(Changed since|The scenario has changed)/)).toBeTruthy();
});
