import { describe, expect, it } from 'vitest';
import { createRun, Gauge, logText, NodeStatus, type Run, type Scenario } from '../../src/sim/index';
import { build } from '../support/scenarios';

const WORKERS = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6'];

/** Traffic of 160/s for 25 s, then 20/s, before six workers that take 50/s each. */
function scaled(
  autoscaler: object,
  more: { faults?: object[]; client?: object; balancer?: object; worker?: object; durationSeconds?: number } = {},
): Scenario {
  return build({
    durationSeconds: more.durationSeconds ?? 80,
    faults: more.faults,
    nodes: [
      {
        id: 'C1',
        kind: 'client',
        params: {
          arrivals: 'burst',
          ratePerSecond: 20,
          burstRatePerSecond: 160,
          burstSeconds: 25,
          burstEverySeconds: 1000,
          timeoutMs: 0,
          ...more.client,
        },
      },
      { id: 'LB1', kind: 'load-balancer', params: { strategy: 'least-connections', ...more.balancer } },
      ...WORKERS.map((id) => ({
        id,
        kind: 'worker',
        params: { concurrency: 1, queueLimit: 100_000, serviceTimeMs: { type: 'exponential', meanMs: 20 }, ...more.worker },
      })),
      {
        id: 'AS1',
        kind: 'autoscaler',
        params: { metric: 'rate', targetEach: 40, most: 6, bootSeconds: 5, decideSeconds: 5, calmSeconds: 15, ...autoscaler },
      },
    ],
    links: [{ from: 'C1', to: 'LB1' }, ...WORKERS.map((to) => ({ from: 'LB1', to })), { from: 'AS1', to: 'LB1' }],
  });
}

function finished(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

function statuses(run: Run, atSeconds: number): number[] {
  const { gauges } = run.moment(atSeconds * 1e9);
  return WORKERS.map((id) => gauges[(run.index.nodes.find((node) => node.id === id)?.gaugeBase ?? 0) + Gauge.status]);
}

const on = (run: Run, atSeconds: number): number => statuses(run, atSeconds).filter((status) => status === NodeStatus.up).length;

describe('an autoscaler', () => {
  it('begins with the least, adds what the traffic needs after the time of a start, and takes it away after a time of calm', () => {
    const run = finished(scaled({}));
    expect(on(run, 4)).toBe(1);
    // Decides at 5 s: 160 a second over 40 each.
    expect(statuses(run, 8).slice(0, 4)).toEqual([NodeStatus.up, NodeStatus.starting, NodeStatus.starting, NodeStatus.starting]);
    expect(statuses(run, 8)[5]).toBe(NodeStatus.off);
    expect(on(run, 12)).toBeGreaterThanOrEqual(4);
    expect(on(run, 12)).toBeLessThanOrEqual(5);
    // Calm begins at 25 s; the last decision of the busy time is forgotten 15 s later.
    expect(on(run, 38)).toBeGreaterThanOrEqual(4);
    expect(on(run, 60)).toBe(1);
    expect(run.summary().requests.failed).toBe(0);
    const log = run.window(0, 30e9, 200_000).log;
    const lines = Array.from({ length: log.count }, (_, row) => logText(run.index, log, row));
    expect(lines.some((line) => /^AS1 wants [45] targets$/.test(line))).toBe(true);
  });

  it('the delay hurts: requests wait longer, the longer a start takes', () => {
    const p95 = (bootSeconds: number): number => finished(scaled({ bootSeconds })).summary().latencyMs.p95;
    const [none, some, long] = [0, 5, 15].map(p95);
    expect(some).toBeGreaterThan(none * 1.3);
    expect(long).toBeGreaterThan(some * 1.3);
  });

  it('by open requests it sees overload and asks for everything there is; never more than it may, never fewer', () => {
    const run = finished(scaled({ metric: 'in-flight', targetEach: 1, least: 2, most: 5, bootSeconds: 1 }));
    expect(on(run, 3)).toBe(2);
    for (let s = 1; s < 80; s += 3) {
      expect(on(run, s)).toBeGreaterThanOrEqual(1);
      expect(on(run, s)).toBeLessThanOrEqual(5);
    }
    expect(on(run, 15)).toBe(5);
    expect(on(run, 75)).toBe(2);
  });

  it('who is switched off finishes what it has: no request is lost to going down', () => {
    const run = finished(scaled({ calmSeconds: 0 }, { worker: { serviceTimeMs: { type: 'constant', valueMs: 400 }, concurrency: 20 } }));
    expect(on(run, 22)).toBeGreaterThan(3);
    expect(on(run, 50)).toBe(1);
    expect(run.summary().requests.failed).toBe(0);
  });

  it('down, it changes nothing, and goes on when it is back; a balancer that crashes still knows its targets', () => {
    const faults = [
      { id: 'F1', atSeconds: 20, type: 'crash', node: 'AS1', forSeconds: 40 },
      { id: 'F2', atSeconds: 30, type: 'crash', node: 'LB1', forSeconds: 1 },
    ];
    const run = finished(scaled({}, { faults }));
    expect(on(run, 59)).toBe(on(run, 19));
    expect(on(run, 59)).toBeGreaterThanOrEqual(4);
    expect(on(run, 78)).toBeLessThan(3);
  });

  it('a target that crashes while it starts gets no requests, until it is asked again at the next decision', () => {
    const faults = [{ id: 'F1', atSeconds: 7, type: 'crash', node: 'W2', forSeconds: 2 }];
    const run = finished(scaled({}, { faults }));
    const received = (seconds: number): number => run.moment(seconds * 1e9).gauges[run.index.nodes[3].gaugeBase + Gauge.received];
    expect(received(9.9)).toBe(0);
    expect(received(20)).toBeGreaterThan(100);
  });
});
