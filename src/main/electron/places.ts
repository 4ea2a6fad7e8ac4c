import { app } from 'electron';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const here = import.meta.dirname;

/**
 * A file of the app as the system sees it. What an installed app consists of lies in one archive, which only Electron itself looks into:
 * threads and other programs are given the copies beside it.
 */
function beside(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}

/** Where the parts of the app lie. */
export const PARTS = {
  preload: resolve(here, '../preload/index.cjs'),
  renderer: resolve(here, '../renderer'),
  worker: beside(join(here, 'runWorker.js')),
  examples: beside(resolve(here, '../../scenarios')),
  icon: resolve(here, '../../packaging/icons/icon.png'),
  licences: beside(resolve(here, '../../out/licences/LICENCES.txt')),
} as const;

/** What the browser shell uses too, so that both offer the same recent files and unsaved work; a folder that was asked for comes first. */
export function userDataFolder(): string {
  return app.commandLine.hasSwitch('user-data-dir') ? app.getPath('userData') : join(homedir(), '.faultboard');
}

/** Where scenarios are saved at first, in both shells. */
export function documentsFolder(): string {
  return join(homedir(), 'Faultboard');
}

/** What starts the app with a file: as `npm start` has, where it did; else this very program. */
export function launchCommand(): readonly string[] {
  const node = process.env.FAULTBOARD_NODE;
  if (node !== undefined && !app.isPackaged) return [node, resolve(here, '../../scripts/start.mjs'), '--until-closed'];
  // An AppImage lies somewhere else each time it runs; this names the file that a person has started.
  if (app.isPackaged) return [process.env.APPIMAGE ?? process.execPath];
  return [process.execPath, app.getAppPath()];
}
