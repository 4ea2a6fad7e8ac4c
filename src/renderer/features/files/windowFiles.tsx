import type { ReactElement } from 'react';
import { isOlderFile, serializeScenario } from '../../../sim/index';
import {
  createFiles,
  fromSharedText,
  isUnsaved,
  keepWork,
  toSharedText,
  type ConflictAnswer,
  type FileQuestions,
  type Files,
  type UnsavedAnswer,
} from '../../document/index';
import { download } from '../../workbench/exportFile';
import { perWindow, type Services } from '../../workbench/workbenchApi';
import { ConflictDialog, OpenDialog, SaveAsDialog, UnsavedDialog } from './FileDialogs';
import { strings } from './strings';

/** How often a file is looked at for changes by other programs while the window is in sight, ms. */
const LOOK_AT_DISK_MS = 5000;
/** This window's own recovery file. */
const RECOVERY_ID = crypto.randomUUID();

/** Shows a question and waits for its answer; a dialog that another takes the place of counts as given up. */
function ask<T>({ window }: Services, whenGivenUp: T, make: (answer: (value: T) => void) => ReactElement): Promise<T> {
  return new Promise((resolve) => {
    const answer = (value: T): void => {
      resolve(value);
      window.openDialog(null);
    };
    window.openDialog(make(answer), () => resolve(whenGivenUp));
  });
}

/** What the files ask, as dialogs of this window or of the system. */
function fileQuestions(services: Services): FileQuestions {
  const { api, document, window } = services;
  const hasNativeDialogs = (): boolean => window.store.getState().shell?.nativeDialogs === true;
  return {
    unsaved: (name) => ask<UnsavedAnswer>(services, 'stay', (answer) => <UnsavedDialog name={name} answer={answer} />),
    conflict: async (conflict) => {
      const chosen = await ask<ConflictAnswer>(services, 'stay', (answer) => (
        <ConflictDialog conflict={conflict} whyGone={window.store.getState().disconnected ?? strings.shellGone} answer={answer} />
      ));
      // A shell that waits for this save in order to close must know that it will not come.
      if (chosen === 'stay')
        await api.setDocumentState({ title: document.store.getState().file.name, unsaved: true }).catch(() => undefined);
      return chosen;
    },
    chooseOpen: () =>
      hasNativeDialogs() ? api.chooseOpen() : ask<string | null>(services, null, (answer) => <OpenDialog answer={answer} />),
    chooseSave: (suggestedName) =>
      hasNativeDialogs()
        ? api.chooseSave({ suggestedName })
        : ask<string | null>(services, null, (answer) => <SaveAsDialog suggestedName={suggestedName} answer={answer} />),
  };
}

/** Opening, saving and recovering the document of this window. */
export const filesOf = perWindow((services: Services): Files => {
  const { api, document, playback, window } = services;
  return createFiles({
    api,
    document,
    questions: fileQuestions(services),
    onShown: (scenario) => {
      playback.actions.newDocument();
      window.announce(strings.opened(scenario.name));
    },
    onSaved: (name) => window.announce(strings.saved(name)),
    isShellGone: () => window.store.getState().disconnected !== null,
    download: (name, text) => download(name, new Blob([text], { type: 'application/json' })),
    isOlder: isOlderFile,
    recoveryId: RECOVERY_ID,
    shellGone: strings.shellGone,
    takeDiskLabel: strings.takeDiskLabel,
  });
});

/** Keeps unsaved work, notices files changed by others, and warns before unsaved work would be closed. Returns how to stop. */
export function watchDocument(services: Services): () => void {
  const { api, document: model } = services;
  const files = filesOf(services);
  const keeping = keepWork({
    api,
    document: model,
    recoveryId: RECOVERY_ID,
    after: (ms, work) => {
      const timer = window.setTimeout(work, ms);
      return () => window.clearTimeout(timer);
    },
  });
  const checkDisk = (): void => {
    if (document.visibilityState === 'visible' && services.window.store.getState().dialog === null) void files.checkDisk();
  };
  const timer = window.setInterval(checkDisk, LOOK_AT_DISK_MS);
  const leave = (): void => keeping.now();
  const warn = (event: BeforeUnloadEvent): void => {
    keeping.now();
    // The desktop shell asks by itself, in words of its own.
    if (window.faultboard === undefined && isUnsaved(model.store.getState())) event.preventDefault();
  };
  window.addEventListener('focus', checkDisk);
  window.addEventListener('pagehide', leave);
  window.addEventListener('beforeunload', warn);
  return () => {
    keeping.stop();
    window.clearInterval(timer);
    window.removeEventListener('focus', checkDisk);
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('beforeunload', warn);
  };
}

/** Opens files that are dropped on the window. Returns how to stop. */
export function openDropped(services: Services): () => void {
  const over = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
  };
  const drop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    if (file === undefined) return;
    event.preventDefault();
    void openFileOf(services, file);
  };
  window.addEventListener('dragover', over);
  window.addEventListener('drop', drop);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('drop', drop);
  };
}

/** Opens a dropped file where it lies, so that saving writes it; else, where nobody can say where that is, its text. */
async function openFileOf(services: Services, file: File): Promise<void> {
  const path = (await services.api.droppedPath?.(file)) ?? null;
  if (path === null) await filesOf(services).openText(file.name, await file.text());
  else await filesOf(services).openPath(path);
}

/** Puts the scenario on the clipboard as one line of text. */
export async function copyAsText({ document, window }: Services): Promise<void> {
  const text = await toSharedText(document.store.getState().scenario);
  await navigator.clipboard.writeText(text);
  window.announce(strings.sharedCopied({ letters: text.length }));
}

/** Opens the scenario behind a pasted text in place of the one on screen, after the usual question. */
export async function openPasted(services: Services, text: string): Promise<void> {
  const read = await fromSharedText(text);
  if (read.ok) await filesOf(services).openText(read.scenario.name, serializeScenario(read.scenario));
  else services.document.actions.setFailure(read.failure);
}
