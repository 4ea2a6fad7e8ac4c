import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { snapshot } from 'lighthouse';
import puppeteer from 'puppeteer-core';

/** @typedef {import('puppeteer-core').Page} Page */

const root = resolve(import.meta.dirname, '..');
const WANTED = 100;
const SETTLED_MS = 1500;
const FLAGS = { onlyCategories: ['accessibility'], formFactor: /** @type {const} */ ('desktop'), screenEmulation: { disabled: true } };

/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Clicks what has this name. @param {Page} page @param {string} role @param {string} name */
async function click(page, role, name) {
  await page.locator(`::-p-aria([name="${name}"][role="${role}"])`).click();
}

/** Gives a command by its name. @param {Page} page @param {string} name */
async function command(page, name) {
  await page.keyboard.down('Control');
  await page.keyboard.press('k');
  await page.keyboard.up('Control');
  await page.locator('[role=dialog] input').wait();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

/** @param {string} name @returns {(page: Page) => Promise<void>} */
const tab = (name) => (page) => click(page, 'tab', name);

/** The main views in the order in which they are gone through. @type {readonly (readonly [name: string, open: (page: Page) => Promise<void>])[]} */
const VIEWS = [
  ['a run', () => pause(0)],
  ['charts', tab('Charts')],
  ['log', tab('Log')],
  ['space-time', tab('Space-time')],
  ['faults', tab('Faults')],
  ['results', tab('Results')],
  ['settings of the scenario', tab('Scenario')],
  [
    'settings of a part',
    async (page) => {
      await page.locator('.react-flow__node[data-id="W2"]').click();
      await click(page, 'tab', 'Part');
    },
  ],
  ['gallery', (page) => command(page, 'Examples')],
  [
    'lesson player',
    async (page) => {
      await page.keyboard.press('Escape');
      await click(page, 'button', 'Start the first lesson');
    },
  ],
  [
    'empty board',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.down('Alt');
      await page.keyboard.press('n');
      await page.keyboard.up('Alt');
    },
  ],
];

/** Opens and measures one view. @param {Page} page @param {string} name @param {(page: Page) => Promise<void>} open @returns {Promise<boolean>} */
async function isGood(page, name, open) {
  await open(page);
  await pause(SETTLED_MS);
  const result = await snapshot(page, { flags: FLAGS });
  const score = Math.round((result?.lhr.categories.accessibility?.score ?? 0) * 100);
  process.stdout.write(`${score === WANTED ? 'ok    ' : 'FAILED'} ${String(score).padStart(3)} ${name}\n`);
  for (const audit of Object.values(result?.lhr.audits ?? {})) {
    if (audit.score !== 0 || audit.scoreDisplayMode !== 'binary') continue;
    const items = audit.details?.type === 'table' ? audit.details.items : [];
    process.stdout.write(`         ${audit.id}: ${audit.title}\n`);
    for (const { node } of items.slice(0, 5))
      process.stdout.write(`           ${typeof node === 'object' && node !== null && 'snippet' in node ? String(node.snippet) : ''}\n`);
  }
  return score === WANTED;
}

/** A shell with folders of its own. @param {string} folder @returns {Promise<{ url: string, stop: () => Promise<void> }>} */
async function startShell(folder) {
  const child = spawn(process.execPath, [join(root, 'out/host/index.js'), '--no-open', '--data', folder, '--documents', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((found) => {
    child.stdout.on('data', (text) => {
      const match = /http:\S+/.exec(String(text));
      if (match !== null) found(match[0]);
    });
  });
  // Until it is over it writes to its folder.
  const isOver = new Promise((over) => child.once('exit', over));
  const stop = async () => {
    child.kill();
    await isOver;
  };
  return { url: String(url), stop };
}

/** Goes through all views in one of the themes. @param {import('puppeteer-core').Browser} browser @param {string} theme @returns {Promise<number>} How many are not good. */
async function failuresIn(browser, theme) {
  const folder = mkdtempSync(join(tmpdir(), 'faultboard-lighthouse-'));
  const shell = await startShell(folder);
  const page = await browser.newPage();
  let failures = 0;
  try {
    await page.setViewport({ width: 1366, height: 768 });
    await page.goto(shell.url);
    await page.waitForSelector('.react-flow__node');
    await command(page, theme);
    for (const [name, open] of VIEWS) if (!(await isGood(page, `${theme.toLowerCase()}: ${name}`, open))) failures++;
  } finally {
    await page.close();
    await shell.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return failures;
}

const browser = await puppeteer.launch({
  executablePath: process.env.FAULTBOARD_BROWSER,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
try {
  const failures = (await failuresIn(browser, 'Light colours')) + (await failuresIn(browser, 'Dark colours'));
  process.stdout.write(failures === 0 ? `All views have ${WANTED}.\n` : `${failures} views have less than ${WANTED}.\n`);
  process.exitCode = failures === 0 ? 0 : 1;
} finally {
  await browser.close();
}
