import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { run, toolPath } from './tools.mjs';

/** How Chromium is started to measure and to take pictures: quiet, and drawn by software. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-gpu',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const DOWNLOAD_LIMIT_MS = 180_000;
const INSTALL_LIMIT_MS = 300_000;
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** @returns {string[]} Where a browser of the Chromium family may be on this system. */
function places() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  if (process.platform !== 'win32') return onPath;
  const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
    (folder) => folder !== undefined,
  );
  return roots.flatMap((folder) => [
    join(folder, 'Google/Chrome/Application/chrome.exe'),
    join(folder, 'Microsoft/Edge/Application/msedge.exe'),
  ]);
}

/** @param {string} path @returns {boolean} Whether the browser is there and starts: one without its libraries does not. */
function works(path) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  // On Windows --version opens a window instead of answering.
  return process.platform === 'win32' || run(path, ['--version'], { quiet: true, limitMs: 30_000 }).ok;
}

/** @returns {string | null} */
function installed() {
  return (
    [process.env.FAULTBOARD_BROWSER, ...places(), chromium.executablePath()].find(
      (path) => path !== undefined && path !== '' && works(path),
    ) ?? null
  );
}

/**
 * A browser for the end-to-end tests: one that is installed, else Playwright's own, else (as root on Debian) the distribution's.
 * @param {(line: string) => void} say Told what is done.
 * @returns {string | null} Its path, or null when none can be had.
 */
export function findBrowser(say) {
  const found = installed();
  if (found !== null) {
    say(`Using ${found}.`);
    return found;
  }
  say("There is no Chromium, Chrome or Edge on this machine; downloading Playwright's own Chromium...");
  run(process.execPath, [toolPath('@playwright/test', 'playwright'), 'install', 'chromium'], { quiet: true, limitMs: DOWNLOAD_LIMIT_MS });
  if (works(chromium.executablePath())) return chromium.executablePath();
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say('That did not work; installing the Debian package chromium...');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update'], { quiet: true, limitMs: INSTALL_LIMIT_MS, env });
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { quiet: true, limitMs: INSTALL_LIMIT_MS, env });
  }
  const late = installed();
  say(late === null ? 'No browser could be installed; install Chromium or Chrome, or name one in FAULTBOARD_BROWSER.' : `Using ${late}.`);
  return late;
}
