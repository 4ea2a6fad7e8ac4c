import { expect, it } from 'vitest';
import { emptyScenario } from '../../../sim/index';
import { unsavedFile } from '../../document/index';
import { testServices } from '../../workbench/testWindow';
import { chartsOf, togglePin, zoomTo, type Pin } from './chartStore';

it('pins and the stretch in view outlive runs and edits, and end with the document', () => {
  const services = testServices();
  const { document } = services;
  const store = chartsOf(services);
  togglePin(store, { name: 'latency', parts: [], runId: 'run-1', runName: 'Run 1', chart: {} as Pin['chart'] });
  zoomTo(store, 2, 5, 60);
  document.actions.addPart('worker');
  document.actions.saved(unsavedFile('kept elsewhere'));
  expect(store.getState()).toMatchObject({ zoom: { from: 2, to: 5 }, pins: [{ name: 'latency' }] });
  document.actions.open(emptyScenario('another'), unsavedFile('another'));
  expect(store.getState()).toMatchObject({ zoom: null, pins: [] });
});
