import type { ConflictAnswer, FileQuestions, UnsavedAnswer } from '../../document/index';
import { api, documentModel } from '../../workbench/model';
import { openDialog, uiStore, type Dialog } from '../../workbench/windowState';

/** Shows a question and waits for its answer; a dialog that another takes the place of counts as given up. */
function ask<T>(whenGivenUp: T, make: (answer: (value: T) => void) => Dialog): Promise<T> {
  return new Promise((resolve) => {
    openDialog(
      make((value) => {
        resolve(value);
        openDialog(null);
      }),
      () => resolve(whenGivenUp),
    );
  });
}

const hasNativeDialogs = (): boolean => uiStore.getState().shell?.nativeDialogs === true;

/** What the files ask, as dialogs of this window or of the system. */
export const fileQuestions: FileQuestions = {
  unsaved: (name) => ask<UnsavedAnswer>('stay', (answer) => ({ type: 'unsaved', name, answer })),
  conflict: async (conflict) => {
    const chosen = await ask<ConflictAnswer>('stay', (answer) => ({ type: 'conflict', conflict, answer }));
    // A shell that waits for this save in order to close must know that it will not come.
    if (chosen === 'stay')
      await api.setDocumentState({ title: documentModel.store.getState().file.name, unsaved: true }).catch(() => undefined);
    return chosen;
  },
  chooseOpen: () => (hasNativeDialogs() ? api.chooseOpen() : ask<string | null>(null, (answer) => ({ type: 'open', answer }))),
  chooseSave: (suggestedName) =>
    hasNativeDialogs()
      ? api.chooseSave({ suggestedName })
      : ask<string | null>(null, (answer) => ({ type: 'saveAs', suggestedName, answer })),
};
