import { app, dialog, ipcMain } from 'electron';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { isScenarioName, SCENARIO_ENDINGS } from '../../contract/index';
import { createAssociation } from '../services/association/association';
import { createServices, type ServicePage, type Services } from '../services/services';
import { APP_URL, registerScheme, serveRenderer } from './appProtocol';
import { serveDrops, serveIpc } from './ipc';
import { setMenu } from './menu';
import { isAppUrl } from './pageAnswer';
import { createWindow, lockDown, type AppWindow } from './window';

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

/** The window, once there is one, and a file that the system asked for before that. */
const state: { window: AppWindow | null; page: ServicePage | null; openAtStart: string | null } = {
  window: null,
  page: null,
  openAtStart: fileArgument(process.argv, process.cwd()),
};

function openFile(path: string): void {
  if (!isScenarioName(path)) return;
  if (state.window === null) state.openAtStart = path;
  else {
    state.page?.grant(path);
    state.window.send('command', { id: 'file.openPath', path });
  }
}

function desktopServices(window: () => AppWindow): Services {
  return createServices({
    shell: 'electron',
    platform: process.platform,
    appVersion: app.getVersion(),
    documentsFolder: join(app.getPath('documents'), 'Faultboard'),
    userDataFolder: app.getPath('userData'),
    examplesFolder: resolve(here, '../../scenarios'),
    workerFile: join(here, 'runWorker.js'),
    openAtStart: state.openAtStart,
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
      });
      if (!chosen.canceled && chosen.filePath !== '') return chosen.filePath;
      window().closing.savingGivenUp();
      return null;
    },
    setDocumentState: ({ title, unsaved }) => {
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
  const newPage = () => services.openPage((progress) => state.window?.send('progress', progress));
  let page = (state.page = newPage());
  serveRenderer(resolve(here, '../renderer'));
  const isOurPage = (url: string): boolean => isAppUrl(url, APP_URL);
  serveIpc(ipcMain, () => page.api, isOurPage);
  serveDrops(ipcMain, (path) => page.grant(path), isOurPage);
  // Until the window has said what it can do.
  setMenu([], () => undefined);
  state.window = createWindow(resolve(here, '../preload/index.cjs'), () => {
    void page.close();
    page = state.page = newPage();
  });
  app.on('will-quit', () => void services.close());
}

registerScheme();
lockDown();
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, folder) => {
    const path = fileArgument(argv, folder);
    if (path !== null) openFile(path);
    if (state.window?.browserWindow.isMinimized()) state.window.browserWindow.restore();
    state.window?.browserWindow.focus();
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(openShell);
} else app.quit();
