import type { Page } from '@playwright/test';
import { command, expect, part } from './app';
import { test, type CanvasApp } from './canvasApp';
import { seenIds, spyOnIds } from './idSpy';
import { namedScenario } from './namedScenario';

/** Long enough for what is told a moment later, such as a verdict at the playhead or a tip. */
const MOMENT_MS = 120;

async function everyTab(page: Page, of: string): Promise<void> {
  for (const tab of await page.locator(`${of} [role=tab]`).all()) {
    await tab.click();
    await page.waitForTimeout(MOMENT_MS);
  }
}

/** Selects every part with the keyboard, so that its settings, charts and insides are shown. */
async function everyPart(page: Page): Promise<void> {
  for (const { id } of namedScenario().nodes) {
    await part(page, id).focus();
    await page.keyboard.press('Enter');
  }
  await page.waitForTimeout(MOMENT_MS);
}

async function menuOf(app: CanvasApp, at: { x: number; y: number }): Promise<void> {
  await app.page.mouse.click(at.x, at.y, { button: 'right' });
  await app.page.getByRole('menu').first().waitFor();
}

/** Edits of every sort, their names in the history, and the lists in which parts are chosen. */
async function edits(app: CanvasApp): Promise<void> {
  const { page } = app;
  await part(page, 'xqworker').hover();
  await page.waitForTimeout(700);
  for (const keys of ['Control+d', 'ArrowRight', 'Delete', 'Control+z', 'Control+z', 'Control+z']) {
    await part(page, 'xqsecond').focus();
    if (keys === 'Control+d') await page.keyboard.press('Enter');
    await page.keyboard.press(keys);
  }
  await part(page, 'xqworker').focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Ж');
  await page.keyboard.press('Enter');
  await command(page, 'History');
  await expect(page.getByRole('dialog').getByRole('listitem')).not.toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await menuOf(app, await app.onWire('xqwirea'));
  await page.getByRole('menuitem', { name: 'Latency and loss...' }).click();
  await page.keyboard.press('Escape');
  await part(page, 'xqclient').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Wire to...' }).click();
  await page.keyboard.press('Escape');
  for (const name of ['Find a part', 'Find the limit', 'Breakpoints']) {
    await command(page, name);
    await page.waitForTimeout(MOMENT_MS);
    await page.keyboard.press('Escape');
  }
}

/** A run, what is broken in it by hand, the branches that come of it, and two of them compared. */
async function runs(app: CanvasApp): Promise<void> {
  const { page } = app;
  await app.runAndPause();
  await everyTab(page, '.dock');
  await everyTab(page, '.side');
  await everyPart(page);
  for (let i = 0; i < 12; i++) await page.keyboard.press(',');
  await part(page, 'xqworker').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Crash', exact: true }).click();
  await expect(part(page, 'xqworker')).toHaveAccessibleName(/^Работник 🛠️, worker, down/);
  await menuOf(app, await app.onWire('xqwirea'));
  await page.getByRole('menuitem', { name: 'Cut', exact: true }).click();
  await page.getByRole('tab', { name: 'Results' }).click();
  const tree = page.getByRole('region', { name: 'Runs' });
  await expect(tree.getByRole('button', { name: /^Cut: wire Клиент у кассы \u2192 Балансировщик at / })).toBeVisible();
  await tree.getByRole('button', { name: 'compare' }).first().click();
  await expect(page.getByRole('region', { name: 'First difference' }).getByRole('button')).toBeVisible();
  await page.getByRole('button', { name: 'Show the slowest request hop by hop' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Request' }).getByRole('listitem').first()).toBeVisible();
  await page.getByRole('button', { name: 'Why was this not met: Convergence of Сеть сплетен' }).first().click();
  await expect(page.getByRole('region', { name: 'Why did it fail' })).toBeVisible();
  await part(page, 'xqclient').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('b');
  await expect(page.getByText('Stopped: עובד שני crashed.')).toBeVisible();
  await page.keyboard.press('End');
  await everyTab(page, '.dock');
}

test('people read labels in many scripts and never an id: on the board, in every panel, menu, list, step, branch, tip and message', async ({
  app,
}) => {
  test.slow();
  const { page } = app;
  await page.setViewportSize({ width: 1366, height: 768 });
  await spyOnIds(page, '\\bxq[a-z]+\\b');
  await app.open(namedScenario());
  await everyPart(page);
  await edits(app);
  await runs(app);
  expect(await seenIds(page)).toEqual([]);
});
