import { command, inBrowser, median, say } from './page.mjs';

/*
 * The layer of moving messages against a plain Canvas2D page that draws as many moving circles on as large a canvas: the same browser,
 * software
 * rendering, in turns. The app plays a real run with so many messages under way, and draws every one as a mark.
 */
const ROUNDS = Number(process.env.FAULTBOARD_ROUNDS ?? 3);
const FRAMES = Number(process.env.FAULTBOARD_FRAMES ?? 120);
const FLIGHT_SECONDS = 4;
const COLUMNS = 25;

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Pairs of a client and a worker far away: each request travels for two seconds, and so does its reply.
 * @param {number} parts @param {number} marks How many messages are under way at a time.
 */
function farAway(parts, marks) {
  const pairs = parts / 2;
  const ratePerSecond = marks / pairs / FLIGHT_SECONDS;
  const place = (/** @type {number} */ i) => ({ x: (i % COLUMNS) * 240, y: Math.floor(i / COLUMNS) * 136 });
  const nodes = Array.from({ length: pairs }, (_none, i) => [
    { id: `C${i + 1}`, kind: 'client', ...place(i), params: { ratePerSecond, timeoutMs: 0, writePercent: 0 } },
    { id: `W${i + 1}`, kind: 'worker', ...place(pairs + i), params: { concurrency: 100, serviceTimeMs: { type: 'constant', valueMs: 1 } } },
  ]).flat();
  const links = Array.from({ length: pairs }, (_none, i) => ({
    id: `L${i + 1}`,
    from: `C${i + 1}`,
    to: `W${pairs - i}`,
    latency: { type: 'constant', valueMs: 2000 },
  }));
  return {
    format: 1,
    kinds: { client: 1, worker: 1 },
    name: 'far away',
    seed: 1,
    durationSeconds: 40,
    nodes,
    links,
    faults: [],
    checks: [],
  };
}

/** 53 parts: people who send 400 requests a second through a balancer to 50 workers, and a database behind these. */
function busyBoard() {
  const place = (/** @type {number} */ x, /** @type {number} */ y) => ({ x: x * 240, y: y * 136 });
  const workers = Array.from({ length: 50 }, (_none, i) => `W${i + 1}`);
  const work = { type: 'exponential', meanMs: 60 };
  const wires = [
    ['C1', 'LB1'],
    ...workers.flatMap((id) => [
      ['LB1', id],
      [id, 'DB1'],
    ]),
  ];
  return {
    format: 1,
    kinds: { client: 1, 'load-balancer': 1, worker: 1, database: 1 },
    name: 'busy',
    seed: 1,
    durationSeconds: 40,
    nodes: [
      { id: 'C1', kind: 'client', ...place(0, 2), params: { ratePerSecond: 400 } },
      { id: 'LB1', kind: 'load-balancer', ...place(1, 2), params: {} },
      ...workers.map((id, i) => ({ id, kind: 'worker', ...place(2 + (i % 10), Math.floor(i / 10)), params: { serviceTimeMs: work } })),
      { id: 'DB1', kind: 'database', ...place(12, 2), params: { concurrency: 64 } },
    ],
    links: wires.map(([from, to], i) => ({ id: `L${i + 1}`, from, to, latency: { type: 'constant', valueMs: 5 } })),
    faults: [],
    checks: [],
  };
}

/** Lengths of frames, ms, and how long a frame keeps the page's own thread busy. */
const COUNT = `(count) => new Promise((done) => {
  const times = [];
  const next = (time) => {
    times.push(time);
    if (times.length <= count) requestAnimationFrame(next);
    else done(times.slice(1).map((each, i) => each - times[i]));
  };
  requestAnimationFrame(next);
})`;

/** @param {Page} page @returns {Promise<number>} Median frame, ms. */
async function medianFrame(page) {
  return median(await frameTimes(page));
}

/** @param {Page} page @returns {Promise<number[]>} Lengths of frames, ms. */
async function frameTimes(page) {
  return /** @type {number[]} */ (await page.evaluate(`(${COUNT})(${FRAMES})`));
}

/** @param {Page} page */
async function playFromTheMiddle(page) {
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('trace-hash').waitFor({ timeout: 120_000 });
  await page.getByRole('slider', { name: 'Time' }).press('PageUp');
  await page.getByRole('slider', { name: 'Time' }).press('PageUp');
  await page.waitForTimeout(1500);
}

/** The app, playing in the middle of the run. @param {Page} page @returns {Promise<{ frameMs: number, marks: number }>} */
async function ours(page) {
  await command(page, 'Show every message as a mark');
  await playFromTheMiddle(page);
  const frameMs = await medianFrame(page);
  const marks = Number(await page.locator('.traffic').getAttribute('data-marks'));
  return { frameMs, marks };
}

/** A page that does nothing but draw circles that move. @param {Page} page @param {number} circles @returns {Promise<number>} Median frame, ms. */
async function plain(page, circles) {
  await page.setContent(
    '<!doctype html><style>html, body { margin: 0; height: 100% } canvas { display: block; width: 100%; height: 100% }</style><canvas></canvas>',
  );
  await page.evaluate(`{
    const canvas = document.querySelector('canvas');
    canvas.width = innerWidth;
    canvas.height = innerHeight;
    const context = canvas.getContext('2d');
    const all = Array.from({ length: ${circles} }, () => ({ x: Math.random() * canvas.width, y: Math.random() * canvas.height, dx: Math.random() - 0.5, dy: Math.random() - 0.5 }));
    const draw = () => {
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.fillStyle = '#2563eb';
      for (const circle of all) {
        circle.x = (circle.x + circle.dx + canvas.width) % canvas.width;
        circle.y = (circle.y + circle.dy + canvas.height) % canvas.height;
        context.beginPath();
        context.arc(circle.x, circle.y, 4.5, 0, Math.PI * 2);
        context.fill();
      }
      requestAnimationFrame(draw);
    };
    draw();
  }`);
  await page.waitForTimeout(500);
  return medianFrame(page);
}

await inBrowser(async ({ browser, open }) => {
  for (const [parts, marks] of [
    [100, 1000],
    [500, 20_000],
  ]) {
    const app = await open(farAway(parts, marks));
    /** @type {{ ours: number, plain: number, marks: number }[]} */
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      await app.page.bringToFront();
      const here = await ours(app.page);
      // A page behind another draws nothing, so that the two do not get in each other's way.
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      const there = await plain(page, here.marks);
      await page.close();
      rounds.push({ ours: here.frameMs, plain: there, marks: here.marks });
    }
    await app.close();
    const ratios = rounds.map((round) => round.ours / round.plain);
    say(
      `${median(rounds.map((round) => round.marks)).toLocaleString('en')} single marks on ${parts} parts: median frame ${median(rounds.map((round) => round.ours)).toFixed(1)} ms, plain circles ${median(rounds.map((round) => round.plain)).toFixed(1)} ms: ${median(ratios).toFixed(2)} times (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')})`,
    );
  }

  const app = await open(busyBoard());
  await playFromTheMiddle(app.page);
  const times = (await frameTimes(app.page)).sort((a, b) => a - b);
  await app.close();
  const slow = times[Math.floor(times.length * 0.9)];
  say(
    `53 parts at 400 requests a second, as the board shows it by itself: median frame ${median(times).toFixed(1)} ms (${(1000 / median(times)).toFixed(0)} a second; asked: 60), nine of ten within ${slow.toFixed(1)} ms`,
  );
});
