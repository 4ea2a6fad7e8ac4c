import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { nodeProgram } from './nodes.mjs';
import { root } from './tools.mjs';

/*
 * Lighthouse's accessibility score of the main views, light and dark: 100 each, or it fails. It takes 176 MB and needs a newer Node than
 * Faultboard, so it has a package of its own, which is installed when it is first asked for.
 */
const folder = join(root, 'lighthouse');

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

/** The Node to measure with: from 22.19 on. @returns {Promise<import('./nodes.mjs').NodeProgram>} */
async function newerNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 19) ? { binary: process.execPath, missing: null } : nodeProgram('22');
}

function installed() {
  if (existsSync(join(folder, 'node_modules/lighthouse/package.json'))) return true;
  say('Installing Lighthouse (about 176 MB, only this once)...');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
  return spawnSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' }).status === 0;
}

/** @returns {Promise<number>} The exit code. */
async function measure() {
  const browser = findBrowser(say);
  const { binary, missing } = await newerNode();
  if (binary === null) say(`Lighthouse needs a Node from 22.19 on: ${missing}. Nothing was measured.`);
  if (binary === null || browser === null) return 1;
  if (!installed()) {
    say('Lighthouse could not be installed (npm says why above), so nothing was measured.');
    return 1;
  }
  if (!build(['app', 'host'], true)) return 1;
  const env = { ...process.env, FAULTBOARD_BROWSER: browser };
  return spawnSync(binary, [join(folder, 'measure.mjs')], { stdio: 'inherit', env }).status ?? 1;
}

process.exitCode = await measure();
