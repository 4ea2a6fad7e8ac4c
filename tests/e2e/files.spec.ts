import type { Page } from '@playwright/test';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyScenario, serializeScenario } from '../../src/sim/index';
import { command, expect, middleOf, part, startShell, test } from './app';

/**
 * Has Node write to the disk as if it were full while a file is there: half of the text goes through, as it does when the last block is
 * taken.
 */
function fullDiskWhile(flag: string): string {
  const code = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { open } = fs.promises;
    fs.promises.open = async (path, ...rest) => {
      const file = await open(path, ...rest);
      const write = file.writeFile.bind(file);
      file.writeFile = async (text, ...more) => {
        if (!fs.existsSync(${JSON.stringify(flag)})) return write(text, ...more);
        await write(text.slice(0, text.length / 2));
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      };
      return file;
    };
    syncBuiltinESMExports();`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

test('on a full disk saving says one clear sentence, and neither the file nor the work is harmed', async ({ page, folder }) => {
  const flag = join(folder, 'full');
  const shell = await startShell(folder, fullDiskWhile(flag));
  const file = join(shell.documents, 'mine.faultboard');
  await page.goto(shell.url);
  await expect(page.getByTestId('trace-hash')).toBeVisible();
  await page.locator('.palette-entry[data-kind="worker"]').click();
  await page.keyboard.press('Control+s');
  await page.getByLabel('File name').fill('mine');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('file-name')).toHaveText('mine.faultboard');
  await expect(page.locator('.unsaved')).toHaveCount(0);
  const before = readFileSync(file, 'utf8');

  writeFileSync(flag, '');
  await page.locator('.palette-entry[data-kind="client"]').click();
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('alert')).toHaveCount(1);
  await expect(page.getByRole('alert')).toContainText(
    `The disk is full, so ${file} was not saved; free some space or choose another place. What was there before is untouched.`,
  );
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(readdirSync(shell.documents)).toEqual(['mine.faultboard']);
  await expect(page.locator('.unsaved')).toBeVisible();
  await expect(part(page, 'C2')).toBeVisible();

  rmSync(flag);
  await page.keyboard.press('Control+s');
  await expect(page.locator('.unsaved')).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toContain('"C2"');
  await shell.stop();
});

/** Drops a file of the disk on the board, as a file manager does. */
async function dropFile(page: Page, file: string): Promise<void> {
  const at = await middleOf(page.getByRole('main', { name: 'Board' }));
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await browser.send('Input.dispatchDragEvent', { type, ...at, data });
  await browser.detach();
}

test('a scenario file dropped on the window is opened; unsaved work is asked about first, and a broken file changes nothing', async ({
  app,
  folder,
}) => {
  const dropped = join(folder, 'dropped.json');
  const broken = join(folder, 'broken.json');
  writeFileSync(
    dropped,
    serializeScenario({ ...emptyScenario('Dropped from outside'), nodes: [{ id: 'W9', kind: 'worker', x: 0, y: 0, params: {} }] }),
  );
  writeFileSync(broken, '{"format": 1, "nodes": [}');

  await dropFile(app, broken);
  await expect(app.getByRole('alert')).toContainText('broken.json was not opened. The file is not valid JSON at line 1, column 25');
  await expect(part(app, 'W5')).toBeVisible();

  await app.locator('.palette-entry[data-kind="worker"]').click();
  await dropFile(app, dropped);
  await expect(app.getByRole('alertdialog', { name: 'You have unsaved work' })).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(part(app, 'W6')).toBeVisible();

  await dropFile(app, dropped);
  await app.getByRole('alertdialog').getByRole('button', { name: 'Do not save' }).click();
  await expect(part(app, 'W9')).toBeVisible();
  await expect(app.locator('.react-flow__node-part')).toHaveCount(1);
  await expect(app.getByTestId('file-name')).toHaveText('Dropped from outside');
});

test('files are tied to the app from its own commands, and untied again', async ({ app, folder }) => {
  test.skip(process.platform !== 'linux' || !existsSync('/usr/bin/update-mime-database'), 'shared-mime-info is not installed here');
  const entry = join(folder, 'xdg-data/applications/faultboard.desktop');
  await command(app, 'Open files by double-click');
  const dialog = app.getByRole('dialog');
  await expect(dialog).toContainText('This is off: they do not open with this Faultboard.');
  await app.keyboard.press('Enter');
  await expect(dialog).toContainText('This is on: they open with this Faultboard.');
  expect(readFileSync(entry, 'utf8')).toContain(`scripts/start.mjs --until-closed %f`);
  await dialog.getByRole('button', { name: 'Turn it off and remove all of it' }).click();
  await expect(dialog).toContainText('This is off: they do not open with this Faultboard.');
  expect([existsSync(entry), existsSync(join(folder, 'xdg-data')), existsSync(join(folder, 'xdg-config'))]).toEqual([false, false, false]);
});

test('an export carries the name of the scenario, and what is typed for a file takes the place of the name alone', async ({
  app,
  shell,
}) => {
  const waiting = app.waitForEvent('download');
  await command(app, 'Export the board as SVG');
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('five-workers-behind-a-balancer.svg');
  expect(readFileSync(await download.path(), 'utf8')).toContain('<svg');
  await command(app, 'Save as');
  const field = app.getByLabel('File name');
  await expect(field).toHaveValue('five-workers-behind-a-balancer.faultboard');
  await app.keyboard.type('my board');
  await expect(field).toHaveValue('my board.faultboard');
  await app.keyboard.press('Enter');
  await expect.poll(() => existsSync(join(shell.documents, 'my board.faultboard'))).toBe(true);
});
