import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { parseScenario } from '../../../sim/index';
import fiveWorkers from '../../../../scenarios/five-workers.json?raw';
import gossip from '../../../../scenarios/gossip.json?raw';
import { inWindow, testServices } from '../../workbench/testWindow';
import { TourBanner } from './TourBanner';

afterEach(cleanup);

/** The tour over an example that was just opened. */
function over(text: string): Element | null {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const services = testServices();
  services.document.actions.open(parsed.scenario, { path: null, name: '', stamp: null, readOnly: false, savedText: null });
  render(inWindow(services, <TourBanner />));
  return screen.queryByRole('note');
}

it('speaks of W2 and the balancer where they are, and is silent over another example', () => {
  expect(over(fiveWorkers)).not.toBeNull();
  cleanup();
  expect(over(gossip)).toBeNull();
});

it('leaves it to the person to break something: the first example breaks nothing by itself', () => {
  const parsed = parseScenario(fiveWorkers);
  expect(parsed.ok && [parsed.scenario.faults, parsed.scenario.fallacies ?? []]).toEqual([[], []]);
});
