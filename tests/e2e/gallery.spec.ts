import AxeBuilder from '@axe-core/playwright';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, part, test } from './app';

test.use({ viewport: { width: 1366, height: 768 } });

test('lessons stand as paths, examples by topic with their whole text; progress is saved as a file and taken over', async ({
  app,
  folder,
}) => {
  test.setTimeout(200_000);
  await app.getByRole('button', { name: 'File', exact: true }).click();
  await app.getByRole('menuitem', { name: 'Lessons...' }).click();
  const gallery = app.getByRole('dialog', { name: 'Lessons and examples' });
  const workshop = gallery.getByRole('region', { name: 'The workshop' });
  await expect(workshop.locator('.gallery-card')).toHaveCount(8);
  await expect(workshop.locator('[data-lesson="five-workers"]')).toContainText('Best after: Version 1');

  // Every course is named in sight, and cards stand side by side: the box has the room that the window gives.
  expect((await gallery.boundingBox())?.width).toBeGreaterThan(1000);
  await gallery.getByRole('navigation', { name: 'Courses' }).getByRole('button', { name: 'The guide' }).click();
  await expect(gallery.locator('[data-lesson="guide-first-node"]')).toBeInViewport();

  const complaints = async (): Promise<string[]> =>
    (await new AxeBuilder({ page: app }).include('[role=dialog]').analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  expect(await complaints()).toEqual([]);

  await gallery.getByRole('tab', { name: 'Examples' }).click();
  await gallery.getByLabel('Search examples').fill('gray failure');
  await expect(gallery.locator('.gallery-card')).toHaveCount(1);
  await expect(gallery.locator('[data-example="gray-failure"] svg rect').first()).toBeVisible({ timeout: 30_000 });
  expect(await complaints()).toEqual([]);
  await gallery.getByLabel('Search examples').fill('');
  await gallery.getByLabel('Level').selectOption('First steps');
  await expect(gallery.locator('[data-example="five-workers"]')).toContainText('Break one yourself');
  await expect(gallery.locator('[data-example="retry-storm"]')).toHaveCount(0);

  await gallery.getByRole('tab', { name: 'Lessons' }).click();
  const saved = app.waitForEvent('download');
  await gallery.getByRole('button', { name: 'Save progress as a file' }).click();
  expect(JSON.parse(await readFile(await (await saved).path(), 'utf8'))).toEqual({ progress: 1, lessons: {} });
  const done = { board: null, answers: {}, hints: 0, won: true, points: 4, best: null };
  const file = join(folder, 'mine.progress.json');
  await writeFile(file, JSON.stringify({ progress: 1, lessons: { 'single-server': done } }));
  await gallery.locator('input[type=file]').setInputFiles(file);
  await expect(workshop).toContainText('1 of 8 done');
  await gallery.getByRole('button', { name: 'Start: Version 2: five workers' }).click();
  await expect(app.getByRole('heading', { name: 'Version 2: five workers' })).toBeVisible();
  await expect(part(app, 'LB1')).toBeVisible();
});
