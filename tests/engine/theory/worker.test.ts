import { describe, expect, it } from 'vitest';
import { createRun, Gauge, type Run, type RunSummary, type Scenario } from '../../../src/sim/index';
import { build } from '../../support/scenarios';

function finished(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

const summary = (scenario: Scenario): RunSummary => finished(scenario).summary();

function oneWorker(
  worker: object,
  client: object,
  more: { durationSeconds?: number; faults?: object[]; behind?: object[] } = {},
): Scenario {
  const behind = (more.behind ?? []).map((params, i) => ({ id: `W${i + 2}`, kind: 'worker', params }));
  return build({
    durationSeconds: more.durationSeconds ?? 100_000,
    faults: more.faults,
    nodes: [
      { id: 'C1', kind: 'client', params: { timeoutMs: 0, writePercent: 0, ...client } },
      { id: 'W1', kind: 'worker', params: { queueLimit: 1_000_000, ...worker } },
      ...behind,
    ],
    links: [{ from: 'C1', to: 'W1' }, ...behind.map(({ id }) => ({ from: 'W1', to: id }))],
  });
}

const expectWithin = (value: number, wanted: number, share: number): void => {
  expect(Math.abs(value / wanted - 1), `${value} should be within ${share * 100} % of ${wanted}`).toBeLessThan(share);
};

const exponential = { type: 'exponential', meanMs: 1 };
const constant = (valueMs: number): object => ({ type: 'constant', valueMs });
/** Mean 1 ms each. */
const services: [string, object][] = [
  ['constant', constant(1)],
  ['exponential', exponential],
  ['lognormal', { type: 'lognormal', medianMs: Math.exp(-0.5), sigma: 1 }],
];

describe('Erlang-B: slots without a queue', () => {
  /** A. K. Erlang's formula B: the share of requests that find all c slots busy at offered load a. */
  function erlangB(c: number, a: number): number {
    let inverse = 1;
    for (let k = 1; k <= c; k++) inverse = 1 + (inverse * k) / a;
    return 1 / inverse;
  }

  it.each(
    services.flatMap(
      ([name, service]) =>
        [
          [name, 5, 4, service],
          [name, 10, 12, service],
        ] as const,
    ),
  )('%s service, %i slots at load %i: the loss is within 2 %%, whatever the distribution', (_name, slots, load, serviceTimeMs) => {
    const s = summary(
      oneWorker({ concurrency: slots, queueLimit: 0, serviceTimeMs }, { ratePerSecond: load * 1000, requestLimit: 600_000 }),
    );
    expectWithin((s.requests.byReason['queue-full'] ?? 0) / s.requests.sent, erlangB(slots, load), 0.02);
  });
});

describe('processor sharing: threads that compute in one process', () => {
  const process = { execution: 'processes', processes: 1, threads: 1000, cores: 1 };

  it.each(services)(
    'M/G/1-PS with %s service at load 0.7: the response time is 1/(1 - load), whatever the distribution (Kleinrock 1967), within 3 %%',
    (_name, serviceTimeMs) => {
      const s = summary(oneWorker({ ...process, serviceTimeMs }, { ratePerSecond: 700, requestLimit: 400_000 }));
      expectWithin(s.nodes[1].meanTimeInNodeMs, 1 / 0.3, 0.03);
    },
  );

  it('threads over two cores, exponential: as many requests inside as in M/M/2, within 3 %', () => {
    const load = 0.8;
    const s = summary(
      oneWorker(
        { ...process, cores: 2, oneThreadComputes: false, serviceTimeMs: exponential },
        { ratePerSecond: 2000 * load, requestLimit: 400_000 },
      ),
    );
    expectWithin(s.nodes[1].meanInNode, (2 * load) / (1 - load * load), 0.03);
  });

  it('work that only waits is not slowed down by anything', () => {
    const s = summary(
      oneWorker(
        { ...process, cpuPercent: 0, serviceTimeMs: constant(50) },
        { arrivals: 'closed', users: 40, thinkTimeMs: constant(10), requestLimit: 4000 },
      ),
    );
    expect(s.latencyMs.mean).toBeCloseTo(50, 1);
  });

  it('half computing, half waiting: users who begin together compute together, and then the processor waits with them', () => {
    const at = (users: number): number =>
      summary(
        oneWorker(
          { ...process, cpuPercent: 50, serviceTimeMs: constant(20) },
          { arrivals: 'closed', users, thinkTimeMs: constant(0), requestLimit: 4000 },
        ),
      ).goodputPerSecond;
    for (const users of [1, 2, 8]) expectWithin(at(users), (1000 * users) / (10 * users + 10), 0.01);
  });
});

describe('vertical scaling, as in module 1', () => {
  const flood = (users: number, worker: object): number =>
    summary(
      oneWorker(
        { execution: 'processes', threads: 40, cores: 10, serviceTimeMs: constant(400), ...worker },
        { arrivals: 'closed', users, thinkTimeMs: constant(1000) },
        { durationSeconds: 60 },
      ),
    ).latencyMs.p50;

  it('5 requests at once take 5 times as long on one process, no longer on ten, and 20 take twice as long on ten', () => {
    expectWithin(flood(1, { processes: 1 }), 400, 0.01);
    expectWithin(flood(5, { processes: 1 }), 2000, 0.01);
    expectWithin(flood(5, { processes: 10 }), 400, 0.01);
    expectWithin(flood(20, { processes: 10 }), 800, 0.01);
  });

  it('processes without cores to run on help nothing', () => {
    expectWithin(flood(10, { processes: 10, cores: 1 }), 4000, 0.01);
  });

  it('can be done while it runs', () => {
    const faults = [{ id: 'F1', atSeconds: 30, type: 'set', node: 'W1', param: 'processes', value: 10 }];
    const run = finished(
      oneWorker(
        { execution: 'processes', threads: 40, cores: 10, serviceTimeMs: constant(400) },
        { arrivals: 'closed', users: 5, thinkTimeMs: constant(1000) },
        { durationSeconds: 60, faults },
      ),
    );
    // Rounds of 3 s before, of 1.4 s after.
    expectWithin(run.moment(30e9).ok, 50, 0.11);
    expectWithin(run.summary().requests.ok - run.moment(30e9).ok, (5 * 30) / 1.4, 0.11);
  });
});

describe('trouble with the machine', () => {
  const steady = { arrivals: 'closed', users: 1, thinkTimeMs: constant(0) };

  it('a collection of garbage stops everything: 100 ms after every 50 requests of 10 ms cost a sixth of the throughput', () => {
    const s = summary(
      oneWorker(
        { concurrency: 1, serviceTimeMs: constant(10), collectEveryRequests: 50, collectPauseMs: constant(100) },
        { ...steady, requestLimit: 5000 },
      ),
    );
    expectWithin(s.goodputPerSecond, 1000 / 12, 0.01);
    expect(s.latencyMs.max).toBeCloseTo(110, 0);
  });

  it('a noisy neighbour takes its share of the time: half the processor, a quarter of the time', () => {
    const s = summary(
      oneWorker(
        { concurrency: 1, serviceTimeMs: constant(1), neighbourPercent: 50, neighbourOnSeconds: 0.5, neighbourOffSeconds: 1.5 },
        steady,
        { durationSeconds: 1000 },
      ),
    );
    expectWithin(s.goodputPerSecond, 875, 0.03);
  });

  it('after a start it is cold and warms up, and takes no requests while it starts', () => {
    const faults = [{ id: 'F1', atSeconds: 20, type: 'crash', node: 'W1', forSeconds: 2 }];
    const run = finished(
      oneWorker(
        { concurrency: 1, serviceTimeMs: constant(10), warmUpSeconds: 10, warmUpFactor: 5, startSeconds: 3 },
        { ratePerSecond: 5, arrivals: 'constant' },
        { durationSeconds: 40, faults },
      ),
    );
    const meanMs = (fromSeconds: number, toSeconds: number): number => {
      const { p50Ms, sampleNs } = run.series();
      const values = p50Ms
        .slice(Math.floor((fromSeconds * 1e9) / sampleNs), Math.floor((toSeconds * 1e9) / sampleNs))
        .filter((value) => !Number.isNaN(value));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    expectWithin(meanMs(0, 1), 48, 0.05);
    expectWithin(meanMs(11, 20), 10, 0.05);
    expect(run.moment(25e9).failed - run.moment(20e9).failed).toBe(25);
    expectWithin(meanMs(25, 26.1), 48, 0.06);
    expect(run.summary().requests.failed).toBe(25);
  });

  it('more requests inside than memory can hold kill the process with all of them; a leak kills it again and again', () => {
    const worker = {
      concurrency: 1,
      serviceTimeMs: constant(1000),
      memoryMb: 100,
      memoryBaseMb: 50,
      memoryPerRequestMb: 10,
      memoryRestartSeconds: 2,
    };
    const s = summary(oneWorker(worker, { arrivals: 'constant', ratePerSecond: 10, requestLimit: 7 }, { durationSeconds: 10 }));
    // Five fit beside the program; the sixth is one too many, and the seventh comes while it starts again.
    expect(s.requests.byReason).toEqual({ 'out-of-memory': 6, unreachable: 1 });
    const leaky = finished(
      oneWorker(
        { ...worker, serviceTimeMs: constant(10), leakKbPerRequest: 1024 },
        { arrivals: 'constant', ratePerSecond: 10 },
        { durationSeconds: 60 },
      ),
    );
    const kills = leaky.summary().requests.byReason['out-of-memory'];
    // 40 requests leak what is left beside one request; then 2 s to start: a kill every 6 s.
    expect(kills).toBeGreaterThanOrEqual(9);
    expect(kills).toBeLessThanOrEqual(11);
  });
});

describe('asking the parts behind', () => {
  const quick = { serviceTimeMs: constant(1) };
  const behind = [20, 30, 50].map((ms) => ({ serviceTimeMs: constant(ms), concurrency: 100 }));

  it('one after the other takes the sum of their times, all at once the longest', () => {
    const latency = (callOrder: string): number =>
      summary(oneWorker({ ...quick, callOrder }, { ratePerSecond: 5, arrivals: 'constant', requestLimit: 50 }, { behind })).latencyMs.mean;
    expectWithin(latency('sequence'), 101, 0.01);
    expectWithin(latency('parallel'), 51, 0.01);
  });

  it('all at once fails when one of them does, and only after all have answered', () => {
    const faults = [{ id: 'F1', atSeconds: 0, type: 'crash', node: 'W3' }];
    const s = summary(
      oneWorker({ ...quick, callOrder: 'parallel' }, { ratePerSecond: 5, arrivals: 'constant', requestLimit: 20 }, { behind, faults }),
    );
    expect(s.requests.failed).toBe(20);
    // Nothing was served, so the time inside follows from how many there were (Little).
    expectWithin((s.nodes[1].meanInNode * s.simulatedSeconds * 1000) / s.nodes[1].failed, 51, 0.01);
  });

  it('connections bound how many are under way behind it: throughput is connections over the time of a call', () => {
    const run = finished(
      oneWorker(
        { ...quick, concurrency: 50, connections: 3 },
        { arrivals: 'closed', users: 20, thinkTimeMs: constant(0) },
        { behind: [behind[0]], durationSeconds: 20 },
      ),
    );
    expectWithin(run.summary().goodputPerSecond, 150, 0.02);
    const { gaugeBase } = run.index.nodes[2];
    for (let s = 1; s < 20; s++) expect(run.moment(s * 1e9).gauges[gaugeBase + Gauge.inside]).toBeLessThanOrEqual(3);
  });
});
