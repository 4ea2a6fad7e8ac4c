import { describe, expect, it } from 'vitest';
import { checkWire, defaultParams, emptyScenario, type Scenario, type ScenarioNode } from '../../../sim/index';
import { applyEdit } from '../../document/edits';
import { addAndWire, insertIntoWire, kindsThatFit, refusals } from './additions';
import { followGesture, followSelection, gestureEdit } from './changes';
import { createEdgeDeriver, createNodeDeriver, NO_GESTURE, noteFlowId } from './elements';

const NOTHING = { nodes: [], links: [], notes: [] };

function part(id: string, kind: string, x = 0, y = 0): ScenarioNode {
  return { id, kind, x, y, params: defaultParams(kind) as ScenarioNode['params'] };
}

const scenario: Scenario = {
  ...emptyScenario('A small shop'),
  nodes: [part('C1', 'client'), part('W1', 'worker', 300, 0), part('DB1', 'database', 600, 0), part('S1', 'shard', 600, 200)],
  links: [
    { id: 'L1', from: 'C1', to: 'W1', lossPercent: 5 },
    { id: 'L2', from: 'W1', to: 'DB1' },
  ],
  notes: [{ id: 'C1', text: 'Read me', x: 0, y: 300 }],
  faults: [{ id: 'F1', atSeconds: 3, type: 'cut', link: 'L1' }],
};

describe('what React Flow is given', () => {
  it('keeps the object of every part that has not changed, so that only what changed is drawn again', () => {
    const derive = createNodeDeriver();
    const before = derive(scenario.nodes, scenario.notes ?? [], NOTHING, NO_GESTURE);
    const after = derive(scenario.nodes, scenario.notes ?? [], { ...NOTHING, nodes: ['W1'] }, NO_GESTURE);
    expect(after.filter((node, i) => node !== before[i]).map((node) => node.id)).toEqual(['W1']);
    const dragged = derive(
      scenario.nodes,
      scenario.notes ?? [],
      { ...NOTHING, nodes: ['W1'] },
      { ...NO_GESTURE, positions: new Map([['C1', { x: 5, y: 5 }]]) },
    );
    expect(dragged.filter((node, i) => node !== after[i]).map((node) => node.id)).toEqual(['C1']);
  });

  it('is the same list while only fields are typed, so that typing draws no part and no wire again', () => {
    const [nodes, edges] = [createNodeDeriver(), createEdgeDeriver()];
    const [before, wires] = [nodes(scenario.nodes, scenario.notes ?? [], NOTHING, NO_GESTURE), edges(scenario.links, NOTHING)];
    const typed = applyEdit(scenario, { type: 'setParams', ids: ['W1'], params: { concurrency: 7 } });
    if (!typed.ok) throw new Error(typed.failure.message);
    expect(typed.scenario.nodes[1]).not.toBe(scenario.nodes[1]);
    expect(nodes(typed.scenario.nodes, scenario.notes ?? [], NOTHING, NO_GESTURE)).toBe(before);
    expect(edges([...scenario.links], { ...NOTHING, nodes: ['W1'] })).toBe(wires);
    const labelled = applyEdit(scenario, { type: 'setNode', id: 'W1', changes: { label: 'Front' } });
    expect(labelled.ok && nodes(labelled.scenario.nodes, scenario.notes ?? [], NOTHING, NO_GESTURE)[2].data).toMatchObject({
      part: { label: 'Front' },
    });
  });

  it('tells a note and a part of the same id apart', () => {
    const nodes = createNodeDeriver()(scenario.nodes, scenario.notes ?? [], { ...NOTHING, notes: ['C1'] }, NO_GESTURE);
    expect(nodes.filter((node) => node.selected).map((node) => [node.id, node.type])).toEqual([[noteFlowId('C1'), 'note']]);
    expect(new Set(nodes.map((node) => node.id)).size).toBe(5);
  });

  it('raises a selected part only where it lies over another, and a dragged one always', () => {
    const derive = createNodeDeriver();
    const raised = (selected: readonly string[], parts = scenario.nodes, gesture = NO_GESTURE): string[] =>
      derive(parts, [], { ...NOTHING, nodes: selected }, gesture)
        .filter((node) => (node.zIndex ?? 0) > 0)
        .map((node) => node.id);
    expect(raised(['W1'])).toEqual([]);
    const crowded = [...scenario.nodes, part('W2', 'worker', 300 + 160, 80)];
    expect(raised(['W1', 'C1'], crowded)).toEqual(['W1']);
    expect(raised(['W2'], crowded)).toEqual(['W2']);
    expect(raised([], crowded)).toEqual([]);
    expect(raised(['C1'], scenario.nodes, { ...NO_GESTURE, positions: new Map([['C1', { x: 5, y: 5 }]]) })).toEqual(['C1']);
  });

  it('gives grips to the ends of one selected wire, and to none of several', () => {
    const derive = createEdgeDeriver();
    const grips = (links: readonly string[]): string[] =>
      derive(scenario.links, { ...NOTHING, links })
        .filter((edge) => edge.reconnectable === true)
        .map((edge) => edge.id);
    expect([grips(['L1']), grips(['L1', 'L2']), grips(['L2']), grips([])]).toEqual([['L1'], [], ['L2'], []]);
  });

  it('names wires by what they join and how slow they are', () => {
    const [first, second] = createEdgeDeriver()(scenario.links, NOTHING);
    expect(first.ariaLabel).toBe('Wire from C1 to W1, always 1 ms, loses 5%');
    expect(second.ariaLabel).toBe('Wire from W1 to DB1, always 1 ms');
  });
});

describe('a drag', () => {
  it('is no edit until it ends, and then one', () => {
    const first = followGesture(NO_GESTURE, [{ type: 'position', id: 'W1', position: { x: 310, y: 8 }, dragging: true }]);
    expect(first.ended).toBe(false);
    const last = followGesture(first.gesture, [{ type: 'position', id: 'W1', position: { x: 320, y: 16 }, dragging: false }]);
    expect(last.ended).toBe(true);
    expect(gestureEdit(scenario, last.gesture)).toEqual({
      label: 'Move W1',
      edit: { type: 'moveNodes', moves: [{ id: 'W1', x: 320, y: 16 }] },
    });
  });

  it('that ends where it began is no edit', () => {
    const { gesture } = followGesture(NO_GESTURE, [{ type: 'position', id: 'W1', position: { x: 300, y: 0 }, dragging: false }]);
    expect(gestureEdit(scenario, gesture)).toBeNull();
  });

  it('of parts and notes together is one undo step', () => {
    const { gesture } = followGesture(NO_GESTURE, [
      { type: 'position', id: 'W1', position: { x: 308, y: 0 }, dragging: false },
      { type: 'position', id: noteFlowId('C1'), position: { x: 8, y: 300 }, dragging: false },
    ]);
    const step = gestureEdit(scenario, gesture);
    expect(step?.label).toBe('Move 2 things');
    const result = step === null ? null : applyEdit(scenario, step.edit);
    expect(result?.ok && [result.scenario.nodes[1].x, result.scenario.notes?.[0].x]).toEqual([308, 8]);
  });

  it('ignores measurements, but not the resizing of a note', () => {
    const measured = followGesture(NO_GESTURE, [{ type: 'dimensions', id: 'W1', dimensions: { width: 1, height: 1 } }]);
    expect(measured.gesture).toBe(NO_GESTURE);
    const resized = followGesture(NO_GESTURE, [
      { type: 'dimensions', id: noteFlowId('C1'), dimensions: { width: 240.4, height: 80 }, resizing: false },
    ]);
    expect(gestureEdit(scenario, resized.gesture)?.edit).toMatchObject({ type: 'setNotes', notes: [{ widthPx: 240, heightPx: 80 }] });
  });
});

describe('selecting', () => {
  it('is carried over part by part, wire by wire, note by note', () => {
    const chosen = followSelection(
      { ...NOTHING, nodes: ['C1'] },
      [
        { type: 'select', id: 'C1', selected: false },
        { type: 'select', id: noteFlowId('C1'), selected: true },
      ],
      [{ type: 'select', id: 'L2', selected: true }],
    );
    expect(chosen).toEqual({ nodes: [], links: ['L2'], notes: ['C1'] });
  });

  it('changes nothing when nothing changed', () => {
    const selection = { ...NOTHING, nodes: ['C1'] };
    expect(followSelection(selection, [{ type: 'select', id: 'C1', selected: true }], [])).toBe(selection);
  });
});

describe('a wire that is being dragged', () => {
  it('is refused, with a sentence, by every part that cannot take it', () => {
    const refused = refusals(scenario, 'C1', 'source');
    expect([...refused.keys()]).toEqual(['C1', 'W1', 'S1']);
    for (const [id, reason] of refused) expect(checkWire(scenario, 'C1', id)).toEqual({ ok: false, reason });
  });

  it('can be held at its other end', () => {
    const refused = refusals(scenario, 'DB1', 'target');
    expect([...refused.keys()]).toEqual(['W1', 'DB1', 'S1']);
    expect(refused.get('S1')).toBe('A shard sends nothing but its changes, and those only to replicas.');
  });

  it('dropped on nothing offers the parts that fit, and adds and wires in one step', () => {
    expect(kindsThatFit(scenario, 'C1', 'source')).toEqual(
      expect.arrayContaining(['load-balancer', 'shard-router', 'worker', 'database', 'replica']),
    );
    expect(kindsThatFit(scenario, 'C1', 'source')).not.toContain('shard');
    expect(kindsThatFit(scenario, 'S1', 'target')).toEqual(['shard-router', 'replica', 'failover-monitor']);
    const added = addAndWire(scenario, 'replica', { x: 800, y: 0 }, 'DB1', 'source');
    const result = added.ok ? applyEdit(scenario, added.edit) : null;
    expect(result?.ok && result.scenario.links.at(-1)).toMatchObject({ id: 'L3', from: 'DB1', to: 'R1' });
  });

  it('is not added when the rules refuse it', () => {
    expect(addAndWire(scenario, 'client', { x: 0, y: 0 }, 'W1', 'source')).toMatchObject({ ok: false });
  });
});

describe('a part dropped on a wire', () => {
  it('is put into it; faults of the wire stay', () => {
    const inserted = insertIntoWire(scenario, 'load-balancer', { x: 150, y: 0 }, 'L1');
    expect(inserted).toMatchObject({ id: 'LB1', from: 'C1', to: 'W1' });
    expect(inserted?.scenario.links).toEqual([
      { id: 'L1', from: 'C1', to: 'LB1', lossPercent: 5 },
      { id: 'L2', from: 'W1', to: 'DB1' },
      { id: 'L3', from: 'LB1', to: 'W1', latency: { type: 'constant', valueMs: 2 } },
    ]);
    expect(inserted?.scenario.faults).toEqual(scenario.faults);
  });

  it('is not put into it when one of its halves would be refused', () => {
    expect(insertIntoWire(scenario, 'client', { x: 0, y: 0 }, 'L1')).toBeNull();
    expect(insertIntoWire(scenario, 'shard', { x: 0, y: 0 }, 'L2')).toBeNull();
    expect(insertIntoWire(scenario, 'worker', { x: 0, y: 0 }, 'L99')).toBeNull();
  });
});
