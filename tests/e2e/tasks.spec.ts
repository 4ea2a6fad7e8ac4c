import { test, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, startShell } from './app';
import { buildingTasks } from './buildingTasks';
import { Hands } from './hands';
import { usingTasks } from './usingTasks';

/*
 * What a newcomer does in the first half hour: 25 tasks, one after the other on one board, once by mouse alone and once by keyboard alone.
 * Each goes on from what the one before has left.
 */
const tasks = [...buildingTasks, ...usingTasks];

for (const way of ['mouse', 'keyboard'] as const) {
  test.describe.serial(`by ${way}`, () => {
    let page: Page;
    let hands: Hands;
    let end: () => Promise<void>;
    const errors: string[] = [];

    test.beforeAll(async ({ browser }) => {
      const folder = mkdtempSync(join(tmpdir(), 'faultboard-tasks-'));
      const shell = await startShell(folder);
      page = await browser.newPage({ viewport: { width: 1440, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] });
      page.on('pageerror', (error) => errors.push(error.message));
      end = async () => {
        await shell.stop();
        rmSync(folder, { recursive: true, force: true });
      };
      await page.goto(shell.url);
      await page.getByTestId('trace-hash').waitFor();
      hands = new Hands(page, shell.documents);
    });
    test.afterAll(async () => {
      await page.close();
      await end();
      expect(errors).toEqual([]);
    });

    for (const [i, task] of tasks.entries()) {
      test(`${i + 1}. ${task.name}`, async () => {
        await task[way](hands);
        await task.done(hands);
      });
    }
  });
}

test('there are 25 tasks', () => {
  expect(new Set(tasks.map((task) => task.name)).size).toBe(25);
});
