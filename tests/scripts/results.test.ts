import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCounts, oneCheck, playwrightCounts, vitestCounts } from '../../scripts/results.mjs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultboard-results-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(value: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(value));
  return file;
}

describe('counting what a test run reported', () => {
  const vitest = {
    testResults: [
      {
        assertionResults: [
          { status: 'passed', fullName: 'a' },
          { status: 'failed', fullName: 'b' },
        ],
      },
      {
        assertionResults: [
          { status: 'skipped', fullName: 'c' },
          { status: 'passed', fullName: 'd' },
        ],
      },
    ],
  };

  it('adds up the tests of all files and names the failed and the skipped ones', () => {
    expect(vitestCounts(report(vitest), false)).toEqual({ passed: 2, failed: 1, names: ['b'], skipped: ['c'] });
  });

  it('counts a run that broke without a failed test, or without any report, as a failure', () => {
    const onlyPassed = { testResults: [{ assertionResults: [{ status: 'passed', fullName: 'a' }] }] };
    expect(vitestCounts(report(onlyPassed), false)).toEqual({ passed: 1, failed: 1, names: [], skipped: [] });
    expect(vitestCounts(report(onlyPassed), true)).toEqual({ passed: 1, failed: 0, names: [], skipped: [] });
    expect(vitestCounts(join(folder, 'missing.json'), false)).toEqual({ passed: 0, failed: 1, names: [], skipped: [] });
    expect(playwrightCounts(join(folder, 'missing.json'), false)).toEqual({ passed: 0, failed: 1, names: [], skipped: [] });
  });

  it('finds browser tests at any depth, with the reason of each that was left out', () => {
    const test = (status: string, description?: string) => ({
      status,
      annotations: description === undefined ? [] : [{ type: 'skip', description }],
    });
    const suites = [
      {
        specs: [{ title: 'a', tests: [test('expected')] }],
        suites: [
          {
            specs: [
              { title: 'b', tests: [test('skipped', 'no Electron here')] },
              { title: 'c', tests: [test('unexpected')] },
              { title: 'd', tests: [test('flaky')] },
            ],
          },
        ],
      },
    ];
    expect(playwrightCounts(report({ suites }), false)).toEqual({ passed: 2, failed: 1, names: ['c'], skipped: ['b: no Electron here'] });
  });

  it('counts a step that is no test run as one test', () => {
    expect([oneCheck(true).passed, oneCheck(false).failed]).toEqual([1, 1]);
  });

  it('adds up the runs of one step', () => {
    const one = { passed: 2, failed: 1, names: ['b'], skipped: ['c'] };
    expect(addCounts([one, { passed: 3, failed: 0, names: [], skipped: ['d'] }])).toEqual({
      passed: 5,
      failed: 1,
      names: ['b'],
      skipped: ['c', 'd'],
    });
  });
});
