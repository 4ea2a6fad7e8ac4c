import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  exportEndingOf,
  isScenarioName,
  SCENARIO_ENDINGS,
  type FaultboardApi,
  type MenuCommand,
  type ProcessToAllow,
  type RunProgress,
  type ShellInfo,
} from '../../contract/index';
import { ENGINE_VERSION, parseScenario, processCommands } from '../../sim/index';
import type { Association } from './association/association';
import { ensureFolder, stampOf } from './atomicFile';
import { differenceOf } from './difference';
import { Grants } from './grants';
import { clearLeftovers } from './leftovers';
import { Notices } from './notices';
import { AllowedPrograms, ProcessQuestions, type SayCode } from './processes/allowed';
import { Recoveries, type RecoveryWindow } from './recoveries';
import { Runs } from './runs';
import { exportPath, listExamples, openExample, openScenarioFile, saveScenarioFile, writeExport } from './scenarioFiles';
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
  /** Looked at whenever a page begins. */
  readonly openAtStart: string | null;
  readonly now: () => number;
  readonly association: Association;
  /** The system's dialogs, where the shell has them. */
  readonly chooseOpen?: () => Promise<string | null>;
  readonly chooseSave?: (suggestedName: string) => Promise<string | null>;
  /** Asks in a dialog of the shell whether programs may be started, where it has such dialogs. */
  readonly askProcesses?: (programs: readonly ProcessToAllow[]) => Promise<boolean>;
  /** Where it has none: says the code that allows programs where a person reads it and no page does. */
  readonly sayCode?: SayCode;
  readonly setDocumentState?: (state: { title: string; unsaved: boolean; path?: string | null | undefined }) => void;
  /** Puts commands into the system's menu, where the shell has one. */
  readonly setMenu?: (commands: readonly MenuCommand[]) => void;
}

/** The calls of the API that go to the services; events, and files that are dropped, go another way. */
export type ServiceApi = Omit<FaultboardApi, 'onProgress' | 'onCommand' | 'droppedPath'>;

/** What one page (a window, a browser tab) sees of the services. */
export interface ServicePage {
  readonly api: ServiceApi;
  /** The system asked for this file (a double-click), so the page may use it. */
  grant(path: string): void;
  /** Frees the runs that the page has started. */
  close(): Promise<void>;
}

/** The services behind both shells: files, settings and runs. */
export interface Services {
  /** A page of its own: with its own runs and recovery file, which it takes with it when it goes, and its own choice of files. */
  openPage(onProgress: (progress: RunProgress) => void): ServicePage;
  /** Settings and recent files, which all pages share. */
  readonly user: Pick<UserData, 'settings' | 'recentFiles' | 'clearRecent'>;
  readonly engineVersion: string;
  /** Ends all runs. */
  close(): Promise<void>;
}

/** What all pages share. */
interface Shared {
  readonly options: ServicesOptions;
  readonly notices: Notices;
  readonly user: UserData;
  readonly recoveries: Recoveries;
  readonly pages: Set<ServicePage>;
  /** Programs that are tried out: each in a thread that can be killed. */
  readonly trials: Trials;
  readonly allowed: AllowedPrograms;
  /** Once what killed processes have left is cleared away. */
  readonly tidied: Promise<void>;
}

/** Makes the services for a shell. */
export function createServices(options: ServicesOptions): Services {
  const notices = new Notices();
  const user = new UserData(options.userDataFolder, notices);
  const recoveries = new Recoveries(options.userDataFolder, options.now, notices);
  const shared: Shared = {
    options,
    notices,
    user,
    recoveries,
    pages: new Set(),
    trials: new Trials(options.workerFile),
    allowed: new AllowedPrograms(options.userDataFolder, notices),
    tidied: tidyUp(options, user).catch(() => undefined),
  };
  return {
    openPage: (onProgress) => openPage(shared, onProgress),
    user,
    engineVersion: ENGINE_VERSION,
    close: async () => {
      await Promise.all([...shared.pages].map((page) => page.close()));
      await shared.trials.close();
      recoveries.close();
    },
  };
}

async function tidyUp({ userDataFolder, documentsFolder }: ServicesOptions, user: UserData): Promise<void> {
  const recent = await user.recentFiles();
  const folders = new Set([userDataFolder, join(userDataFolder, 'recovery'), documentsFolder, ...recent.map(({ path }) => dirname(path))]);
  for (const folder of folders) await clearLeftovers(folder);
}

function openPage(shared: Shared, onProgress: (progress: RunProgress) => void): ServicePage {
  const { options, user, recoveries, pages } = shared;
  // One object a page: its limits are the page's own, and of the runs of others it does not know.
  const runs = new Runs(options.workerFile, shared.allowed.permit);
  const stop = runs.onProgress(onProgress);
  const recovery = recoveries.openWindow();
  const places = options.chooseOpen === undefined ? [options.documentsFolder, homedir()] : null;
  const grants = new Grants(places, () => user.recentFiles());
  if (options.openAtStart !== null) grants.grant(options.openAtStart);
  const page: ServicePage = {
    api: {
      ...fileCalls(shared, grants),
      ...userCalls(shared, grants, recovery),
      ...runCalls(runs, shared.trials),
      ...processCalls(shared),
    },
    grant: (path) => grants.grant(path),
    close: async () => {
      pages.delete(page);
      stop();
      await Promise.all([runs.closeAll(), recovery.close()]);
    },
  };
  pages.add(page);
  return page;
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
type ProcessCall = 'processQuestion' | 'allowProcesses';
type UserCall = 'saveRecovery' | 'listRecoveries' | 'dropRecovery' | 'getSettings' | 'setSettings' | 'setDocumentState' | 'setMenu';

function fileCalls({ options, notices, user, tidied }: Shared, grants: Grants): Pick<ServiceApi, FileCall> {
  return {
    shellInfo: async () => {
      await tidied;
      return {
        shell: options.shell,
        platform: options.platform === 'win32' ? 'windows' : options.platform === 'darwin' ? 'mac' : 'linux',
        nativeDialogs: options.chooseOpen !== undefined,
        appVersion: options.appVersion,
        engineVersion: ENGINE_VERSION,
        documentsFolder: options.documentsFolder,
        openAtStart: options.openAtStart,
        notices: notices.drain(),
      };
    },
    listExamples: () => listExamples(options.examplesFolder),
    openExample: ({ id }) => openExample(options.examplesFolder, id),
    chooseOpen: async () => {
      const path = (await options.chooseOpen?.()) ?? null;
      if (path !== null) grants.grant(path);
      return path;
    },
    chooseSave: ({ suggestedName }) => chooseSave(options, grants, suggestedName),
    listFolder: async ({ path }) => {
      if (path === '') await ensureFolder(options.documentsFolder).catch(() => undefined);
      return grants.showFolder(path === '' ? options.documentsFolder : path);
    },
    openFile: async ({ path }) => {
      const opened = (await grants.scenarioRefusal(path)) ?? (await openScenarioFile(path));
      if (opened.ok) await user.addRecent(path);
      return opened;
    },
    saveFile: async ({ path, text, stamp }) => {
      const saved = (await grants.scenarioRefusal(path)) ?? (await saveScenarioFile(path, text, stamp));
      if (saved.ok) await user.addRecent(path);
      return saved;
    },
    exportFile: async ({ path, ...file }) => {
      const whole = exportPath(path, file.ending);
      const refusal = await grants.refusal(whole);
      if (refusal !== null) return refusal;
      return writeExport(whole, { ...file, replace: file.replace || grants.wasAsked(whole) });
    },
    recentFiles: () => user.recentFiles(),
    fileStamp: async ({ path }) => ((await grants.scenarioRefusal(path)) === null ? stampOf(path) : null),
    fileAssociation: ({ action }) => options.association[action](),
  };
}

/**
 * A place to save to. The dialog of some systems takes a name without its ending, which is added; where that leads to another file, the
 * dialog has to ask about that one.
 */
async function chooseSave({ chooseSave: choose }: ServicesOptions, grants: Grants, suggestedName: string): Promise<string | null> {
  const chosen = (await choose?.(suggestedName)) ?? null;
  if (chosen === null) return null;
  const ending = exportEndingOf(suggestedName);
  const whole = ending !== null ? exportPath(chosen, ending) : isScenarioName(chosen) ? chosen : `${chosen}${SCENARIO_ENDINGS[0]}`;
  if (whole === chosen || (await stampOf(whole)) === null) {
    grants.askedToReplace(whole);
    return whole;
  }
  const again = (await choose?.(whole)) ?? null;
  if (again !== whole) return null;
  grants.askedToReplace(whole);
  return whole;
}

function userCalls({ options, user }: Shared, grants: Grants, recovery: RecoveryWindow): Pick<ServiceApi, UserCall> {
  return {
    // The work is kept in any case, but only with a path that somebody has chosen: whoever recovers it may open that file.
    saveRecovery: async ({ path, ...work }) =>
      recovery.save({ ...work, path: path === null || (await grants.scenarioRefusal(path)) !== null ? null : path }),
    listRecoveries: async () => {
      const found = await recovery.list();
      for (const { path } of found) if (path !== null) grants.grant(path);
      return found;
    },
    dropRecovery: ({ id }) => recovery.drop(id),
    getSettings: () => user.settings(),
    setSettings: (changes) => user.changeSettings(changes),
    setDocumentState: async (state) => options.setDocumentState?.(state),
    setMenu: async ({ commands }) => options.setMenu?.(commands),
  };
}

/** Only what was asked about can be allowed, and only by a person: in a dialog of the shell, or with a code that no page is told. */
function processCalls({ options, allowed }: Shared): Pick<ServiceApi, ProcessCall> {
  const questions = new ProcessQuestions(allowed, options.sayCode ?? (() => undefined));
  return {
    processQuestion: async ({ scenarioText }) => {
      const parsed = parseScenario(scenarioText);
      if (!parsed.ok) return { question: null, isAllowed: false };
      const commands = processCommands(parsed.scenario);
      if (options.askProcesses === undefined) return { question: await questions.about(commands), isAllowed: false };
      const programs = await allowed.unknown(commands);
      if (programs.length === 0 || !(await options.askProcesses(programs))) return { question: null, isAllowed: false };
      await allowed.allow(programs);
      return { question: null, isAllowed: true };
    },
    // Where the shell asks, nothing was asked of the page, and it has no say.
    allowProcesses: ({ code }) => questions.allow(code),
  };
}

function runCalls(runs: Runs, trials: Trials): Omit<ServiceApi, FileCall | UserCall | ProcessCall> {
  return {
    startRun: async ({ scenarioText, seed, journal }) => runs.start(scenarioText, seed, journal),
    runJournal: ({ runId }) => runs.ask(runId, { type: 'journal' }),
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
    runHistory: ({ runId, atNs, maxRows }) => runs.ask(runId, { type: 'history', atNs, maxRows }),
    runInspect: ({ runId, atNs, node }) => runs.ask(runId, { type: 'inspect', atNs, node }),
    runBreak: ({ runId, fromNs, direction, breakpoints, maxEvents }) =>
      runs.ask(runId, { type: 'break', fromNs, direction, breakpoints, maxEvents }),
    runLookup: ({ runId, atNs, node, key }) => runs.ask(runId, { type: 'lookup', atNs, node, key }),
    tryProgram: ({ code, language = 'javascript', name, trial }) => trials.try({ program: { language, code }, called: { name, trial } }),
    readScript: ({ script }) => trials.read(script),
  };
}
