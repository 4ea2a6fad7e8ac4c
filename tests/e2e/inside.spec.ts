import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { emptyScenario } from '../../src/sim/index';
import { test } from './canvasApp';

const at = (x: number, y: number) => ({ x: x * 240, y: y * 160 });

/** Writes go to any of two shards, so that keys come up on them one by one; the wire to S1's replica is cut from 2 s on. */
const scattered = {
  ...emptyScenario('Scattered'),
  durationSeconds: 8,
  nodes: [
    { id: 'C1', kind: 'client', ...at(0, 0), params: { arrivals: 'constant', ratePerSecond: 40, writePercent: 100 } },
    { id: 'SR1', kind: 'shard-router', ...at(1, 0), params: { strategy: 'random' } },
    { id: 'S1', kind: 'shard', ...at(2, 0), params: {} },
    { id: 'S2', kind: 'shard', ...at(2, 1), params: {} },
    { id: 'R1', kind: 'replica', ...at(3, 0), params: {} },
  ],
  links: [
    { id: 'L1', from: 'C1', to: 'SR1' },
    { id: 'L2', from: 'SR1', to: 'S1' },
    { id: 'L3', from: 'SR1', to: 'S2' },
    { id: 'L4', from: 'S1', to: 'R1' },
  ],
  faults: [{ id: 'F1', type: 'cut', link: 'L4', atSeconds: 2 }],
};

const balanced = {
  ...emptyScenario('Balanced'),
  durationSeconds: 4,
  nodes: [
    { id: 'C1', kind: 'client', ...at(0, 0), params: { arrivals: 'constant', ratePerSecond: 40 } },
    { id: 'LB1', kind: 'load-balancer', ...at(1, 0), params: { strategy: 'bounded-hash' } },
    { id: 'CB1', kind: 'circuit-breaker', ...at(2, 0), params: {} },
    { id: 'W1', kind: 'worker', ...at(2, 1), params: {} },
    { id: 'W2', kind: 'worker', ...at(3, 0), params: {} },
  ],
  links: [
    { id: 'L1', from: 'C1', to: 'LB1' },
    { id: 'L2', from: 'LB1', to: 'CB1' },
    { id: 'L3', from: 'LB1', to: 'W1' },
    { id: 'L4', from: 'CB1', to: 'W2' },
  ],
};

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).include('.side').analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

test('inside a store: the replica behind a cut misses rows, and going back brings both together', async ({ app }) => {
  const { page } = app;
  await app.open(scattered);
  await app.runAndPause();
  await page.keyboard.press('End');
  await app.part('S1').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Look inside' }).click();
  const rows = page.getByRole('table', { name: 'Rows' });
  await expect(page.locator('.side')).toContainText(/\d+ missing on R1/);
  await page.getByRole('checkbox', { name: 'Only differences' }).check();
  const missing = rows.getByRole('row').filter({ hasText: 'missing' }).first();
  await expect(missing).toContainText('newest');
  await missing.getByRole('button').click();
  await expect(page.getByRole('region', { name: /^What is known of / })).toContainText('not here');
  await expect(page.getByRole('region', { name: 'Followers' }).getByRole('row', { name: /^R1/ }).getByRole('cell').nth(2)).toHaveText(
    /^[1-9]\d*$/,
  );
  expect(await violations(page)).toEqual([]);
  // A moment after the start nothing has been written on one side only.
  await app.part('S1').focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('inside-at')).toHaveText('at 0.000000 s');
  await expect(page.locator('.side')).not.toContainText('missing on R1');
});

test('inside a balancer and a breaker: the circle with a key on it, and the three states, by keyboard', async ({ app }) => {
  const { page } = app;
  await app.open(balanced);
  await app.runAndPause();
  await app.part('LB1').click({ position: { x: 20, y: 12 } });
  await page.keyboard.press('i');
  await expect(page.getByRole('region', { name: 'Its view of its targets' })).toContainText('well');
  await expect(page.getByRole('img', { name: /consistent hashing: CB1 [\d.]+ %, W1 [\d.]+ %/ })).toBeVisible();
  await page.getByLabel('Where is a key?').fill('peter');
  await expect(page.locator('.inside-ring [role=status]')).toContainText(
    /\u201cpeter\u201d is at 0\.\d+ of the circle and belongs to (CB1|W1)/,
  );
  await page.getByLabel('Part', { exact: true }).selectOption('CB1');
  await expect(page.locator('.inside-states [aria-current]')).toContainText('0 of 5 failures in a row');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('separator', { name: /^Width of the panel/ }).focus();
  const before = (await page.locator('.side').boundingBox())?.width ?? 0;
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await page.locator('.side').boundingBox())?.width ?? 0).toBe(before + 16);
});

test('the key tester: a key under two strategies, modulo swapped for consistent hashing, and both figures read', async ({ app }) => {
  const { page } = app;
  await app.open(JSON.parse(await readFile('scenarios/fourth-node.json', 'utf8')) as object);
  await app.part('SR2').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Test where a key is' }).click();
  const row = (name: string): Locator => page.getByRole('row', { name: new RegExp(`^${name}`) });
  const router = page.getByRole('combobox', { name: 'Router' });
  await expect(router.locator('option:checked')).toHaveText('Consistent hashing');
  await expect(row('Shard').getByRole('cell').first()).toHaveText('Node B');
  await router.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('user_7');
  await expect(page.getByRole('columnheader', { name: 'user_7' })).toBeVisible();
  const figure = async (side: number): Promise<number> =>
    parseInt((await row('Keys that move when one more').getByRole('cell').nth(side).textContent()) ?? '', 10);
  for (const strategy of ['Modulo', 'Consistent hashing'])
    await expect(page.getByRole('img', { name: new RegExp(`^${strategy}: .*user_7 is on Node`) })).toBeInViewport({ ratio: 0.9 });
  await router.selectOption({ label: 'Modulo' });
  expect(Math.abs((await figure(0)) - 746)).toBeLessThanOrEqual(30);
  await page.getByRole('combobox', { name: 'First strategy' }).selectOption({ label: 'Consistent hashing' });
  expect(Math.abs((await figure(0)) - 246)).toBeLessThanOrEqual(45);
  const found = await new AxeBuilder({ page }).include('[role=tabpanel]').analyze();
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
  if (process.env.FAULTBOARD_SHOTS !== undefined) await page.screenshot({ path: `${process.env.FAULTBOARD_SHOTS}/key-tester.png` });
});
