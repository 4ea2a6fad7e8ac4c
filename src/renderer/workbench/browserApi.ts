import type { FaultboardApi, RunProgress } from '../../contract/index';
import { decode, encode, type WireMessage } from '../../contract/wire';

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** The API over a WebSocket to the browser shell that served this page. */
export function createBrowserApi(address: string): FaultboardApi {
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  const opened = new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('Faultboard was stopped; start it again with npm start.')));
  });
  const waiting = new Map<number, Waiting>();
  const progressListeners = new Set<(progress: RunProgress) => void>();
  const commandListeners = new Set<(command: { id: string; path?: string }) => void>();
  let serial = 0;
  socket.addEventListener('message', (event: MessageEvent<ArrayBuffer>) => {
    const message = decode(new Uint8Array(event.data)) as WireMessage;
    if ('event' in message) {
      if (message.event === 'progress') for (const listener of progressListeners) listener(message.data as RunProgress);
      else for (const listener of commandListeners) listener(message.data as { id: string; path?: string });
      return;
    }
    const entry = waiting.get(message.serial);
    waiting.delete(message.serial);
    if ('error' in message) entry?.reject(new Error(message.error));
    else entry?.resolve(message.value as never);
  });
  socket.addEventListener('close', () => {
    for (const entry of waiting.values()) entry.reject(new Error('Faultboard was stopped; start it again with npm start.'));
    waiting.clear();
    window.dispatchEvent(new Event('faultboard-disconnected'));
  });
  const call: Call =
    (method) =>
    async (args?: unknown): Promise<never> => {
      await opened;
      return new Promise<never>((resolve, reject) => {
        waiting.set(++serial, { resolve, reject });
        socket.send(encode({ serial, method, args }));
      });
    };
  return {
    ...methodsOver(call),
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

type Call = (method: string) => (args?: unknown) => Promise<never>;

/** Every method of the API that is a question and its answer. */
function methodsOver(call: Call): Omit<FaultboardApi, 'onProgress' | 'onCommand'> {
  return {
    shellInfo: call('shellInfo'),
    listExamples: call('listExamples'),
    openExample: call('openExample'),
    chooseOpen: call('chooseOpen'),
    chooseSave: call('chooseSave'),
    listFolder: call('listFolder'),
    openFile: call('openFile'),
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
    runInspect: call('runInspect'),
    tryProgram: call('tryProgram'),
    runExplain: call('runExplain'),
    runRequest: call('runRequest'),
    runDifference: call('runDifference'),
    startExperiment: call('startExperiment'),
    experimentResult: call('experimentResult'),
  };
}
