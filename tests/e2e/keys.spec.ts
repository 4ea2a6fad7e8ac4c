import type { Page } from '@playwright/test';
import { emptyScenario } from '../../src/sim/index';
import { test as plain, expect, middleOf, part } from './app';
import { test } from './canvasApp';

const two = {
  ...emptyScenario('Two parts'),
  nodes: [
    { id: 'C1', kind: 'client', x: 0, y: 0, params: {} },
    { id: 'W1', kind: 'worker', x: 320, y: 0, params: {} },
  ],
  links: [{ id: 'L1', from: 'C1', to: 'W1' }],
};

/** Where a part stands on the board. */
async function placeOf(page: Page, id: string): Promise<{ x: number; y: number }> {
  const style = (await part(page, id).getAttribute('style')) ?? '';
  const [, x, y] = /translate\((-?[\d.]+)px, ?(-?[\d.]+)px\)/.exec(style) ?? [];
  return { x: Number(x), y: Number(y) };
}

test('a part moves on the grid, and off it while Alt is held', async ({ app, page }) => {
  await app.open(two);
  const isOnGrid = async (): Promise<boolean> => {
    const { x, y } = await placeOf(page, 'W1');
    return x % 8 === 0 && y % 8 === 0;
  };
  const from = await middleOf(part(page, 'W1'));
  await app.drag(from, { x: from.x + 61, y: from.y + 83 });
  expect((await placeOf(page, 'W1')).y).toBeGreaterThan(0);
  expect(await isOnGrid()).toBe(true);
  // Small steps, so that no guide of another part is near.
  await page.keyboard.down('Alt');
  await app.drag(await middleOf(part(page, 'W1')), { x: from.x + 61 + 37, y: from.y + 83 + 31 });
  await page.keyboard.up('Alt');
  expect(await isOnGrid()).toBe(false);
  await app.undo();
  expect(await isOnGrid()).toBe(true);
});

test('Space that is tapped runs and pauses; held while the pointer drags, it moves the board and nothing else', async ({ app, page }) => {
  await app.open(two);
  const before = await placeOf(page, 'W1');
  const from = await middleOf(part(page, 'W1'));
  await page.mouse.move(from.x, from.y);
  await page.keyboard.down('Space');
  await app.drag(from, { x: from.x - 90, y: from.y + 70 });
  await page.keyboard.up('Space');
  const after = await middleOf(part(page, 'W1'));
  // The first move of the pointer begins the panning, and pans nothing itself.
  expect(after.x - from.x).toBeLessThan(-60);
  expect(after.y - from.y).toBeGreaterThan(40);
  expect(await placeOf(page, 'W1')).toEqual(before);
  await expect(page.getByTestId('clock')).toHaveText('no run');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toHaveCount(0);
});

test('a drag with Shift selects what the box touches', async ({ app, page }) => {
  await app.open(two);
  const [client, worker] = [await part(page, 'C1').boundingBox(), await part(page, 'W1').boundingBox()];
  if (client === null || worker === null) throw new Error('the parts are not on the screen');
  await page.keyboard.down('Shift');
  await app.drag({ x: client.x - 30, y: client.y - 30 }, { x: worker.x + 20, y: worker.y + worker.height + 20 });
  await page.keyboard.up('Shift');
  await expect(page.locator('.react-flow__node-part.selected')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.keyboard.down('Shift');
  await app.drag({ x: worker.x - 20, y: worker.y - 30 }, { x: worker.x + 20, y: worker.y + worker.height + 20 });
  await page.keyboard.up('Shift');
  await expect(page.locator('.react-flow__node-part.selected')).toHaveCount(1);
  await expect(part(page, 'W1')).toHaveClass(/selected/);
});

/** The keys of a command in the list of all shortcuts. */
async function keysOf(page: Page, name: string): Promise<string[]> {
  return page
    .getByRole('dialog')
    .locator('p', { has: page.getByText(name, { exact: true }) })
    .locator('kbd')
    .allTextContents();
}

plain('keys are written and used as on this platform', async ({ app }) => {
  await app.keyboard.press('?');
  expect(await keysOf(app, 'Redo')).toContain('Ctrl+Shift+Z');
  expect(await keysOf(app, 'Move a part off the grid')).toEqual(['Alt+drag']);
  await app.keyboard.press('Escape');
  await app.keyboard.press('Meta+k');
  await expect(app.getByRole('dialog')).toHaveCount(0);
  await app.keyboard.press('Control+k');
  await expect(app.getByRole('dialog')).toHaveCount(1);
});

plain('on a Mac they are the signs and the keys of a Mac', async ({ page, shell }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'platform', { get: () => 'MacIntel' }));
  await page.goto(shell.url);
  await expect(page.getByTestId('trace-hash')).toBeVisible();
  await page.keyboard.press('?');
  expect(await keysOf(page, 'Redo')).toContain('\u2318\u21e7Z');
  expect(await keysOf(page, 'Move a part off the grid')).toEqual(['\u2325drag']);
  expect(
    await page
      .getByRole('dialog')
      .locator('kbd', { hasText: /Ctrl|Shift|Alt\b/ })
      .allTextContents(),
  ).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Meta+k');
  await expect(page.getByRole('dialog')).toHaveCount(1);
});
