import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BROWSER_ARGS, findBrowser } from '../scripts/browser.mjs';
import { build as buildApp } from '../scripts/build.mjs';
import { root } from '../scripts/tools.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Browser} Browser */

/** @param {string} text */
export const say = (text) => void process.stdout.write(`${text}\n`);

/** @param {readonly number[]} values */
export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** The app's shell on a scenario, in folders of its own. @param {object} scenario @returns {Promise<{ url: string, stop: () => void }>} */
async function startShell(scenario) {
  const data = mkdtempSync(join(tmpdir(), 'faultboard-bench-'));
  const file = join(data, 'bench.json');
  writeFileSync(file, JSON.stringify(scenario));
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=4000', join(root, 'out/host/index.js'), '--no-open', '--data', data, '--documents', data, file],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await new Promise((found) => {
    child.stdout.on('data', (text) => {
      const match = /http:\S+/.exec(String(text));
      if (match !== null) found(match[0]);
    });
  });
  const stop = () => {
    child.kill();
    rmSync(data, { recursive: true, force: true });
  };
  return { url: String(url), stop };
}

/**
 * Builds the app and opens it in a browser that draws by software, as machines in schools do; says so and does nothing where there is none.
 * @param {(tools: { browser: Browser, open: (scenario: object, script?: string) => Promise<{ page: Page, close: () => Promise<void> }> }) => Promise<void>} work
 */
export async function inBrowser(work) {
  const browserPath = findBrowser(say);
  if (browserPath === null) return say('No browser here: what needs one is left out.');
  if (!buildApp(['app', 'host'], true)) process.exit(1);
  const browser = await chromium.launch({ ...(browserPath === '' ? {} : { executablePath: browserPath }), args: BROWSER_ARGS });
  const open = async (/** @type {object} */ scenario, script = '') => {
    const shell = await startShell(scenario);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    if (script !== '') await page.addInitScript(script);
    await page.goto(shell.url);
    await page.locator('.react-flow__node').first().waitFor();
    const close = async () => {
      await page.close({ runBeforeUnload: false });
      shell.stop();
    };
    return { page, close };
  };
  try {
    await work({ browser, open });
  } finally {
    await browser.close();
  }
}

/** Gives a command by its name. @param {Page} page @param {string} name */
export async function command(page, name) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill(name);
  await page.keyboard.press('Enter');
}
