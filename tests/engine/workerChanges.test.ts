import { describe, expect, it } from 'vitest';
import { createRun, Gauge, type Run } from '../../src/sim/index';
import { Dice } from '../support/randomScenario';
import { build } from '../support/scenarios';

const CHANGES: readonly (readonly [string, unknown])[] = [
  ['execution', 'processes'],
  ['execution', 'slots'],
  ['processes', 4],
  ['processes', 1],
  ['threads', 2],
  ['threads', 12],
  ['oneThreadComputes', false],
  ['cores', 1],
  ['cpuPercent', 30],
  ['memoryMb', 90],
  ['memoryMb', 0],
  ['concurrency', 1],
  ['concurrency', 6],
  ['collectEveryRequests', 20],
  ['collectEveryRequests', 0],
  ['neighbourPercent', 60],
  ['neighbourPercent', 0],
  ['warmUpSeconds', 2],
  ['callOrder', 'parallel'],
  ['callOrder', 'sequence'],
  ['connections', 1],
  ['connections', 3],
  ['connections', 0],
  ['holdSlot', false],
  ['holdSlot', true],
];

/** A busy worker with two parts behind it, and eight changes of its fields at random moments. */
function changing(seed: number): Run {
  const dice = new Dice(seed);
  const faults = Array.from({ length: 8 }, (_, i) => {
    const [param, value] = dice.of(CHANGES);
    return { id: `F${i}`, atSeconds: dice.below(6000) / 1000, type: 'set', node: 'W1', param, value };
  });
  const run = createRun(
    build({
      seed,
      durationSeconds: 120,
      faults,
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond: 120, requestLimit: 800, timeoutMs: dice.of([0, 200]) } },
        {
          id: 'W1',
          kind: 'worker',
          params: {
            concurrency: 3,
            queueLimit: 25,
            serviceTimeMs: { type: 'exponential', meanMs: 20 },
            execution: dice.of(['slots', 'processes']),
            memoryRestartSeconds: 0.5,
          },
        },
        { id: 'W2', kind: 'worker', params: {} },
        { id: 'W3', kind: 'worker', params: { concurrency: 1 } },
      ],
      links: [
        { from: 'C1', to: 'W1' },
        { from: 'W1', to: 'W2' },
        { from: 'W1', to: 'W3' },
      ].map((link) => ({ ...link, latency: { type: 'exponential', meanMs: 1 } })),
    }),
    { checkpointEveryEvents: 300 },
  );
  while (!run.advance({ maxEvents: 100_000 }));
  return run;
}

describe('a worker whose fields change while it works', () => {
  it('keeps every request: each is answered once, nothing waits for ever, the queue keeps its limit, and the run is the same from any checkpoint', () => {
    const reasons = new Set<string>();
    for (let seed = 1; seed <= 60; seed++) {
      const run = changing(seed);
      const summary = run.summary();
      const { sent, ok, failed, inFlight, byReason } = summary.requests;
      expect([sent, ok + failed, inFlight], `seed ${seed}`).toEqual([800, 800, 0]);
      for (const reason of Object.keys(byReason)) reasons.add(reason);
      const worker = summary.nodes[1];
      expect(worker.received, `seed ${seed}`).toBe(worker.completed + worker.failed);
      expect(worker.queueMax, `seed ${seed}`).toBeLessThanOrEqual(25);
      const { gauges } = run.moment(run.reachedNs);
      expect(
        [Gauge.queue, Gauge.busy, Gauge.inside].map((gauge) => gauges[run.index.nodes[1].gaugeBase + gauge]),
        `seed ${seed}`,
      ).toEqual([0, 0, 0]);
      const branch = run.branch(new Dice(seed + 99).below(run.reachedNs), []);
      while (!branch.advance({ maxEvents: 100_000 }));
      expect(branch.summary().traceHash, `seed ${seed}`).toBe(summary.traceHash);
    }
    expect([...reasons].sort()).toEqual(['out-of-memory', 'queue-full', 'timed-out', 'unreachable']);
  });
});
