import { AxeBuilder } from '@axe-core/playwright';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, expect, part, startShell, test } from './app';

test('unsaved work survives a crash of everything', async ({ app, page, shell, folder }) => {
  await app.locator('.palette-entry[data-kind="worker"]').click();
  await expect(part(app, 'W6')).toBeVisible();
  await app.waitForTimeout(1500);
  await page.goto('about:blank');
  shell.kill();
  const again = await startShell(folder);
  await page.goto(again.url);
  await expect(page.getByRole('heading', { name: 'Unsaved work was found' })).toBeVisible();
  await page.getByRole('button', { name: 'Recover' }).click();
  await expect(part(page, 'W6')).toBeVisible();
  await again.stop();
});

test('a file that changed on disk is not overwritten without a question', async ({ app, shell }) => {
  await app.locator('.palette-entry[data-kind="worker"]').click();
  await app.keyboard.press('Control+s');
  await app.getByLabel('File name').fill('mine');
  await app.keyboard.press('Enter');
  await expect(app.getByTestId('file-name')).toHaveText('mine.faultboard');
  const file = join(shell.documents, 'mine.faultboard');
  await app.locator('.palette-entry[data-kind="client"]').click();
  // The app looks at the file every few seconds, too: whoever saves at once is asked because of that.
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
  await app.keyboard.press('Control+s');
  await expect(app.getByRole('heading', { name: 'The file has changed' })).toBeVisible();
  await app.getByRole('button', { name: 'Overwrite it' }).click();
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('"C2"');
});

test('a broken file gives one sentence, and what was open stays', async ({ app, shell }) => {
  await command(app, 'Save as');
  await app.getByLabel('File name').fill('x');
  await app.keyboard.press('Enter');
  await expect(app.getByTestId('file-name')).toHaveText('x.faultboard');
  writeFileSync(join(shell.documents, 'broken.json'), '{"format": 1, "nodes": [}');
  await command(app, 'Open...');
  await app.getByRole('button', { name: 'broken.json' }).click();
  await expect(app.getByRole('alert')).toContainText('broken.json was not opened. The file is not valid JSON at line 1, column 25');
  await expect(part(app, 'W5')).toBeVisible();
});

test('undo and redo cover every edit, one step for each', async ({ app }) => {
  await command(app, 'Add worker');
  await command(app, 'Add database');
  await app.getByRole('tab', { name: 'Scenario' }).click();
  await app.getByLabel('Seed').fill('77');
  await expect(app.locator('.react-flow__node')).toHaveCount(10);
  await app.locator('.brand').click();
  for (let i = 0; i < 3; i++) await app.keyboard.press('Control+z');
  await expect(app.locator('.react-flow__node')).toHaveCount(8);
  await expect(app.getByLabel('Seed')).toHaveValue('1');
  for (let i = 0; i < 3; i++) await app.keyboard.press('Control+Shift+z');
  await expect(app.locator('.react-flow__node')).toHaveCount(10);
  await expect(app.getByLabel('Seed')).toHaveValue('77');
});

for (const theme of ['Light colours', 'Dark colours', 'High contrast']) {
  test(`no serious accessibility violation: ${theme}`, async ({ app }) => {
    await command(app, theme);
    await app.keyboard.press('Space');
    for (const tab of ['Part', 'Scenario', 'Results']) {
      await part(app, 'W1').click();
      await app.getByRole('tab', { name: tab }).click();
      const found = await new AxeBuilder({ page: app }).analyze();
      const serious = found.violations.filter((violation) => violation.impact === 'serious' || violation.impact === 'critical');
      expect(serious.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
    }
  });
}

test('nothing but loopback names is answered, and nothing outside of the page is served', async ({ shell, request }) => {
  const { origin } = new URL(shell.url);
  expect((await request.get(origin, { headers: { Host: 'evil.example' } })).status()).toBe(403);
  const page = await request.get(origin);
  expect(page.status()).toBe(200);
  expect(page.headers()['content-security-policy']).toContain("default-src 'none'");
  expect((await request.get(`${origin}/../../package.json`)).status()).not.toBe(200);
});
