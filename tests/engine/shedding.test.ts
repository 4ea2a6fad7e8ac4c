import { describe, expect, it } from 'vitest';
import { createRun, STANDARD_GAUGES, type Run } from '../../src/sim/index';
import { build } from '../support/scenarios';

/** One slot of 10 ms, that is 100 requests a second, under a load of so many a second, for 40 s. */
function overloaded(ratePerSecond: number, worker: object, client: object = {}): Run {
  const run = createRun(
    build({
      durationSeconds: 40,
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond, timeoutMs: 0, ...client } },
        {
          id: 'W1',
          kind: 'worker',
          params: { concurrency: 1, queueLimit: 500, serviceTimeMs: { type: 'exponential', meanMs: 10 }, ...worker },
        },
      ],
      links: [{ from: 'C1', to: 'W1' }],
    }),
  );
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** Requests answered in time in the last half of the run, a second. */
const lateGoodput = (run: Run): number => (run.moment(40e9).ok - run.moment(20e9).ok) / 20;
const own = (run: Run, id: string, name: string): number => {
  const node = run.index.nodes.find((candidate) => candidate.id === id);
  const place = node?.gauges.findIndex((gauge) => gauge.name === name) ?? -1;
  if (node === undefined || place < STANDARD_GAUGES.length) throw new Error(`${id} has no ${name}`);
  return run.moment(run.endNs).gauges[node.gaugeBase + place];
};

describe('a worker with more to do than it can, whose clients give up after half a second', () => {
  const impatient = { timeoutMs: 500 };

  it('first come, first served: works only for those who have gone', () => {
    const run = overloaded(150, {}, impatient);
    expect(lateGoodput(run)).toBeLessThan(2);
    expect(run.summary().nodes[1].utilization).toBeGreaterThan(0.98);
  });

  it.each([
    ['codel', 60],
    ['adaptive-lifo', 90],
    ['adaptive-lifo-timeout', 90],
  ])('%s: answers at least %i a second in time', (shedding, goodput) => {
    const run = overloaded(150, { shedding }, impatient);
    expect(lateGoodput(run)).toBeGreaterThan(goodput);
    expect(run.summary().nodes[1].queueMax).toBeLessThanOrEqual(500);
  });

  it('with the deadline told: nothing is begun that nobody waits for', () => {
    const run = overloaded(150, {}, { ...impatient, tellDeadline: true });
    expect(lateGoodput(run)).toBeGreaterThan(60);
    const { byReason, ok } = run.summary().requests;
    // The client gives up at the same moment, so the fate is a timeout there and a refusal at the worker.
    expect(byReason['timed-out']).toBeGreaterThan(1000);
    expect(run.summary().nodes[1].failed).toBeGreaterThan(1000);
    // What is begun just before the deadline ends after it: two thirds of the work are in time, where without it none was.
    expect(run.summary().nodes[1].completed).toBeLessThan(ok * 1.6);
  });
});

describe('newest first', () => {
  it('lets the oldest go when the queue is full, and keeps to the order while few wait', () => {
    const run = overloaded(150, { shedding: 'adaptive-lifo', queueLimit: 50 });
    expect(Object.keys(run.summary().requests.byReason)).toEqual(['overloaded']);
    expect(run.summary().latencyMs.p50).toBeLessThan(150);
    const calm = { newestFirstAbove: 1000, shedding: 'adaptive-lifo' };
    expect(overloaded(80, calm).summary().traceHash).toBe(overloaded(80, {}).summary().traceHash);
  });
});

describe('backpressure from the queue to the source', () => {
  it('keeps the queue short and refuses nothing, where a deaf client fills it', () => {
    const deaf = overloaded(150, { queueLimit: 100 });
    expect(deaf.summary().requests.byReason['queue-full']).toBeGreaterThan(1500);
    const run = overloaded(150, { queueLimit: 100, markAbove: 10 }, { backpressure: true });
    expect(run.summary().requests.byReason['queue-full'] ?? 0).toBe(0);
    expect(run.summary().nodes[1].queueMean).toBeLessThan(30);
    expect(lateGoodput(run)).toBeGreaterThan(80);
    expect(own(run, 'C1', 'pace')).toBeGreaterThan(30);
    expect(own(run, 'C1', 'pace')).toBeLessThan(100);
  });

  it('is heard through a balancer', () => {
    const run = createRun(
      build({
        durationSeconds: 40,
        nodes: [
          { id: 'C1', kind: 'client', params: { ratePerSecond: 150, timeoutMs: 0, backpressure: true } },
          { id: 'LB1', kind: 'load-balancer', params: {} },
          {
            id: 'W1',
            kind: 'worker',
            params: { concurrency: 1, queueLimit: 1000, serviceTimeMs: { type: 'exponential', meanMs: 10 }, markAbove: 10 },
          },
        ],
        links: [
          { from: 'C1', to: 'LB1' },
          { from: 'LB1', to: 'W1' },
        ],
      }),
    );
    while (!run.advance({ maxEvents: 1_000_000 }));
    expect(run.summary().nodes[2].queueMean).toBeLessThan(30);
  });

  it('changes nothing while nobody is asked to slow down', () => {
    expect(overloaded(50, { markAbove: 400 }, { backpressure: true }).summary().traceHash).toBe(overloaded(50, {}).summary().traceHash);
  });
});

describe('a worker that answers with errors', () => {
  it('does so as often as it is told, after the work', () => {
    const { requests, nodes } = overloaded(80, { errorPercent: 25 }).summary();
    expect(requests.byReason).toEqual({ 'server-error': requests.failed });
    expect(requests.failed / requests.sent).toBeGreaterThan(0.23);
    expect(requests.failed / requests.sent).toBeLessThan(0.27);
    expect(nodes[1].utilization).toBeGreaterThan(0.75);
  });
});
