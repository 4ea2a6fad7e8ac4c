import { clipOf, clipText, fannedOut, freshCopies, readClip } from '../../document/index';

import { pastedShared } from '../exports/exportCommands';
import { documentModel } from '../../workbench/model';
import type { Command, CommandContext } from '../../workbench/commandTypes';
import { announce, openDialog, uiStore } from '../../workbench/windowState';
import { view } from '../../workbench/boardView';

const { store, actions } = documentModel;
const NUDGE_PX = 8;
const BIG_NUDGE_PX = 40;
const FAN_OUT_STEP_PX = 136;

const hasNodes = (c: CommandContext): boolean => c.document.selection.nodes.length > 0;
const hasAny = (c: CommandContext): boolean => hasNodes(c) || c.document.selection.links.length + c.document.selection.notes.length > 0;

function nudge(dx: number, dy: number): void {
  const { scenario, selection } = store.getState();
  const moves = scenario.nodes
    .filter((node) => selection.nodes.includes(node.id))
    .map((node) => ({ id: node.id, x: node.x + dx, y: node.y + dy }));
  if (moves.length > 0)
    actions.edit(moves.length === 1 ? `Move ${moves[0].id}` : `Move ${moves.length} parts`, { type: 'moveNodes', moves });
}

function addCopies(label: string, clip: ReturnType<typeof clipOf>, outer: boolean, shift = { x: 32, y: 136 }): void {
  const copies = freshCopies(store.getState().scenario, clip, shift, outer);
  if (copies.nodes.length === 0) return;
  if (actions.edit(label, { type: 'addNodes', ...copies }) === null) actions.select({ nodes: copies.nodes.map((node) => node.id) });
}

/** Adds N - 1 more of each chosen part, with their wires: horizontal fan-out. One undo step. */
export function fanOut(ids: readonly string[], times: number): void {
  const added = fannedOut(store.getState().scenario, ids, times, FAN_OUT_STEP_PX);
  if (added.nodes.length > 0) actions.edit(`Fan out ${ids.join(', ')} \u00d7${times}`, { type: 'addNodes', ...added });
}

async function copy(): Promise<void> {
  const { scenario, selection } = store.getState();
  await navigator.clipboard.writeText(clipText(clipOf(scenario, selection.nodes)));
  announce(`${selection.nodes.length} parts copied.`);
}

async function paste(): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => '');
  if (await pastedShared(text)) return;
  const clip = readClip(text);
  if (clip === null)
    actions.setFailure({ name: 'nothing-to-paste', path: '', message: 'There are no parts on the clipboard; copy some first.' });
  else addCopies(`Paste ${clip.nodes.length} parts`, clip, false);
}

/** Brings up the settings of what is selected, with the focus in the first that is not a name; Escape there leads back. */
function showSettings(): void {
  uiStore.setState({ sideTab: 'part' });
  // The panel is there once the event is over: keys typed at once must already reach it.
  queueMicrotask(() => {
    const panel = window.document.getElementById('panel-part');
    const fields = ':is(input, select, textarea)';
    (panel?.querySelector<HTMLElement>(`[data-field] ${fields}`) ?? panel?.querySelector<HTMLElement>(`.inspector ${fields}`))?.focus();
  });
}

const move = (id: string, label: string, keys: string, dx: number, dy: number): Command => ({
  id,
  label,
  group: 'Edit',
  keys: [keys],
  enabled: hasNodes,
  hidden: true,
  run: () => nudge(dx, dy),
});

/** Commands that change the document. */
export const editCommands: readonly Command[] = [
  { id: 'edit.undo', label: 'Undo', group: 'Edit', keys: ['Mod+Z'], enabled: (c) => c.document.past.length > 0, run: () => actions.undo() },
  {
    id: 'edit.redo',
    label: 'Redo',
    group: 'Edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    enabled: (c) => c.document.future.length > 0,
    run: () => actions.redo(),
  },
  { id: 'edit.history', label: 'History...', group: 'Edit', run: () => openDialog({ type: 'history' }) },
  { id: 'edit.copy', label: 'Copy', group: 'Edit', line: true, keys: ['Mod+C'], enabled: hasNodes, run: () => void copy() },
  {
    id: 'edit.cut',
    label: 'Cut',
    group: 'Edit',
    keys: ['Mod+X'],
    enabled: hasNodes,
    run: () => void copy().then(() => actions.removeSelection()),
  },
  { id: 'edit.paste', label: 'Paste', group: 'Edit', keys: ['Mod+V'], run: () => void paste() },
  {
    id: 'edit.duplicate',
    label: 'Duplicate with wires',
    group: 'Edit',
    keys: ['Mod+D'],
    enabled: hasNodes,
    run: () => addCopies('Duplicate', clipOf(store.getState().scenario, store.getState().selection.nodes), true),
  },
  {
    id: 'edit.settings',
    label: 'Settings of what is selected',
    group: 'Edit',
    line: true,
    keys: ['Enter', 'F2'],
    enabled: (c) => hasNodes(c) || c.document.selection.links.length > 0,
    run: showSettings,
  },
  {
    id: 'edit.fanOut',
    label: 'Fan out...',
    group: 'Edit',
    enabled: hasNodes,
    run: () => openDialog({ type: 'fanOut', nodes: store.getState().selection.nodes }),
  },
  {
    id: 'edit.delete',
    label: 'Delete',
    group: 'Edit',
    line: true,
    keys: ['Delete', 'Backspace'],
    enabled: hasAny,
    run: () => actions.removeSelection(),
  },
  {
    id: 'edit.selectAll',
    label: 'Select all',
    group: 'Edit',
    keys: ['Mod+A'],
    run: () =>
      actions.select({
        nodes: store.getState().scenario.nodes.map((node) => node.id),
        links: store.getState().scenario.links.map((link) => link.id),
      }),
  },
  { id: 'edit.cancel', label: 'Cancel', group: 'Edit', keys: ['Escape'], hidden: true, run: () => actions.select({}) },
  move('edit.left', 'Move left', 'ArrowLeft', -NUDGE_PX, 0),
  move('edit.right', 'Move right', 'ArrowRight', NUDGE_PX, 0),
  move('edit.up', 'Move up', 'ArrowUp', 0, -NUDGE_PX),
  move('edit.down', 'Move down', 'ArrowDown', 0, NUDGE_PX),
  move('edit.farLeft', 'Move far left', 'Shift+ArrowLeft', -BIG_NUDGE_PX, 0),
  move('edit.farRight', 'Move far right', 'Shift+ArrowRight', BIG_NUDGE_PX, 0),
  move('edit.farUp', 'Move far up', 'Shift+ArrowUp', 0, -BIG_NUDGE_PX),
  move('edit.farDown', 'Move far down', 'Shift+ArrowDown', 0, BIG_NUDGE_PX),
  {
    id: 'add.part',
    label: 'Add a part...',
    group: 'Add',
    keys: ['A', 'Insert'],
    run: () => openDialog({ type: 'addPart', wireFrom: null, at: null }),
  },
  { id: 'add.note', label: 'Add a note', group: 'Add', keys: ['T'], run: () => view.note() },
  {
    id: 'add.wire',
    label: 'Wire to...',
    group: 'Add',
    keys: ['W'],
    enabled: (c) => c.document.selection.nodes.length === 1,
    run: () => openDialog({ type: 'wireTo', from: store.getState().selection.nodes[0] }),
  },
  {
    id: 'add.insert',
    label: 'Put a part into the wire...',
    group: 'Add',
    keys: ['Shift+A'],
    enabled: (c) => c.document.selection.links.length === 1,
    run: () => openDialog({ type: 'insertPart', link: store.getState().selection.links[0] }),
  },
];
