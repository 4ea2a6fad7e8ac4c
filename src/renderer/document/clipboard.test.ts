import { describe, expect, it } from 'vitest';
import { emptyScenario, serializeScenario, type Scenario } from '../../sim/index';
import { clipOf, clipText, fannedOut, freshCopies, readClip, wholeClipOf, type Clip } from './clipboard';
import { applyEdit } from './edits';
import { freePlaceFor } from './placement';
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

describe('what belongs to parts', () => {
  const owned: Scenario = {
    ...shop,
    faults: [
      { id: 'F1', type: 'crash', node: 'W1', atSeconds: 5, forSeconds: 3 },
      { id: 'F2', type: 'cut', link: 'L2', atSeconds: 6 },
      { id: 'F3', type: 'isolate', nodes: ['LB1', 'W1'], atSeconds: 7 },
      { id: 'F4', type: 'isolate', nodes: ['W1', 'SR1'], atSeconds: 8 },
      { id: 'F5', type: 'heal-all', atSeconds: 9 },
      { id: 'F6', type: 'lossy', link: 'L1', percent: 20, atSeconds: 10 },
    ],
    checks: [
      { id: 'K1', metric: 'failed', atMost: 0 },
      { id: 'K2', metric: 'queueMax', atMost: 9, node: 'W1' },
    ],
    breakpoints: [
      { id: 'B1', type: 'event', event: 'crash', node: 'W1' },
      { id: 'B2', type: 'check', check: 'K2' },
      { id: 'B3', type: 'time', atSeconds: 3 },
    ],
    notes: [{ id: 'T1', text: 'hot', x: 480, y: -80 }],
    groups: [
      { id: 'G1', title: 'Front', nodes: ['LB1', 'W1'] },
      { id: 'G2', title: 'Back', nodes: ['SR1', 'S1'] },
    ],
  } as unknown as Scenario;
  const selection = { nodes: ['LB1', 'W1'], notes: ['T1'] };
  const passed = (clip: Clip): Clip => {
    const read = readClip(clipText(clip));
    if (read === null) throw new Error('the clip was not read');
    return read;
  };
  const into = (scenario: Scenario, clip: Clip): Scenario => {
    const result = applyEdit(scenario, { type: 'addNodes', ...freshCopies(scenario, clip, freePlaceFor(scenario, clip)) });
    if (!result.ok) throw new Error(result.failure.message);
    return result.scenario;
  };

  it('is copied with them, about the copies: notes, groups, faults, checks and breakpoints', () => {
    const pasted = into(owned, passed(wholeClipOf(owned, selection)));
    expect(pasted.nodes.slice(6).map(({ id }) => id)).toEqual(['LB2', 'W2']);
    expect(pasted.faults.slice(6)).toEqual([
      { id: 'F7', type: 'crash', node: 'W2', atSeconds: 5, forSeconds: 3 },
      { id: 'F8', type: 'cut', link: 'L6', atSeconds: 6 },
      { id: 'F9', type: 'isolate', nodes: ['LB2', 'W2'], atSeconds: 7 },
    ]);
    expect(pasted.checks.slice(2)).toEqual([{ id: 'K3', metric: 'queueMax', atMost: 9, node: 'W2' }]);
    expect(pasted.breakpoints?.slice(3)).toEqual([
      { id: 'B4', type: 'event', event: 'crash', node: 'W2' },
      { id: 'B5', type: 'check', check: 'K3' },
    ]);
    expect(pasted.groups?.slice(2)).toEqual([{ id: 'G3', title: 'Front', nodes: ['LB2', 'W2'] }]);
    expect(pasted.notes?.[1]).toMatchObject({ id: 'T2', text: 'hot' });
  });

  it('cut out and pasted is a move: everything is as it was, wires to others and all', () => {
    const clip = passed(wholeClipOf(owned, selection, true));
    const cut = applyEdit(owned, { type: 'remove', nodes: ['LB1', 'W1'], links: [], notes: ['T1'] });
    if (!cut.ok) throw new Error(cut.failure.message);
    const back = into(cut.scenario, clip);
    const byId = <T extends { readonly id: string }>(items: readonly T[] = []): readonly T[] =>
      [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
    const all = ({ nodes, links, checks, breakpoints, notes }: Scenario): unknown => [
      byId(nodes),
      byId(links),
      byId(checks),
      byId(breakpoints),
      byId(notes),
    ];
    expect(all(back)).toEqual(all(owned));
    // What is also about parts that stayed has stayed, without those that went.
    expect(byId(back.faults).map(({ id }) => id)).toEqual(['F1', 'F2', 'F3', 'F4', 'F5', 'F6']);
    expect(byId(back.groups).map(({ id, nodes }) => [id, nodes])).toEqual([
      ['G1', ['LB1', 'W1']],
      ['G2', ['SR1', 'S1']],
    ]);
    // Once more it is a copy, without wires to others.
    expect(into(back, clip).links).toHaveLength(owned.links.length + 1);
  });

  it('lands side by side, however often it is pasted', () => {
    const clip = passed(wholeClipOf(owned, selection));
    const places = into(into(into(owned, clip), clip), clip).nodes.map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
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
