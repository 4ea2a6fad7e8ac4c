import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, runWithCrash, test } from './app';

const seconds = async (page: Page): Promise<number> => Number.parseFloat((await page.locator('.transport-clock').textContent()) ?? '');

async function noComplaints(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('.dock').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
}

test('the history of operations is filtered, and leads through the run by keys and by mouse', async ({ app: page, shell }) => {
  await runWithCrash(page, shell);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.keyboard.press('Shift+H');
  const table = page.getByRole('grid', { name: 'History of operations' });
  await expect(table).toHaveAttribute('aria-rowcount', '3607');
  await page.getByRole('combobox', { name: 'Ended as' }).selectOption('fail');
  await expect(page.locator('.histories-operations-tools')).toContainText(/^(?!3606).*of 3,606 operations/);
  await table.focus();
  await page.keyboard.press('Home');
  const chosen = page.getByRole('status', { name: 'Chosen operation' });
  await expect(chosen).toContainText(/C1 .* failed at .* and certainly did not happen\./);
  await expect.poll(() => seconds(page)).toBeGreaterThan(20);
  const first = await seconds(page);
  await page.keyboard.press('Shift+Enter');
  await expect.poll(() => seconds(page)).toBeGreaterThan(first);
  const row = table.getByRole('row').nth(2);
  // The list follows what is chosen: what stands in this row is read anew each time.
  await expect(async () => {
    const begun = Number.parseFloat((await row.locator('.histories-operations-begun').textContent()) ?? '');
    await row.click();
    await expect.poll(() => seconds(page), { timeout: 3000 }).toBeCloseTo(begun, 3);
  }).toPass();
  await noComplaints(page);
});

test('the timeline of a history has a row for each process, goes by keys, and is given to Jepsen', async ({ app: page, folder }) => {
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+H');
  const chosen = page.getByRole('status', { name: 'Chosen operation' });
  await page.getByRole('radio', { name: 'Table' }).focus();
  await page.keyboard.press('ArrowRight');
  // What is hidden from sight and has the focus lies in the window: nothing was scrolled away to show it.
  expect(await page.evaluate(() => [...document.querySelectorAll('*')].some((element) => element.scrollLeft > 0))).toBe(false);
  const timeline = page.getByRole('application', { name: 'History of operations' });
  await timeline.focus();
  await page.keyboard.press('ArrowDown');
  const atFirst = await chosen.textContent();
  await page.keyboard.press('ArrowRight');
  await expect(chosen).not.toHaveText(atFirst ?? '');
  await page.keyboard.press('Enter');
  const moment = /at ([\d.]+) s/.exec((await chosen.textContent()) ?? '')?.[1];
  await expect.poll(() => seconds(page)).toBeCloseTo(Number(moment), 3);
  await noComplaints(page);

  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Jepsen EDN' }).press('Enter');
  const path = `${folder}/history.edn`;
  await (await waiting).saveAs(path);
  expect(readFileSync(path, 'utf8').split('\n')[0]).toMatch(/^\{:index 0 :time \d+ :type :invoke :process 0 :f :(read|write) /);
});
