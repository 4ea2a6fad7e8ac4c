import type { Page } from '@playwright/test';
import { command, drag, expect, middleOf, part, pullWire, result, test, traceHash } from './app';

/** Every tab says what it will show, before there is a run. */
async function seeEmptyTabs(app: Page): Promise<void> {
  for (const [tab, what] of [
    ['Log', 'line by line'],
    ['Space-time', 'an arrow'],
    ['Why', 'causes'],
    ['Request', 'hop by hop'],
    ['Look up', 'knows about a key'],
    ['Charts', 'as curves'],
  ]) {
    await app.getByRole('tab', { name: tab, exact: true }).click();
    await expect(app.locator('.before-run')).toContainText(what);
  }
}

test('by mouse alone: build, run, crash a worker, see the balancer turn away, save, open again, same run', async ({ app, shell }) => {
  await app.getByRole('button', { name: 'File', exact: true }).click();
  await app.getByRole('menuitem', { name: /^New/ }).click();
  await expect(app.getByText('An empty board')).toBeVisible();
  await seeEmptyTabs(app);
  const board = await middleOf(app.getByRole('main', { name: 'Board' }));
  const places: [string, number, number][] = [
    ['client', -340, 0],
    ['load-balancer', -110, 0],
    ['worker', 120, -140],
    ['worker', 120, 0],
    ['worker', 120, 140],
    ['database', 345, 0],
  ];
  for (const [kind, dx, dy] of places)
    await app
      .locator(`.palette-entry[data-kind="${kind}"]`)
      .dragTo(app.locator('.react-flow__pane'), { targetPosition: await inPane(dx, dy) });
  await expect(app.locator('.react-flow__node')).toHaveCount(6);
  await pullWire(app, 'C1', 'LB1');
  for (const worker of ['W1', 'W2', 'W3']) {
    await pullWire(app, 'LB1', worker);
    await pullWire(app, worker, 'DB1');
  }
  await expect(app.locator('.react-flow__edge')).toHaveCount(7);

  await app.getByRole('toolbar', { name: 'Run' }).getByRole('button', { name: 'Run', exact: true }).click();
  const before = await result(app, 'Failed');
  expect(before).toBe(0);
  const answered = await result(app, 'Answered');
  expect(answered).toBeGreaterThan(500);
  await app.waitForTimeout(1500);

  await part(app, 'W2').click({ button: 'right' });
  await app.getByRole('menuitem', { name: 'Crash', exact: true }).click();
  await expect(part(app, 'W2')).toContainText('down');
  await expect(part(app, 'LB1')).toContainText('1 avoided', { timeout: 20_000 });
  expect(await result(app, 'Failed')).toBeGreaterThan(0);
  expect(await result(app, 'Answered')).toBeLessThan(answered);
  await app.getByRole('button', { name: /^Keep these faults/ }).click();

  await app.getByRole('button', { name: 'Save', exact: true }).click();
  await app.getByLabel('File name').fill('by-mouse');
  await app.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(app.getByTestId('file-name')).toHaveText('by-mouse.faultboard');
  await app.getByRole('button', { name: 'Run from the start' }).click();
  await expect.poll(() => result(app, 'Failed')).toBeGreaterThan(0);
  const hash = await traceHash(app);

  await command(app, 'New');
  await expect(app.getByText('An empty board')).toBeVisible();
  await app.getByRole('button', { name: 'Open...' }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'by-mouse.faultboard' }).first().click();
  await expect(app.locator('.react-flow__node')).toHaveCount(6);
  await app.getByRole('toolbar', { name: 'Run' }).getByRole('button', { name: 'Run', exact: true }).click();
  expect(await traceHash(app)).toBe(hash);
  expect(shell.documents).toContain('documents');

  async function inPane(dx: number, dy: number): Promise<{ x: number; y: number }> {
    const pane = await app.locator('.react-flow__pane').boundingBox();
    return { x: board.x + dx - (pane?.x ?? 0), y: board.y + dy - (pane?.y ?? 0) };
  }
});

test('by keyboard alone: add, wire, move, set, delete, undo, run', async ({ app }) => {
  await app.keyboard.press('Alt+n');
  await expect(app.getByText('An empty board')).toBeVisible();
  const add = async (kind: string): Promise<void> => {
    await app.keyboard.press('a');
    await app.getByRole('combobox', { name: 'Parts' }).fill(kind);
    await app.keyboard.press('Enter');
  };
  const wire = async (to: string): Promise<void> => {
    await app.keyboard.press('w');
    await app.keyboard.type(to);
    await app.keyboard.press('Enter');
  };
  await add('database');
  await add('worker');
  await wire('DB1');
  await add('client');
  await wire('W1');
  await expect(app.locator('.react-flow__edge')).toHaveCount(2);
  await expect(app.getByRole('tabpanel', { name: 'Part' }).getByRole('heading', { name: 'Client C1' })).toBeVisible();

  const before = await middleOf(part(app, 'C1'));
  await app.keyboard.press('Shift+ArrowUp');
  await expect.poll(async () => (await middleOf(part(app, 'C1'))).y).toBeLessThan(before.y);
  await app.keyboard.press('Delete');
  await expect(part(app, 'C1')).toHaveCount(0);
  await app.keyboard.press('Control+z');
  await expect(part(app, 'C1')).toHaveCount(1);
  await expect(app.locator('.react-flow__edge')).toHaveCount(2);

  await app.keyboard.press('Space');
  await expect(app.getByTestId('trace-hash')).toBeVisible();
  expect(await result(app, 'Answered')).toBeGreaterThan(100);
  await app.keyboard.press('Space');
  await app.keyboard.press('Home');
  await expect(app.getByTestId('clock')).toContainText('0.000 /');
  await app.keyboard.press('.');
  await expect(app.getByTestId('clock')).not.toContainText('0.000 /');
  await app.keyboard.press('End');
  await expect(app.getByTestId('clock')).toContainText('60.000 / 60 s');
});

test('a wrong wire is refused while it is pulled, with the reason', async ({ app }) => {
  await app.keyboard.press('Alt+n');
  await app.locator('.palette-entry[data-kind="worker"]').click();
  await app.locator('.palette-entry[data-kind="shard"]').click();
  await app.keyboard.press('0');
  await app.waitForTimeout(400);
  const from = await middleOf(part(app, 'W1').locator('.react-flow__handle-right'));
  const to = await middleOf(part(app, 'S1'));
  await app.mouse.move(from.x, from.y);
  await app.mouse.down();
  await app.mouse.move(to.x - 20, to.y, { steps: 8 });
  await app.mouse.move(to.x, to.y, { steps: 3 });
  await expect(app.getByText(/must be wired behind a shard router/).first()).toBeVisible();
  await app.mouse.up();
  await expect(app.locator('.react-flow__edge')).toHaveCount(0);
});

test('the log, the time line and a look-up all lead to moments', async ({ app }) => {
  await app.keyboard.press('Space');
  await app.getByRole('tab', { name: 'Log' }).click();
  await app.getByLabel('Filter the log').fill('W1 received');
  const line = app.locator('.log-line').nth(3);
  await expect(line).toContainText(/W1 received "/);
  const time = (await line.locator('.log-time').textContent()) ?? '';
  await line.click();
  await expect(app.getByTestId('clock')).toContainText(Number(time).toFixed(3).slice(0, 4));
  await app.getByLabel('Filter the log').fill('');
  const timeline = await app.getByRole('slider', { name: 'Time' }).boundingBox();
  if (timeline === null) throw new Error('no time line');
  await drag(app, { x: timeline.x + 20, y: timeline.y + 15 }, { x: timeline.x + timeline.width - 1, y: timeline.y + 15 });
  await app.getByRole('slider', { name: 'Time' }).press('End');
  await expect(app.getByText(/Simulation complete, runtime 60 seconds\./)).toBeVisible();
  await app.getByRole('tab', { name: 'Look up' }).click();
  await app.locator('.lookup input').fill('peter');
  await expect(app.getByText('DB1 has the whole profile of "peter"; DB1 holds 1000 of 1000 profiles.')).toBeVisible();
});

test('on one shard a profile may be missing: that is the lesson', async ({ app }) => {
  await app.getByRole('button', { name: 'File', exact: true }).click();
  await app.getByRole('menuitem', { name: 'Examples...' }).click();
  await app.getByRole('button', { name: 'Open: Four shards', exact: true }).click();
  await app.getByRole('toolbar', { name: 'Run' }).getByRole('button', { name: 'Run', exact: true }).click();
  await app.getByRole('tab', { name: 'Look up' }).click();
  const answers: string[] = [];
  for (const shard of ['S1', 'S2', 'S3', 'S4']) {
    await app.locator('.lookup select').selectOption(shard);
    await expect(app.locator('.lookup-profile [role=status]')).toContainText(shard);
    answers.push((await app.locator('.lookup-profile [role=status]').textContent()) ?? '');
  }
  expect(answers.filter((answer) => answer.includes('has the whole profile'))).toHaveLength(1);
  expect(answers.filter((answer) => answer.includes('knows nothing'))).toHaveLength(3);
});
