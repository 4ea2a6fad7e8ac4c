import { existsSync, readFileSync } from 'node:fs';

/**
 * What came out of a step; `names` are those of the tests that failed.
 * @typedef {{ passed: number, failed: number, names: readonly string[], skipped: readonly string[] }} Counts
 */

/** @param {string} file @returns {unknown} */
function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/**
 * A step that either works or does not.
 * @param {boolean} ok
 * @returns {Counts}
 */
export function oneCheck(ok) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, names: [], skipped: [] };
}

/**
 * What came out of the runs of one step together.
 * @param {readonly Counts[]} runs
 * @returns {Counts}
 */
export function addCounts(runs) {
  return {
    passed: runs.reduce((sum, { passed }) => sum + passed, 0),
    failed: runs.reduce((sum, { failed }) => sum + failed, 0),
    names: runs.flatMap(({ names }) => names),
    skipped: runs.flatMap(({ skipped }) => skipped),
  };
}

/**
 * What a Vitest run reported. A run that ended badly without a failed test (a file that does not load) counts as one failure.
 * @param {string} file Report of the `json` reporter.
 * @param {boolean} ok Whether Vitest ended well.
 * @returns {Counts}
 */
export function vitestCounts(file, ok) {
  const report = /** @type {{ testResults: { assertionResults: { status: string, fullName: string }[] }[] } | null} */ (readJson(file));
  const tests = (report?.testResults ?? []).flatMap((result) => result.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const names = tests.filter((test) => test.status === 'failed').map((test) => test.fullName);
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed').map((test) => test.fullName);
  return { passed, failed: ok ? names.length : Math.max(1, names.length), names, skipped };
}

/** @typedef {{ title: string, tests: { status: string, annotations: { type: string, description?: string }[] }[] }} Spec */
/** @typedef {{ suites?: Suite[], specs?: Spec[] }} Suite */

/** @param {Suite} suite @returns {Spec[]} */
function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

/**
 * What a Playwright run reported, with the reason of each test that was left out.
 * @param {string} file Report of the `json` reporter.
 * @param {boolean} ok Whether Playwright ended well.
 * @returns {Counts}
 */
export function playwrightCounts(file, ok) {
  const report = /** @type {Suite | null} */ (readJson(file));
  const tests = report === null ? [] : specsOf(report).flatMap((spec) => spec.tests.map((test) => ({ ...test, title: spec.title })));
  // One that passed when it was tried again: a shared machine may stall for seconds (see playwright.config.ts).
  const passed = tests.filter((test) => test.status === 'expected' || test.status === 'flaky').length;
  const left = tests.filter((test) => test.status === 'skipped');
  const names = tests.filter((test) => !['expected', 'flaky', 'skipped'].includes(test.status)).map((test) => test.title);
  const skipped = left.map(
    (test) => `${test.title}: ${test.annotations.find((note) => note.type === 'skip')?.description ?? 'no reason given'}`,
  );
  return { passed, failed: ok ? names.length : Math.max(1, names.length), names, skipped };
}
