import { describe, expect, it } from 'vitest';
import { build } from '../../../tests/support/scenarios';
import { createRun, type Run } from '../run/run';
import { explainCheck, explainFailures } from './check';
import type { Explanation } from './types';

const ms = (valueMs: number) => ({ type: 'constant', valueMs });

function finished(options: { check: object; ratePerSecond?: number; faults?: object[]; queueLimit?: number; requestLimit?: number }): Run {
  const { check, ratePerSecond = 10, faults = [], queueLimit = 5, requestLimit = 0 } = options;
  const run = createRun(
    build({
      nodes: [
        { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond, requestLimit, timeoutMs: 0, writePercent: 0 } },
        { id: 'W1', kind: 'worker', params: { concurrency: 1, queueLimit, serviceTimeMs: ms(50) } },
      ],
      links: [{ from: 'C1', to: 'W1', latency: ms(1) }],
      durationSeconds: 10,
      faults,
      checks: [{ id: 'K1', title: 'The aim', ...check }],
    }),
  );
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

function told(run: Run): Explanation {
  const result = explainCheck(run, 'K1');
  if (!result.ok) throw new Error(result.message);
  const { steps } = result.explanation;
  expect(steps.length).toBeGreaterThanOrEqual(3);
  expect(steps.length).toBeLessThanOrEqual(6);
  expect(steps.map((entry) => entry.atNs)).toEqual(steps.map((entry) => entry.atNs).sort((p, q) => p - q));
  expect(steps.at(-1)?.text).toBe(`So the check was not met: ${run.summary().checks[0].message}`);
  return result.explanation;
}

const texts = (run: Run): string[] => told(run).steps.map((entry) => entry.text);

describe('why a check failed', () => {
  it('leads from the crash over the first error to the verdict', () => {
    const run = finished({
      check: { metric: 'errorPercent', atMost: 1 },
      faults: [{ id: 'F1', type: 'crash', node: 'W1', atSeconds: 4, forSeconds: 2 }],
    });
    const { failed, sent } = run.summary().requests;
    expect(texts(run).slice(0, -1)).toEqual([
      'W1 crashed for 2 s.',
      'W1 was down and refused the connection.',
      'C1 saw the error "unreachable", 2 ms after it had asked.',
      `That was the first of its kind; in all, ${failed} of ${sent} requests failed.`,
    ]);
    expect(told(run).links.map((link) => run.index.links[link].id)).toEqual(['L1']);
  });

  it('finds the queue behind a slow run, since when and why', () => {
    const slow = finished({
      check: { metric: 'latencyP99Ms', atMost: 100, leastEvidence: 10 },
      queueLimit: 1000,
      faults: [{ id: 'F1', type: 'slow', node: 'W1', factor: 4, atSeconds: 2, forSeconds: 5 }],
    });
    expect(texts(slow)[0]).toBe('W1 was made 4 times slower for 5 s.');
    expect(texts(slow)[1]).toMatch(/^The queue of W1 grew to \d+: \d+ requests had come since it began to fill, and \d+ had left\.$/);
    const busy = finished({ check: { metric: 'queueMax', node: 'W1', atMost: 3 }, ratePerSecond: 30, queueLimit: 1000 });
    expect(texts(busy)[0]).toBe(
      'From here on 30 requests a second came to W1, more than the 20 a second that it answered with its 1 slot; ' +
        'no failure was needed for that.',
    );
  });

  it('says of a goal that was missed for lack of traffic that it was never asked for', () => {
    const run = finished({ check: { metric: 'throughputPerSecond', atLeast: 50 } });
    expect(texts(run)[0]).toMatch(/^C1 sent 99 requests in all, 9\.9 a second\.$/);
    const idle = finished({ check: { metric: 'utilizationPercent', node: 'W1', atLeast: 90 } });
    expect(texts(idle)[1]).toMatch(/^W1 received 99 of them and was busy 49\.\d % of the time\.$/);
  });

  it('begins, when nothing is named, with the first failure of the sort seen most', () => {
    const run = finished({
      check: { metric: 'failed', atMost: 0 },
      faults: [{ id: 'F1', type: 'crash', node: 'W1', atSeconds: 4, forSeconds: 2 }],
    });
    const result = explainFailures(run);
    expect(result.ok && result.explanation.steps[0].text).toBe('W1 crashed for 2 s.');
    expect(explainFailures(finished({ check: { metric: 'failed', atMost: 0 } }))).toEqual({
      ok: false,
      message: 'No request failed in this run.',
    });
  });

  it('explains only checks that failed', () => {
    const run = finished({ check: { metric: 'errorPercent', atMost: 1 } });
    expect(explainCheck(run, 'K1')).toEqual({ ok: false, message: 'The check "The aim" was met, so there is nothing to explain.' });
    expect(explainCheck(run, 'K9')).toEqual({ ok: false, message: 'There is no check "K9" in this run.' });
  });
});
