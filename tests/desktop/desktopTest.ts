import { chromium, test as base, type Browser } from '@playwright/test';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REAL_ELECTRON, RealDesktop } from './realElectron';
import { DesktopApp } from './standIn/host';

/** What a desktop app is started with, over the stand-in or for real. */
export interface LaunchedWith {
  readonly browser: Browser;
  /** Where its user's folders are. */
  readonly folder: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What tests do with the app, whichever it is. */
export type Desktop = Pick<
  DesktopApp,
  | 'ended'
  | 'window'
  | 'evaluate'
  | 'answers'
  | 'dialogs'
  | 'shownFiles'
  | 'menu'
  | 'choose'
  | 'fromSystem'
  | 'crashPage'
  | 'drop'
  | 'again'
  | 'kill'
>;

/** Whether the tests run with the real Electron. */
export const IS_REAL = REAL_ELECTRON !== '';
/** Why there is no window to be had here; empty where there is one. */
export const NO_CHROMIUM =
  IS_REAL || existsSync(process.env.FAULTBOARD_BROWSER ?? chromium.executablePath()) ? '' : 'There is no Chromium here';

/** Starts the built desktop app: the real one when the tests are told where it is, else over the stand-in. */
export function launch(started: LaunchedWith): Promise<Desktop> {
  return IS_REAL ? RealDesktop.launch(started) : DesktopApp.launch(started);
}

interface Fixtures {
  readonly folder: string;
  readonly desktop: Desktop;
  /** For what only the stand-in can do, such as slow drives and a second screen. Skips where the real Electron runs. */
  readonly standIn: DesktopApp;
}

/** Tests that get a folder of their own and the built desktop app, started in it. */
export const test = base.extend<Fixtures>({
  // Playwright wants a pattern there, even an empty one.
  folder: async ({ browserName }, use) => {
    const folder = mkdtempSync(join(tmpdir(), `faultboard-desktop-${browserName}-`));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  desktop: async ({ browser, folder }, use) => {
    const desktop = await launch({ browser, folder });
    await use(desktop);
    await desktop.kill();
  },
  standIn: async ({ browser, folder }, use, { skip }) => {
    skip(IS_REAL, 'only the stand-in can do that');
    const desktop = await DesktopApp.launch({ browser, folder });
    await use(desktop);
    await desktop.kill();
  },
});
