import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scenario } from '../../sim/index';
import { createDocument, unsavedFile, type DocumentModel } from '../document/index';
import { designOnScreen } from '../playback/index';
import { perWindow } from './workbenchApi';

/** What the run on screen ran on, as a document that nobody can change. */
export interface DesignState {
  /** Null: the document itself is on screen. */
  readonly model: DocumentModel | null;
}

/** The design of a run that was chosen by hand, where it is another one than the document: what the board and the settings then show. */
export const designDocumentOf = perWindow(({ document, playback }): StoreApi<DesignState> => {
  const store = createStore<DesignState>(() => ({ model: null }));
  let shown: Scenario | null = null;
  const follow = (): void => {
    const design = designOnScreen(playback.store.getState(), document.store.getState().revision);
    if (design === shown) return;
    shown = design;
    store.setState({ model: design === null ? null : readOnlyCopy(design) });
  };
  follow();
  playback.store.subscribe(follow);
  document.store.subscribe(follow);
  return store;
});

/** A design as a document of its own that nobody can change. */
export function readOnlyCopy(design: Scenario): DocumentModel {
  const copy = createDocument(() => 0);
  copy.actions.open(design, unsavedFile(design.name));
  copy.actions.setLocked(true);
  return copy;
}
