import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { bigScenario } from '../scripts/bigScenario.mjs';
import { BROWSER_ARGS, findBrowser } from '../scripts/browser.mjs';
import { build as buildApp } from '../scripts/build.mjs';
import { root } from '../scripts/tools.mjs';
import { openingOfExample, openingOfFile } from './opening.mjs';

/*
 * How smooth the board is with 500 parts and 1,000 wires, against React Flow's own stress example with as many nodes and edges: the same
 * browser,
 * the same hand, one after the other in turns. Frames are counted by the page itself; software rendering, since machines in schools have
 * little else.
 */
const ROUNDS = Number(process.env.FAULTBOARD_ROUNDS ?? 3);
const PARTS = 500;
const WIRES = 1000;
const STEPS = 30;
const INSPECTED = 10;

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ median: number, slow: number, work: number }} Frame How long frames were, ms: the middle one, and the one that nine of ten were not longer than; and the processor time of it all. */
/** @typedef {Record<string, Frame>} Figures Frames by what was done. */

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** What the page itself does, as text: these files know nothing of pages. */
const COUNT_FRAMES = `{
  const times = [];
  window.frameTimes = times;
  const next = (time) => {
    times.push(time);
    if (window.frameTimes === times) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}`;
const COUNT_WAITS = `{
  const waits = [];
  window.waits = waits;
  window.addEventListener('keydown', (event) => requestAnimationFrame(() => setTimeout(() => waits.push(performance.now() - event.timeStamp))), true);
}`;

/**
 * From each click on a part to the end of the frame that shows it as selected, with its settings beside it: when the next frame begins at
 * the latest.
 */
const COUNT_SHOWN = `{
  const shown = [];
  window.shown = shown;
  window.addEventListener('click', (event) => {
    const part = event.target.closest('.react-flow__node');
    if (part === null) return;
    const at = shown.push(Infinity) - 1;
    const look = () => {
      const title = document.querySelector('.inspector h2')?.textContent ?? '';
      if (part.classList.contains('selected') && title.endsWith(' ' + part.dataset.id)) requestAnimationFrame(() => { shown[at] = performance.now() - event.timeStamp; });
      else if (performance.now() - event.timeStamp < 2000) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, true);
}`;

/** @type {WeakMap<Page, import('@playwright/test').CDPSession>} */
const sessions = new WeakMap();

/** Processor time that the page has used so far, ms. @param {Page} page */
async function usedMs(page) {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  if (!sessions.has(page)) await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  sessions.set(page, session);
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0) * 1000;
}

/** Counts frames while something is done. @param {Page} page @param {() => Promise<void>} work @returns {Promise<Frame>} */
async function frames(page, work) {
  const before = await usedMs(page);
  await page.evaluate(COUNT_FRAMES);
  await work();
  const used = (await usedMs(page)) - before;
  const times = /** @type {number[]} */ (
    await page.evaluate('(() => { const all = window.frameTimes; window.frameTimes = null; return all; })()')
  );
  const lengths = times
    .slice(1)
    .map((time, i) => time - times[i])
    .sort((a, b) => a - b);
  return { median: median(lengths), slow: lengths[Math.floor(lengths.length * 0.9)], work: used };
}

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/** Ten clicks on ten parts around one, as quick as they can be or with a moment between them. @param {Page} page @param {Box} box @param {number} pauseMs */
async function clickAround(page, box, pauseMs) {
  // The grid has a part every 240 by 136, and parts are 168 by 88.
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 3 };
  for (let i = 0; i < INSPECTED; i++) {
    await page.mouse.click(from.x + ((i % 5) - 2) * (240 / 168) * box.width, from.y + (Math.floor(i / 5) + 1) * (136 / 88) * box.height);
    if (pauseMs > 0) await page.waitForTimeout(pauseMs);
  }
}

/** Drags, zooms, pans and looks at parts as a hand does. @param {Page} page @param {string} node @returns {Promise<Figures>} */
async function handle(page, node) {
  const pane = await page.locator('.react-flow').boundingBox();
  if (pane === null) throw new Error('there is no board');
  const middle = { x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  const zoom = await frames(page, async () => {
    for (let i = 0; i < STEPS; i++) await wheel(page, i < STEPS / 2 ? -60 : 60, true);
  });
  const pan = await frames(page, async () => {
    for (let i = 0; i < STEPS; i++) await wheel(page, i < STEPS / 2 ? 30 : -30, false);
  });
  const box = await page.locator(`.react-flow__node[data-id="${node}"]`).boundingBox();
  if (box === null) throw new Error('the part to drag is not in sight');
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 3 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const drag = await frames(page, async () => {
    for (let i = 1; i <= STEPS; i++) await page.mouse.move(from.x + Math.sin(i / 8) * 120, from.y + Math.cos(i / 8) * 80);
  });
  await page.mouse.up();
  const inspect = await frames(page, () => clickAround(page, box, 0));
  return { drag, zoom, pan, inspect };
}

/** @param {Page} page @param {number} by @param {boolean} zooms */
async function wheel(page, by, zooms) {
  if (zooms) await page.keyboard.down('Control');
  await page.mouse.wheel(0, by);
  if (zooms) await page.keyboard.up('Control');
}

/** How long a click takes until its part is shown, ms; 2000 for one that never is. @param {Page} page @param {string} node */
async function showing(page, node) {
  const box = await page.locator(`.react-flow__node[data-id="${node}"]`).boundingBox();
  if (box === null) throw new Error('the part to click around is not in sight');
  await page.evaluate(COUNT_SHOWN);
  await clickAround(page, box, 200);
  const waits = /** @type {number[]} */ (await page.evaluate('window.shown.map((wait) => (wait < Infinity ? wait : 2000))'));
  if (waits.length < INSPECTED) throw new Error('some clicks met no part');
  return { median: median(waits), most: Math.max(...waits) };
}

/** From the key to the next frame drawn, in the inspector with all parts on the board. @param {Page} page @param {string} node */
async function typing(page, node) {
  await page.locator(`.react-flow__node[data-id="${node}"]`).click();
  const field = page.getByLabel('Slots', { exact: true });
  await field.waitFor();
  await page.evaluate(COUNT_WAITS);
  await field.fill('1');
  // Keys go to the focus; to look the field up again would keep the page itself busy.
  for (let i = 0; i < 40; i++) await page.keyboard.press(i % 2 === 0 ? '2' : 'Backspace');
  const waits = /** @type {number[]} */ (await page.evaluate('window.waits'));
  const sorted = [...waits].sort((a, b) => a - b);
  return { median: median(sorted), most: sorted[sorted.length - 1] };
}

/** @param {string} data @param {string} documents @param {string[]} file @returns {Promise<{ url: string, stop: () => void }>} */
async function startShell(data, documents, ...file) {
  const child = spawn(process.execPath, [join(root, 'out/host/index.js'), '--no-open', '--data', data, '--documents', documents, ...file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((found) => {
    child.stdout.on('data', (text) => {
      const match = /http:\S+/.exec(String(text));
      if (match !== null) found(match[0]);
    });
  });
  return { url: String(url), stop: () => void child.kill() };
}

async function buildStress() {
  const outDir = join(root, 'out/bench/stress');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: true,
      minify: true,
      lib: { entry: join(root, 'bench/stress.ts'), formats: ['iife'], name: 'stress', fileName: () => 'stress.js' },
    },
  });
  return join(outDir, 'stress.js');
}

/** @param {Page} page @param {string} script @param {ReturnType<typeof bigScenario>} scenario @param {boolean} isLater */
async function openStress(page, script, scenario, isLater) {
  await page.setContent('<!doctype html><style>html, body, #root { height: 100%; margin: 0 }</style><div id="root"></div>');
  await page.addStyleTag({ path: join(root, 'node_modules/@xyflow/react/dist/style.css') });
  await page.evaluate(
    `window.stressSize = ${JSON.stringify({ nodes: scenario.nodes, edges: scenario.links })}; window.stressLater = ${isLater}; undefined`,
  );
  await page.addScriptTag({ path: script });
}

/** How long it takes until all parts of the file are there and the first is seen, from an empty page on, ms. @param {Page} page @param {() => Promise<unknown>} open */
async function opening(page, open) {
  const startedMs = performance.now();
  await open();
  const parts = page.locator('.react-flow__node');
  await parts.nth(PARTS - 1).waitFor({ state: 'attached' });
  await parts.first().waitFor();
  return performance.now() - startedMs;
}

/**
 * The same file opened in a window that is open already, and the example given its nodes.
 * @param {import('@playwright/test').Browser} browser
 * @param {{ data: string, folder: string, script: string, scenario: ReturnType<typeof bigScenario> }} what
 */
async function openBoth(browser, { data, folder, script, scenario }) {
  mkdirSync(folder);
  const shell = await startShell(folder, data);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(shell.url);
  await page.locator('.react-flow__node').first().waitFor();
  await page.waitForTimeout(1000);
  const ours = await openingOfFile(page, 'big.json', PARTS, usedMs);
  await page.close({ runBeforeUnload: false });
  shell.stop();
  const other = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await openStress(other, script, scenario, true);
  await other.waitForTimeout(1000);
  const theirs = await openingOfExample(other, PARTS, usedMs);
  await other.close();
  return { ours, theirs };
}

/**
 * @param {{ ours: import('./opening.mjs').Opening, theirs: import('./opening.mjs').Opening }[]} openings
 * @param {{ ours: number, theirs: number }[]} starts
 */
function sayOpenings(openings, starts) {
  /** @param {'ours' | 'theirs'} whose @param {'ms' | 'work'} which */
  const of = (whose, which) => median(openings.map((round) => round[whose][which]));
  const times = (/** @type {'ms' | 'work'} */ which) => (of('ours', which) / of('theirs', which)).toFixed(2);
  say(
    `  a file of ${PARTS} parts opened in an open window: ${of('ours', 'ms').toFixed(0)} ms until all is drawn and answers (asked: 1,000), the example ${of('theirs', 'ms').toFixed(0)} ms: ${times('ms')} times` +
      ` (processor time ${of('ours', 'work').toFixed(0)} and ${of('theirs', 'work').toFixed(0)} ms: ${times('work')} times)`,
  );
  const started = { ours: median(starts.map((round) => round.ours)), theirs: median(starts.map((round) => round.theirs)) };
  say(
    `  with the start of the page: ${started.ours.toFixed(0)} ms, the example ${started.theirs.toFixed(0)} ms: ${(started.ours / started.theirs).toFixed(2)} times`,
  );
}

async function main() {
  const browserPath = findBrowser(say);
  if (browserPath === null) return say('No browser here: the comparison of the board with React Flow is left out.');
  if (!buildApp(['app', 'host'], true)) process.exit(1);
  const script = await buildStress();
  const scenario = bigScenario(PARTS, WIRES);
  const data = mkdtempSync(join(tmpdir(), 'faultboard-bench-'));
  const file = join(data, 'big.json');
  writeFileSync(file, JSON.stringify(scenario));
  const browser = await chromium.launch({ ...(browserPath === '' ? {} : { executablePath: browserPath }), args: BROWSER_ARGS });
  /** @type {Figures[]} */
  const ours = [];
  /** @type {Figures[]} */
  const theirs = [];
  /** @type {{ ours: number, theirs: number }[]} */
  const starts = [];
  /** @type {{ ours: import('./opening.mjs').Opening, theirs: import('./opening.mjs').Opening }[]} */
  const openings = [];
  /** @type {{ median: number, most: number }[]} */
  const keys = [];
  /** @type {{ median: number, most: number }[]} */
  const shows = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      // A shell and a folder of its own each time: the work of the round before would be offered as unsaved.
      const folder = join(data, `round-${round}`);
      mkdirSync(folder);
      const shell = await startShell(folder, data, file);
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      const oursMs = await opening(page, () => page.goto(shell.url));
      await page.waitForTimeout(1000);
      ours.push(await handle(page, 'W262'));
      shows.push(await showing(page, 'W337'));
      keys.push(await typing(page, 'W262'));
      await page.close({ runBeforeUnload: false });
      shell.stop();
      const other = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      const theirsMs = await opening(other, () => openStress(other, script, scenario, false));
      starts.push({ ours: oursMs, theirs: theirsMs });
      await other.waitForTimeout(1000);
      theirs.push(await handle(other, 'W262'));
      await other.close();
      openings.push(await openBoth(browser, { data, folder: join(data, `opened-${round}`), script, scenario }));
    }
  } finally {
    await browser.close();
    rmSync(data, { recursive: true, force: true });
  }
  say(`\nThe board with ${PARTS} parts and ${WIRES} wires, median frame (${ROUNDS} rounds in turns, software rendering)`);
  for (const what of ['drag', 'zoom', 'pan', 'inspect']) {
    /** @param {Figures[]} rounds @param {keyof Frame} which */
    const of = (rounds, which) => median(rounds.map((figures) => figures[what][which]));
    const [a, b] = [of(ours, 'median'), of(theirs, 'median')];
    say(
      `  ${what.padEnd(8)} ${a.toFixed(1).padStart(6)} ms, React Flow's stress example ${b.toFixed(1).padStart(6)} ms: ${(a / b).toFixed(2)} times` +
        ` (nine of ten within ${of(ours, 'slow').toFixed(1)} ms, there ${of(theirs, 'slow').toFixed(1)} ms; processor time ${(of(ours, 'work') / of(theirs, 'work')).toFixed(2)} times)`,
    );
  }
  sayOpenings(openings, starts);
  say(
    `  from a click to the part shown as selected with its settings: ${median(shows.map((show) => show.median)).toFixed(1)} ms to the end of that frame, at most ${Math.max(...shows.map((show) => show.most)).toFixed(1)} ms`,
  );
  say(
    `  typing in the inspector: ${median(keys.map((key) => key.median)).toFixed(1)} ms from key to frame, at most ${Math.max(...keys.map((key) => key.most)).toFixed(1)} ms`,
  );
}

await main();
