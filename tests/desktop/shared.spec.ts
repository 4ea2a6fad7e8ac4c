import { expect, type Page } from '@playwright/test';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { part, startShellIn } from '../e2e/app';
import { IS_REAL, launch, NO_CHROMIUM, test } from './desktopTest';

test.skip(NO_CHROMIUM !== '', NO_CHROMIUM);
test.skip(IS_REAL, 'a page of the browser version needs a browser of its own');

const EXAMPLE = readFileSync(join(import.meta.dirname, '../../scenarios/five-workers.json'), 'utf8');
/** The sixth worker, which the example does not have. */
const WORKER = 'W6';
const FOUND = 'Unsaved work was found';

/** Takes a worker from the palette, and waits until it is in the recovery file. */
async function addWorker(page: Page): Promise<void> {
  await expect(page.locator('.react-flow__node')).not.toHaveCount(0);
  await page.locator('.palette-entry[data-kind="worker"]').click();
  await expect(part(page, WORKER)).toBeVisible();
  await page.waitForTimeout(1500);
}

async function recover(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: FOUND })).toBeVisible();
  await page.getByRole('button', { name: 'Recover' }).click();
  await expect(part(page, WORKER)).toBeVisible();
}

test('both versions have the same folders: unsaved work and recent files of one are offered by the other', async ({
  browser,
  folder,
  page,
}) => {
  test.slow();
  const home = join(folder, 'home');
  const path = join(home, 'Faultboard', 'of-the-desktop.faultboard');
  mkdirSync(join(home, 'Faultboard'), { recursive: true });
  writeFileSync(path, EXAMPLE);

  const desktop = await launch({ browser, folder, args: [path] });
  await addWorker(await desktop.window());
  await desktop.kill();

  const shell = await startShellIn(home);
  await page.goto(shell.url);
  await recover(page);
  await page.keyboard.press('Control+o');
  await page.getByRole('button', { name: 'Do not save' }).click();
  await page.getByRole('dialog').getByText('of-the-desktop.faultboard').first().click();
  await expect(part(page, 'W6')).not.toBeVisible();
  await addWorker(page);
  await page.goto('about:blank');
  await shell.stop();

  const again = await launch({ browser, folder });
  await recover(await again.window());
  await again.kill();
});
