import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** @type {Partial<Record<NodeJS.Platform, string[]>>} */
const CANDIDATES = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
};

function systemBrowser() {
  const named = process.env.FAULTBOARD_BROWSER;
  return [...(named ? [named] : []), ...(CANDIDATES[process.platform] ?? [])].find((path) => existsSync(path)) ?? null;
}

/** @param {string} command @param {string[]} args @param {number} limitMs */
function tryTo(command, args, limitMs) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: limitMs, shell: process.platform === 'win32' }).status === 0;
}

/**
 * A browser for the end-to-end tests: the system's, else Playwright's own, else (as root on Debian) apt's. Says what it does.
 * Returns the path, '' for Playwright's own, or null when there is none to be had.
 * @param {(text: string) => void} say
 */
export function findBrowser(say) {
  const here = systemBrowser();
  if (here !== null) {
    say(`Browser: ${here}`);
    return here;
  }
  say('No Chromium found; asking Playwright to download its own...');
  if (tryTo('npx', ['playwright', 'install', 'chromium'], 300_000)) return '';
  const isRootOnDebian = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!isRootOnDebian) return null;
  say('That failed; installing Debian\u2019s chromium with apt...');
  tryTo('apt-get', ['update'], 300_000);
  tryTo('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 600_000);
  return systemBrowser();
}
