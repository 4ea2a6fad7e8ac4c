import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { command, expect, runWithCrash, test } from './app';

test('a failed request is followed to its cause, moment by moment', async ({ app: page, shell }) => {
  await runWithCrash(page, shell);
  await page.keyboard.press('y');
  const steps = page.locator('.why-step');
  await expect(steps.first()).toContainText('W3 crashed for 15 s.');
  await expect(steps.last()).toContainText('C1 saw the error "unreachable"');
  await expect(page.locator('.face[data-path]')).toHaveCount(3);
  await expect(page.locator('.wire[data-path]')).toHaveCount(2);
  await steps.first().press('Enter');
  await expect(page.locator('.transport-clock')).toContainText('25.000');
  await expect(steps.first()).toHaveAttribute('aria-current', 'step');
  await steps.last().press('Enter');
  await expect(steps.last()).toHaveAttribute('aria-current', 'step');
  const { violations } = await new AxeBuilder({ page }).include('.dock').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
  await page.getByRole('button', { name: 'Put away' }).press('Enter');
  await expect(page.locator('.face[data-path]')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Log' }).press('Enter');
  await page.getByRole('checkbox', { name: 'Failures only' }).check();
  await page
    .getByRole('button', { name: /^Why\? C1 failed/ })
    .first()
    .press('Enter');
  await expect(steps.last()).toContainText('C1 saw the error');
});

test('the space-time diagram shows a message on the board too, and its past and future', async ({ app: page }) => {
  await page.keyboard.press('n');
  await page.keyboard.press('Shift+T');
  const picture = page.getByRole('application', { name: 'Space-time diagram' });
  await expect(page.locator('.spaceTime-space-time-foot')).toContainText('each arrow is a message');
  const box = (await picture.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  // The pointer goes along a line between two rows until it meets an arrow.
  await expect(async () => {
    for (let x = box.x + 100; x < box.x + box.width && (await page.locator('.wire[data-lit]').count()) === 0; x += 9)
      await page.mouse.move(x, box.y + 20 + (box.height - 20) / 8);
    expect(await page.locator('.wire[data-lit]').count()).toBe(1);
  }).toPass();
  await expect(page.locator('.spaceTime-space-time-foot')).toContainText(/ from (C1|LB1) to /);
  await picture.focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('checkbox', { name: 'Clocks' }).check();
  await expect(page.locator('.spaceTime-space-time-clocks')).toContainText(/Lamport \d+; .*C1:\d+/);
  const { violations } = await new AxeBuilder({ page }).include('.dock').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
  await page.getByRole('button', { name: 'What happened to this request?' }).press('Enter');
  await expect(page.locator('.why-step').last()).toContainText('C1');
});

test('a run is exported as traces and as a page that plays by itself', async ({ app: page, shell, folder }) => {
  await runWithCrash(page, shell);
  const saved = async (name: string): Promise<string> => {
    const waiting = page.waitForEvent('download');
    await command(page, name);
    const path = `${folder}/${(await waiting).suggestedFilename()}`;
    await (await waiting).saveAs(path);
    return path;
  };
  const traces = JSON.parse(readFileSync(await saved('Export run: OpenTelemetry'), 'utf8')) as { resourceSpans: { resource: object }[] };
  expect(traces.resourceSpans.length).toBeGreaterThan(7);
  const replay = await saved('Export run: Replay');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`file://${replay}`);
  await page.getByRole('slider', { name: 'Moment of the run' }).fill('4180');
  await expect(page.locator('output')).toHaveText('25.0800 s');
  await expect(page.getByRole('list', { name: 'Log' })).toContainText('W3 crashed');
  await page.getByRole('button', { name: 'Play' }).press('Enter');
  await expect.poll(async () => Number.parseFloat((await page.locator('output').textContent()) ?? '0')).toBeGreaterThan(25.08);
  expect(asked).toEqual([`file://${replay}`]);
});
