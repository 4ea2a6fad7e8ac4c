import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, runWithin } from './tools.mjs';

const electronFolder = join(root, 'node_modules', 'electron');
/** Its time says when a download hung: a firewall that swallows packets is not worth a wait at every start. */
const hungFile = join(root, 'node_modules', '.cache', 'faultboard', 'electron-download-hung');
const DOWNLOAD_LIMIT_MS = 180_000;
const HUNG_AFTER_MS = 20_000;
const FORGET_AFTER_MS = 24 * 3_600_000;
const PROGRAMS = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };

/** @typedef {{ readonly binary: string } | { readonly reason: string }} ElectronChoice */

/**
 * Electron's program, where it is on this machine: in the folder that ELECTRON_OVERRIDE_DIST_PATH names, or downloaded.
 * @returns {string | null}
 */
function electronBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const program = PROGRAMS[/** @type {'win32' | 'darwin'} */ (process.platform)] ?? 'electron';
  const path = override ? join(override, program) : join(electronFolder, 'dist', program);
  const version = join(electronFolder, 'dist', 'version');
  return existsSync(path) && (override || existsSync(version)) ? path : null;
}

/** @returns {boolean} Whether a window could be shown. */
function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @returns {boolean} Whether a download hung within the last day. */
function hungLately() {
  const facts = statSync(hungFile, { throwIfNoEntry: false });
  return facts !== undefined && Date.now() - facts.mtimeMs < FORGET_AFTER_MS;
}

/** @returns {Promise<string | null>} Electron's program after its own installer has run. */
async function download() {
  const startedMs = Date.now();
  await runWithin(process.execPath, [join(electronFolder, 'install.js')], DOWNLOAD_LIMIT_MS);
  const binary = electronBinary();
  if (binary === null && Date.now() - startedMs > HUNG_AFTER_MS) {
    mkdirSync(dirname(hungFile), { recursive: true });
    writeFileSync(hungFile, '');
  } else rmSync(hungFile, { force: true });
  return binary;
}

/** @returns {string} The version that belongs to this project. */
function wantedVersion() {
  return JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')).version;
}

/**
 * Why no window of the desktop app can be shown here, whether or not Electron is there; null when one can.
 * @returns {string | null}
 */
function windowRefusal() {
  if (!hasDisplay()) return 'There is no display for a desktop window';
  return process.platform === 'linux' && process.getuid?.() === 0 ? 'The desktop app does not run as root' : null;
}

/**
 * Electron as it is on this machine, without downloading anything, or one sentence about why it cannot be used.
 * @returns {ElectronChoice}
 */
export function presentElectron() {
  const refusal = windowRefusal();
  if (refusal !== null) return { reason: refusal };
  const binary = electronBinary();
  return binary === null ? { reason: "Electron's program is not on this machine" } : { binary };
}

/**
 * Electron's program, downloaded by Electron's own installer when it is not there yet, or one sentence about why there is none.
 * @param {{ retry: boolean, say: (line: string) => void }} options retry: try again even when a download hung lately.
 * @returns {Promise<ElectronChoice>}
 */
export async function findElectron({ retry, say }) {
  const present = presentElectron();
  if ('binary' in present || windowRefusal() !== null) return present;
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH)
    return { reason: `There is no Electron in ${process.env.ELECTRON_OVERRIDE_DIST_PATH} (ELECTRON_OVERRIDE_DIST_PATH)` };
  if (hungLately() && !retry) return { reason: 'Electron could not be downloaded lately (--desktop tries again)' };
  say(
    `Downloading Electron ${wantedVersion()} from its makers, only this once (about 120 MB, at most ${DOWNLOAD_LIMIT_MS / 60_000} minutes)...`,
  );
  const binary = await download();
  return binary === null ? { reason: 'Electron could not be downloaded (offline or blocked)' } : { binary };
}
