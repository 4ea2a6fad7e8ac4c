import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { ProcessQuestion } from '../../../contract/index';
import { CloseDialogContext } from '../../ui/Dialog';
import { emptyScenario, type Scenario } from '../../../sim/index';
import type { RunSession } from '../../playback/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import { processesContribution } from './contribution';
import { ProcessDialog } from './ProcessDialog';
import { strings } from './strings';

afterEach(cleanup);

const question = {
  programs: [{ path: '/usr/bin/node', args: ['my node.js', '-q'], files: [{ path: '/home/me/my node.js', sha256: 'ab12' }] }],
} as unknown as ProcessQuestion;

/** The dialog, with what was asked of it and how often it was closed. */
function show(): { readonly asked: string[]; readonly closed: string[]; readonly type: (code: string) => void } {
  const asked: string[] = [];
  const closed: string[] = [];
  const allow = (code: string): Promise<boolean> => {
    asked.push(code);
    return Promise.resolve(code === '4711');
  };
  render(
    <CloseDialogContext value={() => closed.push('closed')}>
      <ProcessDialog question={question} allow={allow} />
    </CloseDialogContext>,
  );
  const type = (code: string): void => {
    fireEvent.change(screen.getByLabelText(strings.code), { target: { value: code } });
  };
  return { asked, closed, type };
}

const allowButton = (): HTMLButtonElement => screen.getByRole('button', { name: strings.allow });

it('names each program as it would be started, with the hash of its file', () => {
  show();
  expect(screen.getByText('/usr/bin/node "my node.js" -q')).toBeDefined();
  expect(screen.getByText('ab12')).toBeDefined();
});

it('allows nothing without a code', () => {
  const { asked, type } = show();
  expect(allowButton().disabled).toBe(true);
  type('   ');
  expect(allowButton().disabled).toBe(true);
  fireEvent.click(allowButton());
  expect(asked).toEqual([]);
});

it('says that a code is wrong and stays; the right one closes it', async () => {
  const { asked, closed, type } = show();
  type('1234');
  fireEvent.click(allowButton());
  expect((await screen.findByRole('alert')).textContent).toBe(strings.wrongCode);
  expect(closed).toEqual([]);
  type('4711');
  fireEvent.click(allowButton());
  await waitFor(() => expect(closed).toEqual(['closed']));
  expect(asked).toEqual(['1234', '4711']);
});

it('can be refused, which allows nothing', () => {
  const { asked, closed } = show();
  fireEvent.click(screen.getByRole('button', { name: strings.refuse }));
  expect([asked, closed]).toEqual([[], ['closed']]);
});

it('is opened by a run whose board names programs, and the right code runs the board again', async () => {
  const restarts: string[] = [];
  const commands = [{ id: 'run.restart', label: 'Restart', group: 'Run' as const, run: () => void restarts.push('again') }];
  const services = testServices(
    {
      processQuestion: () => Promise.resolve({ question, isAllowed: false }),
      allowProcesses: ({ code }) => Promise.resolve(code === '4711'),
    },
    [{ id: 'runs', title: 'Runs', commands: () => commands }],
  );
  const stop = processesContribution.start?.(services);
  const nodes = [{ id: 'P1', kind: 'process-node', x: 0, y: 0, params: {} }];
  const design = { ...emptyScenario(), nodes } as unknown as Scenario;
  services.playback.store.setState({ runs: [{ runId: 'r1', parent: null, design } as unknown as RunSession] });
  await waitFor(() => expect(services.window.store.getState().dialog).not.toBeNull());
  render(inWindow(services, services.window.store.getState().dialog ?? <></>));
  for (const [code, times] of [
    ['1234', 0],
    ['4711', 1],
  ] as const) {
    fireEvent.change(screen.getByLabelText(strings.code), { target: { value: code } });
    fireEvent.click(allowButton());
    if (times === 0) await screen.findByRole('alert');
    await waitFor(() => expect(restarts).toHaveLength(times));
  }
  stop?.();
});
