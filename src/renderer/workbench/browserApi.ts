import { callsOver } from '../../contract/calls';
import { startKeyIn } from '../../contract/handshake';
import type { FaultboardApi, RunProgress } from '../../contract/index';
import { keepInPage } from './keptInPage';
import { browserKeys } from './pageDatabase';
import { ShellSocket, type ShellSocketOptions } from './shellSocket';

type Command = Parameters<Parameters<FaultboardApi['onCommand']>[0]>[0];

/** Told of on the window with the sentence about why the shell is not there; null: it is there (again). */
export const CONNECTION_EVENT = 'faultboard-connection';

/** The API of the process that served this page, which is let in by the start key in the page's address or by what it was given before. */
export function shellApi(): FaultboardApi {
  const { origin, hash } = window.location;
  const startKey = startKeyIn(hash);
  // It has done its work, and is not to be copied with the address or kept in the history.
  if (startKey !== null) window.history.replaceState(null, '', '/');
  const api = createBrowserApi({
    origin,
    startKey,
    keys: browserKeys(),
    onConnection: (problem) => {
      if (problem === null) void keeping.handOver().catch(() => undefined);
      window.dispatchEvent(new CustomEvent(CONNECTION_EVENT, { detail: problem?.message ?? null }));
    },
  });
  const keeping = keepInPage(api);
  return { ...api, ...keeping.calls };
}

/** The API over a WebSocket to a browser shell. */
export function createBrowserApi(options: Omit<ShellSocketOptions, 'onEvent'>): FaultboardApi {
  const progressListeners = new Set<(progress: RunProgress) => void>();
  const commandListeners = new Set<(command: Command) => void>();
  const socket = new ShellSocket({
    ...options,
    onEvent: (event, data) => {
      if (event === 'progress') for (const listener of progressListeners) listener(data as RunProgress);
      else for (const listener of commandListeners) listener(data as Command);
    },
  });
  return {
    ...callsOver((method) => (args?: unknown) => socket.call(method, args) as Promise<never>),
    onProgress: (listener) => {
      progressListeners.add(listener);
      return () => progressListeners.delete(listener);
    },
    onCommand: (listener) => {
      commandListeners.add(listener);
      return () => commandListeners.delete(listener);
    },
  };
}
