import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { ALL_PARTS, build } from './build.mjs';
import { addCounts, oneCheck, playwrightCounts, vitestCounts } from './results.mjs';
import { root, run, toolPath } from './tools.mjs';

/** @typedef {import('./results.mjs').Counts} Counts */

const reports = join(root, 'test-results');

/** @param {string} tool @param {readonly string[]} args */
function runTool(tool, args) {
  return run(process.execPath, [toolPath(tool, tool === 'typescript' ? 'tsc' : tool), ...args]).ok;
}

/** @param {string} name @param {readonly string[]} projects @returns {Counts} */
function vitest(name, projects) {
  const report = join(reports, `${name}.json`);
  rmSync(report, { force: true });
  const ok = runTool('vitest', [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return vitestCounts(report, ok);
}

/** Files that may run side by side, then those that run in real time, one after the other. @returns {Counts} */
function endToEnd() {
  const browser = findBrowser(say);
  if (browser === null) return oneCheck(false);
  return addCounts(
    ['together', 'alone'].map((project) => {
      const report = join(reports, `e2e-${project}.json`);
      rmSync(report, { force: true });
      const env = { FAULTBOARD_BROWSER: browser, FAULTBOARD_E2E_REPORT: report };
      const { ok } = run(process.execPath, [toolPath('@playwright/test', 'playwright'), 'test', `--project=${project}`], { env });
      return playwrightCounts(report, ok);
    }),
  );
}

/** The steps in order: what is quick comes first. @type {readonly { readonly name: string, readonly what: string, readonly work: () => Counts }[]} */
const STEPS = [
  { name: 'types', what: 'every room with the libraries it may see', work: () => oneCheck(runTool('typescript', ['-b', '--force'])) },
  {
    name: 'lint',
    what: 'who may import whom, and common mistakes',
    work: () => oneCheck(runTool('oxlint', ['--type-aware', '--deny-warnings'])),
  },
  {
    name: 'format',
    what: 'every file as the formatter writes it (npm run format mends)',
    work: () => oneCheck(runTool('oxfmt', ['--check', '--no-error-on-unmatched-pattern'])),
  },
  { name: 'tidy', what: 'the rules of the house over every tracked file', work: () => vitest('tidy', ['tidy']) },
  { name: 'unit', what: 'the tests beside the code', work: () => vitest('unit', ['unit', 'renderer']) },
  { name: 'suites', what: 'theory, golden traces, both shells, files', work: () => vitest('suites', ['engine', 'suites', 'replacing']) },
  { name: 'build', what: 'desktop shell, browser shell, command line', work: () => oneCheck(build(ALL_PARTS, true)) },
  { name: 'e2e', what: 'the app in a real browser', work: endToEnd },
];

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

function main() {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !STEPS.some((step) => step.name === name));
  if (unknown !== undefined) {
    process.stderr.write(`There is no step "${unknown}"; the steps are ${STEPS.map((step) => step.name).join(', ')}.\n`);
    process.exit(2);
  }
  mkdirSync(reports, { recursive: true });
  /** @type {(Counts & { name: string, seconds: number })[]} */
  const done = [];
  for (const step of STEPS.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    say(`\n== ${step.name}: ${step.what}`);
    const startedMs = performance.now();
    done.push({ name: step.name, ...step.work(), seconds: Math.round((performance.now() - startedMs) / 1000) });
  }
  say('\n== summary');
  for (const { name, passed, failed, names, skipped, seconds } of done) {
    say(
      `${failed > 0 ? 'FAILED' : 'ok    '} ${name.padEnd(7)} ${passed} passed, ${failed} failed, ${skipped.length} skipped (${seconds} s)`,
    );
    // Named here, too: where only the end of a log is kept, this is all one sees of them.
    for (const test of names) say(`         failed: ${test}`);
    for (const reason of skipped) say(`         skipped: ${reason}`);
  }
  /** @param {(counts: Counts) => number} count */
  const sum = (count) => done.reduce((total, counts) => total + count(counts), 0);
  const failed = sum((counts) => counts.failed);
  say('');
  say(`${sum((counts) => counts.passed)} passed, ${failed} failed, ${sum((counts) => counts.skipped.length)} skipped`);
  process.exit(failed > 0 ? 1 : 0);
}

main();
