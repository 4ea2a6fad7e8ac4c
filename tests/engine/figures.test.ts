import { describe, expect, it } from 'vitest';
import { createRun, type RunSummary } from '../../src/sim/index';
import { build } from '../support/scenarios';

const ms = (valueMs: number): object => ({ type: 'constant', valueMs });

function summaryOf(client: object, worker: object, durationSeconds = 60): RunSummary {
  const run = createRun(
    build({
      durationSeconds,
      nodes: [
        { id: 'C1', kind: 'client', params: { arrivals: 'constant', writePercent: 0, ...client } },
        { id: 'W1', kind: 'worker', params: { concurrency: 1, serviceTimeMs: ms(100), ...worker } },
      ],
      links: [{ from: 'C1', to: 'W1' }],
    }),
  );
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run.summary();
}

describe('what figures are about', () => {
  it('refusals are no throughput, and the mean time of a part is over what it served', () => {
    // 31 a second come, one in four is served, the others are turned away at once.
    const { throughputPerSecond, goodputPerSecond, requests, nodes, latencyMs } = summaryOf(
      { ratePerSecond: 31, timeoutMs: 0 },
      { queueLimit: 0 },
    );
    expect(requests.failed).toBeGreaterThan(1000);
    expect(throughputPerSecond).toBeCloseTo(31 / 4, 1);
    expect(goodputPerSecond).toBe(throughputPerSecond);
    expect(nodes[1].meanTimeInNodeMs).toBeCloseTo(100, 6);
    expect(nodes[0].meanTimeInNodeMs).toBeCloseTo(latencyMs.mean, 6);
  });

  it('answers that come too late are throughput, but no goodput', () => {
    // Nobody waits as long as the work takes: all of it is done in vain.
    const { throughputPerSecond, goodputPerSecond, requests, nodes } = summaryOf({ ratePerSecond: 5, timeoutMs: 50 }, {});
    expect(requests.ok).toBe(0);
    expect(goodputPerSecond).toBe(0);
    expect(throughputPerSecond * 60).toBeCloseTo(nodes[1].completed, 6);
    expect(throughputPerSecond).toBeCloseTo(5, 1);
    // A client that was answered nothing has no mean time.
    expect(nodes[0].meanTimeInNodeMs).toBe(0);
  });

  it('an answer that the wire doubles is no second one', () => {
    const scenario = build({
      durationSeconds: 20,
      nodes: [
        { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 5, writePercent: 0 } },
        { id: 'W1', kind: 'worker', params: { serviceTimeMs: ms(1) } },
      ],
      links: [{ from: 'C1', to: 'W1', network: { duplicatePercent: 100 } }],
    });
    const run = createRun(scenario);
    while (!run.advance({ maxEvents: 1_000_000 }));
    const { throughputPerSecond, goodputPerSecond } = run.summary();
    expect(throughputPerSecond).toBe(goodputPerSecond);
  });
});
