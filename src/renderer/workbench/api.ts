import type { FaultboardApi } from '../../contract/index';
import { createBrowserApi } from './browserApi';

let known: FaultboardApi | null = null;

/** The shell around this window: what the preload put there, else a socket to the process that served this page. Made once. */
export function getApi(): FaultboardApi {
  known ??= window.faultboard ?? createBrowserApi(`ws://${window.location.host}/`);
  return known;
}
