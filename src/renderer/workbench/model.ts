import type { FaultboardApi } from '../../contract/index';
import { documentActions, documentStore, type DocumentModel } from '../document/index';
import { createPlayback } from '../playback/index';
import { getApi } from './api';

/** The shell around this window. */
export const api: FaultboardApi = getApi();
/** The scenario being edited. */
export const documentModel: DocumentModel = { store: documentStore, actions: documentActions };
/** Runs and the playhead. */
export const playbackModel = createPlayback(api, {
  nowMs: () => performance.now(),
  nextFrame: (callback) => requestAnimationFrame(callback),
});
