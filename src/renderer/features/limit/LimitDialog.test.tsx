import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { unsavedFile } from '../../document/index';
import { twoParts } from '../../workbench/testScenario';
import { inWindow, testServices } from '../../workbench/testWindow';
import { LimitDialog } from './LimitDialog';
import { strings } from './strings';

afterEach(cleanup);

it('reads rates by the rule that holds everywhere, and asks where one could be read in two ways', () => {
  const services = testServices();
  services.document.actions.open(twoParts(), unsavedFile('two'));
  render(inWindow(services, <LimitDialog range={null} />));
  const type = (label: string, value: string): void => void fireEvent.change(screen.getByLabelText(label), { target: { value } });
  const canBegin = (): boolean => !(screen.getByRole('button', { name: strings.begin, hidden: true }) as HTMLButtonElement).disabled;
  type(strings.from, '0,5');
  type(strings.to, '1.000,5');
  expect(canBegin()).toBe(true);
  type(strings.to, '1,000');
  expect(canBegin()).toBe(false);
  expect(screen.getByText(/can be read in two ways/)).toBeTruthy();
});
