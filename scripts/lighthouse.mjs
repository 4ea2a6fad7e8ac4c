import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { nodeBinary } from './hashes.mjs';
import { root } from './tools.mjs';

/*
 * Lighthouse's accessibility score of the main views, light and dark: 100 each, or it fails. It takes 176 MB and needs a newer Node than
 * Faultboard, so it has a package of its own, which is installed when it is first asked for.
 */
const folder = join(root, 'lighthouse');

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

/** The Node to measure with: from 22.19 on; null when none can be had. */
function newerNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 19) ? process.execPath : nodeBinary('22');
}

function installed() {
  if (existsSync(join(folder, 'node_modules/lighthouse/package.json'))) return true;
  say('Installing Lighthouse (about 176 MB, only this once)...');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
  return spawnSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' }).status === 0;
}

/** @returns {number} The exit code. */
function measure() {
  const browser = findBrowser(say);
  const node = newerNode();
  if (browser === null || node === null || !installed()) {
    say('Lighthouse, a browser or a Node from 22.19 on cannot be had here, so nothing was measured.');
    return 1;
  }
  if (!build(['app', 'host'], true)) return 1;
  const env = { ...process.env, FAULTBOARD_BROWSER: browser };
  return spawnSync(node, [join(folder, 'measure.mjs')], { stdio: 'inherit', env }).status ?? 1;
}

process.exitCode = measure();
