import type { OpenedFile } from '../../contract/index';
import { emptyScenario, parseScenario, serializeScenario, type Scenario } from '../../sim/index';
import { isUnsaved, unsavedFile, type FileState } from '../document/index';
import { strings } from '../ui/strings';
import { api, documentModel, playbackModel } from './model';
import { announce, openDialog, uiStore } from './uiStore';

const { store, actions } = documentModel;
const RECOVERY_DELAY_MS = 700;
const recoveryId = crypto.randomUUID();

/** Goes on at once when nothing would be lost, else asks first. */
export function unlessUnsaved(proceed: () => void): void {
  if (isUnsaved(store.getState()) && store.getState().past.length > 0) openDialog({ type: 'unsaved', proceed });
  else proceed();
}

function show(scenario: Scenario, file: FileState): void {
  playbackModel.actions.reset();
  actions.open(scenario, file);
  uiStore.setState({ sideTab: scenario.nodes.length > 0 ? 'scenario' : 'part' });
}

/** Shows a file's scenario, or says what is wrong with it and leaves everything as it was. */
export function openText(opened: OpenedFile): boolean {
  const parsed = parseScenario(opened.text);
  if (!parsed.ok) {
    actions.setFailure({ ...parsed.failure, message: `${opened.name} was not opened. ${parsed.failure.message}` });
    return false;
  }
  const isOnDisk = opened.path !== '';
  show(parsed.scenario, {
    path: isOnDisk ? opened.path : null,
    name: isOnDisk ? opened.name : parsed.scenario.name,
    stamp: isOnDisk ? opened.stamp : null,
    readOnly: opened.readOnly,
    savedText: serializeScenario(parsed.scenario),
  });
  announce(strings.opened(opened.name));
  return true;
}

/** A new, empty scenario. */
export function newFile(): void {
  unlessUnsaved(() => show(emptyScenario(), unsavedFile(strings.untitled)));
}

/** Asks for a file and opens it. */
export function openFile(): void {
  unlessUnsaved(() => {
    if (uiStore.getState().shell?.nativeDialogs !== true) openDialog({ type: 'open' });
    else void api.chooseOpen().then((path) => (path === null ? undefined : openPath(path)));
  });
}

/** Opens the file at a path. */
export async function openPath(path: string): Promise<void> {
  const opened = await api.openFile({ path });
  if (opened.ok) openText(opened.value);
  else actions.setFailure(opened.failure);
}

/** Opens a shipped example; returns whether it is there. */
export async function openExample(id: string): Promise<boolean> {
  const opened = await api.openExample({ id });
  if (opened.ok) return openText(opened.value);
  actions.setFailure(opened.failure);
  return false;
}

/** Saves in place, or asks where. */
export async function saveFile(): Promise<void> {
  const { file } = store.getState();
  if (file.path === null || file.readOnly) await saveFileAs();
  else await saveTo(file.path, file.stamp);
}

/** Asks for a place and saves there. */
export async function saveFileAs(): Promise<void> {
  if (uiStore.getState().shell?.nativeDialogs !== true) {
    openDialog({ type: 'saveAs' });
    return;
  }
  const path = await api.chooseSave({ suggestedName: suggestedName() });
  if (path !== null) await saveTo(path, null);
}

/** A file name made of the scenario's name. */
export function suggestedName(): string {
  const { file, scenario } = store.getState();
  if (file.path !== null) return file.name;
  const plain = scenario.name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return `${plain === '' ? 'scenario' : plain}.json`;
}

/** Saves to a path; a file that changed meanwhile is asked about, every other trouble is told and nothing is lost. */
export async function saveTo(path: string, stamp: string | null): Promise<boolean> {
  const text = serializeScenario(store.getState().scenario);
  const saved = await api.saveFile({ path, text, stamp });
  if (!saved.ok) {
    if (saved.failure.name === 'changed-on-disk') openDialog({ type: 'conflict', message: saved.failure.message });
    else actions.setFailure(saved.failure);
    return false;
  }
  actions.saved({ path: saved.value.path, name: saved.value.name, stamp: saved.value.stamp, readOnly: false, savedText: text });
  await api.dropRecovery({ id: recoveryId });
  announce(strings.saved(saved.value.name));
  return true;
}

/** Keeps unsaved work in a recovery file, a moment after each change, and tells the shell what would be lost. Returns how to stop. */
export function watchDocument(): () => void {
  let timer: number | null = null;
  const keep = (): void => {
    timer = null;
    const state = store.getState();
    const unsaved = isUnsaved(state);
    void api.setDocumentState({ title: state.file.name, unsaved: unsaved && state.past.length > 0 });
    if (unsaved && state.past.length > 0) {
      void api.saveRecovery({ id: recoveryId, name: state.file.name, path: state.file.path, text: serializeScenario(state.scenario) }).then((kept) => {
        if (!kept.ok) actions.setFailure(kept.failure);
      });
    } else void api.dropRecovery({ id: recoveryId });
  };
  const stop = store.subscribe((state, before) => {
    if (state.scenario === before.scenario && state.file === before.file) return;
    // The shell must know of the first unsaved change at once: the window may be closed in the next moment.
    if (before.past.length === 0 && state.past.length === 1) void api.setDocumentState({ title: state.file.name, unsaved: true });
    if (timer !== null) window.clearTimeout(timer);
    timer = window.setTimeout(keep, RECOVERY_DELAY_MS);
  });
  const warn = (event: BeforeUnloadEvent): void => {
    const state = store.getState();
    if (window.faultboard === undefined && state.past.length > 0 && isUnsaved(state)) event.preventDefault();
  };
  window.addEventListener('beforeunload', warn);
  return () => {
    stop();
    window.removeEventListener('beforeunload', warn);
  };
}

/** Runs the scenario as it stands, from the start. */
export async function runScenario(): Promise<void> {
  const { scenario, revision } = store.getState();
  uiStore.setState({ sideTab: 'results' });
  await playbackModel.actions.run(serializeScenario(scenario), revision);
}
