/*
 * How long a large file takes to open in a window that is open already: from the choice of the file until all of its parts are drawn and
 * the window answers again. The same of React Flow's stress example, which is given as many nodes.
 */
/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ ms: number, work: number }} Opening By the clock, and processor time of the page until it rests again, ms. */

const LIMIT_MS = 60_000;
const LOOK_MS = 50;
/** What comes after the first picture is paid for as well. */
const REST_MS = 1000;

/**
 * Waits for all parts, and then for the first thing that the page does after the frame in which they are drawn. From the next click on, or
 * from now on.
 * @param {number} parts @param {'click' | 'now'} from
 */
const watch = (parts, from) => `{
  window.openedMs = null;
  const begin = () => {
    const startedMs = performance.now();
    const look = () => {
      const found = document.querySelectorAll('.react-flow__node');
      const isThere = found.length >= ${parts} && document.querySelector('[data-opening]') === null;
      if (!isThere || getComputedStyle(found[found.length - 1]).visibility !== 'visible') return requestAnimationFrame(look);
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { window.openedMs = performance.now() - startedMs; };
      channel.port2.postMessage(null);
    };
    requestAnimationFrame(look);
  };
  ${from === 'click' ? "window.addEventListener('click', begin, { capture: true, once: true });" : 'begin();'}
}`;

/** @param {Page} page @param {(page: Page) => Promise<number>} usedMs @param {() => Promise<unknown>} open @returns {Promise<Opening>} */
async function timed(page, usedMs, open) {
  const before = await usedMs(page);
  await open();
  for (let waited = 0; (await page.evaluate('window.openedMs')) === null; waited += LOOK_MS) {
    if (waited > LIMIT_MS) throw new Error('the file was never opened');
    await page.waitForTimeout(LOOK_MS);
  }
  await page.waitForTimeout(REST_MS);
  return { ms: /** @type {number} */ (await page.evaluate('window.openedMs')), work: (await usedMs(page)) - before };
}

/**
 * Opens a file of the documents folder as somebody does, in a window that shows another.
 * @param {Page} page @param {string} name @param {number} parts @param {(page: Page) => Promise<number>} usedMs
 */
export async function openingOfFile(page, name, parts, usedMs) {
  await page.keyboard.press('Control+o');
  const choice = page.getByRole('dialog').getByRole('button', { name }).first();
  await choice.waitFor();
  await page.waitForTimeout(REST_MS);
  await page.evaluate(watch(parts, 'click'));
  return timed(page, usedMs, () => choice.click());
}

/** Gives the example, which was begun without any, all of its nodes. @param {Page} page @param {number} parts @param {(page: Page) => Promise<number>} usedMs */
export function openingOfExample(page, parts, usedMs) {
  return timed(page, usedMs, () => page.evaluate(`${watch(parts, 'now')}; window.stressOpen()`));
}
