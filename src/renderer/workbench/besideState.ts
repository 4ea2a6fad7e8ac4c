import { createStore, type StoreApi } from 'zustand/vanilla';
import { perWindow } from './workbenchApi';

/** Whether the board of the run that is compared with stands beside the one on screen. */
export interface BesideState {
  readonly isWanted: boolean;
  /** The panel on the right was folded to make room for it. */
  readonly hasFolded: boolean;
}

/** Chosen once for a window, and kept from comparison to comparison. */
export const besideOf = perWindow((): StoreApi<BesideState> => createStore<BesideState>(() => ({ isWanted: false, hasFolded: false })));
