import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/tools.mjs';
import { APP, PROJECT } from './folders.mjs';
import { licencesOf, licenceText } from './licenceList.mjs';

/** What an installed desktop app consists of, from the project's folder. */
const DESKTOP = ['out/main', 'out/preload', 'out/renderer', 'scenarios', 'packaging/icons/icon.png'];
/** What of it threads and other programs read, so that it has to lie beside the archive. */
export const UNPACKED = ['package.json', 'out/main/runWorker.js', 'out/main/chunks/**', 'scenarios/**', 'out/licences/**'];
/**
 * @param {string} path From the folder of the app, with slashes.
 * @returns {boolean} Whether a file lies beside the archive.
 */
export function isUnpacked(path) {
  return UNPACKED.some((pattern) => (pattern.endsWith('/**') ? path.startsWith(pattern.slice(0, -2)) : path === pattern));
}

/** What the portable edition runs with its own Node.js. */
const PORTABLE = ['out/host', 'out/renderer', 'out/cli', 'scenarios', 'lessons'];

/** @param {string} path @returns {boolean} */
const isShipped = (path) => !/[\\/]\.vite(?:[\\/]|$)/.test(path) && !path.endsWith('.map');

/**
 * @param {string} folder Emptied first.
 * @param {readonly string[]} parts
 */
function copyParts(folder, parts) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true, filter: isShipped });
}

/**
 * Lays out the desktop app as it goes into the archive, without anything that is only needed to build it.
 * @param {string} folder Emptied first.
 */
export function stageDesktop(folder) {
  copyParts(folder, DESKTOP);
  const { version, description, license, author } = PROJECT;
  const manifest = {
    name: APP.program,
    productName: APP.name,
    version,
    description,
    license,
    author,
    type: 'module',
    main: './out/main/index.js',
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  mkdirSync(join(folder, 'out/licences'));
  const around = 'Electron and Chromium have theirs in LICENSE.electron.txt and LICENSES.chromium.html, beside the program.';
  writeFileSync(join(folder, 'out/licences/LICENCES.txt'), licenceText(licencesOf(['main', 'preload', 'renderer']), around));
}

/**
 * Lays out the browser edition and the command line, as they lie in the portable edition.
 * @param {string} folder Emptied first.
 */
export function stagePortable(folder) {
  copyParts(folder, PORTABLE);
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify({ name: APP.program, version: PROJECT.version, type: 'module' }, null, 2)}\n`,
  );
}

/** @returns {string} The licences of what the portable edition holds. */
export function portableLicences() {
  return licenceText(licencesOf(['host', 'renderer', 'cli']), 'Node.js has its own in node/LICENSE.');
}
