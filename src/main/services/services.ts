import type { FaultboardApi, MenuCommand, Result, RunProgress, ShellInfo } from '../../contract/index';
import { ENGINE_VERSION } from '../../sim/index';
import type { Association } from './association/association';
import { ensureFolder, stampOf } from './atomicFile';
import { differenceOf } from './difference';
import { Runs } from './runs';
import { listExamples, listFolder, openExample, openScenarioFile, saveScenarioFile, writeExport } from './scenarioFiles';
import { Trials } from './trials';
import { UserData } from './userData';

/** What a shell has to tell the services. */
export interface ServicesOptions {
  readonly shell: ShellInfo['shell'];
  readonly platform: NodeJS.Platform;
  readonly appVersion: string;
  readonly documentsFolder: string;
  readonly userDataFolder: string;
  readonly examplesFolder: string;
  readonly workerFile: string | URL;
  readonly openAtStart: string | null;
  readonly now: () => number;
  readonly association: Association;
  /** The system's dialogs, where the shell has them. */
  readonly chooseOpen?: () => Promise<string | null>;
  readonly chooseSave?: (suggestedName: string) => Promise<string | null>;
  readonly setDocumentState?: (state: { title: string; unsaved: boolean }) => void;
  /** Puts commands into the system's menu, where the shell has one. */
  readonly setMenu?: (commands: readonly MenuCommand[]) => void;
}

/** The calls of the API that go to the services; events go another way. */
export type ServiceApi = Omit<FaultboardApi, 'onProgress' | 'onCommand'>;

/** What one page (a window, a browser tab) sees of the services. */
export interface ServicePage {
  readonly api: ServiceApi;
  /** Frees the runs that the page has started. */
  close(): Promise<void>;
}

/** The services behind both shells: files, settings and runs. */
export interface Services {
  /** A page of its own: it is told of its own runs only, and takes them with it when it goes. */
  openPage(onProgress: (progress: RunProgress) => void): ServicePage;
  /** Ends all runs. */
  close(): Promise<void>;
}

/** Makes the services for a shell. */
export function createServices(options: ServicesOptions): Services {
  const runs = new Runs(options.workerFile);
  const trials = new Trials(options.workerFile);
  const user = new UserData(options.userDataFolder, options.now);
  const api = { ...fileCalls(options, user), ...userCalls(options, user), ...runCalls(runs, trials) };
  return {
    openPage: (onProgress) => openPage(api, runs, onProgress),
    close: async () => void (await Promise.all([runs.closeAll(), trials.close()])),
  };
}

function openPage(api: ServiceApi, runs: Runs, onProgress: (progress: RunProgress) => void): ServicePage {
  const mine = new Set<string>();
  const stop = runs.onProgress((progress) => {
    if (mine.has(progress.runId)) onProgress(progress);
  });
  const keep = (started: Result<{ runId: string }>): Result<{ runId: string }> => {
    if (started.ok) mine.add(started.value.runId);
    return started;
  };
  return {
    api: {
      ...api,
      startRun: async (args) => keep(await api.startRun(args)),
      branchRun: async (args) => keep(await api.branchRun(args)),
      startExperiment: async (args) => keep(await api.startExperiment(args)),
    },
    close: async () => {
      stop();
      await Promise.all([...mine].map((runId) => runs.close(runId)));
    },
  };
}

type FileCall =
  | 'shellInfo'
  | 'listExamples'
  | 'openExample'
  | 'chooseOpen'
  | 'chooseSave'
  | 'listFolder'
  | 'openFile'
  | 'saveFile'
  | 'exportFile'
  | 'recentFiles'
  | 'fileStamp'
  | 'fileAssociation';
type UserCall = 'saveRecovery' | 'listRecoveries' | 'dropRecovery' | 'getSettings' | 'setSettings' | 'setDocumentState' | 'setMenu';

function fileCalls(options: ServicesOptions, user: UserData): Pick<ServiceApi, FileCall> {
  return {
    shellInfo: async () => ({
      shell: options.shell,
      platform: options.platform === 'win32' ? 'windows' : options.platform === 'darwin' ? 'mac' : 'linux',
      nativeDialogs: options.chooseOpen !== undefined,
      appVersion: options.appVersion,
      engineVersion: ENGINE_VERSION,
      documentsFolder: options.documentsFolder,
      openAtStart: options.openAtStart,
    }),
    listExamples: () => listExamples(options.examplesFolder),
    openExample: ({ id }) => openExample(options.examplesFolder, id),
    chooseOpen: async () => (await options.chooseOpen?.()) ?? null,
    chooseSave: async ({ suggestedName }) => (await options.chooseSave?.(suggestedName)) ?? null,
    listFolder: async ({ path }) => {
      if (path === '') await ensureFolder(options.documentsFolder);
      return listFolder(path === '' ? options.documentsFolder : path);
    },
    openFile: async ({ path }) => {
      const opened = await openScenarioFile(path);
      if (opened.ok) await user.addRecent(path);
      return opened;
    },
    saveFile: async ({ path, text, stamp }) => {
      const saved = await saveScenarioFile(path, text, stamp);
      if (saved.ok) await user.addRecent(path);
      return saved;
    },
    exportFile: ({ path, ...file }) => writeExport(path, file),
    recentFiles: () => user.recentFiles(),
    fileStamp: ({ path }) => stampOf(path),
    fileAssociation: ({ action }) => options.association[action](),
  };
}

function userCalls(options: ServicesOptions, user: UserData): Pick<ServiceApi, UserCall> {
  return {
    saveRecovery: (recovery) => user.saveRecovery(recovery),
    listRecoveries: () => user.recoveries(),
    dropRecovery: ({ id }) => user.dropRecovery(id),
    getSettings: () => user.settings(),
    setSettings: (changes) => user.changeSettings(changes),
    setDocumentState: async (state) => options.setDocumentState?.(state),
    setMenu: async ({ commands }) => options.setMenu?.(commands),
  };
}

function runCalls(runs: Runs, trials: Trials): Omit<ServiceApi, FileCall | UserCall> {
  return {
    startRun: async ({ scenarioText, seed }) => runs.start(scenarioText, seed),
    branchRun: async ({ runId, atNs, faults }) => runs.branch(runId, atNs, faults),
    cancelRun: ({ runId }) => runs.cancel(runId),
    closeRun: ({ runId }) => runs.close(runId),
    startExperiment: ({ runId, otherId, seeds, names }) => runs.experiment(runId, otherId, seeds, names),
    experimentResult: ({ runId }) => runs.ask(runId, { type: 'experiment' }),
    runReport: ({ runId }) => runs.ask(runId, { type: 'report' }),
    runWindow: ({ runId, fromNs, toNs, maxRows, ahead = false }) => runs.ask(runId, { type: 'window', fromNs, toNs, maxRows, ahead }),
    runMoment: ({ runId, atNs }) => runs.ask(runId, { type: 'moment', atNs }),
    runExplain: ({ runId, request, check }) => runs.ask(runId, { type: 'explain', request, check }),
    runRequest: ({ runId, request }) => runs.ask(runId, { type: 'request', request }),
    runDifference: ({ runId, otherId }) => differenceOf(runs, runId, otherId),
    runInspect: ({ runId, atNs, node }) => runs.ask(runId, { type: 'inspect', atNs, node }),
    runBreak: ({ runId, fromNs, direction, breakpoints, maxEvents }) =>
      runs.ask(runId, { type: 'break', fromNs, direction, breakpoints, maxEvents }),
    runLookup: ({ runId, atNs, node, key }) => runs.ask(runId, { type: 'lookup', atNs, node, key }),
    tryProgram: ({ code, name, trial }) => trials.try({ code, called: { name, trial } }),
  };
}
