import { expect, it } from 'vitest';
import { USUAL_SETTINGS } from '../../../contract/index';
import { testServices } from '../../workbench/testWindow';
import type { PanelContribution } from '../../workbench/workbenchApi';
import { resultsContribution } from './contribution';

const panel = (id: string): PanelContribution => ({ id, place: 'side', title: id, Panel: () => null });

it('the results come up when a run begins, but take nothing from somebody who chose another panel since it was asked for', async () => {
  const begin: (() => void)[] = [];
  const startRun = async (): Promise<unknown> =>
    new Promise((answer) => begin.push(() => answer({ ok: true, value: { runId: `run-${begin.length}` } })));
  const services = testServices({ startRun, setSettings: async () => USUAL_SETTINGS } as Parameters<typeof testServices>[0], [
    { id: 'others', title: 'Others', panels: [panel('part'), panel('inside')] },
    resultsContribution,
  ]);
  const stop = resultsContribution.start?.(services);
  const { playback, window } = services;
  const seenAfter = async (meanwhile: () => void): Promise<string> => {
    const running = playback.actions.run('', 1);
    await Promise.resolve();
    meanwhile();
    begin.at(-1)?.();
    await running;
    return window.store.getState().openPanel.side;
  };
  window.showPanel('part');
  expect(await seenAfter(() => undefined)).toBe('results');
  expect(await seenAfter(() => window.showPanel('inside'))).toBe('inside');
  // Whoever runs it again looks at it: only what is chosen while it is on its way counts.
  expect(await seenAfter(() => undefined)).toBe('results');
  expect(playback.store.getState().starting).toBe(0);
  stop?.();
});
