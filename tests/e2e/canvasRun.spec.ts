import { expect } from '@playwright/test';
import { emptyScenario } from '../../src/sim/index';
import { test, type CanvasApp } from './canvasApp';

const shop = {
  ...emptyScenario('A small shop'),
  nodes: [
    { id: 'C1', kind: 'client', x: 0, y: 0, params: { ratePerSecond: 40, arrivals: 'constant' } },
    { id: 'W1', kind: 'worker', x: 320, y: 0, params: { concurrency: 200 } },
    { id: 'DB1', kind: 'database', x: 640, y: 0, params: { concurrency: 8 } },
  ],
  // Slow wires, so that there are always messages under way to be seen.
  links: [
    { id: 'L1', from: 'C1', to: 'W1', latency: { type: 'constant', valueMs: 400 } },
    { id: 'L2', from: 'W1', to: 'DB1', latency: { type: 'constant', valueMs: 400 } },
  ],
};

/** Pixels of the traffic layer that are not empty. */
async function inkOf(app: CanvasApp): Promise<number> {
  return app.page.locator('.traffic').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    let ink = 0;
    for (let i = 3; i < pixels.length; i += 4) if (pixels[i] > 0) ink++;
    return ink;
  });
}

/** A place of the window where a mark, and nothing else, can be clicked. */
async function markSpot(app: CanvasApp): Promise<{ x: number; y: number }> {
  return app.page.locator('.traffic').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const box = canvas.getBoundingClientRect();
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    for (let i = 3; i < pixels.length; i += 4) {
      if (pixels[i] < 255) continue;
      const at = (i - 3) / 4;
      const x = box.left + ((at % canvas.width) * box.width) / canvas.width;
      const y = box.top + (Math.floor(at / canvas.width) * box.height) / canvas.height;
      // Next to a part the click would be for its port.
      if (
        document.elementFromPoint(x - 24, y)?.closest('.react-flow__node') === null &&
        document.elementFromPoint(x, y)?.closest('.react-flow__node') === null
      )
        return { x, y };
    }
    throw new Error('there is no mark on the canvas');
  });
}

/** Looks at the end of the run on screen; tries again while the run is still being computed. */
async function atTheEnd(app: CanvasApp, look: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await app.page.keyboard.press('End');
    await look();
  }).toPass();
}

test('a run shows messages on the wires and the state on the faces; going back to editing clears both', async ({ app, page }) => {
  await app.open(shop);
  expect(await inkOf(app)).toBe(0);
  await app.runAndPause();
  await page.keyboard.press('End');
  await expect(app.part('W1')).toHaveAccessibleName(/^W1, worker, up, 0 waiting, \d+ of 200 slots busy, \d+ done, 0 failed/);
  await page.keyboard.press('Home');
  await expect(app.part('C1')).toHaveAccessibleName(/^C1, client, up, [01] sent, 0 ok/);
  for (let step = 0; step < 30; step++) await page.keyboard.press('.');
  await expect.poll(() => inkOf(app)).toBeGreaterThan(50);
  await page.keyboard.press('Shift+Escape');
  await expect(app.part('W1')).toHaveAccessibleName('W1, worker, 200 slots, 20 ms');
  await expect.poll(() => inkOf(app)).toBe(0);
});

test('a message that is clicked says what it is', async ({ app, page }) => {
  await app.open(shop);
  await app.runAndPause();
  await page.keyboard.press('Home');
  for (let step = 0; step < 30; step++) await page.keyboard.press('.');
  await expect.poll(() => inkOf(app)).toBeGreaterThan(50);
  const at = await markSpot(app);
  await page.mouse.click(at.x, at.y);
  const card = page.getByRole('region', { name: 'Message: Request' });
  await expect(card).toContainText('C1');
  await expect(card).toContainText('(400 ms)');
  // The path so far: what was sent for the same request before, this hop, and nothing that is still to come.
  const path = page.getByRole('region', { name: 'Path so far' });
  await expect(path.getByRole('button').first()).toContainText('C1 \u2192 W1');
  await expect(path.locator('[aria-current=step]')).toHaveCount(1);
  await expect(path).toContainText('The request is still under way.');
  await page.keyboard.press('End');
  await expect(path.getByRole('button')).toHaveCount(4);
  await expect(path).toContainText(/OK at [\d.]+ s, after [\d,.]+ ms\. The request was answered\./);
  await path.getByRole('button').last().click();
  await expect(page.getByRole('region', { name: 'Message: Reply' })).toContainText('W1');
  await expect(path.getByRole('button').last()).toHaveAttribute('aria-current', 'step');
  await page
    .getByRole('region', { name: /^Message: / })
    .getByRole('button', { name: 'Close' })
    .click();
  await expect(path).toBeHidden();
});

test('a message is clicked while it moves, at any speed', async ({ app, page }) => {
  await app.open(shop);
  await app.runAndPause();
  for (const speed of ['0.01', '1', '10']) {
    await page.getByLabel('Speed').selectOption(speed);
    await page.getByRole('slider', { name: 'Time' }).press('Home');
    for (let step = 0; step < 4; step++) await page.getByRole('slider', { name: 'Time' }).press('ArrowRight');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const card = page.getByRole('region', { name: /^Message: / });
    await expect(async () => {
      const at = await markSpot(app);
      await page.mouse.click(at.x, at.y);
      await expect(card).toContainText('C1', { timeout: 300 });
    }).toPass();
    // It stays open, with its own times, while the run goes on.
    await expect(card).toContainText('(400 ms)');
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
    await card.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
  }
});

test('a part is crashed by hand during a run, and only from then on', async ({ app, page }) => {
  await app.open(shop);
  await app.runAndPause();
  await app.part('W1').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Restart' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('menuitem', { name: 'Crash' }).click();
  await atTheEnd(app, () => expect(app.part('W1')).toHaveAccessibleName(/^W1, worker, down/, { timeout: 300 }));
  await expect(app.part('W1').getByText('down', { exact: true })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(app.part('W1')).toHaveAccessibleName(/^W1, worker, up/);
});

test('a wire is cut one way and says which, until it is healed', async ({ app, page }) => {
  await app.open(shop);
  await app.runAndPause();
  await app.wire(/^Wire from W1 to DB1/).focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Cut W1 \u2192 DB1 only' }).click();
  // Small letters alone: an item of the menu begins with these words, too.
  const cutText = page.getByText(/^cut W1 \u2192 DB1/);
  await expect(cutText).toBeVisible();
  await atTheEnd(app, () => expect(cutText).toBeVisible({ timeout: 300 }));
  const heal = async (): Promise<void> => {
    await app.wire(/^Wire from W1 to DB1/).focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Heal' }).click();
  };
  await heal();
  await expect(page.getByRole('alert')).toContainText('The run ends here');
  await page.keyboard.press('Home');
  await expect(cutText).toBeHidden();
  await expect(async () => {
    await page.keyboard.press('.');
    await expect(cutText).toBeVisible({ timeout: 50 });
  }).toPass({ intervals: [20] });
  await heal();
  await atTheEnd(app, () => expect(cutText).toBeHidden({ timeout: 300 }));
});

test('without a run, a fault is scheduled for a moment of the next one', async ({ app, page }) => {
  await app.open(shop);
  await app.part('W1').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Crash...' }).click();
  const form = page.getByRole('dialog', { name: 'Schedule a fault for W1' });
  await form.getByRole('textbox', { name: /^At/ }).fill('soon');
  await form.getByRole('button', { name: 'Schedule' }).click();
  await expect(form.getByRole('alert')).toContainText('Write a number. The run is 60 s long.');
  await form.getByRole('textbox', { name: /^At/ }).fill('2,5');
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
  await app.runAndPause();
  await page.keyboard.press('End');
  await expect(app.part('W1')).toHaveAccessibleName(/^W1, worker, down/);
});

test('who asked for little motion gets amounts in place of moving marks', async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.open(shop);
  await page.keyboard.press('Control+Enter');
  await app.page.locator('.face[data-status="up"]').first().waitFor();
  await expect.poll(() => inkOf(app)).toBeGreaterThan(500);
  await expect(page.locator('.canvas-surface')).toHaveAttribute('data-still', 'true');
});

test('very many parts open whole, and once zoomed in only what is seen is on the page', async ({ app, page }) => {
  const side = 30;
  const nodes = Array.from({ length: 900 }, (_, i) => ({
    id: `W${i + 1}`,
    kind: 'worker',
    x: (i % side) * 240,
    y: Math.floor(i / side) * 136,
    params: {},
  }));
  await app.open({ ...emptyScenario('Many'), nodes });
  await expect(app.parts()).toHaveCount(900);
  const zoomIn = page.getByRole('button', { name: 'Zoom in', exact: true });
  for (let press = 0; press < 9; press++) await zoomIn.click();
  await expect.poll(() => app.parts().count()).toBeLessThan(150);
  expect(await app.parts().count()).toBeGreaterThan(0);
});
