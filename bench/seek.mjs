import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run, toolPath } from '../scripts/tools.mjs';
import { inBrowser, median, say } from './page.mjs';

/*
 * A run of ten million events in the app: from a click on the time line to the picture of that moment, at random moments; each is held
 * against an
 * uninterrupted run (hash of the whole state, event number, what the faces say). Then the run is played from start to end as fast as it
 * goes, and
 * the page's memory is read after collecting garbage.
 */
const SEEKS = Number(process.env.FAULTBOARD_SEEKS ?? 100);
const SECONDS = Number(process.env.FAULTBOARD_SECONDS ?? 460);
const PLAYS = process.env.FAULTBOARD_PLAY !== '0';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ ms: number, unanswered: number, window: { fromNs: number, toNs: number, tookMs: number, bytes: number } | null }} Seek */
/** @typedef {{ hash: string, event: number, done: Record<string, number> }} Moment */

/** A client, a balancer, five workers and four shards: about 22,000 events a simulated second. */
function scenario() {
  const hop = { type: 'exponential', meanMs: 0.5, offsetMs: 0.5 };
  const service = { type: 'exponential', meanMs: 1 };
  const workers = [1, 2, 3, 4, 5].map((i) => `W${i}`);
  const shards = [1, 2, 3, 4].map((i) => `S${i}`);
  const nodes = [
    { id: 'C1', kind: 'client', x: 0, y: 300, params: { ratePerSecond: 2000, writePercent: 0, timeoutMs: 0 } },
    { id: 'LB1', kind: 'load-balancer', x: 280, y: 300, params: { strategy: 'random' } },
    ...workers.map((id, i) => ({
      id,
      kind: 'worker',
      x: 560,
      y: i * 150,
      params: { concurrency: 8, queueLimit: 10_000, serviceTimeMs: service },
    })),
    { id: 'SR1', kind: 'shard-router', x: 840, y: 300, params: {} },
    ...shards.map((id, i) => ({ id, kind: 'shard', x: 1120, y: i * 170, params: { queueLimit: 10_000, serviceTimeMs: service } })),
  ];
  const ends = [
    ['C1', 'LB1'],
    ...workers.flatMap((id) => [
      ['LB1', id],
      [id, 'SR1'],
    ]),
    ...shards.map((id) => ['SR1', id]),
  ];
  const links = ends.map(([from, to], i) => ({ id: `L${i + 1}`, from, to, latency: hop }));
  return { format: 1, kinds: {}, name: 'ten million events', seed: 1, durationSeconds: SECONDS, nodes, links, faults: [], checks: [] };
}

/**
 * In the page: keeps its socket, so that the service can be asked as the app asks it, and notes every question for a stretch of the run.
 */
const KEEP_SOCKET = `{
  const Plain = window.WebSocket;
  const head = (bytes) => JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true))));
  window.benchWindows = [];
  window.WebSocket = class extends Plain {
    constructor(...args) {
      super(...args);
      window.benchSocket = this;
      this.addEventListener('message', ({ data }) => {
        const asked = window.benchWindows.find((each) => each.bytes === 0 && each.serial === head(new Uint8Array(data)).serial);
        if (asked !== undefined) Object.assign(asked, { tookMs: performance.now() - asked.sentMs, bytes: data.byteLength });
      });
    }
    send(bytes) {
      const { serial, method, args } = head(bytes);
      if (method === 'runWindow') window.benchWindows.push({ serial, fromNs: args.fromNs, toNs: args.toNs, sentMs: performance.now(), tookMs: NaN, bytes: 0 });
      super.send(bytes);
    }
  };
}`;

/**
 * In the page: clicks the time line at a share of its length, and says how long it took until the moment was drawn, ms, and what was
 * asked for.
 */
const SEEK = `(share) => new Promise((done) => {
  const line = document.querySelector('.transport-timeline');
  const clock = document.querySelector('[data-testid=clock]');
  const event = document.querySelector('[data-testid=event-number]');
  const box = line.getBoundingClientRect();
  const before = clock.textContent;
  window.benchWindows = window.benchWindows.filter((each) => each.bytes === 0);
  const unanswered = window.benchWindows.length;
  const start = performance.now();
  const at = { bubbles: true, cancelable: true, clientX: box.left + share * box.width, clientY: box.top + box.height / 2, pointerId: 1, buttons: 1, button: 0, isPrimary: true };
  line.setPointerCapture = () => undefined;
  line.dispatchEvent(new PointerEvent('pointerdown', at));
  line.dispatchEvent(new PointerEvent('pointerup', { ...at, buttons: 0 }));
  const look = () => {
    const isThere = clock.textContent !== before && !event.textContent.includes('...');
    if (isThere) requestAnimationFrame(() => setTimeout(() => done({ ms: performance.now() - start, unanswered, window: window.benchWindows[unanswered] ?? null })));
    else if (performance.now() - start > 20000) done({ ms: NaN, unanswered, window: null });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

/** In the page: what the service says of a moment of the run. */
const ASK_MOMENT = `(atNs) => new Promise((done) => {
  const serial = 1e9 + Math.floor(Math.random() * 1e9);
  const listen = ({ data }) => {
    const bytes = new Uint8Array(data);
    const message = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + new DataView(data).getUint32(0, true))));
    if (message.serial !== serial) return;
    window.benchSocket.removeEventListener('message', listen);
    done({ hash: message.value.value.stateHash, event: message.value.value.event });
  };
  window.benchSocket.addEventListener('message', listen);
  const head = new TextEncoder().encode(JSON.stringify({ serial, method: 'runMoment', args: { runId: 'run-1', atNs } }));
  const bytes = new Uint8Array((4 + head.length + 7) & ~7);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  window.benchSocket.send(bytes);
})`;

/** What is on the screen: the moment in ns, the event number, and how much each part has done. */
const READ = `(() => {
  const clock = document.querySelector('[data-testid=clock]').textContent;
  const [, seconds, digits] = /^(\\d+)\\.(\\d+)/.exec(clock);
  const faces = [...document.querySelectorAll('.react-flow__node-part')].map((face) => [face.dataset.id, /([\\d,]+) done/.exec(face.getAttribute('aria-label') ?? face.querySelector('[aria-label]')?.getAttribute('aria-label') ?? '')?.[1]]);
  return {
    atNs: Number(seconds) * 1e9 + Number(digits.padEnd(9, '0')), event: Number(document.querySelector('[data-testid=event-number]').textContent.replace(/\\D/g, '')),
    done: Object.fromEntries(faces.filter(([, done]) => done !== undefined).map(([id, done]) => [id, Number(done.replaceAll(',', ''))])),
  };
})()`;

/** What an uninterrupted run is like just behind some moments. @param {object} wanted @param {readonly number[]} momentsNs @returns {Moment[]} */
function uninterrupted(wanted, momentsNs) {
  const out = join(root, 'out/bench');
  mkdirSync(out, { recursive: true });
  if (!run(process.execPath, [toolPath('vite'), 'build', '--config', 'vite.node.config.ts', '--mode', 'bench', '--logLevel', 'error']).ok)
    process.exit(1);
  const folder = mkdtempSync(join(tmpdir(), 'faultboard-seek-'));
  const file = join(folder, 'moments.json');
  writeFileSync(file, JSON.stringify({ scenario: wanted, momentsNs }));
  const done = spawnSync(process.execPath, ['--max-old-space-size=4000', join(out, 'workloads.js'), 'moments', file], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  rmSync(folder, { recursive: true, force: true });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout);
}

/** The page's memory after collecting garbage, MB: objects, and the arrays that hold windows, which the heap does not count. @param {import('@playwright/test').CDPSession} session */
async function heapMB(session) {
  await session.send('HeapProfiler.collectGarbage');
  const usage = await session.send('Runtime.getHeapUsage');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (/** @type {string} */ name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  const { backingStorageSize = NaN } = /** @type {{ backingStorageSize?: number }} */ (usage);
  return {
    heap: value('JSHeapUsedSize') / 1e6,
    arrays: backingStorageSize / 1e6,
    nodes: value('Nodes'),
    listeners: value('JSEventListeners'),
  };
}

/** @param {Page} page */
async function play(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const time = page.getByRole('slider', { name: 'Time' });
  await time.press('Home');
  await page.getByLabel('Speed').selectOption('max');
  await page.waitForTimeout(500);
  const rows = [await heapMB(session)];
  const start = Date.now();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  for (let share = 0.1; share < 1; share += 0.1) {
    while (Number(await time.getAttribute('aria-valuenow')) < share * SECONDS && Date.now() - start < 600_000)
      await page.waitForTimeout(200);
    rows.push(await heapMB(session));
  }
  while (Number(await time.getAttribute('aria-valuenow')) < SECONDS - 0.001 && Date.now() - start < 600_000) await page.waitForTimeout(200);
  rows.push(await heapMB(session));
  say(
    `Played from start to end in ${((Date.now() - start) / 1000).toFixed(0)} s; memory of the page after collecting garbage, at every tenth of the run:`,
  );
  say(
    `  objects ${rows.map((row) => row.heap.toFixed(0)).join(', ')} MB; arrays ${rows.map((row) => row.arrays.toFixed(0)).join(', ')} MB; ${rows[0].nodes} to ${rows.at(-1)?.nodes} nodes, ${rows[0].listeners} to ${rows.at(-1)?.listeners} listeners`,
  );
}

/** The slowest seeks, and where their time went. @param {readonly Seek[]} seeks @param {readonly { atNs: number, event: number }[]} shown */
function saySlowest(seeks, shown) {
  const order = seeks.map((_each, i) => i).sort((a, b) => seeks[b].ms - seeks[a].ms);
  for (const i of order.slice(0, 5)) {
    const { ms, unanswered, window } = seeks[i];
    const asked =
      window === null
        ? 'a stretch that was there'
        : `${((window.toNs - window.fromNs) / 1e6).toFixed(1)} ms of the run, ${(window.bytes / 1e3).toFixed(0)} kB after ${window.tookMs.toFixed(0)} ms`;
    say(
      `  seek ${i + 1}: ${ms.toFixed(0)} ms, to event ${shown[i].event} at ${(shown[i].atNs / 1e9).toFixed(3)} s; ${asked}; ${unanswered} asked before and not answered yet`,
    );
  }
}

await inBrowser(async ({ open }) => {
  const wanted = scenario();
  const app = await open(wanted, KEEP_SOCKET);
  const { page } = app;
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('trace-hash').waitFor({ timeout: 300_000 });
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const events = /([\d,]+) events/.exec((await page.locator('.results-trace').textContent()) ?? '')?.[1];
  say(`A run of ${events} events in the app`);
  let random = 12345;
  const next = () => {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    return random / 2 ** 32;
  };
  /** @type {Seek[]} */
  const seeks = [];
  /** @type {{ shown: { atNs: number, event: number, done: Record<string, number> }, service: { hash: string, event: number } }[]} */
  const seen = [];
  for (let i = 0; i < SEEKS; i++) {
    seeks.push(/** @type {Seek} */ (await page.evaluate(`(${SEEK})(${next()})`)));
    await page.waitForTimeout(60);
    const shown = /** @type {{ atNs: number, event: number, done: Record<string, number> }} */ (await page.evaluate(READ));
    seen.push({
      shown,
      service: /** @type {{ hash: string, event: number }} */ (await page.evaluate(`(${ASK_MOMENT})(${shown.atNs + 1})`)),
    });
  }
  const order = seen.map((_each, i) => i).sort((a, b) => seen[a].shown.atNs - seen[b].shown.atNs);
  const truth = uninterrupted(
    wanted,
    order.map((i) => seen[i].shown.atNs + 1),
  );
  const wrong = order.filter((i, row) => {
    const { shown, service } = seen[i];
    const same = Object.entries(shown.done).every(([id, done]) => truth[row].done[id] === done);
    return service.hash !== truth[row].hash || shown.event !== truth[row].event || !same || Object.keys(shown.done).length === 0;
  });
  for (const i of wrong.slice(0, 3)) say(`  wrong: ${JSON.stringify(seen[i])} against ${JSON.stringify(truth[order.indexOf(i)])}`);
  const waits = seeks.map(({ ms }) => ms);
  say(
    `${SEEKS} random seeks, from the click to the picture: median ${median(waits).toFixed(0)} ms, worst ${Math.max(...waits).toFixed(0)} ms; ${SEEKS - wrong.length} of ${SEEKS} equal to an uninterrupted run`,
  );
  saySlowest(
    seeks,
    seen.map(({ shown }) => shown),
  );
  if (PLAYS) await play(page);
  await app.close();
  if (wrong.length > 0) process.exitCode = 1;
});
