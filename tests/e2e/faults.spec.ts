import { command, drag, expect, middleOf, part, result, test } from './app';

test('faults on the time line: added, dragged, moved by keys, undone, and seen on the part they hit', async ({ app }) => {
  await command(app, 'Back to editing');
  await app.getByRole('tab', { name: 'Faults' }).click();
  await app.getByLabel('Add a fault').selectOption('disk-full');
  const bar = app.getByRole('slider', { name: /^Fill the disk: DB1/ });
  await expect(bar).toHaveAttribute('aria-valuetext', 'at 20 s, for 10 s');

  const from = await middleOf(bar);
  const track = await bar.locator('..').boundingBox();
  // Ten seconds earlier: a sixth of the track.
  await drag(app, from, { x: from.x - (track?.width ?? 0) / 6, y: from.y });
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeCloseTo(10, 0);
  await bar.focus();
  await app.keyboard.press('Home');
  await expect(bar).toHaveAttribute('aria-valuetext', 'at 0 s, for 10 s');
  await app.keyboard.press('Alt+End');
  await expect(bar).toHaveAttribute('aria-valuetext', 'at 0 s, for 60 s');

  await app.getByRole('button', { name: 'Run from the start' }).click();
  await expect.poll(() => result(app, 'Failed')).toBeGreaterThan(400);
  await command(app, 'Run or pause');
  await expect(part(app, 'DB1')).toContainText('disk full');

  await app.keyboard.press('Control+z');
  await app.keyboard.press('Control+z');
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBe(20);
  await bar.focus();
  await app.keyboard.press('Delete');
  await expect(bar).toHaveCount(0);
});

test('a fallacy given up costs requests, and the cost of the design is told beside its goodput', async ({ app }) => {
  const calm = await result(app, 'Failed');
  expect(await result(app, 'Cost of an hour')).toBeGreaterThan(1);
  await command(app, 'Back to editing');
  await app.getByRole('tab', { name: 'Scenario' }).click();
  const fallacy = app.getByRole('switch', { name: '6. There is one administrator' });
  await fallacy.check();
  await expect(fallacy).toHaveAccessibleDescription(/restarts a part/);
  await app.getByRole('button', { name: 'Run from the start' }).click();
  await expect.poll(() => result(app, 'Failed')).toBeGreaterThan(calm * 2 + 20);
  await expect(app.getByText(/^No score:/)).toBeVisible();
});
