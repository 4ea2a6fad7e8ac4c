import { app, BrowserWindow, dialog, ipcMain } from 'electron';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createServices } from '../services/services';
import { serveIpc } from './ipc';
import { createWindow } from './window';

const here = import.meta.dirname;
const rendererFile = resolve(here, '../renderer/index.html');
const rendererUrl = pathToFileURL(rendererFile).href;

/** The scenario file among command-line arguments, if there is one. */
function fileArgument(argv: readonly string[]): string | null {
  const found = argv.slice(1).find((argument) => argument.endsWith('.json') && existsSync(argument));
  return found === undefined ? null : resolve(found);
}

let documentState = { title: '', unsaved: false };

function openShell(): void {
  const mainWindow = (): BrowserWindow => BrowserWindow.getAllWindows()[0];
  const services = createServices({
    shell: 'electron',
    platform: process.platform,
    appVersion: app.getVersion(),
    documentsFolder: join(app.getPath('documents'), 'Faultboard'),
    userDataFolder: app.getPath('userData'),
    examplesFolder: resolve(here, '../../scenarios'),
    workerFile: join(here, 'runWorker.js'),
    openAtStart: fileArgument(process.argv),
    now: () => Date.now(),
    chooseOpen: async () => {
      const chosen = await dialog.showOpenDialog(mainWindow(), { properties: ['openFile'], filters: [{ name: 'Scenario', extensions: ['json'] }] });
      return chosen.filePaths[0] ?? null;
    },
    chooseSave: async (suggestedName) => {
      const chosen = await dialog.showSaveDialog(mainWindow(), { defaultPath: suggestedName, filters: [{ name: 'Scenario', extensions: ['json'] }] });
      return chosen.filePath === '' ? null : chosen.filePath;
    },
    setDocumentState: (state) => {
      documentState = state;
      mainWindow().setTitle(`${state.unsaved ? '\u2022 ' : ''}${state.title} \u2013 Faultboard`);
    },
  });
  serveIpc(ipcMain, services.api, (url) => url.split(/[?#]/)[0] === rendererUrl);
  const window = createWindow(resolve(here, '../preload/index.cjs'), rendererFile, () => documentState.unsaved);
  services.runs.onProgress((progress) => window.webContents.send('faultboard:progress', progress));
  app.on('second-instance', (_event, argv) => {
    const path = fileArgument(argv);
    if (path !== null) window.webContents.send('faultboard:command', { id: 'file.openPath', path });
    window.focus();
  });
  app.on('open-file', (_event, path) => window.webContents.send('faultboard:command', { id: 'file.openPath', path }));
  app.on('will-quit', () => void services.runs.closeAll());
}

if (app.requestSingleInstanceLock()) {
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(openShell);
} else app.quit();
