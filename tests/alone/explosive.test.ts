import { describe, expect, it } from 'vitest';
import { createRun, jsonSchema, parseScenarioValue, type Run, type Scenario } from '../../src/sim/index';
import { Dice } from '../support/randomScenario';
import { build } from '../support/scenarios';
import { fromSchema, mended, type Refusal } from '../support/fromSchema';
import { programsOf } from '../support/programs';

const FILES = Number(process.env.FAULTBOARD_FILES ?? 40);
/** A thousandth of what app and command line allow, unless all of it is asked for. */
const LIMITS =
  process.env.FAULTBOARD_FILES === undefined
    ? { maxEvents: 200_000, maxBytes: 64 * 1024 * 1024 }
    : { maxEvents: 1_000_000, maxBytes: 768 * 1024 * 1024 };
/** Where so much happens, there is traffic. */
const BUSY_EVENTS = 100;
const MOST_BYTES = 2 * 1024 * 1024 * 1024;

function ended(scenario: Scenario): Run {
  const run = createRun(scenario, { ...LIMITS, ...programsOf(scenario) });
  while (!run.advance({ maxEvents: 20_000 }));
  return run;
}

/** What a learner is told of the end: every run has one, and a limit comes with a sentence. */
function expectDescribed(run: Run, what: string): void {
  const { endedBy, limit, requests } = run.summary();
  expect(['drained', 'duration', 'limit'], what).toContain(endedBy);
  if (endedBy === 'limit') expect(limit, what).toMatch(/^Stopped at [\d.]+ of [\d.e+]+ simulated seconds.*\.$/);
  expect(requests.sent, what).toBe(requests.ok + requests.failed + requests.inFlight);
  expect(process.memoryUsage().rss, what).toBeLessThan(MOST_BYTES);
}

const NO_TIME = { type: 'constant', valueMs: 0 };
const MANY = 1_000_000;
const client = (params: object = {}): object => ({ id: 'C1', kind: 'client', params: { timeoutMs: 0, ...params } });
const fast = { serviceTimeMs: NO_TIME, concurrency: MANY, queueLimit: MANY };
const worker = (id: string, params: object = {}): object => ({ id, kind: 'worker', params: { ...fast, ...params } });

type Parts = Parameters<typeof build>[0];
const of = (nodes: object[], links: object[], more: object = {}): Parts =>
  ({ nodes, links, durationSeconds: 100_000, ...more }) as unknown as Parts;
const wires = (...pairs: string[]): object[] => pairs.map((pair) => ({ from: pair.split('>')[0], to: pair.split('>')[1] }));

/** Layers of workers, each of which asks all of the next. */
function layers(width: number, depth: number, params: object, latencyMs: number): Parts {
  const names = Array.from({ length: depth }, (_, layer) => Array.from({ length: layer === 0 ? 1 : width }, (__, i) => `W${layer}_${i}`));
  const links = names.flatMap((layer, d) => layer.flatMap((to) => (d === 0 ? ['C1'] : names[d - 1]).map((from) => ({ from, to }))));
  return of(
    [client(), ...names.flat().map((id) => worker(id, params))],
    links.map((link) => ({ ...link, latency: { type: 'constant', valueMs: latencyMs } })),
  );
}

const flap = { type: 'flap', link: 'L1', atSeconds: 0, everySeconds: 0.001, downSeconds: 0.0005 };
const users = (count: number, params: object = {}): object => client({ arrivals: 'closed', users: count, thinkTimeMs: NO_TIME, ...params });

const EXPLOSIVE: Readonly<Record<string, Parts>> = {
  'a loop of one user without any time': of([users(1), worker('W1')], wires('C1>W1')),
  'a loop of a thousand users without any time': of([users(1000), worker('W1')], wires('C1>W1')),
  'a million users without any time': of([users(MANY), worker('W1')], wires('C1>W1')),
  'a million users who think': of([users(MANY, { thinkTimeMs: { type: 'exponential', meanMs: 1 } }), worker('W1')], wires('C1>W1')),
  'a million users before one slot': of(
    [users(MANY), worker('W1', { concurrency: 1, serviceTimeMs: { type: 'constant', valueMs: 1 } })],
    wires('C1>W1'),
  ),
  'a million requests a second': of([client({ ratePerSecond: MANY }), worker('W1')], wires('C1>W1')),
  'a million requests a second that all wait': of(
    [client({ ratePerSecond: MANY }), worker('W1', { concurrency: 1, serviceTimeMs: { type: 'constant', valueMs: 1e6 } })],
    wires('C1>W1'),
  ),
  'a million requests a second that are all lost': of(
    [client({ ratePerSecond: MANY }), worker('W1')],
    [{ from: 'C1', to: 'W1', lossPercent: 100 }],
  ),
  'fan-out of 8 over 12 layers': layers(8, 12, { callOrder: 'parallel' }, 1),
  'fan-out of 8 over 12 layers at once': layers(8, 12, { callOrder: 'parallel' }, 0),
  'fan-out of 8 over 12 layers, one after the other': layers(8, 12, {}, 0),
  'fan-out of 30 over 4 layers in processes': layers(30, 4, { callOrder: 'parallel', execution: 'processes', threads: 1000 }, 1),
  'retries without end and without a pause': of(
    [client({ retries: 100, backoff: 'fixed', backoffMs: 0, jitter: 'none', ratePerSecond: 1000 }), worker('W1', { errorPercent: 100 })],
    wires('C1>W1'),
  ),
  'hedges after a moment': of(
    [
      client({ hedgeAfterMs: 0.001, hedgesMost: 10, ratePerSecond: 10_000 }),
      worker('W1', { serviceTimeMs: { type: 'constant', valueMs: 1e6 } }),
    ],
    wires('C1>W1'),
  ),
  'every message doubled, in layers': {
    ...layers(3, 8, { callOrder: 'parallel' }, 1),
    links: layers(3, 8, {}, 1).links.map((link) => ({ ...link, network: { duplicatePercent: 100 } })),
  },
  'a queue that delivers again and again': of(
    [
      client({ ratePerSecond: 1000 }),
      {
        id: 'Q1',
        kind: 'queue',
        params: { visibilityTimeoutMs: 1, retryDelayMs: 1, maxDeliveries: 1000, prefetch: 1000, queueLimit: MANY },
      },
      worker('W1', { serviceTimeMs: { type: 'constant', valueMs: 1e6 } }),
    ],
    wires('C1>Q1', 'Q1>W1'),
  ),
  'a queue for everyone, into queues for everyone': of(
    [
      client({ ratePerSecond: 100 }),
      ...['Q1', 'Q2', 'Q3', 'Q4'].map((id) => ({ id, kind: 'queue', params: { consumers: 'each', queueLimit: MANY, prefetch: 1000 } })),
      ...['W1', 'W2'].map((id) => worker(id)),
    ],
    wires('C1>Q1', 'Q1>Q2', 'Q1>Q3', 'Q2>Q4', 'Q3>Q4', 'Q4>W1', 'Q4>W2'),
  ),
  'a wire that flaps for ever, and nothing else': of([client({ requestLimit: 1 }), worker('W1')], wires('C1>W1'), {
    faults: [{ id: 'F1', ...flap }],
  }),
  '10,000 flaps of one wire': of([client(), worker('W1')], wires('C1>W1'), {
    faults: Array.from({ length: 10_000 }, (_, i) => ({ id: `F${i}`, ...flap, atSeconds: i / 1000 })),
  }),
  '2,000 monkeys': of([client(), worker('W1'), worker('W2')], wires('C1>W1', 'C1>W2'), {
    faults: Array.from({ length: 2000 }, (_, i) => ({
      id: `F${i}`,
      type: 'chaos',
      does: 'anything',
      atSeconds: 0,
      everySeconds: 0.001,
      downSeconds: 0.5,
    })),
  }),
  'health checks of 1,000 targets every millisecond': of(
    [
      client(),
      { id: 'LB1', kind: 'load-balancer', params: { healthCheckSeconds: 0.001 } },
      ...Array.from({ length: 1000 }, (_, i) => worker(`W${i}`)),
    ],
    [...wires('C1>LB1'), ...Array.from({ length: 1000 }, (_, i) => ({ from: 'LB1', to: `W${i}` }))],
  ),
  'collections after every request, each of which takes no time': of(
    [client({ ratePerSecond: MANY }), worker('W1', { collectEveryRequests: 1, collectPauseMs: NO_TIME })],
    wires('C1>W1'),
  ),
  'a mesh of 60 workers in which everyone asks everyone behind it': of(
    [client(), ...Array.from({ length: 60 }, (_, i) => worker(`W${i}`, { callOrder: 'parallel' }))],
    [
      ...wires('C1>W0'),
      ...Array.from({ length: 60 }, (_, i) => Array.from({ length: 59 - i }, (__, k) => ({ from: `W${i}`, to: `W${i + k + 1}` }))).flat(),
    ],
  ),
};

describe('whatever is asked for, a run ends with a result that is described', () => {
  it.each(Object.keys(EXPLOSIVE))('%s', (name) => {
    const run = ended(build(EXPLOSIVE[name]));
    expectDescribed(run, name);
    // Looking into what a limit stopped comes to an end too.
    run.window(0, run.reachedNs + 1, 1000);
    expect(run.moment(run.endNs).event).toBeLessThanOrEqual(run.events);
  });

  it(
    `${FILES} files drawn from the published schema alone: each, without what is refused in a sentence, runs to an end`,
    { timeout: 3_600_000 },
    () => {
      const schema = jsonSchema();
      const told = { files: 0, withParts: 0, busy: 0, stopped: 0, wires: 0, faults: 0, refusals: 0, events: 0, mostMegabytes: 0 };
      const refusal = (document: unknown): Refusal | null => {
        const parsed = parseScenarioValue(document);
        if (parsed.ok) return null;
        told.refusals++;
        expect(parsed.failure.message).toMatch(/^\S.*\.$/s);
        return parsed.failure;
      };
      for (let seed = 1; seed <= FILES; seed++) {
        const parsed = parseScenarioValue(mended(fromSchema(new Dice(seed), schema), refusal));
        if (!parsed.ok) continue;
        const { scenario } = parsed;
        const run = ended({ ...scenario, programs: undefined });
        expectDescribed(run, `seed ${seed}`);
        told.files++;
        if (scenario.nodes.length > 0) told.withParts++;
        if (run.events > BUSY_EVENTS) told.busy++;
        if (run.summary().endedBy === 'limit') told.stopped++;
        told.wires += scenario.links.length;
        told.faults += scenario.faults.length;
        told.events += run.events;
        told.mostMegabytes = Math.max(told.mostMegabytes, Math.ceil(process.memoryUsage().rss / 1024 / 1024));
      }
      console.log(JSON.stringify(told));
      expect(told.files).toBeGreaterThan(FILES * 0.95);
      expect(told.withParts).toBeGreaterThan(FILES * 0.9);
      expect(told.busy).toBeGreaterThan(FILES * 0.15);
      expect(told.wires).toBeGreaterThan(FILES * 0.5);
    },
  );
});
