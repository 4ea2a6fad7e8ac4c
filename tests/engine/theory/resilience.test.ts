import { describe, expect, it } from 'vitest';
import { createRun, STANDARD_GAUGES, type Run } from '../../../src/sim/index';
import { build } from '../../support/scenarios';

function finish(options: Parameters<typeof build>[0]): Run {
  const run = createRun(build(options), { checkpointEveryEvents: 20_000 });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

function own(run: Run, id: string, name: string): number {
  const node = run.index.nodes.find((candidate) => candidate.id === id);
  const place = node?.gauges.findIndex((gauge) => gauge.name === name) ?? -1;
  if (node === undefined || place < STANDARD_GAUGES.length) throw new Error(`${id} has no ${name}`);
  return run.moment(run.endNs).gauges[node.gaugeBase + place];
}

/** Requests answered in time between two moments, a second. */
const goodput = (run: Run, fromSeconds: number, toSeconds: number): number =>
  (run.moment(toSeconds * 1e9).ok - run.moment(fromSeconds * 1e9).ok) / (toSeconds - fromSeconds);

/** 70 requests a second to a worker that can do 100, and is ten times slower for 10 of 90 s. Clients wait a second. */
function stormed(client: object, worker: object = {}): Run {
  return finish({
    durationSeconds: 90,
    nodes: [
      { id: 'C1', kind: 'client', params: { ratePerSecond: 70, timeoutMs: 1000, backoffMs: 100, ...client } },
      {
        id: 'W1',
        kind: 'worker',
        params: { concurrency: 10, queueLimit: 2000, serviceTimeMs: { type: 'exponential', meanMs: 100 }, ...worker },
      },
    ],
    links: [{ from: 'C1', to: 'W1' }],
    faults: [{ id: 'F1', atSeconds: 20, type: 'slow', node: 'W1', factor: 10, forSeconds: 10 }],
  });
}

describe('a retry storm: metastable failure (Bronson and others, HotOS 2021)', () => {
  it('before the trigger every client policy serves what is asked', () => {
    for (const client of [{}, { retries: 3 }, { retries: 3, retryBudgetPercent: 10 }])
      expect(goodput(stormed(client), 5, 20)).toBeGreaterThan(70 * 0.95);
  });

  it('without a budget the overload feeds itself: a minute after the trigger is gone, goodput is below 5 % of the demand', () => {
    const run = stormed({ retries: 3 });
    expect(goodput(run, 60, 90)).toBeLessThan(70 * 0.05);
    // The worker is as busy as can be, for nothing.
    expect(own(run, 'C1', 'retries')).toBeGreaterThan(run.summary().requests.sent);
    expect(run.moment(90e9).inFlight).toBeGreaterThan(50);
  });

  it('with a budget of 10 %, or without retries, goodput comes back to at least 95 % of the demand', () => {
    for (const client of [{}, { retries: 3, retryBudgetPercent: 10 }]) expect(goodput(stormed(client), 60, 90)).toBeGreaterThan(70 * 0.95);
  });

  it('a part that sheds load is another cure: CoDel and newest first bring it back too', () => {
    for (const shedding of ['codel', 'adaptive-lifo'])
      expect(goodput(stormed({ retries: 3 }, { shedding, delayTargetMs: 100, delayIntervalMs: 200 }), 60, 90)).toBeGreaterThan(70 * 0.95);
  });
});

describe('jitter', () => {
  /** 200 users who all ask at the same moment, once, of a part that takes 100 a second and has room for 5 to wait. */
  function herd(jitter: string): { retries: number; failed: number } {
    const run = finish({
      durationSeconds: 600,
      nodes: [
        {
          id: 'C1',
          kind: 'client',
          params: {
            arrivals: 'closed',
            users: 200,
            requestLimit: 200,
            thinkTimeMs: { type: 'constant', valueMs: 1000 },
            timeoutMs: 0,
            retries: 100,
            backoffMs: 50,
            backoffMostMs: 2000,
            jitter,
          },
        },
        { id: 'W1', kind: 'worker', params: { concurrency: 1, queueLimit: 5, serviceTimeMs: { type: 'constant', valueMs: 10 } } },
      ],
      links: [{ from: 'C1', to: 'W1' }],
    });
    return { retries: own(run, 'C1', 'retries'), failed: run.summary().requests.failed };
  }

  it('decorrelated jitter needs less than a quarter of the retries that a herd without jitter needs; full jitter less than a third', () => {
    const none = herd('none');
    const decorrelated = herd('decorrelated');
    // In step, each round lets in one for the slot and five for the queue: 6 of those that are left.
    const inStep = Array.from({ length: 34 }, (_, round) => Math.max(0, 200 - 6 * (round + 1))).reduce((sum, left) => sum + left, 0);
    expect(Math.abs(none.retries - inStep)).toBeLessThan(inStep * 0.02);
    expect(decorrelated.retries).toBeLessThan(none.retries / 4);
    expect(herd('full').retries).toBeLessThan(none.retries / 3);
    expect([none.failed, decorrelated.failed]).toEqual([0, 0]);
  });
});

describe('hedged requests (Dean and Barroso, The Tail at Scale, 2013)', () => {
  /** 10 ms, but one in twenty takes a second; enough slots that nothing waits. */
  function tailed(client: object): Run {
    return finish({
      durationSeconds: 400,
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond: 100, timeoutMs: 0, ...client } },
        {
          id: 'W1',
          kind: 'worker',
          params: { concurrency: 1000, serviceTimeMs: { type: 'empirical', valuesMs: [...Array.from({ length: 19 }, () => 10), 1000] } },
        },
      ],
      links: [{ from: 'C1', to: 'W1' }],
    });
  }

  it('after 15 ms cut the p99 from 1 s to 25 ms within 1 ms, for 5 % more requests within half a point', () => {
    const before = tailed({});
    const after = tailed({ hedgeAfterMs: 15 });
    expect(before.summary().latencyMs.p99).toBeGreaterThan(990);
    expect(Math.abs(after.summary().latencyMs.p99 - 25)).toBeLessThan(1);
    const { sent } = after.summary().requests;
    const extraPercent = (after.summary().nodes[1].received / sent - 1) * 100;
    expect(Math.abs(extraPercent - 5)).toBeLessThan(0.5);
    // One in four hundred is slow twice.
    expect(after.summary().latencyMs.p999).toBeGreaterThan(900);
    expect(own(after, 'C1', 'hedges')).toBe(after.summary().nodes[1].received - sent);
  });
});

describe('CoDel (RFC 8289)', () => {
  /** One slot of 10 ms under so much load, for five minutes; the mean wait of those that were served, ms. */
  function waitMs(load: number, worker: object): { meanMs: number; shedPercent: number; busy: number } {
    const run = finish({
      durationSeconds: 300,
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond: 100 * load, timeoutMs: 0 } },
        {
          id: 'W1',
          kind: 'worker',
          params: { concurrency: 1, queueLimit: 1000, serviceTimeMs: { type: 'exponential', meanMs: 10 }, ...worker },
        },
      ],
      links: [{ from: 'C1', to: 'W1' }],
    });
    const { latencyMs, requests, nodes } = run.summary();
    return { meanMs: latencyMs.mean - 10, shedPercent: (requests.failed / requests.sent) * 100, busy: nodes[1].utilization ?? 0 };
  }
  const codel = { shedding: 'codel', delayTargetMs: 50, delayIntervalMs: 100 };

  it('keeps the delay near its target of 50 ms under loads of 1.05 to 1.2, within a factor of two, and the part busy', () => {
    for (const load of [1.05, 1.1, 1.2]) {
      const { meanMs, busy } = waitMs(load, codel);
      expect(meanMs, `at load ${load}`).toBeGreaterThan(25);
      expect(meanMs, `at load ${load}`).toBeLessThan(100);
      expect(busy).toBeGreaterThan(0.9);
    }
    // A queue limit alone lets the queue fill: ten seconds.
    expect(waitMs(1.2, {}).meanMs).toBeGreaterThan(5000);
  });

  it('drops little of a load that can be carried', () => {
    expect(waitMs(0.7, codel).shedPercent).toBeLessThan(2);
  });
});
