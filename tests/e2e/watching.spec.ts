import AxeBuilder from '@axe-core/playwright';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command, expect, part, test, traceHash } from './app';

test('pause, step back ten events, crash a part there, see a branch, compare', async ({ app: page }) => {
  // It passes through half of the window; on a busy machine a minute is not enough.
  test.slow();
  await page.keyboard.press('Space');
  const time = page.getByRole('slider', { name: 'Time' });
  await time.press('Home');
  // A page from here is counted from what the time line shows.
  await expect(page.getByTestId('clock')).toHaveText('0.000 / 60 s');
  await time.press('PageUp');
  await expect(page.getByTestId('clock')).toHaveText('6.000 / 60 s');
  await part(page, 'W1').focus();
  const event = page.getByTestId('event-number');
  await expect(event).toHaveText(/^event \d/);
  const numberNow = async (): Promise<number> => Number(((await event.textContent()) ?? '').replace(/\D/g, ''));
  const before = await numberNow();
  for (let i = 1; i <= 10; i++) {
    await page.keyboard.press(',');
    // The first step leads to the event before this moment, which is the last one counted.
    await expect.poll(numberNow).toBeLessThanOrEqual(before - i + 1);
  }
  // What the event under the playhead was stands beside the tabs, and leads to the log.
  const happened = page.locator('.transport-happened').getByRole('button');
  await expect(happened).toHaveText(/^(C1|LB1|W\d|DB1) (received|sent|passed|finished|read|wrote|answered) .+\.$/);
  await part(page, 'W2').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Crash', exact: true }).click();
  await expect(part(page, 'W2')).toHaveAccessibleName(/^W2, worker, down/);
  await page.getByRole('tab', { name: 'Results' }).click();
  const runs = page.getByRole('region', { name: 'Runs' });
  await expect(runs.getByRole('button', { name: /^Crash: W2 at / })).toHaveAttribute('aria-pressed', 'true');
  // A second thing done at once lands in the branch of the first.
  await part(page, 'W4').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Crash', exact: true }).click();
  await expect(part(page, 'W2')).toHaveAccessibleName(/^W2, worker, down/);
  await expect(part(page, 'W4')).toHaveAccessibleName(/^W4, worker, down/);
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByTestId('trace-hash')).toBeVisible();
  await runs.getByRole('button', { name: /^Crash: W4 at / }).press('F2');
  await page.getByRole('textbox', { name: 'Name of the run' }).fill('Two are gone');
  await page.keyboard.press('Enter');
  await expect(runs.getByRole('button', { name: 'Two are gone', exact: true })).toBeVisible();

  await runs.getByRole('button', { name: 'compare' }).first().click();
  const failed = page
    .locator('.figures')
    .first()
    .getByRole('row', { name: /^Failed / })
    .locator('td');
  await expect(failed).toHaveCount(2);
  const [here, there] = (await failed.allTextContents()).map((text) => Number(/^[\d,]+/.exec(text)?.[0].replace(',', '')));
  expect(here).toBeGreaterThan(there);
  const difference = page.getByRole('region', { name: 'First difference' });
  await expect(difference).toContainText('W2 crashed in this run');
  await runs.getByRole('button', { name: /^Close Crash: W2/ }).click();
  await expect(runs.getByRole('listitem')).toHaveCount(2);
  // A run keeps the board it ran on: chosen later, that board is shown, and nobody can change it.
  await page.keyboard.press('Shift+Escape');
  await command(page, 'Add worker');
  await page.keyboard.press('Control+Enter');
  await expect(runs.getByRole('button', { name: 'Run 2', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await runs.getByRole('button', { name: 'Run 1', exact: true }).click();
  await expect(part(page, 'W6')).toHaveCount(0);
  await part(page, 'W1').click();
  await page.keyboard.press('Delete');
  await expect(part(page, 'W1')).toBeVisible();
  await page.getByRole('button', { name: 'Back to my board' }).click();
  await expect(part(page, 'W6')).toBeVisible();
  await page.getByRole('tab', { name: 'Results' }).click();
  const { violations } = await new AxeBuilder({ page }).include('.runs-run-tree').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
});

test('the boards of two runs stand side by side, at the same moment; that of the other run is to be looked at', async ({ app: page }) => {
  await page.keyboard.press('Space');
  await part(page, 'W2').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Crash', exact: true }).click();
  await expect(part(page, 'W2')).toHaveAccessibleName(/^W2, worker, down/);
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByTestId('trace-hash')).toBeVisible();
  await page.getByRole('region', { name: 'Runs' }).getByRole('button', { name: 'compare' }).click();
  await page.getByRole('button', { name: 'Both boards side by side' }).click();
  const other = page.getByRole('region', { name: 'Run 1', exact: true });
  await expect(part(page, 'W2').and(other.locator('.react-flow__node'))).toHaveAccessibleName(/^W2, worker, up/);
  await expect(part(page, 'W2').first()).toHaveAccessibleName(/^W2, worker, down/);
  await other.locator('.react-flow__node[data-id="W2"]').click();
  await page.keyboard.press('Delete');
  await expect(other.locator('.react-flow__node[data-id="W2"]')).toBeVisible();
  // Two boards have the room of the panel, which comes back with one.
  await expect(page.getByRole('tabpanel', { name: 'Results' })).toBeHidden();
  await other.getByRole('button', { name: 'One board again' }).click();
  await expect(other).toBeHidden();
  await expect(page.getByRole('tabpanel', { name: 'Results' })).toBeVisible();
});

test('a breakpoint stops playback at exactly its moment at full speed, says why, and is found again from both sides', async ({
  app: page,
}) => {
  await page.keyboard.press('Space');
  await part(page, 'W2').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Stop the run here when...' }).click();
  const panel = page.getByRole('dialog', { name: 'Breakpoints' });
  await panel.getByLabel(/^Figure/).selectOption('queue');
  await panel.getByLabel('Value', { exact: true }).fill('3');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('checkbox', { name: 'On: Queue of W2 goes above 3' })).toBeChecked();
  const { violations } = await new AxeBuilder({ page }).include('.breakpoints-panel').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  await part(page, 'W1').focus();
  await page.keyboard.press('Home');
  await page.getByLabel('Speed').selectOption('max');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const note = page.locator('.breakpoints-stop-note');
  await expect(note).toHaveText('Stopped: Queue of W2 went above 3: it is 4.');
  await expect(part(page, 'W2')).toHaveAccessibleName(/, 4 waiting,/);
  const clock = page.getByTestId('clock');
  const first = (await clock.textContent()) ?? '';
  await page.keyboard.press('b');
  await expect(clock).not.toHaveText(first);
  await expect(note).toHaveText(/^Stopped:/);
  await page.keyboard.press('Shift+B');
  await expect(clock).toHaveText(first);
  await page.keyboard.press('Shift+B');
  await expect(note).toHaveText('No breakpoint is reached before this moment.');

  // It is a step of the history, and makes no run out of date.
  await expect(page.getByText('The scenario has changed since this run')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Breakpoints', exact: true })).toBeVisible();
});

test('runs of two files, of different lengths, are compared: figures side by side, the ghost to its own end', async ({
  app: page,
  shell,
}) => {
  const text = await readFile('scenarios/five-workers.json', 'utf8');
  const scenario = JSON.parse(text) as { name: string; durationSeconds: number; nodes: { id: string; params: Record<string, unknown> }[] };
  await mkdir(shell.documents, { recursive: true });
  const write = (file: string, name: string, durationSeconds: number): Promise<void> =>
    writeFile(join(shell.documents, file), JSON.stringify({ ...scenario, name, durationSeconds }));
  await write('long.json', 'The long one', 40);
  await write('short.json', 'The short one', 10);
  for (const file of ['long', 'short']) {
    await command(page, 'Open...');
    await page.getByRole('button', { name: `${file}.json` }).click();
    await expect(page.getByTestId('file-name')).toHaveText(`${file}.json`);
    await page.keyboard.press('Control+Enter');
    await traceHash(page);
    await expect(page.getByTestId('clock')).toContainText(file === 'long' ? '/ 40 s' : '/ 10 s');
  }
  const runs = page.getByRole('region', { name: 'Runs' });
  await runs.getByRole('listitem').filter({ hasText: 'The long one' }).getByRole('button', { name: 'compare' }).click();
  const sent = page
    .locator('.figures')
    .first()
    .getByRole('row', { name: /^Sent / })
    .locator('td');
  const [here, there] = (await sent.allTextContents()).map((cell) => Number(/^[\d,]+/.exec(cell)?.[0].replaceAll(',', '')));
  expect(there / here).toBeGreaterThan(3.5);
  expect(there / here).toBeLessThan(4.5);
  // The charts go on to the end of the longer run: the short one fills a quarter of them.
  const playhead = page.locator('.charts-chart-playhead').first();
  await page.getByRole('slider', { name: 'Time' }).press('End');
  await expect(async () => {
    const [at, room] = await playhead.evaluate((line) => [
      line.getBoundingClientRect().left - (line.parentElement?.getBoundingClientRect().left ?? 0),
      line.parentElement?.clientWidth ?? 0,
    ]);
    expect(at / room).toBeCloseTo(0.25, 1);
  }).toPass();
  await expect(page.getByRole('region', { name: 'First difference' })).toContainText(/\S/);
});
