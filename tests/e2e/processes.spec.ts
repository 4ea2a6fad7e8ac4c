import { copyFileSync, chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { emptyScenario } from '../../src/sim/index';
import { command } from './app';
import { test, type CanvasApp } from './canvasApp';

const folder = mkdtempSync(join(tmpdir(), 'faultboard with spaces-'));
const program = join(folder, 'my node.mjs');
copyFileSync(resolve(import.meta.dirname, '../support/processes/node.mjs'), program);
chmodSync(program, 0o755);
test.afterAll(() => rmSync(folder, { recursive: true }));

/** A process of this computer that is asked for ten echoes, and writes down that it was started. */
const board = {
  ...emptyScenario('A process'),
  durationSeconds: 2,
  nodes: [
    {
      id: 'WL1',
      kind: 'workload',
      x: 0,
      y: 0,
      params: { workload: 'echo', arrivals: 'constant', ratePerSecond: 10, operationLimit: 10 },
    },
    { id: 'P1', kind: 'process-node', x: 304, y: 160, params: { path: program, arguments: `marks "${join(folder, 'mark')}"` } },
    { id: 'N1', kind: 'network', x: 640, y: 0, params: {} },
  ],
  links: [
    { id: 'L1', from: 'WL1', to: 'N1' },
    { id: 'L2', from: 'P1', to: 'N1' },
  ],
};

const starts = (): number => {
  try {
    return readFileSync(join(folder, 'mark'), 'utf8').trim().split('\n').length;
  } catch {
    return 0;
  }
};

/** What the results say of the workload. */
async function expectAnswered({ page }: CanvasApp, run: string): Promise<void> {
  await expect(page.getByText(run, { exact: true })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByRole('row', { name: /^ok-count/ })).toContainText('10', { timeout: 30_000 });
}

test('a board starts a program only for the code of the terminal; its journal runs again without the program', async ({ app }) => {
  const { page } = app;
  await app.open(board);
  await app.part('WL1').click();
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('alertdialog', { name: 'Programs on this computer' });
  await expect(dialog).toContainText(`"${program}"`);
  await expect(dialog).toContainText(/[0-9a-f]{64}/);
  await dialog.getByLabel('Code').fill('ABCDEFGH');
  await dialog.getByRole('button', { name: 'Allow and run' }).click();
  await expect(dialog.getByRole('alert')).toContainText('That is not the code.');
  expect(starts()).toBe(0);
  const [, code] = await app.printed(/The code that allows it is (\S+)/);
  await dialog.getByLabel('Code').fill(code.toLowerCase());
  await dialog.getByRole('button', { name: 'Allow and run' }).click();
  await expect(dialog).toBeHidden();
  await expectAnswered(app, 'Run 2');
  expect(starts()).toBe(1);

  const saved = page.waitForEvent('download');
  await command(page, 'Save the journal of its processes');
  const file = await saved;
  expect(file.suggestedFilename()).toBe('a-process.journal.json');
  const journal = join(folder, 'kept.journal.json');
  await file.saveAs(journal);

  const chooser = page.waitForEvent('filechooser');
  await command(page, 'Run with a journal of its processes');
  await (await chooser).setFiles(journal);
  await expectAnswered(app, 'Run 3 with kept.journal.json');
  expect(starts()).toBe(1);
});
