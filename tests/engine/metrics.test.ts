import { describe, expect, it } from 'vitest';
import { createRun, type Run, type Scenario } from '../../src/sim/index';
import { build, queueScenario } from '../support/scenarios';

function run(scenario: Scenario, checkpointEveryEvents = 0): Run {
  const made = createRun(scenario, { checkpointEveryEvents });
  while (!made.advance({ maxEvents: 1_000_000 }));
  return made;
}

const client = (params: object): { id: string; kind: string; params: object } => ({
  id: 'C1',
  kind: 'client',
  params: { writePercent: 0, timeoutMs: 0, ...params },
});
const quickWorker = {
  id: 'W1',
  kind: 'worker',
  params: { concurrency: 1000, queueLimit: 0, serviceTimeMs: { type: 'constant', valueMs: 0 } },
};

describe('figures of the gauges of a part', () => {
  it('are its last value, its highest and its average over time, and checks can ask for them', () => {
    const { nodes, checks } = run(
      build({
        durationSeconds: 10,
        nodes: [
          { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 2, timeoutMs: 0 } },
          { id: 'W1', kind: 'worker', params: { concurrency: 4, serviceTimeMs: { type: 'constant', valueMs: 1250 } } },
        ],
        links: [{ from: 'C1', to: 'W1' }],
        checks: [
          { id: 'K1', metric: 'gaugeMax', node: 'W1', gauge: 'inside', atLeast: 3, atMost: 3 },
          { id: 'K2', metric: 'gaugeMean', node: 'W1', gauge: 'busy', atMost: 2 },
          { id: 'K3', metric: 'gaugeEnd', node: 'C1', gauge: 'retries', atMost: 0 },
        ],
      }),
    ).summary();
    const busy = nodes[1].gauges.find(({ name }) => name === 'busy');
    // A request every half second from 0.5 s on: 17 of 1.25 s, and of the last two 1 s and 0.5 s before the end.
    expect(busy).toEqual({
      name: 'busy',
      title: 'Busy slots',
      unit: 'slots',
      end: 2,
      max: 3,
      mean: expect.closeTo((17 * 1.25 + 1.5) / 10, 9) as number,
    });
    expect(checks.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(checks[1].message).toMatch(/^Busy slots \(on average\) of W1: 2\.\d+ slots; wanted at most 2 slots\.$/);
  });
});

describe('figures of a link', () => {
  it('has as many messages on it as Little\u2019s law says: rate times time', () => {
    const s = run(
      build({
        durationSeconds: 200,
        nodes: [client({ ratePerSecond: 500 }), quickWorker],
        links: [{ from: 'C1', to: 'W1', latency: { type: 'exponential', meanMs: 10 } }],
      }),
    ).summary();
    const [link] = s.links;
    expect(link.messagesPerSecond).toBeCloseTo(link.sent / 200, 9);
    // Both ways: 500 requests and 500 replies a second, 10 ms each.
    expect(link.meanInTransit).toBeGreaterThan(9.8);
    expect(link.meanInTransit).toBeLessThan(10.2);
    expect(link.utilization).toBeNull();
    expect(s.steady.links[0].messagesPerSecond?.low).toBeLessThan(1000);
    expect(s.steady.links[0].messagesPerSecond?.high).toBeGreaterThan(1000);
  });

  it('counts only the time spent so far by messages that are still on their way', () => {
    const s = run(
      build({
        durationSeconds: 10,
        nodes: [client({ ratePerSecond: 1, requestLimit: 5, arrivals: 'constant' }), quickWorker],
        links: [{ from: 'C1', to: 'W1', latency: { type: 'constant', valueMs: 3_600_000 } }],
      }),
    ).summary();
    expect(s.links[0].sent).toBeGreaterThan(0);
    expect(s.links[0].meanInTransit).toBeLessThanOrEqual(s.links[0].sent);
    expect(s.links[0].meanInTransit).toBeGreaterThan(0);
  });

  it('is busy for the share of time that its bytes need, and all the time when there are too many', () => {
    const busy = (ratePerSecond: number): number | null =>
      run(
        build({
          durationSeconds: 100,
          nodes: [client({ ratePerSecond }), quickWorker],
          // A reply of 10 KB takes 10 ms at 8 Mbit/s.
          links: [{ from: 'C1', to: 'W1', network: { bandwidthMbps: 8 } }],
        }),
      ).summary().links[0].utilization;
    expect(busy(50)).toBeGreaterThan(0.48);
    expect(busy(50)).toBeLessThan(0.52);
    expect(busy(150)).toBe(1);
  });
});

describe('figures of reasons and of ranges of keys', () => {
  const scenario = queueScenario({ ratePerSecond: 1000, serviceMs: 1, queueLimit: 9, requests: 0 });
  const whole = run({ ...scenario, durationSeconds: 100 }, 5_000);
  const s = whole.summary();

  it('estimates how many fail a second for each reason: M/M/1/10 at load 1 loses 1 in 11', () => {
    const lost = s.steady.failedPerSecond['queue-full'];
    expect(lost?.low).toBeLessThan(1000 / 11);
    expect(lost?.high).toBeGreaterThan(1000 / 11);
    expect(Object.keys(s.steady.failedPerSecond)).toEqual(['queue-full']);
  });

  it('parts the keys into ranges that together are the whole', () => {
    expect(s.keyRanges[0].from.startsWith('a')).toBe(true);
    s.keyRanges.slice(1).forEach((range, i) => expect(range.from > s.keyRanges[i].to).toBe(true));
    const sum = (of: (range: (typeof s.keyRanges)[number]) => number): number => s.keyRanges.reduce((total, range) => total + of(range), 0);
    expect(sum((range) => range.ok)).toBe(s.requests.ok);
    expect(sum((range) => range.failed)).toBe(s.requests.failed);
    expect(sum((range) => range.ok * range.meanLatencyMs) / s.requests.ok).toBeCloseTo(s.latencyMs.mean, 9);
    // Eight equal ranges of even traffic.
    for (const [i, range] of s.keyRanges.entries()) {
      expect(range.throughputPerSecond).toBeGreaterThan(115);
      expect(range.throughputPerSecond).toBeLessThan(135);
      expect(s.steady.keyRanges[i].throughputPerSecond?.mean).toBeCloseTo(range.throughputPerSecond, 0);
    }
  });

  it('are the same in a run that was resumed', () => {
    const resumed = whole.branch(41_234_567_890, []);
    while (!resumed.advance({ maxEvents: 1_000_000 }));
    expect(resumed.summary()).toEqual(s);
  });

  it('names no ranges where there was no request', () => {
    expect(run(build({ durationSeconds: 1, nodes: [quickWorker], links: [] })).summary().keyRanges).toEqual([]);
  });
});
