import { expect, type Page } from '@playwright/test';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IS_REAL, NO_CHROMIUM, test, type Desktop } from './desktopTest';
import { DesktopApp } from './standIn/host';

test.skip(NO_CHROMIUM !== '', NO_CHROMIUM);

const EXAMPLE = readFileSync(join(import.meta.dirname, '../../scenarios/five-workers.json'), 'utf8');

/** A scenario file with a name of its own. */
function writeScenario(folder: string, name: string): string {
  const path = join(folder, `${name}.faultboard`);
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(EXAMPLE) as object), name }));
  return path;
}

/** The page once the first example has been run. */
async function started(desktop: Desktop): Promise<Page> {
  const page = await desktop.window();
  // Until then a thread has started and computed a run, which a busy machine takes long for.
  await expect(page.getByTestId('trace-hash')).toBeVisible({ timeout: 45_000 });
  return page;
}

/** Deletes a part, and waits until the shell knows that there is unsaved work. */
async function edit(desktop: Desktop, page: Page): Promise<void> {
  await page.locator('.react-flow__node').first().click();
  await page.keyboard.press('Delete');
  await expect.poll(() => title(desktop)).toMatch(/^\u2022 /);
}

function title(desktop: Desktop): Promise<string> {
  return desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getTitle());
}

function close(desktop: Desktop): Promise<void> {
  return desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].close());
}

test('runs the first example; its page may copy and paste, and nothing else', async ({ desktop }) => {
  const page = await started(desktop);
  await expect(page.locator('.react-flow__node')).not.toHaveCount(0);
  expect(await page.evaluate(async () => (await window.faultboard?.shellInfo())?.shell)).toBe('electron');
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  expect(await page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')])).toEqual([
    'undefined',
    'undefined',
  ]);
  const address = page.url();
  await page.evaluate(() => window.location.assign('https://example.com'));
  await expect(page.evaluate(() => fetch('https://example.com'))).rejects.toThrow();
  expect(page.url()).toBe(address);
  expect(
    await page.evaluate(async () => {
      await navigator.clipboard.writeText('a part');
      return navigator.clipboard.readText();
    }),
  ).toBe('a part');
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
});

test('saves where the dialog of the system says, which asks before it overwrites, and opens that again', async ({ desktop, folder }) => {
  const page = await started(desktop);
  await edit(desktop, page);
  const parts = await page.locator('.react-flow__node').count();
  const path = join(folder, 'mine.faultboard');
  await desktop.answers({ saved: [path] });
  await page.keyboard.press('ControlOrMeta+s');
  await expect.poll(() => title(desktop)).toBe('mine.faultboard \u2013 Faultboard');
  expect((JSON.parse(readFileSync(path, 'utf8')) as { nodes: unknown[] }).nodes).toHaveLength(parts);
  const saved = desktop.dialogs().find(({ kind }) => kind === 'save');
  expect(saved?.options).toMatchObject({ properties: ['showOverwriteConfirmation'] });

  const other = writeScenario(folder, 'Another one');
  await desktop.answers({ opened: [other] });
  await desktop.choose('File', 'Open...');
  await expect(page.getByTestId('file-name')).toContainText('Another one');
});

test('asks before it closes over unsaved work; a save that fails or is given up closes nothing later', async ({ desktop, folder }) => {
  const page = await started(desktop);
  await edit(desktop, page);
  await close(desktop);
  expect(desktop.dialogs()).toHaveLength(1);

  // The place cannot be written: a folder is there.
  const taken = join(folder, 'taken.faultboard');
  mkdirSync(taken);
  await desktop.answers({ buttons: [0], saved: [taken] });
  await close(desktop);
  await expect(page.getByRole('alert').filter({ hasText: 'taken' })).toBeVisible();

  // Saved later, and not in order to close: the window stays.
  await desktop.answers({ saved: [join(folder, 'kept.faultboard')] });
  await page.keyboard.press('ControlOrMeta+s');
  await expect.poll(() => title(desktop)).toBe('kept.faultboard \u2013 Faultboard');
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);

  await edit(desktop, page);
  await desktop.answers({ buttons: [0] });
  await close(desktop);
  expect(await desktop.ended).toBe(0);
});

test('a second start hands its file to the first, also while that is loading', async ({ desktop, folder }) => {
  const [early, late] = [writeScenario(folder, 'Early'), writeScenario(folder, 'Late')];
  // As soon as there is a window, and long before its page can hear anything.
  await desktop.evaluate(
    ({ app, BrowserWindow }, path) =>
      new Promise<void>((done) => {
        const timer = setInterval(() => {
          if (BrowserWindow.getAllWindows().length === 0) return;
          clearInterval(timer);
          app.emit('open-file', { preventDefault: () => undefined }, path);
          done();
        }, 1);
      }),
    early,
  );
  const page = await desktop.window();
  await expect(page.getByTestId('file-name')).toContainText('Early');
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].minimize());

  expect(await desktop.again([late])).toBe(0);
  await expect(page.getByTestId('file-name')).toContainText('Late');
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].isMinimized())).toBe(false);
});

test('a page that is loaded again, or has crashed and starts again, shows the file that was open', async ({ desktop, folder }) => {
  await desktop.fromSystem('open-file', writeScenario(folder, 'Stays open'));
  const page = await desktop.window();
  await expect(page.getByTestId('file-name')).toContainText('Stays open');
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].webContents.reload());
  await expect(page.locator('.react-flow__node')).not.toHaveCount(0);
  await expect(page.getByTestId('file-name')).toContainText('Stays open');

  await desktop.answers({ buttons: [0] });
  await desktop.crashPage();
  await expect.poll(async () => (await desktop.window()) !== page).toBe(true);
  await expect((await desktop.window()).getByTestId('file-name')).toContainText('Stays open');
  expect(desktop.dialogs().map(({ message }) => message)).toEqual(['The window stopped working.']);
});

test('a run whose thread ends says so, and the next run is whole', async ({ standIn: desktop }) => {
  const page = await started(desktop);
  const hash = await page.getByTestId('trace-hash').textContent();
  await desktop.killThreads();
  await expect(page.getByText('its thread ended').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByTestId('trace-hash')).toHaveText(hash ?? '');
});

test('has one menu, of the commands that can be used now, and none of them while a question is open', async ({ desktop }) => {
  const page = await started(desktop);
  const names = async (label: string): Promise<Map<string, boolean>> =>
    new Map((await desktop.menu()).find((menu) => menu.label === label)?.items.map((item) => [item.label, item.enabled]));
  await expect(page.getByRole('navigation', { name: 'Menus' })).toHaveCount(0);
  const menus = (await desktop.menu()).map(({ label }) => label);
  // A Mac has that of the app before them.
  expect(process.platform === 'darwin' ? menus.slice(1) : menus).toEqual(['File', 'Edit', 'Add', 'View', 'Run', 'Fault', 'Help']);
  expect((await names('Edit')).get('Undo')).toBe(false);
  await edit(desktop, page);
  await expect.poll(async () => (await names('Edit')).get('Undo')).toBe(true);
  const parts = await page.locator('.react-flow__node').count();
  await desktop.choose('Edit', 'Undo');
  await expect(page.locator('.react-flow__node')).toHaveCount(parts + 1);

  await page.keyboard.press('ControlOrMeta+k');
  await expect.poll(async () => (await names('File')).get('Save')).toBe(false);
  await expect(desktop.choose('File', 'Save')).rejects.toThrow('greyed out');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await names('File')).get('Save')).toBe(true);
});

test('quitting waits for a file that is being written', async ({ standIn: desktop, folder }) => {
  const page = await started(desktop);
  const path = join(folder, 'large.faultboard');
  const text = `${EXAMPLE.trimEnd()}${' '.repeat(6_000_000)}\n`;
  await desktop.answers({ saved: [path] });
  await page.evaluate(() => window.faultboard?.chooseSave({ suggestedName: 'large.faultboard' }));
  await desktop.slowWrites(300);
  void page
    .evaluate(([where, what]) => window.faultboard?.saveFile({ path: where, text: what, stamp: null }), [path, text])
    .catch(() => null);
  await expect.poll(() => desktop.callsOf('faultboard:saveFile')).toBe(1);
  await desktop.evaluate(({ app }) => app.quit());
  expect(await desktop.ended).toBe(0);
  expect(existsSync(path) && readFileSync(path, 'utf8') === text).toBe(true);
});

test('a page that cannot be loaded is said, and the app ends', async ({ browser, folder }) => {
  test.skip(IS_REAL, 'only the stand-in can do that');
  const broken = await DesktopApp.launch({ browser, folder, failLoads: true });
  await expect.poll(() => broken.dialogs()[0]?.message ?? '').toContain('could not be loaded');
  expect(await broken.ended).toBe(1);
});
