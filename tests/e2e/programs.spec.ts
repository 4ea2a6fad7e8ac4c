import { command, expect, part, result, test } from './app';

test('a balancer that a program decides for: chosen, written, told what is wrong with it, run, mended, undone', async ({ app }) => {
  await command(app, 'Back to editing');
  await part(app, 'LB1').click();
  await app.getByLabel('Strategy', { exact: true }).selectOption('own');
  const code = app.getByRole('textbox', { name: 'Program P1' });
  await expect(code).toContainText('function choose(request, targets, state)');
  const trial = app.getByTestId('program-trial');
  await expect(trial).toContainText('A trial call of choose went well.');
  await app.getByRole('button', { name: 'Run from the start' }).click();
  await expect.poll(() => result(app, 'Answered')).toBeGreaterThan(2000);
  const failedWell = await result(app, 'Failed');

  // A mistake is told with its line at once, and what it did to the run afterwards.
  await command(app, 'Back to editing');
  await app.getByRole('tab', { name: 'Part', exact: true }).click();
  await code.click();
  await app.keyboard.press('Control+a');
  await app.keyboard.press('Delete');
  // As hands do it: the editor indents by itself.
  await app.keyboard.type('function choose(request, targets) {\nreturn targets[12].id;\n}');
  await expect(trial).toContainText('Line 2: cannot read property \u0027id\u0027 of undefined.');
  await app.keyboard.press('Control+Enter');
  await expect.poll(() => result(app, 'Failed')).toBeGreaterThan(failedWell + 1000);
  await expect(app.getByRole('region', { name: 'Programs that failed' })).toContainText(
    /^Programs that failedThe program of LB1 failed for \d+ of \d+ requests, last with: line 2/,
  );

  // Undo covers it: by the keys in the field the text comes back, and then the strategy from before.
  await command(app, 'Back to editing');
  await app.getByRole('tab', { name: 'Part', exact: true }).click();
  await code.click();
  await expect(async () => {
    await app.keyboard.press('Control+z');
    await expect(code).toContainText('let best = 0;', { timeout: 200 });
  }).toPass();
  await expect(trial).toContainText('went well');
  await app.keyboard.press('Control+z');
  await expect(code).toHaveCount(0);
  await expect(app.getByLabel('Strategy', { exact: true })).not.toHaveValue('own');
});
