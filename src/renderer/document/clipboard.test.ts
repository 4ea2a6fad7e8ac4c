import { describe, expect, it } from 'vitest';
import { emptyScenario, serializeScenario, type Scenario } from '../../sim/index';
import { clipOf, clipText, fannedOut, freshCopies, readClip } from './clipboard';
import { applyEdit } from './edits';
import { part } from './testEdits';

const shop: Scenario = {
  ...emptyScenario('A small shop'),
  nodes: [part('C1'), part('LB1', 240), part('W1', 480), part('SR1', 720), part('S1', 960), part('R1', 1200)],
  links: [
    { id: 'L1', from: 'C1', to: 'LB1' },
    { id: 'L2', from: 'LB1', to: 'W1', lossPercent: 3 },
    { id: 'L3', from: 'W1', to: 'SR1' },
    { id: 'L4', from: 'SR1', to: 'S1' },
    { id: 'L5', from: 'S1', to: 'R1' },
  ],
};

function with_(added: { nodes: Scenario['nodes']; links: Scenario['links'] }): Scenario {
  const result = applyEdit(shop, { type: 'addNodes', ...added });
  if (!result.ok) throw new Error(result.failure.message);
  return result.scenario;
}

describe('copy and paste', () => {
  it('carries parts and the wires among them as text, under fresh names', () => {
    const clip = readClip(clipText(clipOf(shop, ['LB1', 'W1'])));
    if (clip === null) throw new Error('the clip was not read');
    const pasted = with_(freshCopies(shop, clip, { x: 32, y: 136 }));
    expect(pasted.nodes.slice(6)).toMatchObject([
      { id: 'LB2', x: 272, y: 136, kind: 'load-balancer' },
      { id: 'W2', x: 512, y: 136 },
    ]);
    expect(pasted.links.slice(5)).toEqual([{ id: 'L6', from: 'LB2', to: 'W2', lossPercent: 3 }]);
  });

  it('takes a whole scenario file as well, and nothing else', () => {
    expect(readClip(serializeScenario(shop))?.nodes).toHaveLength(6);
    for (const text of [
      '',
      'hello',
      '7',
      'null',
      '{}',
      '{"faultboard":"clip"}',
      '{"faultboard":"clip","nodes":[{"id":"W1","kind":"toaster","x":0,"y":0,"params":{}}],"links":[]}',
    ])
      expect(readClip(text)).toBeNull();
  });

  it('duplicates with the wires to others, except those the rules forbid', () => {
    const copies = with_(freshCopies(shop, clipOf(shop, ['S1']), { x: 0, y: 136 }, true));
    expect(copies.links.slice(5)).toEqual([{ id: 'L6', from: 'SR1', to: 'S2' }]);
  });
});

describe('programs', () => {
  const owned: Scenario = {
    ...shop,
    programs: {
      P1: { language: 'javascript', code: 'const choose = () => 0;' },
      P2: { language: 'javascript', code: 'const hash = () => 7;' },
    },
    nodes: shop.nodes.map((node) => (node.id === 'LB1' ? { ...node, params: { ...node.params, strategy: 'own', program: 'P1' } } : node)),
  };
  const pastedInto = (scenario: Scenario): Scenario => {
    const clip = readClip(clipText(clipOf(owned, ['LB1'])));
    if (clip === null) throw new Error('the clip was not read');
    const result = applyEdit(scenario, { type: 'addNodes', ...freshCopies(scenario, clip, { x: 0, y: 0 }) });
    if (!result.ok) throw new Error(result.failure.message);
    return result.scenario;
  };
  const programOf = ({ nodes }: Scenario): unknown => nodes[nodes.length - 1].params.program;

  it('come along with the parts that use them, and no others', () => {
    const pasted = pastedInto(emptyScenario());
    expect([Object.keys(pasted.programs ?? {}), programOf(pasted)]).toEqual([['P1'], 'P1']);
  });

  it('that are there already are used, and a taken name makes way', () => {
    expect(pastedInto(owned).programs).toEqual(owned.programs);
    const other: Scenario = {
      ...emptyScenario(),
      programs: { P1: { language: 'javascript', code: 'other' }, P7: { language: 'javascript', code: 'const choose = () => 0;' } },
    };
    expect(programOf(pastedInto(other))).toBe('P7');
    const taken = pastedInto({ ...other, programs: { P1: { language: 'javascript', code: 'other' } } });
    expect([programOf(taken), taken.programs?.P1.code, taken.programs?.P2.code]).toEqual(['P2', 'other', 'const choose = () => 0;']);
  });
});

describe('fan-out', () => {
  it('makes a part so many times in all, each with the same wires', () => {
    const fanned = with_(fannedOut(shop, ['W1'], 4, 136));
    expect(fanned.nodes.slice(6).map(({ id, y }) => [id, y])).toEqual([
      ['W2', 136],
      ['W3', 272],
      ['W4', 408],
    ]);
    expect(fanned.links.slice(5).map(({ from, to, lossPercent }) => `${from}>${to} ${lossPercent ?? 0}`)).toEqual([
      'LB1>W2 3',
      'W2>SR1 0',
      'LB1>W3 3',
      'W3>SR1 0',
      'LB1>W4 3',
      'W4>SR1 0',
    ]);
    expect(new Set(fanned.links.map((link) => link.id)).size).toBe(fanned.links.length);
  });

  it('copies a group with its inner wires', () => {
    const fanned = with_(fannedOut(shop, ['S1', 'R1'], 3, 136));
    expect(fanned.links.slice(5).map(({ from, to }) => `${from}>${to}`)).toEqual(['SR1>S2', 'S2>R2', 'SR1>S3', 'S3>R3']);
  });
});
