import { app, dialog, ipcMain, shell } from 'electron';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { ENGINE_FLAGS } from '../../../scripts/engineFlags.mjs';
import { isScenarioName, SCENARIO_ENDINGS } from '../../contract/index';
import { createAssociation } from '../services/association/association';
import { createServices, type ServicePage, type Services } from '../services/services';
import { followTheme } from './appearance';
import { AppMenu } from './appMenu';
import { APP_URL, registerScheme, serveRenderer } from './appProtocol';
import { serveDrops, serveIpc, type ServedCalls } from './ipc';
import { isAppUrl } from './pageAnswer';
import { OpenFiles, tellingNews } from './openFiles';
import { documentsFolder, launchCommand, PARTS, userDataFolder } from './places';
import { processesBox } from './processesBox';
import { createWindow, lockDown, type AppWindow } from './window';
import { KeptWindowState } from './windowState';

const LONGEST_END_MS = 30_000;
/** Windows ties windows, pins and recent files to an app by it; the installer names the same. */
const APP_ID = 'app.faultboard';
const SCENARIO_FILTER = [{ name: 'Scenario', extensions: SCENARIO_ENDINGS.map((ending) => ending.slice(1)) }];

/** The scenario file among command-line arguments, if there is one. */
function fileArgument(argv: readonly string[], folder: string): string | null {
  const found = argv.slice(1).find((argument) => isScenarioName(argument) && existsSync(resolve(folder, argument)));
  return found === undefined ? null : resolve(folder, found);
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

function desktopServices(window: () => AppWindow, menu: () => AppMenu): Services {
  return createServices({
    shell: 'electron',
    platform: process.platform,
    appVersion: app.getVersion(),
    documentsFolder: documentsFolder(),
    userDataFolder: userDataFolder(),
    examplesFolder: PARTS.examples,
    workerFile: PARTS.worker,
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
    askProcesses: async (programs) => {
      const { response } = await dialog.showMessageBox(window().browserWindow, processesBox(programs));
      return response === 0;
    },
    setDocumentState: ({ title, unsaved, path = null }) => {
      state.files.pageShows(path);
      menu().fileIs(state.files.openPath);
      const { browserWindow, closing } = window();
      browserWindow.setTitle(`${unsaved ? '\u2022 ' : ''}${title} \u2013 Faultboard`);
      browserWindow.setDocumentEdited(unsaved);
      closing.documentIs(unsaved);
    },
    setMenu: (commands) => menu().commandsAre(commands),
  });
}

/** The menu, with what is chosen in it carried out. */
function makeMenu(services: Services): AppMenu {
  const menu = new AppMenu({
    send: (id) => state.window?.send('command', { id }),
    openRecent: openFile,
    clearRecent: () => {
      app.clearRecentDocuments();
      void services.user.clearRecent().then(() => menu.recentAre([]));
    },
    showInFolder: (path) => shell.showItemInFolder(path),
    zoom: (step) => state.window?.zoom(step),
    about: () => app.showAboutPanel(),
    licences: () => void shell.openPath(PARTS.licences),
  });
  return menu;
}

async function showRecent(services: Services, menu: AppMenu): Promise<void> {
  menu.recentAre((await services.user.recentFiles()).map(({ path }) => path));
}

async function openShell(): Promise<void> {
  const window = (): AppWindow => {
    if (state.window === null) throw new Error('a call came before there was a window');
    return state.window;
  };
  const services = desktopServices(window, () => menu);
  introduce(services);
  const menu = makeMenu(services);
  const newPage = (): ServicePage => {
    state.files.newPage();
    menu.commandsAre([]);
    const page = services.openPage((progress) => state.window?.send('progress', progress));
    const api = tellingNews(page.api, {
      onFile: (path) => {
        state.files.pageHasHad(path);
        app.addRecentDocument(path);
        void showRecent(services, menu);
      },
      onSaveFailed: () => window().closing.savingGivenUp(),
      onBegun: () => state.files.pageHasBegun(),
      onSettings: followTheme,
    });
    return { ...page, api };
  };
  const kept = await KeptWindowState.read(join(userDataFolder(), 'window.json'));
  followTheme(await services.user.settings());
  await showRecent(services, menu);
  let page = (state.page = newPage());
  serveRenderer(PARTS.renderer);
  const isOurPage = (url: string): boolean => isAppUrl(url, APP_URL);
  const calls = serveIpc(ipcMain, () => page.api, isOurPage);
  serveDrops(ipcMain, (path) => page.grant(path), isOurPage);
  const onNewPage = (): void => {
    void page.close();
    page = state.page = newPage();
  };
  state.window = createWindow({ preloadFile: PARTS.preload, iconFile: PARTS.icon, kept, onNewPage });
  endWhenWritten([calls, kept], services);
}

/** Quitting waits until nothing is being written any more, and no run is left. */
function endWhenWritten(writers: readonly ServedCalls[], services: Services): void {
  app.on('will-quit', (event) => {
    event.preventDefault();
    void Promise.all(writers.map((writer) => writer.written()))
      .then(() => services.close())
      .catch(() => undefined)
      .then(() => app.exit(0));
    // A drive that does not answer any more holds nobody up for ever.
    setTimeout(() => app.exit(1), LONGEST_END_MS);
  });
}

/** What the system says of the app. */
function introduce({ engineVersion }: Services): void {
  app.setAboutPanelOptions({
    applicationName: 'Faultboard',
    applicationVersion: `${app.getVersion()} (engine ${engineVersion})`,
    version: '',
    copyright: 'MIT licence, the Faultboard authors',
    credits: `A breadboard for distributed systems, on Electron ${process.versions.electron}`,
    authors: ['The Faultboard authors'],
    iconPath: PARTS.icon,
  });
}

/** Says why nothing is shown, and ends. */
function startFailed(error: unknown): void {
  dialog.showErrorBox('Faultboard could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}

// Threads that are started from here on compute runs with these.
for (const flag of ENGINE_FLAGS) setFlagsFromString(flag);
registerScheme();
lockDown();
app.setAppUserModelId(APP_ID);
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
