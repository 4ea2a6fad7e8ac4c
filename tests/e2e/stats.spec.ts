import { expect, runWithCrash, test } from './app';

test('a run with a crash has no ranges and says why, and is repeated with other seeds', async ({ app, shell }) => {
  await runWithCrash(app, shell);
  const results = app.locator('.results');
  await expect(results.getByTestId('steady-message')).toContainText('Faults act during this run');

  await results.getByRole('combobox', { name: 'Seeds' }).selectOption('5');
  await results.getByRole('button', { name: 'Repeat with 5 seeds' }).click();
  await expect(results.getByTestId('replicated')).toContainText('Mean latency, ms');
  await expect(results.getByTestId('replicated').getByRole('row')).toHaveCount(7);
});
