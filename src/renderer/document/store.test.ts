import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyScenario, parseScenario, serializeScenario, type Fault, type Scenario } from '../../sim/index';
import { clipOf, freshCopies } from './clipboard';
import { applyEdit } from './edits';
import { isUnsaved, unsavedFile } from './saved';
import { createDocument, NO_SELECTION, type DocumentModel } from './store';
import { anyEdit, part } from './testEdits';

const shop: Scenario = {
  ...emptyScenario('A small shop'),
  nodes: [part('C1'), part('LB1', 240), part('W1', 480), part('W2', 480, 136), part('S1', 720), part('R1', 960)],
  links: [
    { id: 'L1', from: 'C1', to: 'LB1' },
    { id: 'L2', from: 'LB1', to: 'W1' },
    { id: 'L3', from: 'S1', to: 'R1' },
  ],
  faults: [
    { id: 'F1', atSeconds: 5, type: 'crash', node: 'W1' },
    { id: 'F2', atSeconds: 6, type: 'cut', link: 'L2' },
  ],
  checks: [{ id: 'K1', metric: 'utilizationPercent', node: 'W1', atMost: 80 }],
};

interface Bench extends DocumentModel {
  clock: { ms: number };
}

function opened(scenario: Scenario = shop): Bench {
  const clock = { ms: 0 };
  const model = createDocument(() => clock.ms);
  model.actions.open(scenario, unsavedFile('Untitled'));
  return { ...model, clock };
}

const textNow = (model: DocumentModel): string => serializeScenario(model.store.getState().scenario);

describe('every edit', () => {
  it('leaves a scenario that can be saved and opened again, or is refused in one sentence and changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 30 }), (edits) => {
        let scenario = shop;
        for (const edit of edits) {
          const before = serializeScenario(scenario);
          const result = applyEdit(scenario, edit);
          expect(serializeScenario(scenario)).toBe(before);
          if (result.ok) scenario = result.scenario;
          else expect(result.failure.message).toMatch(/^\S.*[.!]$/);
          expect(parseScenario(serializeScenario(scenario))).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is tried on programs that parts really call, too', () => {
    const attached = fc.sample(fc.array(anyEdit, { maxLength: 40, size: '+1' }), { seed: 1, numRuns: 150 }).filter((edits) => {
      const { actions, store } = opened();
      for (const edit of edits) actions.edit(edit.type, edit);
      const { nodes, programs } = store.getState().scenario;
      return nodes.some(({ params }) => params.strategy === 'own' && programs?.[String(params.program)] !== undefined);
    });
    expect(attached.length).toBeGreaterThan(50);
  });

  it('can be undone, all the way back and all the way forth, selection included', () => {
    const anyAct = fc.oneof(
      { weight: 4, arbitrary: anyEdit },
      { weight: 1, arbitrary: fc.constantFrom('W1', 'C1', 'S1') },
      { weight: 1, arbitrary: fc.integer({ min: -3, max: 3 }) },
    );
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 40, size: '+1' }), (acts) => {
        const model = opened();
        const { store, actions } = model;
        for (const act of acts) {
          model.clock.ms += 400;
          if (typeof act === 'string') actions.select({ nodes: [act] });
          else if (typeof act === 'number') actions.jump(act);
          else actions.edit(act.type, act);
          // What is found by looking only at what changed must be what writing everything down would find.
          expect(isUnsaved(store.getState())).toBe(serializeScenario(store.getState().scenario) !== store.getState().file.savedText);
        }
        const last = { text: textNow(model), selection: store.getState().selection, steps: store.getState().past.length };
        actions.jump(Number.MAX_SAFE_INTEGER);
        const final = { text: textNow(model), steps: store.getState().past.length };
        actions.jump(-store.getState().past.length);
        expect(textNow(model)).toBe(serializeScenario(shop));
        expect(store.getState().future).toHaveLength(final.steps);
        for (let i = 0; i < final.steps; i++) actions.redo();
        expect(textNow(model)).toBe(final.text);
        actions.jump(last.steps - final.steps);
        expect(textNow(model)).toBe(last.text);
        if (last.steps === final.steps) expect(store.getState().selection).toEqual(last.selection);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the history', () => {
  it('takes typing in one field as one step, and another field, part or a pause as the next', () => {
    const { store, actions, clock } = opened();
    const type = (ids: string[], concurrency: number): void =>
      void actions.edit('Set slots', { type: 'setParams', ids, params: { concurrency } });
    type(['W1'], 1);
    clock.ms += 300;
    type(['W1'], 12);
    expect(store.getState().past).toHaveLength(1);
    clock.ms += 300;
    type(['W2'], 5);
    expect(store.getState().past).toHaveLength(2);
    clock.ms += 900;
    type(['W2'], 6);
    expect(store.getState().past).toHaveLength(3);
    actions.jump(-3);
    expect(store.getState().scenario).toBe(shop);
  });

  it('does not join an edit to one that was undone', () => {
    const { store, actions } = opened();
    actions.edit('Set slots', { type: 'setParams', ids: ['W1'], params: { concurrency: 9 } });
    actions.undo();
    actions.edit('Set slots', { type: 'setParams', ids: ['W1'], params: { concurrency: 7 } });
    expect(store.getState().past.map((step) => step.label)).toEqual(['Set slots']);
    expect(store.getState().future).toEqual([]);
  });

  it('gives a deleted part back with its wires, faults, checks and its selection', () => {
    const { store, actions } = opened();
    actions.select({ nodes: ['W1'] });
    actions.removeSelection();
    expect(store.getState().scenario).toMatchObject({ faults: [], checks: [] });
    expect(store.getState().scenario.links.map((link) => link.id)).toEqual(['L1', 'L3']);
    expect(store.getState().selection).toEqual(NO_SELECTION);
    actions.undo();
    expect(store.getState().scenario).toBe(shop);
    expect(store.getState().selection.nodes).toEqual(['W1']);
  });

  it('makes no step of an edit that changes nothing', () => {
    const { store, actions } = opened();
    actions.edit('Move', {
      type: 'moveNodes',
      moves: [
        { id: 'C1', x: 0, y: 0 },
        { id: 'nobody', x: 5, y: 5 },
      ],
    });
    actions.edit('Set slots', { type: 'setParams', ids: ['W1'], params: shop.nodes[2].params });
    actions.edit('Delete', { type: 'remove', nodes: ['nobody'], links: [] });
    actions.edit('Rename', { type: 'setScenario', changes: { name: shop.name } });
    expect(store.getState().past).toEqual([]);
  });
});

describe('the revision', () => {
  it('is the same for the same run: not changed by moves, names for people and notes, and back after an undo', () => {
    const { store, actions } = opened();
    const first = store.getState().revision;
    actions.edit('Move', { type: 'moveNodes', moves: [{ id: 'C1', x: 8, y: 8 }] });
    actions.edit('Label', { type: 'setNode', id: 'C1', changes: { label: 'Visitors' } });
    actions.edit('Note', { type: 'setNotes', notes: [{ id: 'N1', text: 'Look', x: 0, y: 0 }] });
    actions.edit('Rename', { type: 'setScenario', changes: { name: 'Another shop' } });
    expect(store.getState().revision).toBe(first);
    actions.edit('Seed', { type: 'setScenario', changes: { seed: 9 } });
    const second = store.getState().revision;
    actions.addPart('worker');
    expect(new Set([first, second, store.getState().revision]).size).toBe(3);
    actions.undo();
    expect(store.getState().revision).toBe(second);
    actions.undo();
    expect(store.getState().revision).toBe(first);
    actions.edit('Seed', { type: 'setScenario', changes: { seed: 10 } });
    expect([first, second]).not.toContain(store.getState().revision);
  });
});

describe('wires', () => {
  it('are refused with the sentence of the rules, and the banner says it until something succeeds', () => {
    const { store, actions } = opened();
    expect(actions.connect('W1', 'S1')?.message).toMatch(/shard router/);
    expect(actions.connect('LB1', 'C1')?.message).toMatch(/only sends/);
    expect(actions.connect('C1', 'LB1')?.message).toBe('C1 is already wired to LB1.');
    expect(store.getState().failure?.message).toBe('C1 is already wired to LB1.');
    expect(store.getState().past).toEqual([]);
    expect(actions.connect('LB1', 'W2')).toBeNull();
    expect(store.getState().failure).toBeNull();
  });
});

describe('names', () => {
  it('are changed everywhere a part is named, and a name that is taken or odd is refused', () => {
    const { store, actions } = opened();
    expect(actions.edit('Rename', { type: 'renameNode', id: 'W1', newId: 'W2' })?.message).toMatch(/already a part named W2/);
    expect(actions.edit('Rename', { type: 'renameNode', id: 'W1', newId: '7 up' })?.message).toMatch(/begins with a letter/);
    actions.edit('Rename', { type: 'renameNode', id: 'W1', newId: 'Front' });
    const { scenario } = store.getState();
    expect(scenario.links[1]).toMatchObject({ from: 'LB1', to: 'Front' });
    expect(scenario.faults[0]).toMatchObject({ node: 'Front' });
    expect(scenario.checks[0]).toMatchObject({ node: 'Front' });
  });
});

describe('names within texts', () => {
  const weighted = (): Scenario => {
    const { scenario } = opened().store.getState();
    const balancer = scenario.nodes.map((node) =>
      node.id === 'LB1' ? { ...node, params: { ...node.params, strategy: 'weighted', weights: 'W1=3, W2=1' } } : node,
    );
    const fault: Fault = { id: 'F9', type: 'set', node: 'LB1', param: 'weights', value: 'W1=1', atSeconds: 5 };
    return { ...scenario, nodes: balancer, faults: [...scenario.faults, fault] };
  };

  it('follow a part that is renamed, in fields and in what faults set', () => {
    const renamed = applyEdit(weighted(), { type: 'renameNode', id: 'W1', newId: 'Front' });
    if (!renamed.ok) throw new Error(renamed.failure.message);
    expect(renamed.scenario.nodes.find(({ id }) => id === 'LB1')?.params.weights).toBe('Front=3, W2=1');
    expect(renamed.scenario.faults.at(-1)).toMatchObject({ value: 'Front=1' });
  });

  it('follow copies where the named part was copied too', () => {
    const scenario = weighted();
    const copied = freshCopies(scenario, clipOf(scenario, ['LB1', 'W1']), { x: 0, y: 200 });
    const [balancer, worker] = ['load-balancer', 'worker'].map((kind) => copied.nodes.find((node) => node.kind === kind));
    expect(balancer?.params.weights).toBe(`${worker?.id}=3, W2=1`);
    expect(scenario.nodes.find(({ id }) => id === 'LB1')?.params.weights).toBe('W1=3, W2=1');
  });
});

describe('new parts', () => {
  it('stand where nothing else stands, on the grid, and are selected', () => {
    const { store, actions } = opened();
    const first = actions.addPart('worker', { x: 481, y: 3 });
    const second = actions.addPart('worker', { x: 481, y: 3 });
    const places = store.getState().scenario.nodes.map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
    expect(store.getState().scenario.nodes.at(-1)).toMatchObject({ id: second, x: 480 });
    expect(store.getState().selection.nodes).toEqual([second]);
    expect([first, second]).toEqual(['W3', 'W4']);
  });
});

describe('unsaved work', () => {
  it('is what differs from the file, not what has been done and undone', () => {
    const model = opened(emptyScenario());
    const unsaved = (): boolean => isUnsaved(model.store.getState());
    expect(unsaved()).toBe(false);
    model.actions.addPart('worker');
    expect(unsaved()).toBe(true);
    model.actions.undo();
    expect(unsaved()).toBe(false);
    model.actions.redo();
    model.actions.saved({ path: '/a.json', name: 'a.json', stamp: '1', readOnly: false, savedText: textNow(model) });
    expect(unsaved()).toBe(false);
    model.actions.undo();
    expect(unsaved()).toBe(true);
  });
});
