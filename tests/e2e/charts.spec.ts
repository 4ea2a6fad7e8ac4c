import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { drag, expect, part, test } from './app';

/** Different colours in the plot of a chart. */
async function coloursOf(page: Page, name: string): Promise<number> {
  return page.locator(`[data-chart="${name}"] canvas`).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const pixels = new Uint32Array(
      canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data.buffer ?? new ArrayBuffer(0),
    );
    return new Set(pixels).size;
  });
}

async function dragOver(page: Page, name: string, from: number, to: number): Promise<void> {
  const box = await page.locator(`[data-chart="${name}"] .u-over`).boundingBox();
  if (box === null) throw new Error('the chart is not on screen');
  const y = box.y + box.height / 2;
  await drag(page, { x: box.x + box.width * from, y }, { x: box.x + box.width * to, y });
}

test('charts: choose, zoom together, seek, pin through a re-run and a selection', async ({ app: page }) => {
  await page.getByRole('button', { name: /^More charts/ }).click();
  await page.getByRole('checkbox', { name: /^Latency heat map/ }).check();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-chart]')).toHaveCount(4);
  await expect(
    page.getByRole('figure', { name: /^Latency heat map\. Of \d+ answered requests, most took [\d.]+ to [\d.]+ ms/ }),
  ).toBeVisible();
  await expect(page.locator('[data-chart="heat"] .charts-is-shade').first()).toContainText(/^1/);
  expect(await coloursOf(page, 'heat')).toBeGreaterThan(10);

  await dragOver(page, 'throughput', 0.25, 0.75);
  const whole = page.getByRole('button', { name: /^Whole run 1\d\.\d\d to 4\d\.\d\d s/ });
  await expect(whole).toBeVisible();
  const seen = page.locator('[data-chart="latency"] .u-over');
  const box = await seen.boundingBox();
  await seen.click({ position: { x: (box?.width ?? 0) / 2, y: 20 } });
  // The middle of every chart is now the middle of the stretch.
  await expect(page.getByTestId('clock')).toContainText(/^(29|30)\.\d+ \/ 60 s/);
  await seen.dblclick({ position: { x: 30, y: 20 } });
  await expect(whole).toHaveCount(0);

  await part(page, 'W2').click({ position: { x: 20, y: 12 } });
  await expect(page.locator('[data-chart="W2 rates 0"]')).toBeVisible();
  // Its own charts say how many wait in it; without them the chart of all queues shows that part.
  await expect(page.locator('[data-chart="queues"]')).toHaveCount(0);
  await page.getByRole('button', { name: /^More charts/ }).click();
  await page.getByRole('checkbox', { name: /^Of the selected part/ }).uncheck();
  await page.keyboard.press('Escape');
  await page.locator('[data-chart="queues"]').getByRole('button', { name: /^Pin/ }).click();
  await page.getByRole('button', { name: 'Run from the start' }).click();
  await part(page, 'W3').click({ position: { x: 20, y: 12 } });
  const pinned = page.locator('.charts-chart.charts-is-pinned');
  await expect(pinned.locator('.charts-chart-keys')).toContainText(/^W2 [\d.]+dashed: Run 1$/);
  await expect(page.locator('[data-chart="queues"]:not(.charts-is-pinned) .charts-chart-keys')).toContainText(/^W3 /);
  const { violations } = await new AxeBuilder({ page }).include('.dock').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
});

test('the charts of the selected part push none of the run out of sight', async ({ app: page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  // In a window as low as this the panels below the board are folded until somebody asks for them.
  await page.getByRole('tab', { name: 'Charts' }).click();
  await part(page, 'W2').click({ position: { x: 20, y: 12 } });
  await expect(page.locator('[data-chart="W2 rates 0"]')).toBeVisible();
  await expect(page.locator('[data-chart]')).toHaveCount(4);
  for (const chart of await page.locator('[data-chart]').all()) await expect(chart).toBeInViewport({ ratio: 0.99 });
  // A balancer has one more: a turn of the wheel brings in what does not fit.
  await page.getByRole('button', { name: /^More charts/ }).click();
  await page.getByRole('checkbox', { name: /^Utilization/ }).check();
  await page.keyboard.press('Escape');
  await part(page, 'LB1').click({ position: { x: 20, y: 12 } });
  await expect(page.locator('[data-chart]')).toHaveCount(7);
  await page.locator('[data-chart="latency"]').hover();
  await page.mouse.wheel(0, 600);
  await expect(page.locator('[data-chart="utilization"]')).toBeInViewport({ ratio: 0.99 });
  // A dock pulled up has room for several rows, and uses it.
  await page.getByRole('separator', { name: 'Height of the charts and the log (double-click or press Enter to reset it)' }).focus();
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowUp');
  await expect
    .poll(() =>
      page
        .locator('.charts')
        .evaluate((charts) => new Set([...charts.children].map((chart) => Math.round(chart.getBoundingClientRect().top))).size),
    )
    .toBeGreaterThan(1);
});
