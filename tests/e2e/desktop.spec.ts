import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { presentElectron } from '../../scripts/electron.mjs';

const root = resolve(import.meta.dirname, '../..');
const electron = presentElectron();
const binary = 'binary' in electron ? electron.binary : null;

test.describe('the desktop app', () => {
  test.skip(binary === null, 'reason' in electron ? electron.reason : '');

  let folder: string;
  let app: ElectronApplication;
  let page: Page;
  test.beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'faultboard-desktop-'));
    app = await _electron.launch({ executablePath: binary ?? undefined, args: [root, `--user-data-dir=${folder}`], cwd: root });
    page = await app.firstWindow();
    await expect(page.getByTestId('trace-hash')).toBeVisible();
  });
  test.afterEach(async () => {
    await app.evaluate(({ app: inMain }) => inMain.exit(0)).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });

  test('runs the first example and draws it', async () => {
    await expect(page.locator('.react-flow__node')).not.toHaveCount(0);
    expect(await page.evaluate(async () => (await window.faultboard?.shellInfo())?.shell)).toBe('electron');
    expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  });

  test('gives its page nothing of Node, no other page, and no code from strings', async () => {
    expect(await page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')])).toEqual([
      'undefined',
      'undefined',
    ]);
    expect(await page.evaluate(() => window.open('https://example.com'))).toBeNull();
    const address = page.url();
    await page.evaluate(() => window.location.assign('https://example.com'));
    expect(page.url()).toBe(address);
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      return Reflect.get(window, 'injected') === true;
    });
    expect(ran).toBe(false);
  });

  test('asks before it closes over unsaved work, and stays when told to', async () => {
    await page.locator('.react-flow__node').first().click();
    await page.keyboard.press('Delete');
    await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getTitle())).toMatch(/^\u2022 /);
    const asked = await app.evaluate(({ BrowserWindow, dialog }) => {
      let count = 0;
      dialog.showMessageBoxSync = () => {
        count++;
        return 2;
      };
      BrowserWindow.getAllWindows()[0].close();
      return count;
    });
    expect(asked).toBe(1);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });
});
