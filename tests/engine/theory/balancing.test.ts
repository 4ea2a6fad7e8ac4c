import { describe, expect, it } from 'vitest';
import { createRun, Gauge, type Run, type Scenario } from '../../../src/sim/index';
import { build } from '../../support/scenarios';

const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `W${i + 1}`);

/** One client, one balancer, equal workers with one slot each, no time on the wires. */
function balanced(options: {
  workers: number;
  ratePerSecond: number;
  requests: number;
  balancer: object;
  client?: object;
  worker?: object;
  faults?: object[];
  durationSeconds?: number;
}): Scenario {
  const workers = ids(options.workers);
  return build({
    durationSeconds: options.durationSeconds ?? 100_000,
    nodes: [
      {
        id: 'C1',
        kind: 'client',
        params: { ratePerSecond: options.ratePerSecond, requestLimit: options.requests, timeoutMs: 0, ...options.client },
      },
      { id: 'LB1', kind: 'load-balancer', params: options.balancer },
      ...workers.map((id) => ({
        id,
        kind: 'worker',
        params: { concurrency: 1, queueLimit: 1_000_000, serviceTimeMs: { type: 'exponential', meanMs: 1 }, ...options.worker },
      })),
    ],
    links: [{ from: 'C1', to: 'LB1' }, ...workers.map((to) => ({ from: 'LB1', to }))],
    faults: options.faults,
  });
}

function finished(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** How many requests each worker holds at a moment. */
function held(run: Run, atNs: number): number[] {
  const { gauges } = run.moment(atNs);
  return run.index.nodes.filter((node) => node.kind === 'worker').map((node) => gauges[node.gaugeBase + Gauge.inside]);
}

/** received of each worker between two moments, seconds. */
function receivedBetween(run: Run, fromSeconds: number, toSeconds: number): number[] {
  const [before, after] = [fromSeconds, toSeconds].map((seconds) => run.moment(seconds * 1e9).gauges);
  return run.index.nodes
    .filter((node) => node.kind === 'worker')
    .map((node) => after[node.gaugeBase + Gauge.received] - before[node.gaugeBase + Gauge.received]);
}

/** Share of workers that hold at least i requests, for i = 0, 1, 2, ..., over the second half of a run. */
function tail(strategy: string, load: number, workers: number, requests: number): number[] {
  const run = finished(balanced({ workers, ratePerSecond: load * workers * 1000, requests, balancer: { strategy } }));
  const atLeast = new Array<number>(40).fill(0);
  const samples = 400;
  for (let s = 0; s < samples; s++) {
    for (const count of held(run, Math.floor(run.reachedNs * (0.4 + (0.55 * s) / samples))))
      for (let i = 0; i <= Math.min(count, 39); i++) atLeast[i]++;
  }
  return atLeast.map((count) => count / (samples * workers));
}

describe('power of two choices: the tail of the queue lengths (Mitzenmacher 2001, the supermarket model)', () => {
  const load = 0.9;

  it('with two choices the share of queues of length i is load^(2^i - 1), doubly exponential', () => {
    const share = tail('two-choices', load, 100, 400_000);
    for (const [i, tolerance] of [
      [1, 0.02],
      [2, 0.03],
      [3, 0.05],
      [4, 0.12],
      [5, 0.3],
    ]) {
      const wanted = load ** (2 ** i - 1);
      expect(Math.abs(share[i] / wanted - 1), `length ${i}: ${share[i]} against ${wanted}`).toBeLessThan(tolerance);
    }
    expect(share[7]).toBeLessThan(0.002);
  });

  it('at random it is load^i: a queue of ten is common', () => {
    const share = tail('random', load, 100, 400_000);
    for (const [i, tolerance] of [
      [1, 0.02],
      [2, 0.03],
      [3, 0.04],
      [5, 0.07],
      [10, 0.15],
    ]) {
      const wanted = load ** i;
      expect(Math.abs(share[i] / wanted - 1), `length ${i}: ${share[i]} against ${wanted}`).toBeLessThan(tolerance);
    }
  });
});

describe('consistent hashing with bounded loads (Mirrokni, Thorup and Zadimoghaddam 2018)', () => {
  const hot = { keys: 'zipf', zipfExponent: 1.4, writePercent: 0 };
  const never = { serviceTimeMs: { type: 'constant', valueMs: 3_000_000 } };

  it.each([101, 125, 200])(
    'bound %i %%: no worker ever holds more than its share, whatever keys are hot, and the bound is needed',
    (loadBoundPercent) => {
      const run = finished(
        balanced({
          workers: 7,
          ratePerSecond: 100,
          requests: 700,
          balancer: { strategy: 'bounded-hash', loadBoundPercent },
          client: hot,
          worker: never,
          durationSeconds: 20,
        }),
      );
      let fullest = 0;
      for (let s = 1; s <= 200; s++) {
        const counts = held(run, s * 50_000_000);
        const total = counts.reduce((sum, count) => sum + count, 0);
        // The balancer counts what is still on the wire too, and here nothing is.
        expect(Math.max(...counts)).toBeLessThanOrEqual(Math.ceil((loadBoundPercent * Math.max(1, total)) / 700));
        fullest = Math.max(fullest, Math.max(...counts) / Math.max(1, Math.ceil((loadBoundPercent * Math.max(1, total)) / 700)));
      }
      expect(fullest).toBe(1);
      const unbounded = finished(
        balanced({
          workers: 7,
          ratePerSecond: 100,
          requests: 700,
          balancer: { strategy: 'bounded-hash', loadBoundPercent: 10_000 },
          client: hot,
          worker: never,
          durationSeconds: 20,
        }),
      );
      expect(Math.max(...held(unbounded, 19e9))).toBeGreaterThan(300);
    },
  );

  it('a worker less moves only the keys of that worker: the others keep theirs and take over its own', () => {
    const calm = { writePercent: 0, keys: 'uniform' };
    const crash = [{ id: 'F1', atSeconds: 10, type: 'crash', node: 'W3' }];
    const balancer = { strategy: 'bounded-hash', loadBoundPercent: 10_000, stopAfterFailures: 1, tryAgainSeconds: 1000 };
    const run = finished(
      balanced({
        workers: 5,
        ratePerSecond: 1000,
        requests: 0,
        balancer,
        client: calm,
        faults: crash,
        durationSeconds: 20,
        worker: { serviceTimeMs: { type: 'constant', valueMs: 0.1 } },
      }),
    );
    const before = receivedBetween(run, 1, 10);
    const after = receivedBetween(run, 11, 20);
    expect(after[2]).toBe(0);
    for (const w of [0, 1, 3, 4]) expect(after[w]).toBeGreaterThan(before[w] * 0.97);
    for (const count of before) expect(count / 9000).toBeGreaterThan(0.12);
  });
});

describe('strategies', () => {
  const shares = (balancer: object, more: object = {}): number[] => {
    const run = finished(balanced({ workers: 4, ratePerSecond: 1000, requests: 4000, balancer, ...more }));
    return run
      .summary()
      .nodes.filter((node) => node.kind === 'worker')
      .map((node) => node.received);
  };

  it('smooth weights are met exactly', () => {
    expect(shares({ strategy: 'weighted', weights: 'W1=5, W2=2, W3=0' })).toEqual([2500, 1000, 0, 500]);
  });

  it('least connections by weight keeps open requests in proportion', () => {
    const run = finished(
      balanced({
        workers: 2,
        ratePerSecond: 100,
        requests: 90,
        balancer: { strategy: 'least-connections', weights: 'W1=2' },
        worker: { serviceTimeMs: { type: 'constant', valueMs: 3_000_000 } },
        durationSeconds: 20,
      }),
    );
    expect(held(run, 19e9)).toEqual([60, 30]);
  });

  it('a session stays with its worker, and a hash by client sends one client to one worker', () => {
    expect(shares({ strategy: 'random', stickyBy: 'client' }).filter((count) => count > 0)).toEqual([4000]);
    expect(shares({ strategy: 'hash', hashBy: 'client' }).filter((count) => count > 0)).toEqual([4000]);
    const sticky = shares({ strategy: 'round-robin', stickyBy: 'key' }, { client: { keyCount: 2 } });
    expect(sticky.filter((count) => count > 0)).toHaveLength(2);
  });

  it('by response time, the slow one of four equal workers is found out and gets little', () => {
    const slow = [{ id: 'F1', atSeconds: 0, type: 'slow', node: 'W2', factor: 30 }];
    const [w1, w2] = shares({ strategy: 'least-response-time' }, { faults: slow });
    expect(w2).toBeLessThan(w1 / 5);
    const [r1, r2] = shares({ strategy: 'round-robin' }, { faults: slow });
    expect(r2).toBe(r1);
  });
});

describe('health of the targets', () => {
  const quick = { serviceTimeMs: { type: 'constant', valueMs: 1 } };

  it('active checks find a silent crash without a request being lost to it, and find it well again; slow start lets its share grow', () => {
    const silent = [{ id: 'F1', atSeconds: 10.5, type: 'crash', node: 'W2', silent: true, forSeconds: 10 }];
    const balancer = {
      strategy: 'random',
      stopAfterFailures: 0,
      healthCheckSeconds: 0.5,
      healthTimeoutMs: 100,
      unhealthyAfter: 2,
      healthyAfter: 2,
      slowStartSeconds: 10,
    };
    const run = finished(
      balanced({ workers: 4, ratePerSecond: 200, requests: 0, balancer, faults: silent, durationSeconds: 40, worker: quick }),
    );
    // Two checks and the patience for the last: by 11.6 s at the latest.
    expect(receivedBetween(run, 12, 20)[1]).toBe(0);
    expect(run.moment(20e9).inFlight).toBe(run.moment(12e9).inFlight);
    const first = receivedBetween(run, 21.6, 25)[1] / 3.4;
    const later = receivedBetween(run, 33, 40)[1] / 7;
    expect(first).toBeGreaterThan(3);
    expect(first).toBeLessThan(later * 0.4);
    expect(later).toBeGreaterThan(40);
  });

  it('outlier ejection throws out the worker that half the time does not answer in time; consecutive failures alone do not see it', () => {
    const nodes = (balancer: object): Scenario => {
      const scenario = balanced({
        workers: 4,
        ratePerSecond: 200,
        requests: 0,
        balancer: { strategy: 'round-robin', timeoutMs: 50, tryAgainSeconds: 5, ...balancer },
        durationSeconds: 30,
        worker: quick,
      });
      return { ...scenario, links: scenario.links.map((link) => (link.to === 'W3' ? { ...link, lossPercent: 40 } : link)) };
    };
    const failed = (balancer: object): number => finished(nodes(balancer)).summary().requests.failed;
    const withEjection = failed({ stopAfterFailures: 20, ejectErrorPercent: 30, ejectEverySeconds: 1, ejectLeastRequests: 5 });
    const without = failed({ stopAfterFailures: 20 });
    expect(without).toBeGreaterThan(700);
    expect(withEjection).toBeLessThan(without / 4);
  });

  it('leaves out at most the share that it may', () => {
    const all = ['W1', 'W2', 'W3', 'W4'].map((node, i) => ({ id: `F${i}`, atSeconds: 5, type: 'slow', node, factor: 1000 }));
    const run = finished(
      balanced({
        workers: 4,
        ratePerSecond: 100,
        requests: 0,
        balancer: { strategy: 'random', timeoutMs: 20, stopAfterFailures: 2, tryAgainSeconds: 100, mostEjectedPercent: 50 },
        faults: all,
        durationSeconds: 20,
        worker: quick,
      }),
    );
    const balancer = run.index.nodes.findIndex((node) => node.id === 'LB1');
    expect(run.moment(20e9).gauges[run.index.nodes[balancer].gaugeBase + Gauge.first]).toBe(2);
    expect(receivedBetween(run, 10, 20).filter((count) => count > 100)).toHaveLength(2);
  });
});

describe('zone preference', () => {
  const inZones = (faults: object[], balancer: object = {}): Run => {
    const scenario = balanced({
      workers: 4,
      ratePerSecond: 100,
      requests: 0,
      durationSeconds: 30,
      balancer: { preferZone: true, stopAfterFailures: 1, tryAgainSeconds: 100, ...balancer },
      faults,
      worker: { serviceTimeMs: { type: 'constant', valueMs: 1 } },
    });
    const zones: Readonly<Record<string, string>> = { LB1: 'east', W1: 'east', W2: 'east', W3: 'west', W4: 'west' };
    return finished({
      ...scenario,
      nodes: scenario.nodes.map((node) => (zones[node.id] === undefined ? node : { ...node, zone: zones[node.id] })),
    });
  };
  const crash = (node: string): object => ({ id: `F${node}`, atSeconds: 10, type: 'crash', node });
  const served = (run: Run, fromSeconds: number, toSeconds: number): boolean[] =>
    receivedBetween(run, fromSeconds, toSeconds).map((count) => count > 100);

  it('sends to its own zone while half of it is well, to all zones below that, and to the other zone when its own is gone', () => {
    const well = inZones([]);
    expect(served(well, 0, 30)).toEqual([true, true, false, false]);
    expect(served(inZones([crash('W1')]), 12, 30)).toEqual([false, true, false, false]);
    expect(served(inZones([crash('W1')], { zoneSpillPercent: 80 }), 12, 30)).toEqual([false, true, true, true]);
    expect(served(inZones([crash('W1'), crash('W2')]), 12, 30)).toEqual([false, false, true, true]);
    expect(served(inZones([], { preferZone: false }), 0, 30)).toEqual([true, true, true, true]);
  });
});
