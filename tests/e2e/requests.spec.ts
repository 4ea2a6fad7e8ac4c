import AxeBuilder from '@axe-core/playwright';
import { expect, part, test } from './app';

test('one request is sent by hand during a run, and its answer stands where it was sent from', async ({ app: page }) => {
  await page.keyboard.press('Space');
  await page.keyboard.press('r');
  const form = page.getByRole('form', { name: 'Send one now' });
  await expect(form.getByRole('combobox', { name: 'Key' })).toBeFocused();
  await page.keyboard.type('nobody');
  await expect(form).toContainText('There is no key "nobody"');
  await expect(form.getByRole('button', { name: 'Send' })).toBeDisabled();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('carmen');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('status', { name: 'Answer' });
  await expect(answer).toContainText(/^C1 got .+ for carmen\.city after [\d.]+ ms\.$/);
  await form.getByRole('combobox', { name: 'What it does' }).selectOption('Write');
  await form.getByRole('textbox', { name: 'Value' }).fill('Utrecht');
  await page.keyboard.press('Enter');
  await expect(answer).toContainText(/^C1 wrote Utrecht to carmen\.city; this was confirmed after/);
  const { violations } = await new AxeBuilder({ page }).include('.requests-send-one').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
  await page.getByRole('button', { name: 'Go to the answer' }).press('Enter');
  await part(page, 'C1').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Send one now...' }).click();
  await expect(form.getByRole('combobox', { name: 'Key' })).toBeFocused();
});
