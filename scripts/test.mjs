import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { findBrowser } from './browser.mjs';

const root = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const totals = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const lines = [];

/** @param {string} name @param {string} [bin] */
function binOf(name, bin = name) {
  const file = require.resolve(`${name}/package.json`);
  const entry = require(file).bin;
  return join(dirname(file), typeof entry === 'string' ? entry : entry[bin]);
}

/** @param {string} text */
function say(text) {
  process.stdout.write(`${text}\n`);
}

/** @param {string[]} args @param {Record<string, string>} [env] */
function node(args, env = {}) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

/**
 * Runs one step; counts it as one test unless it reports counts of its own.
 * @param {string} name
 * @param {() => boolean | { passed: number, failed: number, skipped: number }} work
 */
function step(name, work) {
  say(`\n== ${name}`);
  const startedMs = performance.now();
  const outcome = work();
  const counts = typeof outcome === 'boolean' ? { passed: outcome ? 1 : 0, failed: outcome ? 0 : 1, skipped: 0 } : outcome;
  totals.passed += counts.passed;
  totals.failed += counts.failed;
  totals.skipped += counts.skipped;
  lines.push(`${counts.failed === 0 ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - startedMs) / 1000).toFixed(0)} s): ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
}

/** @param {string} file */
function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function unitTests() {
  const file = join(root, 'test-results/unit.json');
  const ok = node([binOf('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  const report = readJson(file);
  if (report === null) return false;
  const failed = report.numFailedTests + (ok || report.numFailedTests > 0 ? 0 : 1);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests };
}

function endToEnd() {
  const browser = findBrowser(say);
  if (browser === null) {
    say('No browser could be found or installed: install Chromium or Chrome and run npm test again.');
    return false;
  }
  const ok = node([binOf('@playwright/test', 'playwright'), 'test'], { FAULTBOARD_BROWSER: browser });
  const stats = readJson(join(root, 'test-results/e2e.json'))?.stats;
  if (!stats) return false;
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + (ok || stats.unexpected > 0 ? 0 : 1), skipped: stats.skipped };
}

function main() {
  mkdirSync(join(root, 'test-results'), { recursive: true });
  step('types', () => node([binOf('typescript', 'tsc'), '-b']));
  step('lint', () => node([binOf('oxlint'), '--type-aware', '--deny-warnings']));
  step('build', () => node([join(root, 'scripts/build.mjs')]));
  step('unit, theory, golden, contract, tidy', unitTests);
  step('end to end', endToEnd);
  say(`\n${lines.join('\n')}\n`);
  say(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  process.exit(totals.failed === 0 ? 0 : 1);
}

main();
