import { expect, it } from 'vitest';
import { USUAL_SETTINGS } from '../../../contract/index';
import { unsavedFile } from '../../document/index';
import { twoParts } from '../../workbench/testScenario';
import { testServices } from '../../workbench/testWindow';
import { inspectorContribution } from './contribution';

it('the settings of the one part that is chosen come up; a box or a chord that chooses several takes no panel away', () => {
  const faults = { id: 'faults', place: 'side', title: 'Faults', Panel: () => null } as const;
  const services = testServices({ setSettings: async () => USUAL_SETTINGS }, [
    { id: 'faults', title: 'Faults', panels: [faults] },
    inspectorContribution,
  ]);
  const stop = inspectorContribution.start?.(services);
  const { document, window } = services;
  document.actions.open(twoParts({}), unsavedFile('own'));
  const [one, other] = document.store.getState().scenario.nodes.map(({ id }) => id);
  const seenAfter = (nodes: readonly string[]): string => {
    window.showPanel('faults');
    document.actions.select({ nodes });
    return window.store.getState().openPanel.side;
  };
  expect(seenAfter([one, other])).toBe('faults');
  expect(seenAfter([one])).toBe('part');
  stop?.();
});
