import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../contract/index';
import { checkWire, defaultParams, emptyScenario, freshId, kindOf, serializeScenario, type Scenario, type ScenarioLink } from '../../sim/index';
import { applyEdit } from './edits';
import type { DocumentActions, DocumentState, Edit, FileState, HistoryStep, Selection } from './types';

const MOST_STEPS = 500;
const COALESCE_MS = 800;
const GRID_PX = 8;

/** Nothing selected. */
export const NO_SELECTION: Selection = { nodes: [], links: [], notes: [] };

/** The document with its actions; `now` (ms) decides which quick edits of one field are one step. */
export interface DocumentModel {
  readonly store: StoreApi<DocumentState>;
  readonly actions: DocumentActions & { open(scenario: Scenario, file: FileState): void; saved(file: FileState): void; setFailure(failure: Failure | null): void };
}

/** A file that was never saved. */
export function unsavedFile(name: string): FileState {
  return { path: null, name, stamp: null, readOnly: false, savedText: null };
}

/** Makes a document store. */
export function createDocument(now: () => number): DocumentModel {
  const store = createStore<DocumentState>(() => ({
    scenario: emptyScenario(), selection: NO_SELECTION, past: [], future: [], file: unsavedFile('Untitled'), failure: null, revision: 0,
  }));
  let lastField = '';
  let lastEditMs = 0;
  const step = (label: string): HistoryStep => ({ label, scenario: store.getState().scenario, selection: store.getState().selection });

  const edit = (label: string, change: Edit): Failure | null => {
    const state = store.getState();
    const result = applyEdit(state.scenario, change);
    if (!result.ok) {
      store.setState({ failure: result.failure });
      return result.failure;
    }
    if (result.scenario === state.scenario) return null;
    const field = coalesceKey(change);
    const joins = field !== '' && field === lastField && now() - lastEditMs < COALESCE_MS && state.past.length > 0 && state.future.length === 0;
    lastField = field;
    lastEditMs = now();
    const past = joins ? state.past : [...state.past, step(label)].slice(-MOST_STEPS);
    store.setState({ scenario: result.scenario, selection: onlyExisting(state.selection, result.scenario), past, future: [], failure: null, revision: state.revision + 1 });
    return null;
  };

  const jump = (steps: number): void => {
    lastField = '';
    const state = store.getState();
    const past = [...state.past];
    const future = [...state.future];
    let current = { scenario: state.scenario, selection: state.selection };
    for (let i = 0; i < Math.abs(steps); i++) {
      const [from, to] = steps < 0 ? [past, future] : [future, past];
      const entry = steps < 0 ? from.pop() : from.shift();
      if (entry === undefined) break;
      if (steps < 0) to.unshift({ label: entry.label, ...current });
      else to.push({ label: entry.label, ...current });
      current = { scenario: entry.scenario, selection: entry.selection };
    }
    if (current.scenario === state.scenario) return;
    store.setState({ ...current, past, future, failure: null, revision: state.revision + 1 });
  };

  const select = (selection: Partial<Selection>): void => {
    store.setState((state) => ({ selection: { ...NO_SELECTION, ...onlyExisting({ ...NO_SELECTION, ...selection }, state.scenario) } }));
  };

  return {
    store,
    actions: {
      edit, jump, select,
      undo: () => jump(-1),
      redo: () => jump(1),
      addPart: (kind, at) => addPart(store, edit, select, kind, at),
      connect: (from, to) => connect(store, edit, from, to),
      removeSelection: () => {
        const { nodes, links, notes } = store.getState().selection;
        if (nodes.length + links.length + notes.length === 0) return;
        edit(removeLabel(nodes, links), { type: 'remove', nodes, links, notes });
      },
      open: (scenario, file) => {
        lastField = '';
        store.setState((state) => ({ scenario, file, selection: NO_SELECTION, past: [], future: [], failure: null, revision: state.revision + 1 }));
      },
      saved: (file) => store.setState({ file, failure: null }),
      setFailure: (failure) => store.setState({ failure }),
    },
  };
}

/** Whether the scenario differs from what is on disk (or, never saved, from nothing at all). */
export function isUnsaved(state: DocumentState): boolean {
  if (state.file.savedText === null) return state.scenario.nodes.length > 0 || state.past.length > 0;
  return serializeScenario(state.scenario) !== state.file.savedText;
}

type EditFunction = (label: string, change: Edit) => Failure | null;

function addPart(store: StoreApi<DocumentState>, edit: EditFunction, select: (s: Partial<Selection>) => void, kind: string, at?: { x: number; y: number }): string {
  const { scenario } = store.getState();
  const descriptor = kindOf(kind)?.descriptor;
  if (descriptor === undefined) throw new Error(`unknown kind ${kind}`);
  const id = freshId(descriptor.idPrefix, scenario.nodes.map((node) => node.id));
  const place = freePlace(scenario, at ?? besideTheRest(scenario));
  edit(`Add ${descriptor.title.toLowerCase()} ${id}`, { type: 'addNode', node: { id, kind, ...place, params: defaultParams(kind) as Scenario['nodes'][number]['params'] } });
  select({ nodes: [id] });
  return id;
}

function besideTheRest(scenario: Scenario): { x: number; y: number } {
  if (scenario.nodes.length === 0) return { x: 0, y: 0 };
  const last = scenario.nodes[scenario.nodes.length - 1];
  return { x: last.x + 240, y: last.y };
}

/** The nearest place below that covers no other part. */
function freePlace(scenario: Scenario, at: { x: number; y: number }): { x: number; y: number } {
  const snap = (value: number): number => Math.round(value / GRID_PX) * GRID_PX;
  const place = { x: snap(at.x), y: snap(at.y) };
  while (scenario.nodes.some((node) => Math.abs(node.x - place.x) < 196 && Math.abs(node.y - place.y) < 112)) place.y += 136;
  return place;
}

function connect(store: StoreApi<DocumentState>, edit: EditFunction, from: string, to: string): Failure | null {
  const { scenario } = store.getState();
  const verdict = checkWire(scenario, from, to);
  if (!verdict.ok) {
    const failure: Failure = { name: 'refused-link', path: '', message: verdict.reason };
    store.setState({ failure });
    return failure;
  }
  const link: ScenarioLink = { id: freshId('L', scenario.links.map((other) => other.id)), from, to, latency: { type: 'constant', valueMs: 2 } };
  return edit(`Wire ${from} to ${to}`, { type: 'addLink', link });
}

function removeLabel(nodes: readonly string[], links: readonly string[]): string {
  if (nodes.length === 1) return `Delete ${nodes[0]}`;
  return nodes.length > 1 ? `Delete ${nodes.length} parts` : `Delete ${links.length} wire${links.length === 1 ? '' : 's'}`;
}

function onlyExisting(selection: Selection, scenario: Scenario): Selection {
  const nodes = new Set(scenario.nodes.map((node) => node.id));
  const links = new Set(scenario.links.map((link) => link.id));
  const notes = new Set((scenario.notes ?? []).map((note) => note.id));
  return { nodes: selection.nodes.filter((id) => nodes.has(id)), links: selection.links.filter((id) => links.has(id)), notes: selection.notes.filter((id) => notes.has(id)) };
}

/** Quick edits of the same field of the same parts (typing, a slider) are one step of the history. */
function coalesceKey(edit: Edit): string {
  if (edit.type === 'setParams') return `params ${edit.ids.join(' ')} ${Object.keys(edit.params).join(' ')}`;
  if (edit.type === 'setLink') return `link ${edit.id} ${Object.keys(edit.changes).join(' ')}`;
  if (edit.type === 'setScenario') return `scenario ${Object.keys(edit.changes).join(' ')}`;
  if (edit.type === 'setNode') return `node ${edit.id} ${Object.keys(edit.changes).join(' ')}`;
  return '';
}
