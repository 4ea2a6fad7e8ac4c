import type { FaultboardApi } from './api';

type Asked = Omit<FaultboardApi, 'onProgress' | 'onCommand' | 'droppedPath'>;

/** What is asked of the shell by a method's name; all but what it tells by itself, and files that are dropped. */
export function callsOver(call: (method: string) => (args?: unknown) => Promise<never>): Asked {
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
    processQuestion: call('processQuestion'),
    allowProcesses: call('allowProcesses'),
    startRun: call('startRun'),
    runJournal: call('runJournal'),
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
    readScript: call('readScript'),
    runExplain: call('runExplain'),
    runRequest: call('runRequest'),
    runDifference: call('runDifference'),
    startExperiment: call('startExperiment'),
    experimentResult: call('experimentResult'),
  };
}
