import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CommandPalette } from './commandList/CommandPalette';
import { CONTRIBUTIONS } from './index';
import { demoContribution } from './testDemo/testContribution';
import { demoOf } from './testDemo/testState';
import { listenToKeys } from '../workbench/keyboard';
import { nativeMenu } from '../workbench/nativeMenu';
import { inWindow, testServices } from '../workbench/testWindow';
import { WindowBoundary } from '../workbench/WindowBoundary';
import { Workbench } from '../workbench/Workbench';
import type { Services } from '../workbench/workbenchApi';

let stopKeys = (): void => undefined;
afterEach(() => {
  stopKeys();
  cleanup();
  vi.restoreAllMocks();
});

/** The whole window with every feature and the demonstration, around a board of one sentence. */
function open(): Services {
  const examples = [{ id: 'crashed-worker', name: 'A worker crashes', description: '' }];
  const services = testServices({ listExamples: () => Promise.resolve(examples) }, [...CONTRIBUTIONS, demoContribution]);
  stopKeys = listenToKeys(services);
  render(inWindow(services, <Workbench board={<p>The board</p>} />));
  return services;
}

describe('a feature in one folder and one line', () => {
  it('brings its panel behind a tab, with its own words and styles', () => {
    const { document } = open();
    fireEvent.click(screen.getByRole('tab', { name: 'Demonstration' }));
    act(() => void document.actions.addPart('client'));
    const text = within(screen.getByRole('tabpanel', { name: 'Demonstration' })).getByText('1 part on the board');
    expect(getComputedStyle(text).fontWeight).toBe('700');
  });

  it('brings a command: in the menu, on its key, in the list of all commands, in the menu of the system', () => {
    const services = open();
    fireEvent.click(screen.getByRole('button', { name: 'View' }));
    fireEvent.click(screen.getByRole('menuitem', { name: /^Show the demonstration/ }));
    expect(screen.getByRole('tabpanel', { name: 'Demonstration' })).toBeTruthy();
    fireEvent.click(screen.getByRole('tab', { name: 'Log' }));
    fireEvent.keyDown(window, { key: 'D', ctrlKey: true, shiftKey: true });
    expect(screen.getByRole('tabpanel', { name: 'Demonstration' })).toBeTruthy();
    render(inWindow(services, <CommandPalette />));
    expect(screen.getByRole('option', { name: /Show the demonstration/, hidden: true })).toBeTruthy();
    expect(nativeMenu(services)).toContainEqual({
      id: 'view.demo',
      label: 'Show the demonstration',
      group: 'View',
      key: 'Mod+Shift+D',
      line: false,
      enabled: true,
    });
  });
});

describe('the list of all commands', () => {
  it('finds examples by their name, and opens them', async () => {
    const services = open();
    const opened = vi.fn<(id: string) => Promise<boolean>>(() => Promise.resolve(true));
    services.setOpening({ text: () => Promise.resolve(false), example: opened });
    render(inWindow(services, <CommandPalette />));
    fireEvent.change(screen.getByRole('combobox', { name: 'Commands', hidden: true }), { target: { value: 'worker crashes' } });
    fireEvent.click(await screen.findByRole('option', { name: /A worker crashes/, hidden: true }));
    expect(opened).toHaveBeenCalledWith('crashed-worker');
  });

  it('finds lessons by their title', async () => {
    render(inWindow(open(), <CommandPalette />));
    fireEvent.change(screen.getByRole('combobox', { name: 'Commands', hidden: true }), { target: { value: 'capstone' } });
    const found = await screen.findAllByRole('option', { name: /^Lesson: Module 6: the capstone/, hidden: true }, { timeout: 20_000 });
    expect(found.length).toBeGreaterThan(0);
  });
});

describe('a window that crashes while it is drawn', () => {
  it('says so on a page, and that the work is kept', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const Broken = (): never => {
      throw new Error('There is no menu bar.');
    };
    render(
      <WindowBoundary>
        <Broken />
      </WindowBoundary>,
    );
    expect(screen.getByRole('alert').textContent).toMatch(/^Faultboard has stopped workingYour work is kept: .*There is no menu bar\./);
  });
});

describe('a feature that crashes while it is drawn', () => {
  it('leaves a note in its place; the board, the document and all others live on, and it can be tried again', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const services = open();
    fireEvent.click(screen.getByRole('tab', { name: 'Demonstration' }));
    act(() => demoOf(services).setState({ fails: true }));
    const note = screen.getByRole('alert');
    expect(note.textContent).toContain('Demonstration has stopped working');
    expect(note.textContent).toContain('The demonstration was told to fail.');
    expect(screen.getByText('The board')).toBeTruthy();
    act(() => void services.document.actions.addPart('worker'));
    expect(services.document.store.getState().scenario.nodes).toHaveLength(1);
    fireEvent.click(screen.getByRole('tab', { name: 'Faults' }));
    expect(screen.queryByRole('alert')).toBeNull();
    fireEvent.click(screen.getByRole('tab', { name: 'Demonstration' }));
    act(() => demoOf(services).setState({ fails: false }));
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.getByText('1 part on the board')).toBeTruthy();
  });
});

describe('the features together', () => {
  it('have ids of their own, and so have their commands, keys and panels', () => {
    const { commands } = testServices({}, CONTRIBUTIONS);
    const ids = [
      CONTRIBUTIONS.map(({ id }) => id),
      commands.all.map(({ id }) => id),
      commands.all.flatMap(({ keys }) => keys ?? []),
      CONTRIBUTIONS.flatMap(({ panels }) => (panels ?? []).map(({ id }) => id)),
    ];
    for (const list of ids) expect(list.filter((id, i) => list.indexOf(id) !== i)).toEqual([]);
  });

  it('put only commands that exist into the menu of a part', () => {
    const { commands } = testServices({}, CONTRIBUTIONS);
    for (const { command } of CONTRIBUTIONS.flatMap(({ partMenu }) => partMenu ?? [])) expect(commands.of(command).id).toBe(command);
  });
});
