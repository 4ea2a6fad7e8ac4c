import { expect, type Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IS_REAL, launch, NO_CHROMIUM, test, type Desktop } from './desktopTest';
import { DesktopApp } from './standIn/host';

test.skip(NO_CHROMIUM !== '', NO_CHROMIUM);

const EXAMPLE = readFileSync(join(import.meta.dirname, '../../scenarios/five-workers.json'), 'utf8');

/** What the file manager of this system is called in the menu. */
const SHOW_IN = { darwin: 'Show in Finder', win32: 'Show in File Explorer' }[process.platform as string] ?? 'Show in its folder';

/** A scenario file with a name of its own. */
function writeScenario(folder: string, name: string): string {
  const path = join(folder, `${name}.faultboard`);
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(EXAMPLE) as object), name }));
  return path;
}

/** The page once it shows a scenario. */
async function started(desktop: Desktop): Promise<Page> {
  const page = await desktop.window();
  await expect(page.locator('.react-flow__node')).not.toHaveCount(0);
  return page;
}

async function itemsOf(desktop: Desktop, ...labels: readonly string[]): Promise<readonly string[]> {
  let items = await desktop.menu();
  for (const label of labels) items = items.find((item) => item.label === label)?.items ?? [];
  return items.map(({ label }) => label);
}

test('recent files are in the menu and in the list of the system, and both forget them when asked', async ({ desktop, folder }) => {
  const page = await started(desktop);
  const [first, second] = [writeScenario(folder, 'First'), writeScenario(folder, 'Second')];
  await desktop.fromSystem('open-file', first);
  await expect(page.getByTestId('file-name')).toContainText('First');
  await desktop.fromSystem('open-file', second);
  await expect(page.getByTestId('file-name')).toContainText('Second');
  const listed = ['Second.faultboard', 'First.faultboard', 'Clear recent files'];
  await expect.poll(() => itemsOf(desktop, 'File', 'Open recent')).toEqual(listed);
  expect(await desktop.evaluate(({ app }) => app.getRecentDocuments())).toEqual([second, first]);
  // The browser shell reads the same file.
  expect(JSON.parse(readFileSync(join(folder, 'home/.faultboard/recent.json'), 'utf8'))).toEqual([second, first]);

  await desktop.choose('File', 'Open recent', 'First.faultboard');
  await expect(page.getByTestId('file-name')).toContainText('First');
  await desktop.choose('File', 'Open recent', 'Clear recent files');
  await expect.poll(() => itemsOf(desktop, 'File', 'Open recent')).toEqual(['Clear recent files']);
  await expect(desktop.choose('File', 'Open recent')).rejects.toThrow('greyed out');
  expect(await desktop.evaluate(({ app }) => app.getRecentDocuments())).toEqual([]);
});

test('a recent file is offered at the next start, and opens although the page never chose it', async ({ browser, folder }) => {
  const path = writeScenario(folder, 'Of yesterday');
  const yesterday = await launch({ browser, folder, args: [path] });
  await expect((await yesterday.window()).getByTestId('file-name')).toContainText('Of yesterday');
  await yesterday.evaluate(({ app }) => app.quit());
  expect(await yesterday.ended).toBe(0);

  const today = await launch({ browser, folder });
  const page = await started(today);
  await today.choose('File', 'Open recent', 'Of yesterday.faultboard');
  await expect(page.getByTestId('file-name')).toContainText('Of yesterday');
  await today.kill();
});

test('a dropped file keeps its place: it is shown in its folder, and saving writes it', async ({ desktop, folder }) => {
  const page = await started(desktop);
  await expect(desktop.choose('File', SHOW_IN)).rejects.toThrow('greyed out');
  const path = writeScenario(folder, 'Dropped');
  await desktop.drop(path);
  await expect(page.getByTestId('file-name')).toContainText('Dropped');
  await expect
    .poll(async () => desktop.choose('File', SHOW_IN).then(() => desktop.shownFiles()))
    .toContainEqual({
      how: 'folder',
      path,
    });
  const before = (JSON.parse(EXAMPLE) as { nodes: unknown[] }).nodes.length;
  await page.locator('.react-flow__node').first().click();
  await page.keyboard.press('Delete');
  await page.keyboard.press('ControlOrMeta+s');
  await expect.poll(() => (JSON.parse(readFileSync(path, 'utf8')) as { nodes: unknown[] }).nodes.length).toBe(before - 1);
  expect(desktop.dialogs()).toEqual([]);
});

test('the window opens where and how it was, and on a screen that is there', async ({ browser, folder }) => {
  test.skip(IS_REAL, 'needs two screens');
  const place = { x: 2100, y: 120, width: 1200, height: 800 };
  const two = JSON.stringify([
    { x: 0, y: 0, width: 1920, height: 1040 },
    { x: 1920, y: 0, width: 1600, height: 1000 },
  ]);
  const open = (env: Record<string, string>) => DesktopApp.launch({ browser, folder, env });
  const seen = (desktop: DesktopApp) =>
    desktop.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return { ...window.getNormalBounds(), maximized: window.isMaximized(), fullScreen: window.isFullScreen() };
    });
  const first = await open({ STAND_IN_SCREENS: two });
  await started(first);
  expect(await seen(first)).toMatchObject({ width: 1440, height: 900, maximized: false });
  await first.evaluate(({ BrowserWindow }, bounds) => {
    const [window] = BrowserWindow.getAllWindows();
    window.setBounds(bounds);
    window.maximize();
    window.close();
  }, place);
  expect(await first.ended).toBe(0);

  const second = await open({ STAND_IN_SCREENS: two });
  await started(second);
  expect(await seen(second)).toEqual({ ...place, maximized: true, fullScreen: false });
  await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].close());
  expect(await second.ended).toBe(0);

  const third = await open({ STAND_IN_SCREENS: JSON.stringify([{ x: 0, y: 0, width: 1100, height: 700 }]) });
  await started(third);
  expect(await seen(third)).toEqual({ x: 0, y: 0, width: 1100, height: 700, maximized: true, fullScreen: false });
  await third.kill();
});

test('Ctrl with +, - and 0 zooms all there is in the window, and the next start remembers it', async ({ browser, folder }) => {
  const desktop = await launch({ browser, folder });
  const page = await started(desktop);
  const zoom = (of: Desktop) => of.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].webContents.getZoomFactor());
  await page.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
  // What Playwright presses does not get to the menu of the real Electron.
  const keys = IS_REAL
    ? []
    : ([
        ['=', 1.1],
        ['=', 1.25],
        ['-', 1.1],
        ['0', 1],
      ] as const);
  for (const [key, factor] of keys) {
    await page.keyboard.press(`ControlOrMeta+${key}`);
    await expect.poll(() => zoom(desktop)).toBe(factor);
  }
  await desktop.choose('View', 'Make everything larger');
  await expect.poll(() => zoom(desktop)).toBe(1.1);
  await desktop.evaluate(({ app }) => app.quit());
  expect(await desktop.ended).toBe(0);
  const next = await launch({ browser, folder });
  await started(next);
  expect(await zoom(next)).toBe(1.1);
  await next.kill();
});

test('the theme follows the system, and the system follows a theme that was chosen', async ({ standIn: desktop }) => {
  const page = await started(desktop);
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  const source = () => desktop.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
  expect([await theme(), await source()]).toEqual(['light', 'system']);
  await desktop.systemIs('dark');
  await expect.poll(theme).toBe('dark');
  await desktop.systemIs('light');
  await expect.poll(theme).toBe('light');
  await page.evaluate(() => window.faultboard?.setSettings({ theme: 'dark' }));
  await expect.poll(source).toBe('dark');
});

test('a window in the dark is dark before its page is drawn, and has the icon of the app', async ({ browser, folder }) => {
  test.skip(IS_REAL, 'only the stand-in can do that');
  const desktop = await DesktopApp.launch({ browser, folder, env: { STAND_IN_DARK: '1' } });
  await started(desktop);
  const made = await desktop.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows() as unknown as { made: { backgroundColor: string; icon: string } }[];
    return window.made;
  });
  expect(made.backgroundColor).toBe('#11151b');
  expect(readFileSync(made.icon).subarray(1, 4).toString()).toBe('PNG');
  await desktop.kill();
});

test('says what it is, to a person and to the system', async ({ standIn: desktop }) => {
  await started(desktop);
  await desktop.choose('Help', 'About Faultboard');
  const said = await desktop.evaluate(({ app }) => {
    const { about, aboutShown, appUserModelId } = app as unknown as {
      about: { applicationName: string; applicationVersion: string };
      aboutShown: number;
      appUserModelId: string;
    };
    return { about, aboutShown, appUserModelId };
  });
  expect(said).toMatchObject({ aboutShown: 1, appUserModelId: 'app.faultboard', about: { applicationName: 'Faultboard' } });
  expect(said.about.applicationVersion).toMatch(/^\d+\.\d+\.\d+ \(engine \d+\)$/);
});

test('a program that does not end is stopped, and holds nobody up meanwhile', async ({ desktop }) => {
  const page = await started(desktop);
  const endless = page.evaluate(() =>
    window.faultboard?.tryProgram({ code: 'function hash(key) { for (;;) {} }', name: 'hash', trial: '["a"]' }),
  );
  const files = await page.evaluate(() => window.faultboard?.listExamples());
  expect(files?.length).toBeGreaterThan(10);
  expect(await endless).toMatchObject({ ok: true, value: { isRunaway: true } });
  await page.evaluate(() => window.faultboard?.tryProgram({ code: 'function hash(key) { return 1; }', name: 'hash', trial: '["a"]' }));
});

test('a start that fails is said with its cause, and the app ends', async ({ browser, folder }) => {
  test.skip(IS_REAL, 'only the stand-in can do that');
  const broken = await DesktopApp.launch({ browser, folder, env: { STAND_IN_FAILS: 'window' } });
  expect(await broken.ended).toBe(1);
  expect(broken.dialogs()).toMatchObject([
    { kind: 'error', message: 'Faultboard could not start', options: 'the window server does not answer' },
  ]);
});
