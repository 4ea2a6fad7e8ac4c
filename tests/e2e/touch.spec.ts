import { test, type BrowserContext } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, startShell } from './app';
import { Fingers } from './fingers';
import { buildingByTouch, usingByTouch } from './touchTasks';

/* What a learner does with a tablet: tasks one after the other on one board, by touch alone (and typing into fields). */
const tasks = [...buildingByTouch, ...usingByTouch];
/** A tablet of ten inches, held across. */
const TABLET = { viewport: { width: 1180, height: 820 }, hasTouch: true } as const;

test.describe.serial('by touch', () => {
  let context: BrowserContext;
  let fingers: Fingers;
  let end: () => Promise<void>;
  const errors: string[] = [];
  const mouse: string[] = [];

  test.beforeAll(async ({ browser }) => {
    const folder = mkdtempSync(join(tmpdir(), 'faultboard-touch-'));
    const shell = await startShell(folder);
    context = await browser.newContext(TABLET);
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    await page.exposeFunction('sawMouse', (type: string) => mouse.push(type));
    // Taps bring mouse events of the browser's own, and their pointers are called touch.
    await page.addInitScript(
      `addEventListener('pointerdown', (event) => event.pointerType === 'mouse' && window.sawMouse(event.type), true)`,
    );
    end = async () => {
      await shell.stop();
      rmSync(folder, { recursive: true, force: true });
    };
    await page.goto(shell.url);
    await page.getByTestId('trace-hash').waitFor({ state: 'attached' });
    fingers = await Fingers.on(page);
  });
  test.afterAll(async () => {
    await context.close();
    await end();
    expect([errors, mouse]).toEqual([[], []]);
  });

  for (const [i, task] of tasks.entries()) {
    test(`${i + 1}. ${task.name}`, async () => {
      await task.byTouch(fingers);
      await task.done(fingers);
    });
  }
});

test('there are at least 15 tasks', () => {
  expect(new Set(tasks.map((task) => task.name)).size).toBeGreaterThanOrEqual(15);
});
