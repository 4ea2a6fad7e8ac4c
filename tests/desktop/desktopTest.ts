import { chromium, test as base } from '@playwright/test';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DesktopApp } from './standIn/host';

/** Why there is no window to be had here; empty where there is one. */
export const NO_CHROMIUM = existsSync(process.env.FAULTBOARD_BROWSER ?? chromium.executablePath()) ? '' : 'There is no Chromium here';

/** Tests that get a folder of their own and the built desktop app, started in it over the stand-in. */
export const test = base.extend<{ folder: string; desktop: DesktopApp }>({
  // Playwright wants a pattern there, even an empty one.
  folder: async ({ browserName }, use) => {
    const folder = mkdtempSync(join(tmpdir(), `faultboard-desktop-${browserName}-`));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  desktop: async ({ browser, folder }, use) => {
    const desktop = await DesktopApp.launch({ browser, folder });
    await use(desktop);
    await desktop.kill();
  },
});
