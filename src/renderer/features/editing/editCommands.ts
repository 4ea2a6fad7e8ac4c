import type { ReactElement } from 'react';
import {
  clipOf,
  clipText,
  fannedOut,
  freePlaceFor,
  freshCopies,
  isSharedText,
  readClip,
  stepNames,
  wholeClipOf,
  type Clip,
  type DocumentModel,
} from '../../document/index';
import type { Command, CommandContext, Services } from '../../workbench/workbenchApi';
import { readClipboard, writeClipboard } from './clipboardText';
import { strings } from './strings';

const NUDGE_PX = 8;
const BIG_NUDGE_PX = 40;
const FAN_OUT_STEP_PX = 136;

const hasNodes = (c: CommandContext): boolean => c.document.selection.nodes.length > 0;
const hasCopyable = (c: CommandContext): boolean => hasNodes(c) || c.document.selection.notes.length > 0;
const hasAny = (c: CommandContext): boolean => hasNodes(c) || c.document.selection.links.length + c.document.selection.notes.length > 0;

function nudge({ store, actions }: DocumentModel, dx: number, dy: number): void {
  const { scenario, selection } = store.getState();
  const moves = scenario.nodes
    .filter((node) => selection.nodes.includes(node.id))
    .map((node) => ({ id: node.id, x: node.x + dx, y: node.y + dy }));
  if (moves.length > 0) actions.edit(stepNames.moveParts({ count: moves.length, id: moves[0].id }), { type: 'moveNodes', moves });
}

function addCopies({ store, actions }: DocumentModel, label: string, clip: Clip, outer: boolean): readonly string[] {
  const { scenario } = store.getState();
  const copies = freshCopies(scenario, clip, freePlaceFor(scenario, clip), outer);
  if (actions.edit(label, { type: 'addNodes', ...copies }) !== null) return [];
  const ids = copies.nodes.map((node) => node.id);
  actions.select({ nodes: ids, notes: (copies.notes ?? []).map((note) => note.id) });
  return ids;
}

/** The parts that a command is for: those selected, unless the menu of another one was used. */
function meant({ store }: DocumentModel, part: string | undefined): readonly string[] {
  const { nodes } = store.getState().selection;
  return part === undefined || nodes.includes(part) ? nodes : [part];
}

/** Adds N - 1 more of each chosen part, with their wires: horizontal fan-out. One undo step. */
export function fanOut({ store, actions }: DocumentModel, ids: readonly string[], times: number): void {
  const added = fannedOut(store.getState().scenario, ids, times, FAN_OUT_STEP_PX);
  if (added.nodes.length > 0) actions.edit(strings.fanOutStep(ids.join(', '), times), { type: 'addNodes', ...added });
}

async function copy({ document, window }: Services, isCut = false): Promise<void> {
  const { scenario, selection } = document.store.getState();
  await writeClipboard(clipText(wholeClipOf(scenario, selection, isCut)));
  window.announce(strings.copied({ count: selection.nodes.length + selection.notes.length }));
}

/** Puts what is selected on the clipboard and takes it away: what is selected now, not once the clipboard has answered. */
function cut(services: Services): void {
  void copy(services, true);
  services.document.actions.removeSelection();
}

async function paste({ boardView, document, commands }: Services): Promise<void> {
  const text = await readClipboard();
  if (isSharedText(text)) {
    commands.run('file.openText', text);
    return;
  }
  const clip = readClip(text);
  if (clip === null) document.actions.setFailure({ name: 'nothing-to-paste', path: '', message: strings.nothingToPaste });
  else {
    const [first] = addCopies(document, strings.pasteParts({ count: clip.nodes.length + (clip.notes?.length ?? 0) }), clip, false);
    if (first !== undefined) boardView.reveal(first);
  }
}

/** Brings up the settings of what is selected, with the focus in the first that is not a name; Escape there leads back. */
function showSettings(services: Services): void {
  services.window.showPanel('part');
  // The panel is there once the event is over: keys typed at once must already reach it.
  queueMicrotask(() => {
    const panel = document.querySelector('.side [role=tabpanel]');
    const fields = ':is(input, select, textarea)';
    (panel?.querySelector<HTMLElement>(`[data-field] ${fields}`) ?? panel?.querySelector<HTMLElement>(fields))?.focus();
  });
}

const move = (document: DocumentModel, id: string, label: string, keys: string, dx: number, dy: number): Command => ({
  id,
  label,
  group: 'Edit',
  keys: [keys],
  enabled: hasNodes,
  hidden: true,
  run: () => nudge(document, dx, dy),
});

/** Moving what is selected with the arrow keys. */
function moveCommands(document: DocumentModel): readonly Command[] {
  return [
    move(document, 'edit.left', strings.moveLeft, 'ArrowLeft', -NUDGE_PX, 0),
    move(document, 'edit.right', strings.moveRight, 'ArrowRight', NUDGE_PX, 0),
    move(document, 'edit.up', strings.moveUp, 'ArrowUp', 0, -NUDGE_PX),
    move(document, 'edit.down', strings.moveDown, 'ArrowDown', 0, NUDGE_PX),
    move(document, 'edit.farLeft', strings.moveFarLeft, 'Shift+ArrowLeft', -BIG_NUDGE_PX, 0),
    move(document, 'edit.farRight', strings.moveFarRight, 'Shift+ArrowRight', BIG_NUDGE_PX, 0),
    move(document, 'edit.farUp', strings.moveFarUp, 'Shift+ArrowUp', 0, -BIG_NUDGE_PX),
    move(document, 'edit.farDown', strings.moveFarDown, 'Shift+ArrowDown', 0, BIG_NUDGE_PX),
  ];
}

/** Copying, cutting, pasting. */
function clipboardCommands(services: Services): readonly Command[] {
  const { document } = services;
  const { store } = document;
  return [
    {
      id: 'edit.copy',
      harmless: true,
      label: strings.copy,
      group: 'Edit',
      line: true,
      keys: ['Mod+C'],
      enabled: hasCopyable,
      run: () => void copy(services),
    },
    {
      id: 'edit.cut',
      label: strings.cut,
      group: 'Edit',
      keys: ['Mod+X'],
      enabled: hasCopyable,
      run: () => cut(services),
    },
    { id: 'edit.paste', label: strings.paste, group: 'Edit', keys: ['Mod+V'], run: () => void paste(services) },
    {
      id: 'edit.duplicate',
      label: strings.duplicate,
      group: 'Edit',
      keys: ['Mod+D'],
      enabled: hasNodes,
      run: (part) => void addCopies(document, strings.duplicateStep, clipOf(store.getState().scenario, meant(document, part)), true),
    },
  ];
}

/** What the dialogs of these commands look like; given, because the dialogs give commands themselves. */
export interface EditDialogs {
  readonly history: () => ReactElement;
  readonly fanOut: (ids: readonly string[]) => ReactElement;
}

/** What a part is called, and what it and wires are set to. */
const settingCommands = (services: Services): readonly Command[] => [
  {
    id: 'edit.name',
    label: strings.rename,
    group: 'Edit',
    line: true,
    keys: ['F2'],
    enabled: (c) => c.document.selection.nodes.length === 1,
    run: (subject) => services.boardView.name(subject ?? services.document.store.getState().selection.nodes[0]),
  },
  {
    id: 'edit.settings',
    label: strings.openSettings,
    group: 'Edit',
    keys: ['Enter'],
    enabled: (c) => hasNodes(c) || c.document.selection.links.length > 0,
    run: () => showSettings(services),
  },
];

/** Commands that change the document. */
export function editCommands(services: Services, dialogs: EditDialogs): readonly Command[] {
  const { document, window } = services;
  const { store, actions } = document;
  return [
    {
      id: 'edit.undo',
      label: strings.undo,
      native: true,
      group: 'Edit',
      keys: ['Mod+Z'],
      enabled: (c) => c.document.past.length > 0,
      run: () => actions.undo(),
    },
    {
      id: 'edit.redo',
      native: true,
      label: strings.redo,
      group: 'Edit',
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      enabled: (c) => c.document.future.length > 0,
      run: () => actions.redo(),
    },
    { id: 'edit.history', label: strings.openHistory, group: 'Edit', run: () => window.openDialog(dialogs.history()) },
    ...clipboardCommands(services),
    ...settingCommands(services),
    {
      id: 'edit.fanOut',
      label: strings.fanOut,
      group: 'Edit',
      enabled: hasNodes,
      run: (part) => window.openDialog(dialogs.fanOut(meant(document, part))),
    },
    {
      id: 'edit.delete',
      label: strings.remove,
      group: 'Edit',
      line: true,
      keys: ['Delete', 'Backspace'],
      enabled: hasAny,
      run: () => actions.removeSelection(),
    },
    {
      id: 'edit.selectAll',
      harmless: true,
      label: strings.selectAll,
      group: 'Edit',
      keys: ['Mod+A'],
      run: () =>
        actions.select({
          nodes: store.getState().scenario.nodes.map((node) => node.id),
          links: store.getState().scenario.links.map((link) => link.id),
        }),
    },
    {
      id: 'edit.cancel',
      harmless: true,
      label: strings.cancel,
      group: 'Edit',
      keys: ['Escape'],
      hidden: true,
      run: () => actions.select({}),
    },
    ...moveCommands(document),
  ];
}
