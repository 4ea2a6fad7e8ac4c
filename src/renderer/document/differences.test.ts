import { describe, expect, it } from 'vitest';
import { build } from '../../../tests/support/scenarios';
import { designDifferences } from './differences';

const worker = (id: string, params: object = {}) => ({ id, kind: 'worker', params });
const base = {
  nodes: [{ id: 'C1', kind: 'client' }, worker('W1'), worker('W2')],
  links: [
    { from: 'C1', to: 'W1', latency: { type: 'constant', valueMs: 2 } },
    { from: 'C1', to: 'W2' },
  ],
  durationSeconds: 10,
};

describe('what differs between two designs', () => {
  it('is nothing where only places and names differ', () => {
    const scenario = build(base);
    const moved = { ...scenario, name: 'other', nodes: scenario.nodes.map((node) => ({ ...node, x: node.x + 7, label: `my ${node.id}` })) };
    expect(designDifferences(scenario, moved)).toEqual([]);
  });

  it('names fields, parts, wires, faults, seed and duration, each with both values', () => {
    const here = build({
      ...base,
      nodes: [{ id: 'C1', kind: 'client' }, worker('W1', { concurrency: 7 }), worker('W3')],
      links: [
        { from: 'C1', to: 'W1', latency: { type: 'constant', valueMs: 30 } },
        { from: 'C1', to: 'W3' },
      ],
      seed: 9,
      durationSeconds: 20,
      faults: [{ id: 'F1', type: 'crash', node: 'W1', atSeconds: 4 }],
    });
    const told = designDifferences(build(base), here);
    expect(told[0]).toMatch(/^W1, .+: 7.*, in the other \d+/);
    expect(told.slice(1)).toEqual([
      'Only here: W3 (Worker)',
      'Only in the other: W2 (Worker)',
      expect.stringMatching(/^wire C1 → W1, latency: .*30.*, in the other .*2/),
      'Only here: wire C1 → W3',
      'Only in the other: wire C1 → W2',
      'Only here: Crash: W1, 4 s',
      'Seed: 9, in the other 1',
      'Duration in seconds: 20, in the other 10',
    ]);
  });
});
