import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { part } from './app';
import { test } from './canvasApp';

test.use({ viewport: { width: 1366, height: 768 } });

const shipped = async (name: string): Promise<object> => JSON.parse(await readFile(`scenarios/${name}.json`, 'utf8')) as object;

/** Puts the playhead at a second of the run or just behind it, by keys. */
async function goTo(page: Page, seconds: number): Promise<void> {
  const time = page.getByRole('slider', { name: 'Time' });
  const now = async (): Promise<number> => Number(await time.getAttribute('aria-valuenow'));
  // Until the run is computed its length is not known.
  await expect.poll(async () => Number(await time.getAttribute('aria-valuemax'))).toBeGreaterThan(seconds);
  await time.press('Home');
  await expect.poll(now).toBeLessThan(0.1);
  for (let before = await now(); before < seconds; before = await now()) {
    await time.press('ArrowRight');
    await expect.poll(now).toBeGreaterThan(before);
  }
}

/** Runs by the button, as a learner does, and pauses. */
async function runAndPause(page: Page): Promise<void> {
  await page.getByRole('toolbar', { name: 'Run' }).getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
}

async function choose(page: Page, id: string, name: string): Promise<void> {
  await part(page, id).click({ button: 'right' });
  await page.getByRole('menuitem', { name, exact: true }).click();
}

/** Modulo, told to move keys, with a run of ten seconds. */
async function fourShards(): Promise<object> {
  const board = (await shipped('four-shards')) as { nodes: { id: string; kind: string; params: object }[] };
  const nodes = board.nodes.map((node) =>
    node.kind === 'shard-router' ? { ...node, params: { ...node.params, strategy: 'ring' } } : node,
  );
  return { ...board, nodes, durationSeconds: 10, faults: [], checks: [] };
}

test('a shard leaves a run by its menu: its keys travel, the log and the table say so, and undo brings it back', async ({ app }) => {
  test.slow();
  const { page } = app;
  await app.open(await fourShards());
  await runAndPause(page);
  await goTo(page, 4);
  await choose(page, 'S2', 'Leave: give its keys away');
  await expect(page.locator('.toasts')).toContainText('SR1 now moves keys');
  await choose(page, 'SR1', 'Look inside');
  const move = page.getByRole('heading', { name: 'The last move' });
  // The end is where the branch has come to: again, until its keys have arrived.
  await expect(async () => {
    await page.getByRole('tab', { name: 'Inside' }).click();
    await page.getByRole('slider', { name: 'Time' }).press('End');
    await expect(move).toBeVisible({ timeout: 5000 });
  }).toPass();
  await expect(page.getByRole('tabpanel', { name: 'Inside' })).toContainText(/of 1000\s\((1[5-9]|2\d|3[0-5])\.\d\s%\)/);
  await expect(page.getByRole('row', { name: /^S2 \d+ 0 \d+ 0$/ })).toBeVisible();
  await choose(page, 'S2', 'Join: take its share of the keys');
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await part(page, 'S2').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Leave: give its keys away' })).toBeVisible();
});

test('nodes are killed until the quorum fails, and the log says it in the words of the course', async ({ app }) => {
  test.slow();
  const { page } = app;
  await app.open({ ...(await shipped('quorum-availability')), faults: [] });
  await runAndPause(page);
  const said = async (text: string): Promise<void> => {
    await page.getByRole('tab', { name: 'Log' }).click();
    await expect(page.getByRole('tabpanel', { name: 'Log' }).getByText(text).first()).toBeVisible();
  };
  await goTo(page, 5);
  await said("Result: SUCCESS. Got Version 1 from ['Node 1', 'Node 2', 'Node 3']");
  await choose(page, 'Q2', 'Crash');
  await goTo(page, 10);
  await said("Result: SUCCESS (Quorum Met). Got Version 1 from ['Node 1', 'Node 3']");
  await choose(page, 'Q3', 'Crash');
  await goTo(page, 15);
  await said('Result: FAILURE. Only 1/3 nodes alive. R=2 not met.');
});

test('the capstone is won: write_quorum() and read_quorum() are written in Python, and nothing confirmed is lost', async ({ app }) => {
  // Python takes seconds to begin, and runs twice: once as it was found.
  test.setTimeout(240_000);
  const { page } = app;
  const lesson = JSON.parse(await readFile('lessons/guide-capstone.json', 'utf8')) as {
    solution: { programs: { P2: { code: string[] } } };
  };
  await app.open();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill('Module 6: the capstone');
  await page.getByRole('option', { name: /^Lesson: Module 6: the capstone/ }).click();
  const player = page.getByRole('complementary', { name: 'Lesson' });
  await expect(player.getByRole('heading', { name: 'Module 6: the capstone' })).toBeVisible();
  const done = player.getByRole('heading', { name: 'Done!' });
  const run = async (): Promise<void> => {
    await player.getByRole('button', { name: 'Run', exact: true }).click();
    await player.getByRole('button', { name: 'Skip to the end', exact: true }).click();
  };
  await run();
  await expect(player.locator('[data-goal="kept"]')).toHaveAttribute('data-verdict', 'unmet', { timeout: 90_000 });
  await expect(done).toHaveCount(0);
  await part(page, 'PN1').click();
  const code = page.getByRole('textbox', { name: 'Program P2' });
  await code.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(lesson.solution.programs.P2.code.join('\n'));
  await run();
  await expect(done).toBeInViewport({ timeout: 90_000 });
});
