import { describe, expect, it } from 'vitest';
import { createRun, defaultParams, emptyScenario, type RunSummary, type Scenario } from '../../src/sim/index';
import { build } from '../support/scenarios';
import { FAMILIES, type Made } from './bottleneckSystems';

function summaryOf(scenario: Scenario): RunSummary {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run.summary();
}

const MADE = FAMILIES.flatMap(([family, count], f) => Array.from({ length: count }, (_, i) => family(100 * f + i + 1)));

/** Ids as the systems above name them. */
function named({ bottleneck: { what, id, alike } }: RunSummary, { links }: Scenario): string[] {
  return [id, ...alike].map((one) => {
    const link = what === 'wire' ? links.find((candidate) => candidate.id === one) : undefined;
    return link === undefined ? one : `${link.from}-${link.to}`;
  });
}

describe(`the bottleneck of ${MADE.length} systems that were built to have it`, () => {
  it.each(MADE.map((made, i): [string, Made] => [`${i + 1}: ${made.what}`, made]))('%s', (_what, made) => {
    const summary = summaryOf(made.scenario);
    const { bottleneck } = summary;
    expect(named(summary, made.scenario).sort(), bottleneck.message).toEqual([...made.limits].sort());
    expect(bottleneck.reason).toBe(made.reason);
    for (const id of made.waits ?? []) expect([bottleneck.id, ...bottleneck.alike]).not.toContain(id);
    expect(bottleneck.message).toMatch(/^[A-Z].*[^.]\.$/);
    expect(bottleneck.message).not.toMatch(/undefined|NaN|Infinity|null|\[object| {2}/);
    expect(bottleneck.parts).toHaveLength(summary.nodes.length);
    for (const { own, waiting } of bottleneck.parts) {
      expect(own).toBeGreaterThanOrEqual(0);
      expect(own + waiting).toBeLessThanOrEqual(1.0001);
    }
  });
});

it('is the store that is down and makes nearly all fail, however busy the workers are with requests that can only fail', () => {
  const workers = ['W1', 'W2', 'W3'];
  // As people put parts on the board: each with what its kind usually is set to.
  const part = (id: string, kind: string, more: object = {}): object => ({
    id,
    kind,
    x: 0,
    y: 0,
    params: { ...defaultParams(kind), ...more },
  });
  const wire = (from: string, to: string): object => ({ id: `${from}${to}`, from, to, latency: { type: 'constant', valueMs: 2 } });
  const { bottleneck } = summaryOf({
    ...emptyScenario('a dead store'),
    durationSeconds: 30,
    nodes: [
      part('C1', 'client', { ratePerSecond: 500 }),
      part('LB1', 'load-balancer'),
      ...workers.map((id) => part(id, 'worker')),
      part('DB1', 'database'),
    ],
    links: [wire('C1', 'LB1'), ...workers.flatMap((id) => [wire('LB1', id), wire(id, 'DB1')])],
    faults: [{ id: 'F1', type: 'crash', node: 'DB1', atSeconds: 5 }],
  } as unknown as Scenario);
  expect([bottleneck.id, bottleneck.reason, bottleneck.alike], bottleneck.message).toEqual(['DB1', 'down', []]);
});

describe('the bottleneck behind a breaker that has opened', () => {
  const constant = (valueMs: number): object => ({ type: 'constant', valueMs });
  /** A breaker whose patience ends because of a store that is too slow, straight behind it or behind a worker. */
  const impatient = (isBehindWorker: boolean): Scenario =>
    build({
      durationSeconds: 60,
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond: 50, timeoutMs: 5000, writePercent: 0 } },
        { id: 'CB1', kind: 'circuit-breaker', params: { timeoutMs: 300, failuresToOpen: 5, openSeconds: 10 } },
        { id: 'W1', kind: 'worker', params: { concurrency: 50, serviceTimeMs: constant(1) } },
        { id: 'DB1', kind: 'database', params: { concurrency: 1, serviceTimeMs: constant(400) } },
      ],
      links: isBehindWorker
        ? [
            { from: 'C1', to: 'CB1' },
            { from: 'CB1', to: 'W1' },
            { from: 'W1', to: 'DB1' },
          ]
        : [
            { from: 'C1', to: 'CB1' },
            { from: 'CB1', to: 'DB1' },
          ],
    });

  it.each([true, false])('is the slow store that opened it, with a worker between them: %s', (isBehindWorker) => {
    const { bottleneck, requests } = summaryOf(impatient(isBehindWorker));
    expect(requests.byReason['circuit-open']).toBeGreaterThan(1000);
    expect(bottleneck.id, bottleneck.message).toBe('DB1');
    expect(['busy', 'slow']).toContain(bottleneck.reason);
  });
});

describe('the bottleneck of a part that is given more slots on the way', () => {
  it('is judged by the slots that it had at the time', () => {
    const scenario = build({
      durationSeconds: 40,
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond: 95, timeoutMs: 0 } },
        { id: 'W1', kind: 'worker', params: { concurrency: 1, serviceTimeMs: { type: 'exponential', meanMs: 20 }, queueLimit: 50 } },
      ],
      links: [{ from: 'C1', to: 'W1' }],
      faults: [{ id: 'F1', type: 'set', node: 'W1', param: 'concurrency', value: 1000, atSeconds: 20 }],
    });
    const { bottleneck } = summaryOf(scenario);
    expect(bottleneck, bottleneck.message).toMatchObject({ id: 'W1', reason: 'busy' });
    expect(bottleneck.share).toBeGreaterThan(0.4);
    expect(bottleneck.share).toBeLessThan(0.6);
  });
});

describe('the sentence when nothing limits', () => {
  it('counts the slots of the busiest part as the results do: those at work, and those that wait', () => {
    const summary = summaryOf(
      build({
        durationSeconds: 60,
        nodes: [
          { id: 'C1', kind: 'client', params: { ratePerSecond: 10, arrivals: 'poisson' } },
          { id: 'W1', kind: 'worker', params: { concurrency: 10, serviceTimeMs: { type: 'constant', valueMs: 200 } } },
          { id: 'DB1', kind: 'database', params: { concurrency: 50, serviceTimeMs: { type: 'constant', valueMs: 100 } } },
        ],
        links: [
          { from: 'C1', to: 'W1' },
          { from: 'W1', to: 'DB1' },
        ],
      }),
    );
    const said = /busiest part, W1, works in (\d+) % of its slots on average and waits with (\d+) % more\.$/.exec(
      summary.bottleneck.message,
    );
    const taken = (summary.nodes.find(({ id }) => id === 'W1')?.utilization ?? 0) * 100;
    expect(Number(said?.[1]) + Number(said?.[2]), summary.bottleneck.message).toBeGreaterThan(taken - 1.01);
    expect(Number(said?.[1]) + Number(said?.[2])).toBeLessThan(taken + 1.01);
  });
});
