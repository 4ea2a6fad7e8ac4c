import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bigScenario } from './bigScenario.mjs';
import { BROWSER_ARGS, findBrowser } from './browser.mjs';
import { buildStale } from './buildState.mjs';
import { root } from './tools.mjs';

const folder = join(root, 'docs/screenshots');

/** @typedef {import('@playwright/test').Page} Page */

/** @param {string} data @returns {Promise<{ url: string, stop: () => void }>} */
async function startShell(data) {
  const child = spawn(
    process.execPath,
    [join(root, 'out/host/index.js'), '--no-open', '--data', join(data, 'data'), '--documents', join(data, 'documents')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await new Promise((found) => {
    child.stdout.on('data', (text) => {
      const match = /http:\S+/.exec(String(text));
      if (match !== null) found(match[0]);
    });
  });
  return { url: String(url), stop: () => void child.kill() };
}

/** @param {Page} page @param {string} name */
async function shoot(page, name) {
  await page.screenshot({ path: join(folder, `${name}.png`) });
  process.stdout.write(`docs/screenshots/${name}.png\n`);
}

/** @param {Page} page @param {string} name */
async function command(page, name) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill(name);
  await page.keyboard.press('Enter');
}

/** @param {Page} page */
async function takeAll(page) {
  await page.getByTestId('trace-hash').waitFor();
  await page.waitForTimeout(6000);
  await shoot(page, 'first-start');

  await page.locator('.react-flow__node[data-id="W2"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Crash', exact: true }).click();
  await page.waitForTimeout(3500);
  await page.getByRole('tab', { name: 'Results' }).click();
  await shoot(page, 'running-crashed');
  await page.locator('.react-flow__node[data-id="LB1"]').click();
  await page.keyboard.press('i');
  await command(page, 'Show the space-time diagram');
  await page.waitForTimeout(1500);
  await shoot(page, 'inside-space-time');
  await page.getByRole('tab', { name: 'Charts' }).click();

  await command(page, 'Stop and go back to editing');
  await command(page, 'Add worker');
  await page.waitForTimeout(400);
  await shoot(page, 'edited');
  await command(page, 'Dark colours');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Enter');
  await page.waitForTimeout(5000);
  await page.getByRole('tab', { name: 'Log' }).click();
  await page.waitForTimeout(1000);
  await shoot(page, 'dark-log');
}

/** The editor as it may look: in every theme and in the presentation, empty, small and with 500 parts; not kept, to be looked at. @param {Page} page @param {string} url @param {string} file */
async function takeEditor(page, url, file) {
  const looks = join(root, 'out/screenshots');
  mkdirSync(looks, { recursive: true });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(bigScenario(500, 1000)));
  for (const theme of ['Light colours', 'Dark colours', 'High contrast']) {
    for (const size of ['small', 'empty', '500']) {
      await page.goto('about:blank');
      await page.goto(url);
      await page.getByTestId('trace-hash').waitFor();
      await command(page, theme);
      await command(page, 'Stop and go back');
      if (size === 'empty') await page.keyboard.press('Alt+n');
      if (size === '500') {
        await command(page, 'Open...');
        await page.getByRole('button', { name: 'big.json' }).first().click();
        await page.locator('.react-flow__node').nth(100).waitFor({ state: 'attached' });
      }
      await page.waitForTimeout(800);
      const name = `${theme.split(' ')[0].toLowerCase()}-${size}`;
      await page.screenshot({ path: join(looks, `${name}.png`) });
      await command(page, 'Presentation');
      await page.waitForTimeout(800);
      await page.screenshot({ path: join(looks, `${name}-presentation.png`) });
      process.stdout.write(`out/screenshots/${name}.png and ${name}-presentation.png\n`);
    }
  }
}

async function main() {
  const browserPath = findBrowser((line) => process.stdout.write(`${line}\n`));
  if (browserPath === null) throw new Error('no browser: install Chromium');
  if (
    !buildStale({ 'out/renderer/index.html': 'app', 'out/host/index.js': 'host' }, () =>
      process.stdout.write('Building what is stale...\n'),
    )
  )
    process.exit(1);
  mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'faultboard-screenshots-'));
  const shell = await startShell(data);
  const browser = await chromium.launch({ ...(browserPath === '' ? {} : { executablePath: browserPath }), args: BROWSER_ARGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(shell.url);
    if (!process.argv.includes('--editor')) await takeAll(page);
    await takeEditor(page, shell.url, join(data, 'documents/big.json'));
  } finally {
    await browser.close();
    shell.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

await main();
