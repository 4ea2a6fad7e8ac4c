import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { testRun } from '../../../exports/testRun';
import { createRun, defaultParams, emptyScenario, type CheckResult, type RunSummary, type ScenarioNode } from '../../../sim/index';
import type { RunSession } from '../../playback/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import { Results } from './Results';

afterEach(cleanup);

const run = testRun();
const plain = run.summary();

function show(summary: RunSummary): HTMLElement {
  const services = testServices();
  const report = { runId: 'run-1', index: run.index, summary, series: run.series(), endNs: run.reachedNs, faults: run.faults };
  services.playback.store.setState({ runs: [{ runId: 'run-1', report } as unknown as RunSession], currentRunId: 'run-1' });
  return render(inWindow(services, <Results />)).container;
}

const figureOf = (name: string): string | null => screen.queryByRole('rowheader', { name })?.parentElement?.textContent ?? null;

describe('the results of a run', () => {
  it('begin with the bottleneck and its reason', () => {
    const container = show(plain);
    const sentence = screen.getByText(plain.bottleneck.message);
    expect(sentence.compareDocumentPosition(container.querySelector('.figures') as Element)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('begin with what fails, whatever the figures say; what is met stands below them, and what is open is neither', () => {
    const check = (id: string, verdict: CheckResult['verdict']): CheckResult => ({
      id,
      title: `About ${id}`,
      verdict,
      ok: verdict === 'met',
      message: 'So it is.',
      evidence: 10,
      leastEvidence: 1,
    });
    const order = (...checks: CheckResult[]): (string | null)[] => {
      const container = show({ ...plain, checks });
      const found = [...container.querySelectorAll('.figures, [data-check]')].map((element) => element.getAttribute('data-check'));
      cleanup();
      return found.slice(0, checks.length + 1);
    };
    expect(order(check('a', 'met'), check('b', 'unmet'), check('c', 'no-evidence'))).toEqual(['unmet', 'no-evidence', 'met', null]);
    expect(order(check('a', 'met'), check('b', 'no-evidence'))).toEqual(['no-evidence', 'met', null]);
    // All met: one line says so, and the figures follow.
    expect(order(check('a', 'met'), check('b', 'met')).slice(0, 2)).toEqual(['met', null]);
  });

  it('name the busiest part in the line of its share', () => {
    const nodes = plain.nodes.map((node, i) => ({ ...node, utilization: i === 1 ? 0.9 : 0.2 }));
    show({ ...plain, nodes });
    expect(figureOf(`Slots taken in ${nodes[1].id}, more than in any other part`)).toMatch(/90\.00 %$/);
  });

  it('have what a workload has found out, in its words', () => {
    const [first, ...others] = plain.nodes;
    const results = [
      ['valid?', 'false'],
      ['msgs-per-op', 11.9942],
      ['stable-latencies 1 (ms)', null],
    ] as const;
    show({ ...plain, nodes: [{ ...first, results }, ...others] });
    expect(screen.getByRole('region', { name: `What ${first.id} has found out` })).toBeDefined();
    expect(['valid?', 'msgs-per-op', 'stable-latencies 1 (ms)'].map(figureOf)).toEqual([
      'valid?false',
      'msgs-per-op11.994',
      'stable-latencies 1 (ms)-',
    ]);
  });

  it('count the failures of which something may have happened, and the requests that are stuck, where there are any', () => {
    show({ ...plain, requests: { ...plain.requests, indefinite: 0, stuck: 0 } });
    expect(figureOf('Of these, perhaps done')).toBeNull();
    expect(figureOf('Of these, stuck for ever')).toBeNull();
    cleanup();
    show({ ...plain, requests: { ...plain.requests, indefinite: 3, stuck: 2 } });
    expect(figureOf('Of these, perhaps done')).toBe('Of these, perhaps done3');
    expect(figureOf('Of these, stuck for ever')).toBe('Of these, stuck for ever2');
  });

  it('say how unevenly a router spreads load and keys, and nothing where nobody spreads anything', () => {
    show({ ...plain, nodes: plain.nodes.map((node) => ({ ...node, imbalance: undefined })) });
    expect(screen.queryByRole('heading', { name: 'Highest over mean' })).toBeNull();
    cleanup();
    const [first, ...others] = plain.nodes;
    show({ ...plain, nodes: [{ ...first, imbalance: { load: 1.5, keys: null } }, ...others] });
    expect(screen.getByRole('region', { name: 'Highest over mean' }).textContent).toContain(`${first.id}1.50-`);
  });

  it('of a board without requests lead with what its parts count, and say nothing of requests', () => {
    const place = (id: string, kind: string): object => ({ id, kind, x: 0, y: 0, params: defaultParams(kind) });
    const events = createRun({
      ...emptyScenario('events'),
      durationSeconds: 10,
      nodes: [place('SO1', 'source'), place('SI1', 'sink')] as unknown as ScenarioNode[],
      links: [{ id: 'L1', from: 'SO1', to: 'SI1' }],
    });
    while (!events.advance({ maxEvents: 100_000 }));
    const summary = events.summary();
    show(summary);
    const made = summary.nodes[0].gauges.find(({ name }) => name === 'made')?.end ?? 0;
    expect(made).toBeGreaterThan(5);
    expect(screen.getAllByRole('rowheader')[0].textContent).toBe('Events made');
    expect(figureOf('Events made')).toBe(`Events made${made} events`);
    for (const name of ['Sent', 'Answered', 'Failed', 'p99', 'Goodput', 'Cost of a million answers']) expect(figureOf(name)).toBeNull();
    for (const name of ['Parts', 'How sure are these figures?']) expect(screen.queryByRole('region', { name })).toBeNull();
    cleanup();
    show(plain);
    expect(figureOf('Sent')).toBe(`Sent${plain.requests.sent}`);
    expect(screen.getByRole('region', { name: 'Parts' })).toBeDefined();
  });

  it('know no latency of a run in which nothing was answered', () => {
    show({ ...plain, requests: { ...plain.requests, ok: 0 } });
    for (const name of ['Mean latency', 'p50', 'p95', 'p99', 'Slowest']) expect(figureOf(name)).toMatch(new RegExp(`^${name}-`));
  });

  it('mark a check without evidence as neither met nor unmet', () => {
    const check = { ...plain.checks[0], ok: false, verdict: 'no-evidence' as const, title: 'Fast' };
    const container = show({ ...plain, checks: [check] });
    const row = container.querySelector('.results-check[data-verdict="no-evidence"]');
    expect(row?.querySelector('strong')?.textContent).toBe('Fast.');
    expect(row?.querySelector('[data-check]')?.textContent).toBe('?');
  });
});
