import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { command, expect, part, startShell, test } from './app';

test('the page is isolated, keeps no token in its address, and runs no code but its own', async ({ app }) => {
  expect([new URL(app.url()).search, new URL(app.url()).hash]).toEqual(['', '']);
  expect(await app.evaluate(() => [window.crossOriginIsolated, document.cookie])).toEqual([true, '']);
});

test('the address lets one browser in, once; another tab of it is let in, another browser is not', async ({ app, shell, browser }) => {
  const { origin } = new URL(shell.url);
  const tab = await app.context().newPage();
  await tab.goto(origin);
  await expect(tab.getByTestId('trace-hash')).toBeVisible();
  const stranger = await browser.newContext();
  const page = await stranger.newPage();
  for (const address of [shell.url, origin]) {
    await page.goto(address);
    await expect(page.getByRole('alert')).toContainText(
      'This page may not connect; open it with the address that "npm start -- --link" prints.',
    );
  }
  await stranger.close();
});

test('no text becomes markup or code on the page', async ({ shell, page }) => {
  await page.goto(shell.url);
  await expect(page.getByTestId('trace-hash')).toBeVisible();
  const refused = await page.evaluate(() => {
    const tried = (work: () => unknown): string => {
      try {
        work();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    };
    return [
      tried(() => (document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>')),
      tried(() => (document.createElement('script').text = 'alert(1)')),
      tried(() => new Worker('data:text/javascript,1')),
    ];
  });
  expect(refused).toEqual(['TypeError', 'TypeError', 'TypeError']);
});

test('when the shell is stopped the page says so, and goes on by itself once it is started again', async ({ shell, page, folder }) => {
  await page.goto(shell.url);
  await expect(page.getByTestId('trace-hash')).toBeVisible();
  shell.kill();
  await expect(page.getByText(/npm start/)).toBeVisible();
  await command(page, 'Add worker');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { name: 'Faultboard was stopped' })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download a copy' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.faultboard$/);
  await page.waitForTimeout(1500);
  const again = await startShell(folder);
  expect(new URL(again.url).origin).toBe(new URL(shell.url).origin);
  await expect(page.getByText(/Faultboard was stopped/)).toBeHidden({ timeout: 15_000 });
  // The page is closed at once: what was edited meanwhile is with the shell.
  await expect.poll(() => keptBy(folder), { timeout: 10_000 }).toContain('"W6"');
  await again.stop();
});

test('what was edited without a shell is offered after the next start, even when the page was closed', async ({ shell, page, folder }) => {
  await page.goto(shell.url);
  await expect(page.getByTestId('trace-hash')).toBeVisible();
  shell.kill();
  await expect(page.getByText(/npm start/)).toBeVisible();
  await command(page, 'Add worker');
  await page.waitForTimeout(1500);
  await page.goto('about:blank');
  const again = await startShell(folder);
  await page.goto(again.url);
  await expect(page.getByRole('heading', { name: 'Unsaved work was found' })).toBeVisible();
  await page.getByRole('button', { name: 'Recover' }).click();
  await expect(part(page, 'W6')).toBeVisible();
  await again.stop();
});

/** All that the shell has kept of unsaved work. */
function keptBy(folder: string): string {
  const place = join(folder, 'data', 'recovery');
  if (!existsSync(place)) return '';
  return readdirSync(place)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(join(place, name), 'utf8').replaceAll('\\"', '"'))
    .join('\n');
}
