import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, runWithin } from './tools.mjs';

const electronFolder = join(root, 'node_modules', 'electron');
/** Its time says when a download hung: a firewall that swallows packets is not worth a wait at every start. */
const hungFile = join(root, 'node_modules', '.cache', 'faultboard', 'electron-download-hung');
const DOWNLOAD_LIMIT_MS = 180_000;
const HUNG_AFTER_MS = 20_000;
const FORGET_AFTER_MS = 24 * 3_600_000;
const SET_UID = 0o4000;
const PROGRAMS = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };

/** What Chromium cannot start without, beside the program; on a Mac it lies in a bundle that is moved into place as a whole. */
const NEEDED = ['resources.pak', 'icudtl.dat', 'v8_context_snapshot.bin', 'locales'];
/** Where Linux says whether a user may have a sandbox; "1" and "0" forbid it. */
const NAMESPACES = [
  { file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns', forbids: '1' },
  { file: '/proc/sys/kernel/unprivileged_userns_clone', forbids: '0' },
];

/** @typedef {{ readonly binary: string } | { readonly reason: string }} ElectronChoice */

/**
 * How much of Electron lies in the folder of its package: all, nothing, or a part, when unpacking was cut short.
 * @param {string} folder
 * @returns {'whole' | 'half' | 'none'}
 */
export function unpackedElectron(folder) {
  const dist = join(folder, 'dist');
  if (!existsSync(dist)) return 'none';
  const needed = process.platform === 'darwin' ? [] : NEEDED;
  const isThere = [programOfPlatform(), 'version', ...needed].every((name) => existsSync(join(dist, name)));
  // Electron's installer writes this last.
  return isThere && existsSync(join(folder, 'path.txt')) ? 'whole' : 'half';
}

/**
 * Takes away what was only unpacked in part: Electron's installer takes a part of it for all of it.
 * @param {string} folder
 * @returns {boolean} Whether there was something to take away.
 */
export function clearHalfUnpacked(folder) {
  if (unpackedElectron(folder) !== 'half') return false;
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  rmSync(join(folder, 'path.txt'), { force: true });
  return true;
}

/** @returns {string} */
function programOfPlatform() {
  return PROGRAMS[/** @type {'win32' | 'darwin'} */ (process.platform)] ?? 'electron';
}

/**
 * Electron's program, where it is on this machine: in the folder that ELECTRON_OVERRIDE_DIST_PATH names, or downloaded.
 * @returns {string | null}
 */
function electronBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const path = join(override || join(electronFolder, 'dist'), programOfPlatform());
  return existsSync(path) && (override || unpackedElectron(electronFolder) === 'whole') ? path : null;
}

/**
 * Why Chromium may not make its sandbox for this user, as a sentence with a cure; null when it may, or has its own helper for it.
 * @param {string} binary
 * @param {(file: string) => string | null} read What a file of the system says; null: it is not there.
 * @param {(file: string) => boolean} isHelper Whether a file belongs to root and takes on its rights.
 * @returns {string | null}
 */
export function sandboxRefusal(binary, read, isHelper) {
  const found = NAMESPACES.find(({ file, forbids }) => read(file)?.trim() === forbids);
  const helper = join(dirname(binary), 'chrome-sandbox');
  if (found === undefined || isHelper(helper)) return null;
  return (
    `This system lets no program make the sandbox that the desktop app needs (${found.file} is ${found.forbids}); ` +
    `"sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'" allows it for this app alone`
  );
}

/** @param {string} file @returns {string | null} */
function readSystem(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** @param {string} file @returns {boolean} */
function isRootHelper(file) {
  const facts = statSync(file, { throwIfNoEntry: false });
  return facts !== undefined && facts.uid === 0 && (facts.mode & SET_UID) !== 0;
}

/**
 * @param {string} binary
 * @returns {ElectronChoice}
 */
function usable(binary) {
  const refusal = process.platform === 'linux' ? sandboxRefusal(binary, readSystem, isRootHelper) : null;
  return refusal === null ? { binary } : { reason: refusal };
}

/**
 * The environment of the app. Terminals inside of other Electron apps hand on ELECTRON_RUN_AS_NODE, with which Electron would show no
 * window and read our options as those of Node.js.
 * @param {NodeJS.ProcessEnv} given
 * @returns {{ env: NodeJS.ProcessEnv, removed: boolean }} removed: the variable was there.
 */
export function environmentOfApp(given) {
  const { ELECTRON_RUN_AS_NODE: asNode, ...env } = given;
  return { env, removed: asNode !== undefined };
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
  clearHalfUnpacked(electronFolder);
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
  return binary === null ? { reason: "Electron's program is not on this machine" } : usable(binary);
}

/**
 * Electron's program, downloaded by Electron's own installer when it is not there yet, or one sentence about why there is none.
 * @param {{ retry: boolean, say: (line: string) => void }} options retry: try again even when a download hung lately.
 * @returns {Promise<ElectronChoice>}
 */
export async function findElectron({ retry, say }) {
  const present = presentElectron();
  if ('binary' in present || windowRefusal() !== null || electronBinary() !== null) return present;
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH)
    return { reason: `There is no Electron in ${process.env.ELECTRON_OVERRIDE_DIST_PATH} (ELECTRON_OVERRIDE_DIST_PATH)` };
  if (hungLately() && !retry) return { reason: 'Electron could not be downloaded lately (--desktop tries again)' };
  if (unpackedElectron(electronFolder) === 'half') say('Electron was only unpacked in part; it is fetched again.');
  say(
    `Downloading Electron ${wantedVersion()} from its makers, only this once (about 120 MB, at most ${DOWNLOAD_LIMIT_MS / 60_000} minutes)...`,
  );
  const binary = await download();
  return binary === null ? { reason: 'Electron could not be downloaded (offline or blocked)' } : usable(binary);
}
