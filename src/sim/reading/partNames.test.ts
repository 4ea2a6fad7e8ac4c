import { describe, expect, it } from 'vitest';
import { build } from '../../../tests/support/scenarios';
import { adviseScenario } from './advice';
import { paramsRenamed, partsNamed, programsThatName, valueRenamed } from './partNames';

const renamed = new Map([
  ['W1', 'fast'],
  ['W12', 'W1'],
]);

describe('names of parts in the text of a field', () => {
  it('follow a rename and a copy, as whole names', () => {
    expect(valueRenamed('load-balancer', 'weights', 'W1=3, W12=0.5,W2 = 1', renamed)).toBe('fast=3, W1=0.5,W2 = 1');
    const params = { strategy: 'weighted', weights: 'W1=3' };
    expect(paramsRenamed('load-balancer', params, renamed)).toEqual({ strategy: 'weighted', weights: 'fast=3' });
    expect(partsNamed('load-balancer', 'weights', 'W1=3, W12=0.5')).toEqual(['W1', 'W12']);
  });

  it('are left alone in fields that name no parts', () => {
    const params = { program: 'W1', strategy: 'own' };
    expect(paramsRenamed('load-balancer', params, renamed)).toBe(params);
    expect(valueRenamed('shard-router', 'boundaries', 'g,n', new Map([['g', 'h']]))).toBe('g,n');
  });

  it('in a program are found, because nobody can rename them there', () => {
    const program = (code: string): { language: 'javascript'; code: string } => ({ language: 'javascript', code });
    const programs = {
      P1: program('const choose = () => "W1";'),
      P2: program("const W1 = 'W12';"),
      P3: program('const choose = () => `W1`;'),
    };
    expect(programsThatName({ programs }, 'W1')).toEqual(['P1', 'P3']);
    expect(programsThatName({}, 'W1')).toEqual([]);
  });
});

it('weights for nobody are noted, and those for targets are not', () => {
  const noted = (weights: string): string[] =>
    adviseScenario(
      build({
        durationSeconds: 1,
        nodes: [
          { id: 'C1', kind: 'client' },
          { id: 'LB1', kind: 'load-balancer', params: { strategy: 'weighted', weights } },
          { id: 'W1', kind: 'worker' },
          { id: 'W2', kind: 'worker' },
        ],
        links: [
          { from: 'C1', to: 'LB1' },
          { from: 'LB1', to: 'W1' },
          { from: 'C1', to: 'W2' },
        ],
      }),
    ).map(({ path, message }) => `${path}: ${message}`);
  expect(noted('W1=3')).toEqual([]);
  expect(noted('W1=3, W2=2, W9=1')).toEqual([
    'nodes[1].params.weights: LB1 gives weights to W2 and W9, which are not wired behind it; correct the names or wire them.',
  ]);
});
