import { expect } from '@playwright/test';
import { test } from './desktopTest';

test('runs the first example, and draws it', async ({ desktop }) => {
  const page = await desktop.window();
  await expect(page.getByTestId('trace-hash')).toBeVisible();
  await expect(page.locator('.react-flow__node')).not.toHaveCount(0);
  expect(await page.evaluate(async () => (await window.faultboard?.shellInfo())?.shell)).toBe('electron');
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].isVisible())).toBe(true);
});
