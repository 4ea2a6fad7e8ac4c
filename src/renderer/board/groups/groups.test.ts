import { describe, expect, it } from 'vitest';
import { defaultParams, emptyScenario, parseScenario, serializeScenario, type Scenario, type ScenarioNode } from '../../../sim/index';
import { applyEdit } from '../../document/edits';
import { followSelection, gestureEdit } from '../adapter/changes';
import { createEdgeDeriver, createNodeDeriver, NO_GESTURE } from '../adapter/elements';
import { boardSvg } from '../export/boardSvg';
import { alignedWith } from '../geometry/guides';
import { groupBox, groupFlowId } from '../geometry/groupPlaces';

const NOTHING = { nodes: [], links: [], notes: [] };
const part = (id: string, kind: string, x: number, y = 0): ScenarioNode => ({
  id,
  kind,
  x,
  y,
  params: defaultParams(kind) as ScenarioNode['params'],
});
const shop: Scenario = {
  ...emptyScenario('Shop & <more>'),
  nodes: [part('C1', 'client', 0), part('W1', 'worker', 240), part('W2', 'worker', 240, 136), part('DB1', 'database', 480)],
  links: [
    { id: 'L1', from: 'C1', to: 'W1' },
    { id: 'L2', from: 'W1', to: 'W2' },
    { id: 'L3', from: 'W2', to: 'DB1' },
  ],
  groups: [{ id: 'G1', title: 'Rack', nodes: ['W1', 'W2'] }],
  notes: [{ id: 'N1', text: 'Mind the <queue>', x: 0, y: 200 }],
};
const folded: Scenario = { ...shop, groups: [{ id: 'G1', title: 'Rack', nodes: ['W1', 'W2'], collapsed: true }] };

describe('a group', () => {
  it('is a frame around its parts; folded up, one face where its wires end, and the wires within are gone', () => {
    const open = createNodeDeriver()(shop.nodes, [], NOTHING, NO_GESTURE, shop.groups);
    expect(open.map((node) => node.id)).toEqual([groupFlowId('G1'), 'C1', 'W1', 'W2', 'DB1']);
    const shut = createNodeDeriver()(folded.nodes, [], NOTHING, NO_GESTURE, folded.groups);
    expect(shut.map((node) => node.id)).toEqual([groupFlowId('G1'), 'C1', 'DB1']);
    const edges = createEdgeDeriver()(folded.links, NOTHING, folded.groups);
    expect(edges.map(({ id, source, target }) => [id, source, target])).toEqual([
      ['L1', 'C1', groupFlowId('G1')],
      ['L3', groupFlowId('G1'), 'DB1'],
    ]);
  });

  it('takes its parts along when it is dragged, open or folded, as one step', () => {
    for (const scenario of [shop, folded]) {
      const box = groupBox(
        scenario.groups?.[0] ?? { id: '', title: '', nodes: [] },
        new Map(scenario.nodes.map((node) => [node.id, node])),
      );
      const step = gestureEdit(scenario, {
        ...NO_GESTURE,
        positions: new Map([[groupFlowId('G1'), { x: (box?.x ?? 0) + 80, y: (box?.y ?? 0) - 16 }]]),
      });
      expect(step?.edit).toEqual({
        type: 'moveNodes',
        moves: [
          { id: 'W1', x: 320, y: -16 },
          { id: 'W2', x: 320, y: 120 },
        ],
      });
    }
  });

  it('is selected with its parts, whatever was selected before', () => {
    const change = (id: string, selected: boolean) => ({ type: 'select' as const, id, selected });
    const after = followSelection(
      { ...NOTHING, nodes: ['W1', 'C1'] },
      [change(groupFlowId('G1'), true), change('W1', false), change('C1', false)],
      [],
      shop.groups,
    );
    expect(after.nodes).toEqual(['W1', 'W2']);
    expect(followSelection(after, [change(groupFlowId('G1'), false), change('DB1', true)], [], shop.groups).nodes).toEqual(['DB1']);
  });

  it('is kept in the file, follows renamed parts, and goes with its last one', () => {
    expect(parseScenario(serializeScenario(folded))).toMatchObject({ ok: true, scenario: { groups: folded.groups } });
    const renamed = applyEdit(shop, { type: 'renameNode', id: 'W1', newId: 'Front' });
    expect(renamed).toMatchObject({ ok: true, scenario: { groups: [{ nodes: ['Front', 'W2'] }] } });
    const less = applyEdit(shop, { type: 'remove', nodes: ['W1'], links: [] });
    expect(less).toMatchObject({ ok: true, scenario: { groups: [{ nodes: ['W2'] }] } });
    const none = applyEdit(shop, { type: 'remove', nodes: ['W1', 'W2'], links: [] });
    expect(none.ok && none.scenario.groups).toBeUndefined();
  });

  it('with a part that is elsewhere, or nowhere, is refused in one sentence', () => {
    const twice = applyEdit(shop, {
      type: 'setGroups',
      groups: [
        { id: 'G1', title: 'A', nodes: ['W1'] },
        { id: 'G2', title: 'B', nodes: ['W1'] },
      ],
    });
    expect(twice).toMatchObject({
      ok: false,
      failure: { message: 'W1 is in the groups G1 and G2, but a part can be in one group only; remove it from one.' },
    });
    expect(applyEdit(shop, { type: 'setGroups', groups: [{ id: 'G1', title: 'A', nodes: ['W9'] }] })).toMatchObject({
      ok: false,
      failure: { name: 'bad-group' },
    });
  });
});

describe('the picture of the board', () => {
  const colours = {
    board: '#fff',
    face: '#fff',
    line: '#888',
    text: '#000',
    textSoft: '#444',
    wire: '#999',
    note: '#ffd',
    group: () => '#07c',
  };

  it('is well-formed XML with every part, wire and note, and any text', () => {
    const xml = new DOMParser().parseFromString(boardSvg(shop, colours).svg, 'image/svg+xml');
    expect(xml.querySelector('parsererror')).toBeNull();
    expect(xml.querySelector('title')?.textContent).toBe('Shop & <more>');
    expect(xml.querySelectorAll('path[marker-end]')).toHaveLength(3);
    for (const text of ['C1', 'DB1', 'Rack', 'Mind the <queue>']) expect(xml.documentElement.textContent).toContain(text);
  });

  it('shows a folded group in place of its parts', () => {
    const { svg } = boardSvg(folded, colours);
    expect(svg).toContain('2 parts: 2 \u00d7 Worker');
    expect(svg.match(/marker-end/g)).toHaveLength(2);
  });
});

it('a dragged part is in line with those in the same row or column', () => {
  const others = [
    { x: 0, y: 0 },
    { x: 240, y: 136 },
  ];
  expect(alignedWith({ x: 240, y: 0 }, others)).toEqual({ column: { at: 324, from: 0, to: 224 }, row: { at: 44, from: 0, to: 408 } });
  expect(alignedWith({ x: 8, y: 8 }, others)).toEqual({ column: null, row: null });
});
