import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../scripts/build.mjs';
import { ENGINE_FLAGS } from '../scripts/engineFlags.mjs';
import { APP, distFolder, packagingFolder, PROJECT, workFolder } from './folders.mjs';
import { NODE_PACKAGES, unpackNode } from './nodePackages.mjs';
import { portableLicences, stagePortable } from './stage.mjs';

const MEBI = 1024 * 1024;
/** How a person starts it, and the terminal the command line, by system. @type {Readonly<Record<string, readonly string[]>>} */
const STARTERS = {
  linux: ['Faultboard.sh', 'faultboard-cli.sh'],
  mac: ['Faultboard.command', 'faultboard-cli.sh'],
  windows: ['Faultboard.cmd', 'faultboard-cli.cmd'],
};

/** @param {string} system A key of NODE_PACKAGES. @returns {string} The name of the folder in the archive. */
export function portableName(system) {
  return `${APP.name}-${PROJECT.version}-portable-${system}`;
}

/**
 * Lays out the portable edition of a system: a Node.js of its own, what it runs, and a script for a double-click.
 * @param {string} system A key of NODE_PACKAGES.
 * @param {string} folder Emptied first.
 * @param {typeof unpackNode} putNode
 */
export function layOutPortable(system, folder, putNode = unpackNode) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  stagePortable(join(folder, 'app'));
  putNode(system, join(folder, 'node'));
  const kind = system.split('-')[0];
  const starters = STARTERS[kind];
  for (const name of starters) {
    // Both are sh; a Mac opens a .command in its terminal.
    const script = readFileSync(join(packagingFolder, 'portable', name.replace('.command', '.sh')), 'utf8');
    const text = script.replace('@FLAGS@', ENGINE_FLAGS.join(' '));
    writeFileSync(join(folder, name), kind === 'windows' ? text.replace(/\r?\n/g, '\r\n') : text);
    if (kind !== 'windows') chmodSync(join(folder, name), 0o755);
  }
  if (kind !== 'windows') chmodSync(join(folder, 'node/bin/node'), 0o755);
  writeFileSync(join(folder, 'README.txt'), readMe(kind, starters[0], starters[1]));
  writeFileSync(join(folder, 'LICENCES.txt'), portableLicences());
}

/** @param {string} kind @param {string} starter @param {string} cli @returns {string} */
function readMe(kind, starter, cli) {
  /** @type {Readonly<Record<string, string>>} */
  const hints = {
    linux: 'If your file manager shows the script instead of running it, right-click it and choose "Run as a program".',
    mac: 'macOS asks once about programs from the internet: right-click the file, choose "Open", and confirm.',
    windows: 'Windows may ask once about programs from the internet: choose "More info" and "Run anyway".',
  };
  const template = readFileSync(join(packagingFolder, 'portable', 'README.txt'), 'utf8');
  const text = template.replaceAll('{starter}', starter).replaceAll('{cli}', cli).replace('{hint}', hints[kind]);
  return kind === 'windows' ? text.replaceAll('\n', '\r\n') : text;
}

/**
 * Packs a folder: as zip for Windows, else as tar.gz, which keeps what may be started.
 * @param {string} system
 * @param {string} parent Where the folder lies.
 * @param {string} target
 * @returns {string} The archive.
 */
export function packPortable(system, parent, target) {
  mkdirSync(target, { recursive: true });
  const name = portableName(system);
  const isZip = system.startsWith('windows');
  const archive = join(target, `${name}.${isZip ? 'zip' : 'tar.gz'}`);
  rmSync(archive, { force: true });
  if (!isZip) execFileSync('tar', ['-czf', archive, '-C', parent, name], { stdio: 'pipe' });
  // The tar of Windows makes zip files; elsewhere there is zip.
  else if (process.platform === 'win32') execFileSync('tar', ['-a', '-cf', archive, '-C', parent, name], { stdio: 'pipe' });
  else execFileSync('zip', ['-qr9', archive, name], { cwd: parent, stdio: 'pipe' });
  return archive;
}

/** @returns {string} The system that this runs on, as NODE_PACKAGES names it. */
function ownSystem() {
  const names = { win32: 'windows', darwin: 'mac' };
  return `${names[/** @type {'win32' | 'darwin'} */ (process.platform)] ?? 'linux'}-${process.arch}`;
}

if (process.argv[1] === import.meta.filename) {
  const asked = process.argv.slice(2);
  const systems = asked.includes('all') ? Object.keys(NODE_PACKAGES) : asked.length > 0 ? asked : [ownSystem()];
  const unknown = systems.find((system) => !Object.hasOwn(NODE_PACKAGES, system));
  if (unknown !== undefined) {
    process.stderr.write(`There is no portable edition for "${unknown}"; there are ${Object.keys(NODE_PACKAGES).join(', ')}, and all.\n`);
    process.exit(2);
  }
  if (!build(['app', 'host', 'cli'], true)) process.exit(1);
  for (const system of systems) {
    layOutPortable(system, join(workFolder, portableName(system)));
    const archive = packPortable(system, workFolder, distFolder);
    process.stdout.write(`${archive}: ${(statSync(archive).size / MEBI).toFixed(1)} MB\n`);
  }
}
