import type { FaultboardApi } from '../../contract/index';
import { isUnsaved, textOf } from './saved';
import type { DocumentModel } from './store';

/** Longest time that a change is only on screen, ms. */
const KEEP_AFTER_MS = 500;

/** What keeping unsaved work needs around it; the timer is injected so that tests need no patience. */
export interface KeepingOptions {
  readonly api: Pick<FaultboardApi, 'setDocumentState' | 'saveRecovery' | 'dropRecovery'>;
  readonly document: DocumentModel;
  readonly recoveryId: string;
  /** Does the work later, and returns how to call it off. */
  readonly after: (ms: number, work: () => void) => () => void;
}

/** Keeping of unsaved work that has begun. */
export interface Keeping {
  /** Keeps at once what is waiting to be kept, because the page may go. */
  now(): void;
  stop(): void;
}

/**
 * Keeps unsaved work in a recovery file, at most 0.5 s after each change, and drops it once there is none. Tells the shell at once
 * when there begins to be something to lose, because the window may be closed in the next moment.
 */
export function keepWork({ api, document, recoveryId, after }: KeepingOptions): Keeping {
  const { store, actions } = document;
  let cancel: (() => void) | null = null;
  let reported = '';
  let isKept = false;
  // One after the other: work dropped before it was written down would come back.
  let writing: Promise<unknown> = Promise.resolve();
  const report = (unsaved: boolean): void => {
    const { file, scenario } = store.getState();
    const title = file.path === null ? scenario.name : file.name;
    const state = { title, unsaved, ...(file.path === null ? {} : { path: file.path }) };
    if (reported === JSON.stringify(state)) return;
    reported = JSON.stringify(state);
    void api.setDocumentState(state).catch(() => undefined);
  };
  const keep = (): void => {
    cancel?.();
    cancel = null;
    const { file, scenario } = store.getState();
    if (isUnsaved(store.getState())) {
      isKept = true;
      const work = { id: recoveryId, name: file.path === null ? scenario.name : file.name, path: file.path, text: textOf(scenario) };
      writing = writing
        .then(() => api.saveRecovery(work))
        .then(
          (kept) => {
            // What went wrong with something the user has asked for (saving, on the same full disk) is not to be replaced by this.
            if (!kept.ok && store.getState().failure === null) actions.setFailure(kept.failure);
          },
          () => undefined,
        );
    } else if (isKept) {
      isKept = false;
      writing = writing.then(() => api.dropRecovery({ id: recoveryId })).catch(() => undefined);
    }
  };
  const check = (): void => {
    report(isUnsaved(store.getState()));
    cancel ??= after(KEEP_AFTER_MS, keep);
  };
  const stop = store.subscribe((state, before) => {
    if (state.scenario !== before.scenario || state.file !== before.file) check();
  });
  check();
  return {
    now: () => {
      if (cancel !== null) keep();
    },
    stop: () => {
      stop();
      cancel?.();
    },
  };
}
