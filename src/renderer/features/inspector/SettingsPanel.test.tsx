import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { Scenario } from '../../../sim/index';
import { unsavedFile } from '../../document/index';
import type { RunSession } from '../../playback/index';
import { designDocumentOf } from '../../workbench/designDocument';
import { twoParts } from '../../workbench/testScenario';
import { inWindow, testServices } from '../../workbench/testWindow';
import { editingContribution } from '../editing/contribution';
import { SettingsPanel } from './SettingsPanel';

afterEach(cleanup);

const slots = (): HTMLInputElement => screen.getByLabelText('Slots');
const isReadOnly = (): boolean => slots().closest('fieldset')?.disabled === true;

it('shows the fields of the run whose board is on screen, to be read; back at the own board, its own, to be changed', () => {
  const services = testServices();
  const { document, playback } = services;
  document.actions.open(twoParts({ concurrency: 7 }), unsavedFile('own'));
  const other: Scenario = {
    ...twoParts({ concurrency: 3 }),
    nodes: twoParts({ concurrency: 3 }).nodes.map((n) => ({ ...n, id: n.id === 'W1' ? 'W9' : n.id })),
    links: [],
  };
  render(inWindow(services, <SettingsPanel />));
  act(() => document.actions.select({ nodes: ['W1'] }));
  expect([slots().value, isReadOnly()]).toEqual(['7', false]);

  const run = { runId: 'r1', revision: -1, design: other, report: null } as unknown as RunSession;
  act(() => playback.store.setState({ runs: [run], currentRunId: 'r1', isLookingBack: true }));
  // A part that the own board does not even have.
  act(() =>
    designDocumentOf(services)
      .getState()
      .model?.actions.select({ nodes: ['W9'] }),
  );
  expect([slots().value, isReadOnly()]).toEqual(['3', true]);
  expect(screen.getByText(/^These are the settings of the run on screen/)).toBeTruthy();

  act(() => playback.store.setState({ currentRunId: null, isLookingBack: false }));
  expect([slots().value, isReadOnly()]).toEqual(['7', false]);
});

it('locks a part for an exercise, but not within a lesson', () => {
  const services = testServices();
  const { document } = services;
  document.actions.open(twoParts({ concurrency: 7 }), unsavedFile('own'));
  render(inWindow(services, <SettingsPanel />));
  act(() => document.actions.select({ nodes: ['W1'] }));
  const isLocked = (): boolean | undefined => document.store.getState().scenario.nodes.find(({ id }) => id === 'W1')?.locked;
  act(() => screen.getByLabelText('Locked').click());
  expect(isLocked()).toBe(true);
  act(() => screen.getByLabelText('Locked').click());
  expect(isLocked()).toBeUndefined();
  act(() => document.actions.setRules({ offered: [], refusal: () => null }));
  expect(screen.queryByLabelText('Locked')).toBeNull();
});

it('makes a group of alike parts stand for more copies, in one step, and keeps all of them selected', () => {
  const services = testServices({}, [editingContribution]);
  const { document } = services;
  const groups = [{ id: 'G1', title: 'Workers', nodes: ['W1'] }];
  document.actions.open({ ...twoParts({ concurrency: 7 }), groups }, unsavedFile('own'));
  render(inWindow(services, <SettingsPanel />));
  act(() => document.actions.select({ nodes: ['W1'] }));
  const field = (): HTMLInputElement => screen.getByLabelText('Copies');
  const type = (text: string): void => {
    act(() => void fireEvent.change(field(), { target: { value: text } }));
    act(() => void fireEvent.keyDown(field(), { key: 'Enter' }));
  };
  type('3');
  const inGroup = (): number | undefined => document.store.getState().scenario.groups?.[0].nodes.length;
  expect([inGroup(), field().value, document.store.getState().selection.nodes.length]).toEqual([3, '3', 3]);
  type('none');
  expect([inGroup(), field().value]).toEqual([3, '3']);
  act(() => document.actions.undo());
  expect([inGroup(), document.store.getState().past.length]).toEqual([1, 0]);
});

it('of parts of several kinds offers each kind by itself', () => {
  const services = testServices();
  const { document } = services;
  document.actions.open(twoParts({ concurrency: 7 }), unsavedFile('own'));
  render(inWindow(services, <SettingsPanel />));
  const ids = document.store.getState().scenario.nodes.map(({ id }) => id);
  act(() => document.actions.select({ nodes: ids }));
  expect(screen.getByText(/^2 different parts are selected/)).toBeTruthy();
  act(() => screen.getByRole('button', { name: '1 \u00d7 Worker' }).click());
  expect([document.store.getState().selection.nodes, slots().value]).toEqual([['W1'], '7']);
});
