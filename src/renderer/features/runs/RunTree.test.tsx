import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { CheckResult } from '../../../sim/index';
import type { RunSession } from '../../playback/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import { RunTree } from './RunTree';

afterEach(cleanup);

const progress = { phase: 'done', reachedNs: 0, endNs: 0, events: 0, failure: null };
const run = (runId: string, ...verdicts: CheckResult['verdict'][]): RunSession =>
  ({
    runId,
    name: `Run ${runId}`,
    parent: null,
    injected: [],
    revision: 1,
    progress,
    report: {
      summary: { scenario: 'One', checks: verdicts.map((verdict, i) => ({ id: `K${i}`, title: 'A', verdict, ok: verdict === 'met' })) },
    },
  }) as unknown as RunSession;

it('each run says how its checks stand, and the one on screen is scrolled into sight', () => {
  const seen: string[] = [];
  const scroll = vi.fn<(this: HTMLElement) => void>(function (this: HTMLElement) {
    seen.push(this.textContent ?? '');
  });
  Element.prototype.scrollIntoView = scroll as unknown as Element['scrollIntoView'];
  const services = testServices();
  const runs = [run('a', 'met', 'met'), run('b', 'met', 'unmet', 'no-evidence'), run('c', 'no-evidence', 'met'), run('d')];
  services.playback.store.setState({ runs, currentRunId: 'a' });
  render(inWindow(services, <RunTree />));
  expect(screen.getAllByRole('img').map((mark) => mark.getAttribute('aria-label'))).toEqual([
    'All 2 checks are met',
    '1 of 3 checks not met',
    'No evidence for 1 of 2 checks',
  ]);
  act(() => services.playback.store.setState({ currentRunId: 'd' }));
  expect(seen.at(-1)).toMatch(/^Run d/);
});
