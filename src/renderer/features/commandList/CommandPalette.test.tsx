import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { USUAL_SETTINGS } from '../../../contract/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import { CommandPalette } from './CommandPalette';

afterEach(cleanup);

it('finds panels by their titles: whoever types what stands on a tab gets that panel', async () => {
  const services = testServices({ listExamples: async () => [], setSettings: async () => USUAL_SETTINGS }, [
    {
      id: 'two',
      title: 'Two',
      panels: [
        { id: 'part', place: 'side', title: 'Part', Panel: () => null },
        { id: 'results', place: 'side', title: 'Results', Panel: () => null },
      ],
    },
  ]);
  render(inWindow(services, <CommandPalette />));
  const field = screen.getByRole('combobox');
  fireEvent.change(field, { target: { value: 'results' } });
  fireEvent.click(await screen.findByRole('option', { name: /^Panel: Results/ }));
  expect(services.window.store.getState().openPanel.side).toBe('results');
});
