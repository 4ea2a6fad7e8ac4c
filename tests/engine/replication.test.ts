import { describe, expect, it } from 'vitest';
import { createRun, logText, type Run } from '../../src/sim/index';
import { build } from '../support/scenarios';

const REPLICAS = ['R1', 'R2', 'R3', 'R4'];
const constant = (valueMs: number): object => ({ type: 'constant', valueMs });

interface Options {
  readonly replicas: number;
  readonly store?: object;
  readonly client?: object;
  readonly applyTimeMs?: object;
  readonly wire?: object;
  readonly faults?: object[];
  readonly seconds: number;
  readonly seed?: number;
}

/** A client that only writes, a database, and replicas of it. */
function system({ replicas, store, client, applyTimeMs = constant(0), wire, faults, seconds, seed = 1 }: Options): Run {
  const ids = REPLICAS.slice(0, replicas);
  const run = createRun(
    build({
      seed,
      durationSeconds: seconds,
      faults: (faults ?? []).map((fault, i) => ({ id: `F${i}`, ...fault })),
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond: 1, writePercent: 100, timeoutMs: 0, ...client } },
        { id: 'DB1', kind: 'database', params: { concurrency: 16, queueLimit: 1000, serviceTimeMs: constant(0), ...store } },
        ...ids.map((id) => ({ id, kind: 'replica', params: { applyTimeMs } })),
      ],
      links: [{ from: 'C1', to: 'DB1' }, ...ids.map((to) => ({ id: `to-${to}`, from: 'DB1', to, ...wire }))],
    }),
  );
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

function gauge(run: Run, id: string, name: string): { readonly mean: number; readonly end: number } {
  const found = run
    .summary()
    .nodes.find((node) => node.id === id)
    ?.gauges.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${id} has no ${name}`);
  return found;
}

describe('how long a write waits for its replicas', () => {
  /** The mean of the kth smallest of n exponential times with mean 1 (Renyi 1953). */
  const orderStatistic = (k: number, n: number): number => Array.from({ length: k }, (_, i) => 1 / (n - i)).reduce((p, q) => p + q, 0);
  const meanMs = (replication: string): number =>
    system({
      replicas: 4,
      seconds: 40_000,
      client: { ratePerSecond: 0.1 },
      store: { replication, ackTimeoutMs: 60_000 },
      applyTimeMs: { type: 'exponential', meanMs: 100 },
    }).summary().latencyMs.mean;

  it('is the first of four for semi-synchronous, the second for a majority of five, the last for synchronous, and none for asynchronous', () => {
    expect(meanMs('async')).toBe(0);
    // Some 4,000 writes: four standard errors of the mean are at most 4 * 120 ms / 63.
    for (const [mode, k] of [
      ['semi-sync', 1],
      ['majority', 2],
      ['sync', 4],
    ] as const) {
      const wanted = 100 * orderStatistic(k, 4);
      expect(Math.abs(meanMs(mode) - wanted), mode).toBeLessThan(0.065 * wanted);
    }
  });
});

describe('the lag of a replica', () => {
  const DELAY_MS = 100;
  const RATE = 200;
  const run = system({ replicas: 1, seconds: 300, client: { ratePerSecond: RATE }, wire: { latency: constant(DELAY_MS) } });

  it('is what one batch under way lets pile up: half a round trip of waiting, and the way, in writes and in time', () => {
    // A batch leaves when the last is acknowledged, every 200 ms: a write waits 100 ms on average, and is on its way for 100 ms.
    const applied = gauge(run, 'DB1', 'changes').mean - gauge(run, 'R1', 'applied').mean;
    expect(Math.abs(applied / ((RATE * 2 * DELAY_MS) / 1000) - 1)).toBeLessThan(0.05);
    // The primary knows of it another way later.
    expect(Math.abs(gauge(run, 'DB1', 'lag').mean / ((RATE * 3 * DELAY_MS) / 1000) - 1)).toBeLessThan(0.05);
    expect(gauge(run, 'R1', 'lagMs').end).toBeGreaterThanOrEqual(DELAY_MS);
  });

  it('is what a crash of the primary loses, but for what is on its way: writes that waited for the next batch, one way long on average', () => {
    const lost = Array.from({ length: 40 }, (_, i) => {
      const crashed = system({
        replicas: 1,
        seed: i + 1,
        seconds: 5,
        client: { ratePerSecond: RATE },
        wire: { latency: constant(DELAY_MS) },
        faults: [{ type: 'crash', node: 'DB1', atSeconds: 3 + i * 0.0137 }],
      });
      return gauge(crashed, 'DB1', 'changes').end - gauge(crashed, 'R1', 'applied').end;
    });
    const mean = lost.reduce((p, q) => p + q, 0) / lost.length;
    // Uniform from 0 to 40 writes: four standard errors of 40 runs are 8.
    expect(Math.abs(mean - (RATE * DELAY_MS) / 1000)).toBeLessThan(8);
  });
});

describe('a replica that does not answer', () => {
  const faults = [{ type: 'crash', node: 'R1', atSeconds: 10 }];
  const written = (store: object, replicas = 1, client: object = {}): Run =>
    system({ replicas, seconds: 20, client: { ratePerSecond: 20, ...client }, store: { ackTimeoutMs: 400, ...store }, faults });

  it('is not waited for any more where writes fall back, and it is counted', () => {
    const run = written({ replication: 'semi-sync' });
    expect(run.summary().requests.failed).toBe(0);
    expect(gauge(run, 'DB1', 'short').end).toBeGreaterThan(100);
  });

  it('lets every write fail where they are to fail, after the wait, with an outcome that nobody knows', () => {
    const { requests } = written({ replication: 'semi-sync', onAckTimeout: 'fail' }, 1, { timeoutMs: 401 }).summary();
    expect(Object.keys(requests.byReason)).toEqual(['no-quorum']);
    expect(requests.indefinite).toBe(requests.failed);
    expect(requests.failed).toBeGreaterThan(100);
    const early = written({ replication: 'semi-sync', onAckTimeout: 'fail' }, 1, { timeoutMs: 399 }).summary();
    expect(Object.keys(early.requests.byReason)).toEqual(['timed-out']);
  });

  it('is no matter to a majority, nor to semi-synchronous, while another one answers; to synchronous it is', () => {
    for (const [replication, replicas, fails] of [
      ['majority', 2, 0],
      ['semi-sync', 2, 0],
      ['sync', 2, 1],
      ['majority', 1, 1],
    ] as const) {
      const run = written({ replication, onAckTimeout: 'fail' }, replicas);
      expect(Math.sign(run.summary().requests.failed), `${replication} of ${replicas}`).toBe(fails);
      expect(gauge(run, 'DB1', 'short').end).toBe(0);
    }
  });
});

describe('a replica that is promoted by hand a second time', () => {
  it('is the primary that it was: the log has it once', () => {
    const faults = [2, 4].map((atSeconds) => ({ atSeconds, type: 'promote', node: 'R1' }));
    const run = system({ replicas: 2, faults, seconds: 6 });
    const { log } = run.window(0, 6e9, 10_000);
    const lines = Array.from({ length: log.count }, (_, row) => logText(run.index, log, row));
    expect(lines.filter((line) => line.includes('was promoted'))).toHaveLength(1);
  });
});
