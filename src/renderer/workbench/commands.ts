import { kindNames, kinds } from '../../sim/index';
import { addPart } from '../features/palette/addPart';
import { documentModel, playbackModel } from './model';
import { editCommands } from '../features/editing/editCommands';
import { breakCommands } from '../features/breakpoints/breakCommands';
import { arrangeCommands } from '../features/editing/arrangeCommands';
import { exportCommands } from '../features/exports/exportCommands';
import { faultCommands } from '../features/faults/faultCommands';
import { changesToTakeOver, files, runScenario, takeOverChanges } from '../features/files/files';
import { FASTEST } from '../playback/index';
import type { Command, CommandContext } from './commandTypes';
import { api } from './model';
import { view } from './boardView';
import { traceCommands } from '../features/exports/traceCommands';
import { strings } from './strings';
import { announce, openDialog, uiStore } from './windowState';

const { actions: playback } = playbackModel;
const running = (c: CommandContext): boolean => c.playback.currentRunId !== null;
const SPEEDS = [0.001, 0.01, 0.1, 0.25, 0.5, 1, 2, 5, 10, 100, 1000, FASTEST] as const;

/** Speeds to choose from, simulated seconds a second. */
export const speeds: readonly number[] = SPEEDS;

/** Run, pause or go on: what the big button and a tap on Space do. */
export function runOrPause(): void {
  const { currentRunId, playing, runs } = playbackModel.store.getState();
  const current = runs.find((run) => run.runId === currentRunId);
  const isStale = current !== undefined && current.revision !== documentModel.store.getState().revision;
  if (current === undefined || (isStale && !playing)) void runScenario();
  else if (playing) playback.pause();
  else playback.play();
}

function stepAtPart(direction: 1 | -1): void {
  const part = documentModel.store.getState().selection.nodes[0];
  if (part === undefined) announce(strings.selectToStep);
  else void playback.step(direction, 'event', part);
}

/** A step of the sort chosen beside the buttons. */
function stepAsChosen(direction: 1 | -1): void {
  const { stepBy } = uiStore.getState();
  if (stepBy === 'part') stepAtPart(direction);
  else if (stepBy === 'breakpoint') void playback.stepToBreak(direction);
  else void playback.step(direction, stepBy);
}

function changeSpeed(direction: 1 | -1): void {
  const { speed } = playbackModel.store.getState();
  const at = SPEEDS.findIndex((candidate) => candidate >= speed);
  playback.setSpeed(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at + direction))]);
}

/** Draws traffic one way, or, when it is drawn so already, again by how much there is. */
function showTraffic(wanted: 'marks' | 'flows'): void {
  const traffic = playbackModel.store.getState().traffic === wanted ? 'auto' : wanted;
  playback.setTraffic(traffic);
  announce(strings.traffic[traffic]);
}

let wasDockOpen = true;

/** Large type and no editing, or back. */
function togglePresentation(): void {
  const { presenting: before, dockOpen } = uiStore.getState();
  const presenting = !before;
  // The board is what is shown; charts and log can be opened again when they are talked about.
  if (presenting) wasDockOpen = dockOpen;
  uiStore.setState({ presenting, dockOpen: presenting ? false : wasDockOpen });
  documentModel.actions.setLocked(presenting);
  documentModel.actions.setFailure(null);
  announce(presenting ? strings.presentationOn : strings.presentationOff);
  // The board has another size now.
  requestAnimationFrame(() => view.fit());
}

function setTheme(theme: 'system' | 'light' | 'dark' | 'contrast'): void {
  void api.setSettings({ theme }).then((settings) => uiStore.setState({ settings }));
}

const fileCommands: readonly Command[] = [
  { id: 'file.new', label: 'New', group: 'File', keys: ['Mod+N', 'Alt+N'], run: () => void files.newFile() },
  { id: 'file.open', label: 'Open...', group: 'File', keys: ['Mod+O'], run: () => void files.open() },
  { id: 'file.examples', label: 'Examples...', group: 'File', run: () => openDialog({ type: 'examples' }) },
  { id: 'file.save', label: 'Save', group: 'File', line: true, keys: ['Mod+S'], run: () => void files.save() },
  { id: 'file.saveAs', label: 'Save as...', group: 'File', keys: ['Mod+Shift+S'], run: () => void files.saveAs() },
];

/** What is about the computer more than about this scenario. */
const accountCommands: readonly Command[] = [
  {
    id: 'file.association',
    label: 'Open files by double-click...',
    group: 'File',
    line: true,
    run: () => openDialog({ type: 'association' }),
  },
];

const addCommands: readonly Command[] = kindNames.map((name) => ({
  id: `add.${name}`,
  label: `Add ${kinds[name].descriptor.title.toLowerCase()}`,
  group: 'Add',
  run: () => void addPart(name),
}));

const viewCommands: readonly Command[] = [
  { id: 'view.fit', label: 'Zoom to fit', group: 'View', keys: ['Mod+0', '0'], run: () => view.fit() },
  {
    id: 'view.selection',
    label: 'Zoom to the selection',
    group: 'View',
    keys: ['F'],
    enabled: (c) => c.document.selection.nodes.length > 0,
    run: () => view.show(documentModel.store.getState().selection.nodes),
  },
  {
    id: 'view.find',
    label: 'Find a part...',
    group: 'View',
    line: true,
    keys: ['Mod+F'],
    enabled: (c) => c.document.scenario.nodes.length > 0,
    run: () => openDialog({ type: 'find' }),
  },
  { id: 'view.zoomIn', label: 'Zoom in', group: 'View', keys: ['Mod+=', '+', '='], run: () => view.zoom(1.25) },
  { id: 'view.zoomOut', label: 'Zoom out', group: 'View', keys: ['Mod+-', '-'], run: () => view.zoom(0.8) },
  {
    id: 'view.palette',
    label: 'All commands...',
    group: 'View',
    line: true,
    keys: ['Mod+K', 'F1'],
    run: () => openDialog({ type: 'palette' }),
  },
  { id: 'view.shortcuts', label: 'Keyboard shortcuts', group: 'View', keys: ['?'], run: () => openDialog({ type: 'shortcuts' }) },
  {
    id: 'view.present',
    label: 'Presentation: large type, editing locked',
    group: 'View',
    line: true,
    keys: ['P'],
    run: togglePresentation,
  },
  {
    id: 'view.everyMessage',
    label: 'Show every message as a mark, however many',
    group: 'View',
    line: true,
    run: () => showTraffic('marks'),
  },
  { id: 'view.amounts', label: 'Show amounts on the wires, not messages', group: 'View', run: () => showTraffic('flows') },
  {
    id: 'view.dock',
    label: 'Show or hide charts and log',
    group: 'View',
    keys: ['Mod+J'],
    run: () => uiStore.setState((state) => ({ dockOpen: !state.dockOpen })),
  },
  { id: 'view.system', label: 'Colours of the system', group: 'View', line: true, run: () => setTheme('system') },
  { id: 'view.light', label: 'Light colours', group: 'View', run: () => setTheme('light') },
  { id: 'view.dark', label: 'Dark colours', group: 'View', run: () => setTheme('dark') },
  { id: 'view.contrast', label: 'High contrast', group: 'View', run: () => setTheme('contrast') },
];

const runCommands: readonly Command[] = [
  { id: 'run.toggle', label: 'Run or pause', group: 'Run', keys: ['Space'], run: runOrPause },
  { id: 'run.restart', label: 'Run from the start', group: 'Run', keys: ['Mod+Enter'], run: () => void runScenario() },
  {
    id: 'run.takeOver',
    label: 'Take over the changes from here on',
    group: 'Run',
    keys: ['Mod+Shift+Enter'],
    enabled: () => changesToTakeOver() !== null,
    run: () => void takeOverChanges(),
  },
  {
    id: 'run.reset',
    label: 'Stop and go back to editing',
    group: 'Run',
    keys: ['Shift+Escape'],
    enabled: running,
    run: () => playback.reset(),
  },
  { id: 'run.stepBack', label: 'Step back', group: 'Run', line: true, keys: [','], enabled: running, run: () => stepAsChosen(-1) },
  { id: 'run.step', label: 'Step forward', group: 'Run', keys: ['.'], enabled: running, run: () => stepAsChosen(1) },
  {
    id: 'run.nextAtPart',
    label: 'Next event of the selected part',
    group: 'Run',
    keys: ['>'],
    enabled: (c) => running(c) && c.document.selection.nodes.length > 0,
    run: () => stepAtPart(1),
  },
  {
    id: 'run.previousAtPart',
    label: 'Previous event of the selected part',
    group: 'Run',
    keys: ['<'],
    enabled: (c) => running(c) && c.document.selection.nodes.length > 0,
    run: () => stepAtPart(-1),
  },
  {
    id: 'run.nextLog',
    label: 'Next log line',
    group: 'Run',
    line: true,
    keys: ['L'],
    enabled: running,
    run: () => void playback.step(1, 'log'),
  },
  {
    id: 'run.previousLog',
    label: 'Previous log line',
    group: 'Run',
    keys: ['Shift+L'],
    enabled: running,
    run: () => void playback.step(-1, 'log'),
  },
  {
    id: 'run.nextFailure',
    label: 'Next failure',
    group: 'Run',
    keys: ['N'],
    enabled: running,
    run: () => void playback.step(1, 'failure'),
  },
  {
    id: 'run.previousFailure',
    label: 'Previous failure',
    group: 'Run',
    keys: ['Shift+N'],
    enabled: running,
    run: () => void playback.step(-1, 'failure'),
  },
  { id: 'run.start', label: 'To the start', group: 'Run', line: true, keys: ['Home'], enabled: running, run: () => playback.seek(0) },
  { id: 'run.end', label: 'To the end', group: 'Run', keys: ['End'], enabled: running, run: () => playback.seek(Number.MAX_SAFE_INTEGER) },
  { id: 'run.slower', label: 'Slower', group: 'Run', line: true, keys: ['['], run: () => changeSpeed(-1) },
  { id: 'run.faster', label: 'Faster', group: 'Run', keys: [']'], run: () => changeSpeed(1) },
  { id: 'run.cancel', label: 'Cancel the computation', group: 'Run', enabled: running, run: () => void playback.cancel() },
];

/** Every command of the app. */
export const commands: readonly Command[] = [
  ...fileCommands,
  ...exportCommands,
  ...editCommands,
  ...arrangeCommands,
  ...addCommands,
  ...viewCommands,
  ...runCommands,
  ...breakCommands,
  ...faultCommands,
  ...traceCommands,
  ...accountCommands,
];

/** What may be done while editing is locked, of all that is about editing. */
const HARMLESS = new Set(['edit.copy', 'edit.selectAll', 'edit.cancel']);

/** Whether a command can be used now. */
export function isEnabled(command: Command): boolean {
  const edits = (command.group === 'Edit' || command.group === 'Add') && !HARMLESS.has(command.id);
  if (edits && documentModel.store.getState().locked) return false;
  return command.enabled?.({ document: documentModel.store.getState(), playback: playbackModel.store.getState() }) ?? true;
}

/** The command of an id. Throws when there is none. */
export function commandOf(id: string): Command {
  const found = commands.find((command) => command.id === id);
  if (found === undefined) throw new Error(`no command ${id}`);
  return found;
}
