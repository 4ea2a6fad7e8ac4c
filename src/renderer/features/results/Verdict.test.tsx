import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { testRun } from '../../../exports/testRun';
import type { CheckResult } from '../../../sim/index';
import type { RunSession } from '../../playback/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import { Verdict } from './Verdict';

afterEach(cleanup);

const run = testRun();
const check = (title: string, verdict: CheckResult['verdict']): CheckResult => ({
  id: title,
  title,
  verdict,
  ok: verdict === 'met',
  message: '',
  evidence: 1,
  leastEvidence: 1,
});

/** What stands over the board, and the sort of its first mark. */
function verdictOf(...checks: CheckResult[]): { readonly text: string; readonly first: string | null } {
  const services = testServices();
  const report = { runId: 'run-1', index: run.index, summary: { ...run.summary(), checks }, endNs: run.reachedNs };
  services.playback.store.setState({ runs: [{ runId: 'run-1', report } as unknown as RunSession], currentRunId: 'run-1' });
  const { container } = render(inWindow(services, <Verdict />));
  const text = screen.getByRole('button').textContent ?? '';
  const first = container.querySelector('[data-verdict]')?.getAttribute('data-verdict') ?? null;
  cleanup();
  return { text, first };
}

describe('the verdict over the board', () => {
  it('begins with the check that fails, not with the share that was answered', () => {
    expect(verdictOf(check('Kept', 'unmet'), check('Quick', 'met')).text).toMatch(/^\u2717Keptnot met.* answered/);
    expect(verdictOf(check('Kept', 'unmet'), check('Quick', 'unmet')).text).toMatch(/^\u2717Keptnot met, 1 more/);
  });

  it('tells green, red and no evidence apart, and the worst stands for all', () => {
    expect(verdictOf(check('a', 'met'), check('b', 'met'))).toMatchObject({ first: 'met' });
    expect(verdictOf(check('a', 'met'), check('b', 'no-evidence'))).toMatchObject({ first: 'no-evidence' });
    expect(verdictOf(check('a', 'no-evidence'), check('b', 'unmet'))).toMatchObject({ first: 'unmet' });
    expect(verdictOf().first).toBeNull();
  });
});
