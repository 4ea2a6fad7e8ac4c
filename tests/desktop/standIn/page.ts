/** What the process that holds the page puts into it before anything else; taken away again before the page's own code runs. */
interface Doors {
  standInCall?: (channel: string, args: readonly unknown[]) => Promise<{ readonly value?: unknown; readonly error?: string }>;
  standInKey?: (key: object) => void;
}

/**
 * The preload's side of Electron, carried into the page as text, so it may use nothing outside of itself: `ipcRenderer` with arguments by
 * structured clone, and a `contextBridge` that copies what goes over it, leaves functions callable and everything else behind.
 */
export function makePreloadElectron(): object {
  const doors = window as Doors;
  const call = doors.standInCall;
  const tellKey = doors.standInKey;
  delete doors.standInCall;
  delete doors.standInKey;
  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>();

  function copied(value: unknown): unknown {
    if (typeof value === 'function')
      return (...args: unknown[]) => copied((value as (...values: unknown[]) => unknown)(...args.map(copied)));
    if (value instanceof Promise)
      return value.then(copied, (error: unknown) => Promise.reject(new Error(error instanceof Error ? error.message : String(error))));
    if (Array.isArray(value)) return value.map(copied);
    if (typeof value !== 'object' || value === null) return value;
    const shape = Object.getPrototypeOf(value);
    if (shape !== Object.prototype && shape !== null) return structuredClone(value);
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copied(part)]));
  }

  window.addEventListener(
    'keydown',
    (event) => {
      // After every listener of the page: what it has not taken goes to the menu.
      setTimeout(() => {
        if (!event.defaultPrevented) tellKey?.({ key: event.key, control: event.ctrlKey, shift: event.shiftKey, alt: event.altKey });
      });
    },
    { capture: true },
  );
  window.open = () => null;
  Object.defineProperty(window, Symbol.for('stand-in receive'), {
    value: (channel: string, args: unknown[]) => {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
    },
  });
  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]): Promise<unknown> => {
      // Throws DataCloneError for what cannot be cloned, before anything is sent.
      const answer = await call?.(channel, structuredClone(args));
      if (answer?.error !== undefined) throw new Error(`Error invoking remote method '${channel}': ${answer.error}`);
      return answer?.value;
    },
    on: (channel: string, listener: (event: object, ...args: unknown[]) => void) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      return ipcRenderer;
    },
    off: (channel: string, listener: (event: object, ...args: unknown[]) => void) => {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
  };
  const contextBridge = {
    exposeInMainWorld: (name: string, api: unknown) => {
      if (name in window) throw new Error(`Cannot bind an API on top of an existing property on the window object`);
      Object.defineProperty(window, name, { value: Object.freeze(copied(api)), enumerable: true });
    },
  };
  // A page cannot say where a file lies that a person has dropped on it; the test has told which do, by their names.
  const dropped = new Map<string, string>();
  Object.defineProperty(window, Symbol.for('stand-in dropped'), { value: dropped });
  const webUtils = { getPathForFile: (file: File): string => dropped.get(file.name) ?? '' };
  return { ipcRenderer, contextBridge, webUtils };
}
