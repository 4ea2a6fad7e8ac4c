import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../scripts/tools.mjs';
import { packagingFolder } from './folders.mjs';

const installed = join(packagingFolder, 'node_modules', '.package-lock.json');

/**
 * Installs what only packaging needs into packaging/node_modules, once. It is kept out of the project's own packages, because it takes
 * 110 MB that nobody needs who runs Faultboard or works on it.
 * @returns {boolean} Whether it is there now; what failed has been told.
 */
export function installPackagingTools() {
  if (existsSync(installed)) return true;
  process.stdout.write('Installing what packages are made with (about 110 MB, only this once)...\n');
  const npm = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', packagingFolder];
  const { ok, output } = process.env.npm_execpath
    ? run(process.execPath, [process.env.npm_execpath, ...args], { quiet: true })
    : existsSync(npm)
      ? run(process.execPath, [npm, ...args], { quiet: true })
      : run('npm', args, { quiet: true });
  if (!ok) process.stderr.write(output);
  return ok;
}

/**
 * A module of packaging/node_modules.
 * @param {string} name
 * @returns {Promise<unknown>}
 */
export function packagingTool(name) {
  return import(pathToFileURL(createRequire(join(packagingFolder, 'package.json')).resolve(name)).href);
}

/**
 * @param {string} name Name of a package of packaging/node_modules.
 * @returns {string} The folder of the package.
 */
export function packagingPackage(name) {
  return join(packagingFolder, 'node_modules', name);
}
