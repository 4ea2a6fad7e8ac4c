import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, part, pullWire, test, type Shell } from './app';

test.use({ viewport: { width: 1366, height: 768 } });

const lesson = (app: Page) => app.getByRole('complementary', { name: 'Lesson' });
const press = (app: Page, name: string): Promise<void> => lesson(app).getByRole('button', { name, exact: true }).click();

/** Waits until the lesson says that it is done. */
async function seeDone(app: Page): Promise<void> {
  await press(app, 'Skip to the end');
  await expect(lesson(app).getByRole('heading', { name: 'Done!' })).toBeInViewport({ timeout: 60_000 });
}

async function guess(app: Page, right: string, number: string): Promise<void> {
  await lesson(app).locator('.lessons-lesson-choices').getByRole('button', { name: right }).click();
  // All at once: the run that checks one would tell the answers to the others.
  await lesson(app).getByLabel('Your guess').fill(number);
  await press(app, 'Check my guesses');
  await expect(lesson(app).getByText('Right.')).toBeVisible({ timeout: 60_000 });
  await expect(lesson(app).getByText('Not quite: it was')).toBeVisible({ timeout: 60_000 });
}

async function firstVersion(app: Page): Promise<void> {
  await app.getByRole('button', { name: 'Start the first lesson' }).click();
  await expect(lesson(app).getByRole('heading', { name: 'Version 1: a single server' })).toBeVisible();
  await guess(app, 'W1', '5');
  await press(app, 'Skip to the end');
  await expect(lesson(app).getByText('3 of 4 goals met')).toBeVisible();
  await expect(lesson(app).locator('[data-goal="kept"]')).toHaveAttribute('data-verdict', 'unmet');
  await part(app, 'C1').click();
  const rate = app.locator('.side').getByRole('textbox', { name: 'Rate' });
  await rate.fill('7');
  await app.getByRole('heading', { name: 'Version 1: a single server' }).click();
  await press(app, 'Run');
  await seeDone(app);
}

/** Four more workers, by clicking the one that is offered, wired by hand. */
async function secondVersion(app: Page): Promise<void> {
  await press(app, 'Next lesson');
  await expect(lesson(app).getByRole('heading', { name: 'Version 2: five workers' })).toBeVisible();
  await guess(app, 'W1', '90');
  const worker = lesson(app).locator('.palette-entry[data-kind="worker"]');
  await worker.scrollIntoViewIfNeeded();
  const { x = 0, y = 0 } = (await worker.boundingBox()) ?? {};
  for (const id of ['W2', 'W3', 'W4', 'W5']) {
    // Four clicks at one place: nothing above the button takes it away from under the pointer.
    await app.mouse.click(x + 20, y + 10);
    await expect(part(app, id)).toBeVisible();
  }
  await app.getByRole('button', { name: 'Show everything' }).click();
  await app.waitForTimeout(600);
  for (const id of ['W2', 'W3', 'W4', 'W5']) {
    await pullWire(app, 'LB1', id);
    await pullWire(app, id, 'DB1');
  }
  await expect(app.locator('.react-flow__edge')).toHaveCount(11);
  await press(app, 'Run');
  await seeDone(app);
}

/** Saves the score of the run, and has the command line run it again. */
async function scoreIsTrue(app: Page, { documents }: Shell): Promise<void> {
  const downloaded = app.waitForEvent('download');
  await press(app, 'Save the score of this run');
  const file = join(documents, 'five-workers.score.json');
  await (await downloaded).saveAs(file);
  const said = execFileSync(process.execPath, [join(import.meta.dirname, '../../bin/faultboard.mjs'), 'prove', file], { encoding: 'utf8' });
  expect(said).toContain('proved. Run again, it is the same run.');
}

test('a newcomer goes from the first start to the end of version 2, by mouse alone', async ({ app, shell }) => {
  test.setTimeout(400_000);
  await firstVersion(app);
  await secondVersion(app);
  await scoreIsTrue(app, shell);
  await press(app, 'Next lesson');
  await expect(lesson(app).getByRole('heading', { name: 'Version 3: the bottleneck' })).toBeVisible();
});

test('a lesson is left and taken up again without loss; what is not allowed is refused with the reason', async ({ app, shell }) => {
  test.setTimeout(300_000);
  await app.getByRole('button', { name: 'Start the first lesson' }).click();
  await part(app, 'W1').click();
  await app.keyboard.press('Delete');
  await expect(app.getByRole('alert')).toContainText('W1 is locked');
  await expect(part(app, 'W1')).toBeVisible();
  await part(app, 'C1').click();
  const rate = app.locator('.side').getByRole('textbox', { name: 'Rate' });
  await rate.fill('9');
  await rate.press('Enter');
  await press(app, 'Hint 1 of 3');
  await expect(part(app, 'C1')).toContainText('9/s');
  await app.waitForTimeout(1500);
  await app.goto(`${shell.url.split('#')[0]}`);
  await expect(lesson(app).getByRole('heading', { name: 'Version 1: a single server' })).toBeVisible();
  await expect(part(app, 'C1')).toContainText('9/s');
  await expect(lesson(app).getByRole('button', { name: 'Hint 2 of 3' })).toBeVisible();
  await press(app, 'Leave the lesson');
  await expect(lesson(app)).toHaveCount(0);
  await expect(part(app, 'C1')).toContainText('9/s');
});

test('the highest rate that a board survives is found by a button, with its curve and knee', async ({ app }) => {
  test.setTimeout(300_000);
  await app.getByRole('button', { name: 'Start the first lesson' }).click();
  await press(app, 'Find the limit');
  const dialog = app.getByRole('dialog', { name: 'Find the limit' });
  await dialog.getByRole('button', { name: 'Find it' }).click();
  await expect(dialog.getByText(/^It survives [\d.]+ requests a second\. At [\d.]+ it does not\.$/)).toBeVisible({ timeout: 120_000 });
  await expect(dialog.locator('.limit-knee')).toHaveCount(1);
  expect(await dialog.getByRole('row').count()).toBeGreaterThan(9);
  const { violations } = await new AxeBuilder({ page: app }).include('[role=dialog]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
});
