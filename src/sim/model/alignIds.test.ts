import { describe, expect, it } from 'vitest';
import { alignIds } from './alignIds';
import { parseScenarioValue } from '../reading/parse';
import type { Scenario } from './scenario';

function scenario(ids: { worker: string; wire?: string; weights?: string }): Scenario {
  const { worker, wire = 'L2', weights } = ids;
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'test',
    seed: 1,
    durationSeconds: 10,
    nodes: [
      { id: 'C1', kind: 'client', x: 0, y: 0, params: {} },
      { id: 'LB1', kind: 'load-balancer', x: 0, y: 0, params: weights === undefined ? {} : { strategy: 'weighted', weights } },
      { id: worker, kind: 'worker', x: 0, y: 0, params: {} },
      { id: 'W2', kind: 'worker', x: 0, y: 0, params: {} },
    ],
    links: [
      { id: 'L1', from: 'C1', to: 'LB1' },
      { id: wire, from: 'LB1', to: worker },
      { id: 'L3', from: 'LB1', to: 'W2' },
    ],
    faults: [
      { id: 'F1', atSeconds: 1, type: 'crash', node: worker },
      { id: 'F2', atSeconds: 1, type: 'cut', link: wire },
    ],
    checks: [],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

describe('two designs whose parts are called otherwise', () => {
  it('get the same ids where a part is of the same kind and wired alike, in wires and faults too', () => {
    const [first, second] = [scenario({ worker: 'W1' }), scenario({ worker: 'Front', wire: 'Wire' })];
    const { scenario: aligned, renamed, onlyFirst, onlySecond } = alignIds(first, second);
    expect(renamed).toEqual([['W1', 'Front']]);
    expect([onlyFirst, onlySecond]).toEqual([[], []]);
    expect({ nodes: aligned.nodes, links: aligned.links, faults: aligned.faults }).toEqual({
      nodes: first.nodes,
      links: first.links,
      faults: first.faults,
    });
  });

  it('keep their own where one has a part that the other has not', () => {
    const first = scenario({ worker: 'W1' });
    const more: Scenario = { ...first, nodes: [...first.nodes, { id: 'DB1', kind: 'database', x: 0, y: 0, params: {} }] };
    expect(alignIds(first, more)).toMatchObject({ renamed: [], onlyFirst: [], onlySecond: ['DB1'] });
    expect(alignIds(more, first)).toMatchObject({ renamed: [], onlyFirst: ['DB1'], onlySecond: [] });
  });

  it('keep their own where a field names the part', () => {
    const { renamed, onlyFirst, onlySecond } = alignIds(scenario({ worker: 'W1' }), scenario({ worker: 'Front', weights: 'Front=3' }));
    expect([renamed, onlyFirst, onlySecond]).toEqual([[], ['W1'], ['Front']]);
  });
});
