import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { isScenarioName } from '../../../contract/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import { SaveAsDialog } from './FileDialogs';
import { strings } from './strings';

afterEach(cleanup);

it.each([
  ['shop', '/home/me/shop.faultboard'],
  ['shop.json', '/home/me/shop.json'],
  ['shop.JSON', '/home/me/shop.JSON'],
  ['v1.final', '/home/me/v1.final.faultboard'],
  ['  shop ', '/home/me/shop.faultboard'],
])('"%s" is saved under a name that Open shows', async (typed, path) => {
  const entries = [{ name: 'v1.final.faultboard', path: '/home/me/v1.final.faultboard', isFolder: false }] as never;
  const services = testServices({ listFolder: () => Promise.resolve({ ok: true, value: { path: '/home/me', parent: null, entries } }) });
  const answers: (string | null)[] = [];
  render(inWindow(services, <SaveAsDialog suggestedName="x.json" answer={(answer) => answers.push(answer)} />));
  const name = await screen.findByLabelText(strings.fileName);
  fireEvent.change(name, { target: { value: typed } });
  // Whose name is there already is told before anything is written.
  if (typed === 'v1.final') await screen.findByText(strings.isThere('v1.final.faultboard'));
  fireEvent.submit(name.closest('form') as HTMLFormElement);
  await waitFor(() => expect(answers).toEqual([path]));
  expect(isScenarioName(path)).toBe(true);
});
