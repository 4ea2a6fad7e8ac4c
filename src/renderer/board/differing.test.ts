import { expect, it } from 'vitest';
import { parseScenarioValue, type Scenario } from '../../sim/index';
import { differingIds } from './differing';

function design(x: number, slots: number, ids: readonly string[]): Scenario {
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'test',
    seed: 1,
    durationSeconds: 10,
    nodes: [
      { id: 'C1', kind: 'client', x, y: 0, params: {} },
      ...ids.map((id) => ({ id, kind: 'worker', x: 300, y: 0, params: { concurrency: slots } })),
    ],
    links: ids.map((id) => ({ id: `L-${id}`, from: 'C1', to: id, latency: { type: 'constant', valueMs: 1 } })).slice(0, 1),
    faults: [],
    checks: [],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

it('finds the parts and wires that are new or set otherwise, not those that only stand elsewhere', () => {
  expect(differingIds(design(0, 2, ['W1']), design(50, 2, ['W1']))).toEqual({ nodes: new Set(), links: new Set() });
  expect(differingIds(design(0, 3, ['W1']), design(0, 2, ['W1']))).toEqual({ nodes: new Set(['W1']), links: new Set() });
  expect(differingIds(design(0, 2, ['W2']), design(0, 2, ['W1']))).toEqual({ nodes: new Set(['W2']), links: new Set(['L-W2']) });
});
