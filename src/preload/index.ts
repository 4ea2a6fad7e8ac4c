import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { callsOver } from '../contract/calls';
import { API_GLOBAL, DROP_CHANNEL, type FaultboardApi, type RunProgress } from '../contract/api';

const call = (method: string) => (args?: unknown) => ipcRenderer.invoke(`faultboard:${method}`, args) as Promise<never>;

function listen<T>(channel: string, listener: (data: T) => void): () => void {
  const receive = (_event: unknown, data: T): void => listener(data);
  ipcRenderer.on(channel, receive);
  return () => ipcRenderer.off(channel, receive);
}

const api = {
  ...callsOver(call),
  droppedPath: async (file) => {
    // Empty for a file that a script has made.
    const path = webUtils.getPathForFile(file);
    return path === '' ? null : ((await ipcRenderer.invoke(DROP_CHANNEL, path)) as string | null);
  },
  onProgress: (listener) => listen<RunProgress>('faultboard:progress', listener),
  onCommand: (listener) => listen<{ id: string; path?: string }>('faultboard:command', listener),
} satisfies FaultboardApi;

contextBridge.exposeInMainWorld(API_GLOBAL, api);
