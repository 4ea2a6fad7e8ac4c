import type { FaultboardApi } from '../../contract/index';
import { createDocument } from '../document/index';
import { createPlayback } from '../playback/index';
import { createBrowserApi } from './browserApi';

function connect(): FaultboardApi {
  return window.faultboard ?? createBrowserApi(`ws://${window.location.host}/`);
}

/** The shell around this window. */
export const api: FaultboardApi = connect();
/** The scenario being edited. */
export const documentModel = createDocument(() => performance.now());
/** Runs and the playhead. */
export const playbackModel = createPlayback(api, { nowMs: () => performance.now(), nextFrame: (callback) => requestAnimationFrame(callback) });
