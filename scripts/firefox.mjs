import { existsSync } from 'node:fs';

/** Where Debian, and most others, put it; FAULTBOARD_FIREFOX names another. */
const PLACES = [
  process.env.FAULTBOARD_FIREFOX ?? '',
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** The program of Firefox on this machine; null when there is none. */
export function firefoxBinary() {
  return PLACES.find((place) => place !== '' && existsSync(place)) ?? null;
}

/**
 * What is used of a browser that puppeteer drives.
 * @typedef {{ evaluate: <T>(work: string | ((argument: Readonly<Record<string, string>>) => T), argument?: Readonly<Record<string, string>>) => Promise<T> }} DrivenPage
 * @typedef {{ newPage: () => Promise<DrivenPage>, version: () => Promise<string>, close: () => Promise<void> }} Driven
 */

/**
 * Hashes of scenarios, trace and detail, as Firefox computes them, driven over WebDriver BiDi. Throws when Firefox cannot be started.
 * @param {string} binary
 * @param {string} simulator The simulator as one script, with `faultboardSim` as its name.
 * @param {Readonly<Record<string, string>>} texts Scenario files by name.
 * @returns {Promise<{ version: string, hashes: Record<string, import('../tests/support/forPages').PageHashes> }>}
 */
export async function firefoxHashes(binary, simulator, texts) {
  const name = 'puppeteer-core';
  // By a name in a variable, so that the types of this project do not need the package: only this one check does.
  const { launch } = /** @type {{ launch: (options: object) => Promise<Driven> }} */ (await import(name));
  const browser = await launch({ browser: 'firefox', executablePath: binary, headless: true, timeout: 120_000, protocolTimeout: 240_000 });
  try {
    const page = await browser.newPage();
    await page.evaluate(simulator.replace(/^(?:var|const|let) faultboardSim\s*=/m, 'globalThis.faultboardSim ='));
    const hashes = await page.evaluate((files) => {
      const sim = /** @type {{ faultboardSim: typeof import('../tests/support/forPages') }} */ (/** @type {unknown} */ (globalThis))
        .faultboardSim;
      return sim.traceHashes(files);
    }, texts);
    return { version: await browser.version(), hashes };
  } finally {
    await browser.close();
  }
}
