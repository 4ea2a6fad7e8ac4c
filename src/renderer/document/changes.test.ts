import { expect, it } from 'vitest';
import { emptyScenario, type Scenario } from '../../sim/index';
import { applyEdit } from './edits';
import { fieldChanges } from './changes';
import { part } from './testEdits';
import type { Edit } from './types';

const shop: Scenario = {
  ...emptyScenario('Shop'),
  nodes: [part('C1'), part('W1', 240), part('W2', 480)],
  links: [{ id: 'L1', from: 'C1', to: 'W1' }],
};

function after(...edits: Edit[]): Scenario {
  return edits.reduce((scenario, edit) => {
    const result = applyEdit(scenario, edit);
    if (!result.ok) throw new Error(result.failure.message);
    return result.scenario;
  }, shop);
}

it('changed fields are what a run can take over in the middle, one by one', () => {
  const now = after(
    { type: 'setParams', ids: ['W1', 'W2'], params: { concurrency: 7 } },
    { type: 'setParams', ids: ['C1'], params: { ratePerSecond: 90 } },
    { type: 'moveNodes', moves: [{ id: 'W2', x: 8, y: 8 }] },
  );
  expect(fieldChanges(shop, now)).toEqual([
    { type: 'set', node: 'C1', param: 'ratePerSecond', value: 90 },
    { type: 'set', node: 'W1', param: 'concurrency', value: 7 },
    { type: 'set', node: 'W2', param: 'concurrency', value: 7 },
  ]);
  expect(fieldChanges(shop, after({ type: 'moveNodes', moves: [{ id: 'W2', x: 8, y: 8 }] }))).toEqual([]);
});

it('anything else needs a run from the start', () => {
  const more: Edit[] = [
    { type: 'remove', nodes: ['W2'], links: [] },
    { type: 'addLink', link: { id: 'L2', from: 'C1', to: 'W2' } },
    { type: 'setLink', id: 'L1', changes: { lossPercent: 5 } },
    { type: 'setScenario', changes: { seed: 9 } },
    { type: 'setFaults', faults: [{ id: 'F1', atSeconds: 3, type: 'crash', node: 'W1' }] },
  ];
  for (const edit of more)
    expect(fieldChanges(shop, after({ type: 'setParams', ids: ['W1'], params: { concurrency: 7 } }, edit)), edit.type).toBeNull();
});
