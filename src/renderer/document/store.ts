import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../contract/index';
import { checkWire, defaultParams, emptyScenario, freshId, kindOf, type Scenario, type ScenarioLink } from '../../sim/index';
import { applyEdit, type EditResult } from './edits';
import { withNames } from './names';
import { besideTheRest, freePlace } from './placement';
import { affectsRun } from './revision';
import { unsavedFile } from './saved';
import { stepNames } from './strings';
import type { DocumentActions, DocumentRules, DocumentState, Edit, FileState, Selection } from './types';
import { strings } from './strings';

const MOST_STEPS = 1000;
const COALESCE_MS = 800;
const NEW_WIRE_LATENCY = { type: 'constant', valueMs: 2 } as const;

/** Nothing selected. */
export const NO_SELECTION: Selection = { nodes: [], links: [], notes: [] };

/** A step by the names that stood on the board before it; who gives another id wants to read that. */
function stepName(label: string, change: Edit, before: Scenario): string {
  return change.type === 'renameNode' ? label : withNames(label, before);
}

/** A failure by the names on the board, unless it is about an id itself. */
function inNames(failure: Failure, scenario: Scenario): Failure {
  const isOfId = failure.name === 'duplicate-id' || failure.name === 'bad-name';
  return isOfId ? failure : { ...failure, message: withNames(failure.message, scenario) };
}

/** What files do with the document. */
export interface FileActions {
  /** Shows another scenario; the history begins anew. */
  open(scenario: Scenario, file: FileState): void;
  /** Notes where the scenario has been saved. */
  saved(file: FileState): void;
  /** Notes that the scenario of this text is kept elsewhere: nothing of it would be lost. */
  kept(text: string): void;
  /** Tells of something that went wrong; null: no longer. */
  setFailure(failure: Failure | null): void;
}

/** The document with its actions. */
export interface DocumentModel {
  readonly store: StoreApi<DocumentState>;
  readonly actions: DocumentActions & FileActions;
}

type EditFunction = DocumentActions['edit'];

/** Makes a document store; `now` (ms) decides which quick edits of one field are one step. */
export function createDocument(now: () => number): DocumentModel {
  const store = createStore<DocumentState>(emptyDocument);
  const last = { joins: '', atMs: 0, revision: 0 };
  const edit: EditFunction = (label, change, joins = joinsOf(change)) => {
    const state = store.getState();
    if (state.locked) return refuseLocked(store);
    const result = heldToRules(state, applyEdit(state.scenario, change));
    if (!result.ok) {
      const failure = inNames(result.failure, state.scenario);
      store.setState({ failure });
      return failure;
    }
    if (result.scenario === state.scenario) {
      if (state.failure !== null) store.setState({ failure: null });
      return null;
    }
    const isSameStep =
      joins !== '' && joins === last.joins && now() - last.atMs < COALESCE_MS && state.past.length > 0 && state.future.length === 0;
    last.joins = joins;
    last.atMs = now();
    const { scenario, selection, revision } = state;
    const past = isSameStep
      ? state.past
      : [...state.past, { label: stepName(label, change, scenario), scenario, selection, revision }].slice(-MOST_STEPS);
    store.setState({
      scenario: result.scenario,
      selection: onlyExisting(selection, result.scenario),
      past,
      future: [],
      failure: null,
      revision: affectsRun(scenario, result.scenario, change) ? ++last.revision : revision,
    });
    return null;
  };
  const jump = (steps: number): void => {
    last.joins = '';
    const state = store.getState();
    if (state.locked) return void refuseLocked(store);
    const moved = jumped(state, steps);
    if (moved !== state) store.setState({ ...moved, failure: null });
  };
  const select = (wanted: Partial<Selection>): void => {
    const state = store.getState();
    const selection = onlyExisting({ ...NO_SELECTION, ...wanted }, state.scenario);
    if (!isSameSelection(selection, state.selection)) store.setState({ selection });
  };
  return {
    store,
    actions: {
      edit,
      jump,
      select,
      undo: () => jump(-1),
      redo: () => jump(1),
      addPart: (kind, at) => addPart(store, edit, select, kind, at),
      connect: (from, to) => connect(store, edit, from, to),
      removeSelection: () => {
        const { nodes, links, notes } = store.getState().selection;
        if (nodes.length + links.length + notes.length > 0) edit(removeLabel(nodes, links, notes), { type: 'remove', nodes, links, notes });
      },
      ...fileActions(store, () => {
        last.joins = '';
        return ++last.revision;
      }),
      setRules: (rules) => store.setState({ rules }),
      setLocked: (locked) => store.setState({ locked }),
    },
  };
}

/** `anew`: begins the history anew and gives the number of a revision that was never there. */
function fileActions(store: StoreApi<DocumentState>, anew: () => number): FileActions {
  return {
    open: (scenario, file) =>
      store.setState({ scenario, file, selection: NO_SELECTION, past: [], future: [], failure: null, revision: anew(), rules: null }),
    saved: (file) => store.setState({ file, failure: null }),
    kept: (savedText) => store.setState((state) => ({ file: { ...state.file, savedText } })),
    setFailure: (failure) => store.setState({ failure }),
  };
}

function emptyDocument(): DocumentState {
  return {
    scenario: emptyScenario(),
    selection: NO_SELECTION,
    past: [],
    future: [],
    file: unsavedFile('Untitled'),
    failure: null,
    revision: 0,
    locked: false,
    rules: null,
  };
}

/** An edit that the rules refuse, as a failure with their reason; else the edit, with new parts as the rules offer them. */
function heldToRules({ rules, scenario }: DocumentState, result: EditResult): EditResult {
  if (!result.ok || rules === null || result.scenario === scenario) return result;
  const after = asOffered(rules, scenario, result.scenario);
  const message = rules.refusal(scenario, after);
  return message === null ? { ok: true, scenario: after } : { ok: false, failure: { name: 'not-in-this-task', path: '', message } };
}

/** Parts that have just been added with their defaults get the fields that the rules offer them with. */
function asOffered({ offered }: DocumentRules, before: Scenario, after: Scenario): Scenario {
  const known = new Set(before.nodes.map(({ id }) => id));
  const nodes = after.nodes.map((node) => {
    const params = known.has(node.id) ? undefined : offered.find(({ kind }) => kind === node.kind)?.params;
    const defaults = defaultParams(node.kind);
    if (params === undefined || JSON.stringify(node.params) !== JSON.stringify(defaults)) return node;
    return { ...node, params: { ...defaults, ...params } as typeof node.params };
  });
  return nodes.every((node, i) => node === after.nodes[i]) ? after : { ...after, nodes };
}

function refuseLocked(store: StoreApi<DocumentState>): Failure {
  const failure: Failure = {
    name: 'locked',
    path: '',
    message: strings.locked,
  };
  store.setState({ failure });
  return failure;
}

/** The state so many steps on (negative: back), as far as the history goes; the same object when it goes nowhere. */
function jumped(state: DocumentState, steps: number): DocumentState {
  const past = [...state.past];
  const future = [...state.future];
  let current = { scenario: state.scenario, selection: state.selection, revision: state.revision };
  for (let i = 0; i < Math.abs(steps); i++) {
    const entry = steps < 0 ? past.pop() : future.shift();
    if (entry === undefined) break;
    if (steps < 0) future.unshift({ label: entry.label, ...current });
    else past.push({ label: entry.label, ...current });
    current = { scenario: entry.scenario, selection: entry.selection, revision: entry.revision };
  }
  return current.scenario === state.scenario ? state : { ...state, ...current, past, future };
}

function addPart(
  store: StoreApi<DocumentState>,
  edit: EditFunction,
  select: DocumentActions['select'],
  kind: string,
  at?: { readonly x: number; readonly y: number },
): string {
  const { scenario } = store.getState();
  const descriptor = kindOf(kind)?.descriptor;
  if (descriptor === undefined) throw new Error(`unknown kind ${kind}`);
  const id = freshId(
    descriptor.idPrefix,
    scenario.nodes.map((node) => node.id),
  );
  const place = freePlace(scenario, at ?? besideTheRest(scenario));
  edit(strings.addStep(descriptor.title.toLowerCase(), id), {
    type: 'addNode',
    node: { id, kind, ...place, params: defaultParams(kind) as Scenario['nodes'][number]['params'] },
  });
  select({ nodes: [id] });
  return id;
}

function connect(store: StoreApi<DocumentState>, edit: EditFunction, from: string, to: string): Failure | null {
  const { scenario } = store.getState();
  const verdict = checkWire(scenario, from, to);
  if (!verdict.ok) {
    const failure: Failure = inNames({ name: 'refused-link', path: '', message: verdict.reason }, scenario);
    store.setState({ failure });
    return failure;
  }
  const link: ScenarioLink = {
    id: freshId(
      'L',
      scenario.links.map((other) => other.id),
    ),
    from,
    to,
    latency: NEW_WIRE_LATENCY,
  };
  return edit(strings.wireStep(from, to), { type: 'addLink', link });
}

function removeLabel(nodes: readonly string[], links: readonly string[], notes: readonly string[]): string {
  if (nodes.length > 0) return stepNames.deleteParts({ count: nodes.length, id: nodes[0] });
  if (links.length > 0) return stepNames.deleteWires({ count: links.length, id: links[0] });
  return stepNames.deleteNotes({ count: notes.length });
}

function onlyExisting(selection: Selection, scenario: Scenario): Selection {
  const nodes = new Set(scenario.nodes.map((node) => node.id));
  const links = new Set(scenario.links.map((link) => link.id));
  const notes = new Set((scenario.notes ?? []).map((note) => note.id));
  const kept = {
    nodes: selection.nodes.filter((id) => nodes.has(id)),
    links: selection.links.filter((id) => links.has(id)),
    notes: selection.notes.filter((id) => notes.has(id)),
  };
  return isSameSelection(kept, selection) ? selection : kept;
}

function isSameSelection(a: Selection, b: Selection): boolean {
  const same = (p: readonly string[], q: readonly string[]): boolean => p.length === q.length && p.every((id, i) => id === q[i]);
  return same(a.nodes, b.nodes) && same(a.links, b.links) && same(a.notes, b.notes);
}

/** Quick edits of the same field of the same things (typing, a slider) are one step of the history. */
function joinsOf(edit: Edit): string {
  if (edit.type === 'setParams') return `params ${edit.ids.join(' ')} ${Object.keys(edit.params).join(' ')}`;
  if (edit.type === 'setProgram' && edit.ids === undefined) return `program ${edit.id}`;
  if (edit.type === 'setLink') return `links ${edit.id} ${Object.keys(edit.changes).join(' ')}`;
  if (edit.type === 'setLinks') return `links ${edit.ids.join(' ')} ${Object.keys(edit.changes).join(' ')}`;
  if (edit.type === 'setScenario') return `scenario ${Object.keys(edit.changes).join(' ')}`;
  if (edit.type === 'setNode') return `node ${edit.id} ${Object.keys(edit.changes).join(' ')}`;
  return '';
}
