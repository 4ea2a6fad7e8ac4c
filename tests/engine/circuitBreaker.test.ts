import { describe, expect, it } from 'vitest';
import { createRun, logText, STANDARD_GAUGES, type NodeSummary, type Run } from '../../src/sim/index';
import { build } from '../support/scenarios';

function finish(options: { breaker?: object; worker?: object; client?: object; faults?: object[]; durationSeconds?: number }): Run {
  const run = createRun(
    build({
      durationSeconds: options.durationSeconds ?? 30,
      nodes: [
        { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 10, timeoutMs: 0, ...options.client } },
        { id: 'CB1', kind: 'circuit-breaker', params: { ...options.breaker } },
        { id: 'W1', kind: 'worker', params: { concurrency: 20, serviceTimeMs: { type: 'constant', valueMs: 5 }, ...options.worker } },
      ],
      links: [
        { from: 'C1', to: 'CB1' },
        { from: 'CB1', to: 'W1' },
      ],
      faults: options.faults,
    }),
  );
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

const node = (run: Run, id: string): NodeSummary => {
  const found = run.summary().nodes.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
/** The kind's own gauges of the breaker at a moment: state, times opened, turned away, default answers, under way. */
function own(run: Run, seconds: number): number[] {
  const { gaugeBase, gauges } = run.index.nodes[1];
  return Array.from(run.moment(seconds * 1e9).gauges.slice(gaugeBase + STANDARD_GAUGES.length, gaugeBase + gauges.length));
}
const DOWN = [{ id: 'F1', atSeconds: 10, type: 'crash', node: 'W1', forSeconds: 7.2 }];

describe('a circuit breaker before a part that fails and recovers', () => {
  it('is closed, opens after the failures in a row, tries again and again, and closes', () => {
    const run = finish({ faults: DOWN });
    // Failures 5 a half second after 10.0; open for 5 s; a trial at 15.5 fails; another at 20.5 succeeds.
    expect([9.9, 10.3, 10.6, 15.3, 15.7, 20.4, 20.7].map((at) => own(run, at)[0])).toEqual([0, 0, 2, 2, 2, 2, 0]);
    expect(own(run, 29)[1]).toBe(2);
    expect(run.summary().requests.byReason).toEqual({ unreachable: 6, 'circuit-open': own(run, 29)[2] });
    // Without it every request of those seven seconds would have been sent to the dead part. A request and its answer are two messages.
    expect(run.summary().links[1].sent).toBe((run.summary().requests.sent - own(run, 29)[2]) * 2);
  });

  it('shows what it counts at a moment', () => {
    const run = finish({ faults: DOWN });
    const shown = (seconds: number): unknown => run.inspect(seconds * 1e9, 'CB1')?.sections.find(({ title }) => title === 'Circuit');
    expect(shown(10.25)).toMatchObject({
      current: 0,
      states: [{ name: 'closed', text: '3 of 5 failures in a row' }, { name: 'half-open' }, { name: 'open', text: 'turns requests away' }],
    });
    expect(shown(12)).toMatchObject({
      current: 2,
      states: [{ text: 'opens after 5 failures in a row' }, {}, { text: expect.stringMatching(/^tries again in .* s$/) as string }],
    });
  });

  it('writes its changes of state to the log', () => {
    const run = finish({ faults: DOWN });
    const { log } = run.window(0, 30e9, 100_000);
    const lines = Array.from({ length: log.count }, (_, row) => logText(run.index, log, row)).filter((line) =>
      /^CB1 (opened|half-opened|closed)$/.test(line),
    );
    expect(lines).toEqual(['CB1 opened', 'CB1 half-opened', 'CB1 opened', 'CB1 half-opened', 'CB1 closed']);
  });

  it('opens on a share of failures when it is told so', () => {
    const run = finish({ breaker: { opensOn: 'error-rate', errorPercent: 30, windowSeconds: 2, leastAnswers: 10 }, faults: DOWN });
    expect(own(run, 11)[0]).toBe(2);
    // 30 % of the answers of two seconds are 6 or 7 of 20 or 22.
    expect(run.summary().requests.byReason.unreachable).toBeLessThanOrEqual(9);
    expect(run.summary().requests.byReason.unreachable).toBeGreaterThanOrEqual(6);
  });

  it('with patience takes silence for failure, and answers in time', () => {
    const run = finish({ breaker: { timeoutMs: 200 }, faults: [{ id: 'F1', atSeconds: 10, type: 'crash', node: 'W1', silent: true }] });
    // Five requests without an answer at 10.0 to 10.4, and those sent before the fifth had run out of patience; then trials.
    expect(run.summary().requests.byReason['timed-out']).toBe(9);
    expect(own(run, 29)[0]).toBe(2);
    expect(run.summary().requests.inFlight).toBeLessThanOrEqual(2);
  });

  it('gives a default answer in place of an error, and counts it', () => {
    const run = finish({ breaker: { fallback: 'default-answer' }, faults: DOWN });
    expect(run.summary().requests.failed).toBe(0);
    expect(own(run, 29)[3]).toBeGreaterThan(80);
  });
});

describe('a bulkhead', () => {
  it('keeps the requests under way below its limit, and turns the rest away at once', () => {
    const run = finish({ breaker: { underWayLimit: 3, timeoutMs: 0 }, worker: { serviceTimeMs: { type: 'constant', valueMs: 1000 } } });
    expect((node(run, 'W1').utilization ?? 1) * 20).toBeLessThanOrEqual(3);
    for (let at = 1; at < 30; at++) expect(own(run, at)[4]).toBeLessThanOrEqual(3);
    expect(run.summary().requests.byReason['bulkhead-full']).toBe(node(run, 'CB1').failed);
    // Three at a time, a second each, for 30 s, of 299.
    expect(run.summary().requests.ok).toBeGreaterThanOrEqual(85);
    expect(run.summary().requests.ok).toBeLessThanOrEqual(90);
  });
});
