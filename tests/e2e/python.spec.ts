import { command, expect, part, test } from './app';

test('the board as Python: read, written anew, told what is wrong with it, applied, undone', async ({ app }) => {
  // Python takes seconds to begin.
  test.slow();
  await command(app, 'Back to editing');
  await command(app, 'Show the board as Python');
  const code = app.getByRole('textbox', { name: 'The board as a script in Python' });
  const status = app.getByTestId('script-status');
  await expect(code).toContainText('sim = Simulation(');
  await expect(status).toHaveText('This script builds the board as it stands. Change it and press Apply.');
  const workers = app.locator('[data-id^="W"]');
  const before = await workers.count();

  await code.click();
  await app.keyboard.press('Control+a');
  await app.keyboard.press('Delete');
  await app.keyboard.type('db = Database()\nws = [Worker(db, conc=2) for _ in range(7)]\nsim = Simulation(LoadBalancer(ws))');
  await app.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(status).toHaveText('Line 2: Worker has no field conc; did you mean concurrency?', { timeout: 60_000 });
  expect(await workers.count()).toBe(before);

  for (let i = 0; i < 2; i++) await app.keyboard.press('Escape');
  await code.click();
  await app.keyboard.press('Control+a');
  await app.keyboard.press('Delete');
  await app.keyboard.type('db = Database()\nws = [Worker(db, concurrency=2) for _ in range(7)]\nsim = Simulation(LoadBalancer(ws))');
  await app.keyboard.press('Control+Enter');
  await expect(status).toHaveText('The board now matches the script.');
  await expect(part(app, 'W7')).toHaveCount(1);
  await expect(code).toContainText('range(7)');

  await command(app, 'Undo');
  await expect(part(app, 'W7')).toHaveCount(0);
  await expect(code).not.toContainText('range(7)');
});
