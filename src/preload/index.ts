import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { API_GLOBAL, DROP_CHANNEL, type FaultboardApi, type RunProgress } from '../contract/api';

const call = (method: string) => (args?: unknown) => ipcRenderer.invoke(`faultboard:${method}`, args) as Promise<never>;

function listen<T>(channel: string, listener: (data: T) => void): () => void {
  const receive = (_event: unknown, data: T): void => listener(data);
  ipcRenderer.on(channel, receive);
  return () => ipcRenderer.off(channel, receive);
}

const api = {
  shellInfo: call('shellInfo'),
  listExamples: call('listExamples'),
  openExample: call('openExample'),
  chooseOpen: call('chooseOpen'),
  chooseSave: call('chooseSave'),
  listFolder: call('listFolder'),
  openFile: call('openFile'),
  droppedPath: async (file) => {
    // Empty for a file that a script has made.
    const path = webUtils.getPathForFile(file);
    return path === '' ? null : ((await ipcRenderer.invoke(DROP_CHANNEL, path)) as string | null);
  },
  saveFile: call('saveFile'),
  exportFile: call('exportFile'),
  recentFiles: call('recentFiles'),
  fileStamp: call('fileStamp'),
  fileAssociation: call('fileAssociation'),
  saveRecovery: call('saveRecovery'),
  listRecoveries: call('listRecoveries'),
  dropRecovery: call('dropRecovery'),
  getSettings: call('getSettings'),
  setSettings: call('setSettings'),
  setDocumentState: call('setDocumentState'),
  setMenu: call('setMenu'),
  startRun: call('startRun'),
  branchRun: call('branchRun'),
  cancelRun: call('cancelRun'),
  closeRun: call('closeRun'),
  runReport: call('runReport'),
  runWindow: call('runWindow'),
  runMoment: call('runMoment'),
  runBreak: call('runBreak'),
  runLookup: call('runLookup'),
  runHistory: call('runHistory'),
  runInspect: call('runInspect'),
  tryProgram: call('tryProgram'),
  runExplain: call('runExplain'),
  runRequest: call('runRequest'),
  runDifference: call('runDifference'),
  startExperiment: call('startExperiment'),
  experimentResult: call('experimentResult'),
  onProgress: (listener) => listen<RunProgress>('faultboard:progress', listener),
  onCommand: (listener) => listen<{ id: string; path?: string }>('faultboard:command', listener),
} satisfies FaultboardApi;

contextBridge.exposeInMainWorld(API_GLOBAL, api);
