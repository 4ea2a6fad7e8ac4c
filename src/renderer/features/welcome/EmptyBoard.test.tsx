import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { inWindow, testServices } from '../../workbench/testWindow';
import { welcomeContribution } from './contribution';
import { EmptyBoard } from './EmptyBoard';
import { strings } from './strings';

afterEach(cleanup);

it('offers nothing while the file that the window begins with is on its way: it would be taken away again', () => {
  const command = { group: 'Edit', run: () => undefined } as const;
  const services = testServices({}, [
    { ...welcomeContribution, commands: () => ['add.part', 'file.examples'].map((id) => ({ ...command, id, label: id })) },
  ]);
  render(inWindow(services, <EmptyBoard />));
  expect(screen.queryByText(strings.emptyTitle)).toBeNull();
  act(() => services.window.store.setState({ hasBegun: true }));
  expect(screen.getByText(strings.emptyTitle)).toBeTruthy();
});
