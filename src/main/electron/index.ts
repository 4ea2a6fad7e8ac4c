import { app, dialog, ipcMain } from 'electron';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { isScenarioName, SCENARIO_ENDINGS } from '../../contract/index';
import { createAssociation } from '../services/association/association';
import { createServices, type ServicePage, type Services } from '../services/services';
import { APP_URL, registerScheme, serveRenderer } from './appProtocol';
import { serveDrops, serveIpc, type ServedCalls } from './ipc';
import { setMenu } from './menu';
import { isAppUrl } from './pageAnswer';
import { OpenFiles, tellingNews } from './openFiles';
import { createWindow, lockDown, type AppWindow } from './window';

const LONGEST_END_MS = 30_000;
const here = import.meta.dirname;
const SCENARIO_FILTER = [{ name: 'Scenario', extensions: SCENARIO_ENDINGS.map((ending) => ending.slice(1)) }];

/** The scenario file among command-line arguments, if there is one. */
function fileArgument(argv: readonly string[], folder: string): string | null {
  const found = argv.slice(1).find((argument) => isScenarioName(argument) && existsSync(resolve(folder, argument)));
  return found === undefined ? null : resolve(folder, found);
}

/** What starts the app with a file: as `npm start` has, where it did; else this very program. */
function launchCommand(): readonly string[] {
  const node = process.env.FAULTBOARD_NODE;
  if (node !== undefined) return [node, resolve(here, '../../scripts/start.mjs'), '--until-closed'];
  return app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()];
}

/** The window and its page, once there are any, and the files that they begin with. */
const state: { window: AppWindow | null; page: ServicePage | null; readonly files: OpenFiles } = {
  window: null,
  page: null,
  files: new OpenFiles(fileArgument(process.argv, process.cwd())),
};

function openFile(path: string): void {
  if (!isScenarioName(path)) return;
  state.page?.grant(path);
  if (state.files.isForPage(path)) state.window?.send('command', { id: 'file.openPath', path });
}

/** What the browser shell uses too, so that both offer the same recent files and unsaved work; a folder that was asked for comes first. */
function userDataFolder(): string {
  return app.commandLine.hasSwitch('user-data-dir') ? app.getPath('userData') : join(homedir(), '.faultboard');
}

function desktopServices(window: () => AppWindow): Services {
  return createServices({
    shell: 'electron',
    platform: process.platform,
    appVersion: app.getVersion(),
    documentsFolder: join(homedir(), 'Faultboard'),
    userDataFolder: userDataFolder(),
    examplesFolder: resolve(here, '../../scenarios'),
    workerFile: join(here, 'runWorker.js'),
    get openAtStart() {
      return state.files.forNewPage;
    },
    now: () => Date.now(),
    association: createAssociation({ platform: process.platform, home: homedir(), env: process.env, launch: launchCommand() }),
    chooseOpen: async () => {
      const chosen = await dialog.showOpenDialog(window().browserWindow, { properties: ['openFile'], filters: SCENARIO_FILTER });
      return chosen.filePaths[0] ?? null;
    },
    chooseSave: async (suggestedName) => {
      const chosen = await dialog.showSaveDialog(window().browserWindow, {
        defaultPath: suggestedName,
        filters: isScenarioName(suggestedName) ? SCENARIO_FILTER : [],
        // The dialogs of other systems ask anyway.
        properties: ['showOverwriteConfirmation'],
      });
      if (!chosen.canceled && chosen.filePath !== '') return chosen.filePath;
      window().closing.savingGivenUp();
      return null;
    },
    setDocumentState: ({ title, unsaved, path = null }) => {
      state.files.pageShows(path);
      const { browserWindow, closing } = window();
      browserWindow.setTitle(`${unsaved ? '\u2022 ' : ''}${title} \u2013 Faultboard`);
      browserWindow.setDocumentEdited(unsaved);
      closing.documentIs(unsaved);
    },
    setMenu: (commands) => setMenu(commands, (id) => state.window?.send('command', { id })),
  });
}

function openShell(): void {
  const window = (): AppWindow => {
    if (state.window === null) throw new Error('a call came before there was a window');
    return state.window;
  };
  const services = desktopServices(window);
  const newPage = (): ServicePage => {
    state.files.newPage();
    const page = services.openPage((progress) => state.window?.send('progress', progress));
    const api = tellingNews(page.api, {
      onFile: (path) => state.files.pageHasHad(path),
      onSaveFailed: () => window().closing.savingGivenUp(),
      onBegun: () => state.files.pageHasBegun(),
    });
    return { ...page, api };
  };
  let page = (state.page = newPage());
  serveRenderer(resolve(here, '../renderer'));
  const isOurPage = (url: string): boolean => isAppUrl(url, APP_URL);
  const calls = serveIpc(ipcMain, () => page.api, isOurPage);
  serveDrops(ipcMain, (path) => page.grant(path), isOurPage);
  // Until the window has said what it can do.
  setMenu([], () => undefined);
  state.window = createWindow(resolve(here, '../preload/index.cjs'), () => {
    void page.close();
    page = state.page = newPage();
  });
  endWhenWritten(calls, services);
}

/** Quitting waits until nothing is being written any more, and no run is left. */
function endWhenWritten(calls: ServedCalls, services: Services): void {
  app.on('will-quit', (event) => {
    event.preventDefault();
    void calls
      .written()
      .then(() => services.close())
      .catch(() => undefined)
      .then(() => app.exit(0));
    // A drive that does not answer any more holds nobody up for ever.
    setTimeout(() => app.exit(1), LONGEST_END_MS);
  });
}

/** Says why nothing is shown, and ends. */
function startFailed(error: unknown): void {
  dialog.showErrorBox('Faultboard could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}

registerScheme();
lockDown();
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, folder) => {
    const path = fileArgument(argv, folder);
    if (path !== null) openFile(path);
    const browserWindow = state.window?.browserWindow;
    // While it ends there is no window any more.
    if (browserWindow === undefined || browserWindow.isDestroyed()) return;
    if (browserWindow.isMinimized()) browserWindow.restore();
    browserWindow.focus();
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(openShell).catch(startFailed);
} else app.quit();
