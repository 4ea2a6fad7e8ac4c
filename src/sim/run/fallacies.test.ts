import { describe, expect, it } from 'vitest';
import {
  createRun,
  FALLACIES,
  NodeStatus,
  parseScenarioValue,
  type FallacyName,
  type Prices,
  type RunSummary,
  type Scenario,
} from '../index';
import { costOf } from './cost';

interface Wish {
  readonly fallacies?: readonly FallacyName[];
  readonly prices?: Prices;
  readonly ratePerSecond?: number;
  readonly slots?: number;
  readonly seconds?: number;
  readonly faults?: readonly object[];
}

/** A client, a worker and a database in a row, on wires that are perfect unless a fallacy is given up. */
function row(wish: Wish): Scenario {
  const wire = { latency: { type: 'constant', valueMs: 1 } };
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'row',
    seed: 3,
    durationSeconds: wish.seconds ?? 60,
    faults: wish.faults ?? [],
    checks: [],
    ...(wish.fallacies === undefined ? {} : { fallacies: wish.fallacies }),
    ...(wish.prices === undefined ? {} : { prices: wish.prices }),
    nodes: [
      {
        id: 'C1',
        kind: 'client',
        x: 0,
        y: 0,
        params: { arrivals: 'constant', ratePerSecond: wish.ratePerSecond ?? 100, writePercent: 0, timeoutMs: 2000 },
      },
      {
        id: 'W1',
        kind: 'worker',
        x: 300,
        y: 0,
        params: { concurrency: wish.slots ?? 10, serviceTimeMs: { type: 'constant', valueMs: 5 }, callTimeoutMs: 1500 },
      },
      { id: 'DB1', kind: 'database', x: 600, y: 0, params: { concurrency: 10, serviceTimeMs: { type: 'constant', valueMs: 1 } } },
    ],
    links: [
      { id: 'L1', from: 'C1', to: 'W1', ...wire },
      { id: 'L2', from: 'W1', to: 'DB1', ...wire },
    ],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

function summaryOf(wish: Wish): RunSummary {
  const run = createRun(row(wish), { checkpointEveryEvents: 2000 });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run.summary();
}

const ALL = FALLACIES.map(({ name }) => name);
const believed = summaryOf({});

describe('the eight fallacies as switches', () => {
  it('are eight, in the order in which they are always told, and all of them off', () => {
    expect(ALL).toEqual(['reliable', 'latency', 'bandwidth', 'secure', 'topology', 'administrator', 'transport', 'homogeneous']);
    expect(summaryOf({ fallacies: [] }).traceHash).toBe(believed.traceHash);
    expect(believed.requests.failed).toBe(0);
    expect(believed.latencyMs.max).toBeCloseTo(10, 6);
  });

  it('1. not reliable: some requests are lost, some work is done twice', () => {
    const s = summaryOf({ fallacies: ['reliable'] });
    // Four messages a request, one in a hundred lost, a copy now and then in time.
    expect(s.requests.failed / s.requests.sent).toBeGreaterThan(0.025);
    expect(s.requests.failed / s.requests.sent).toBeLessThan(0.05);
    expect(s.links[0].lost).toBeGreaterThan(50);
    expect(s.nodes[1].received + s.links[0].lost).toBeGreaterThan(s.requests.sent + 30);
  });

  it('2. latency is not zero: four messages, each 20 to 40 ms later', () => {
    const { latencyMs } = summaryOf({ fallacies: ['latency'] });
    expect(latencyMs.mean - 10).toBeGreaterThan(4 * 29);
    expect(latencyMs.mean - 10).toBeLessThan(4 * 31);
  });

  it('3. bandwidth is not infinite: replies of 10 KB on 10 Mbit/s are 125 a second, no more', () => {
    expect(summaryOf({ fallacies: ['bandwidth'], ratePerSecond: 100 }).requests.failed).toBe(0);
    const s = summaryOf({ fallacies: ['bandwidth'], ratePerSecond: 250, slots: 500 });
    expect(s.goodputPerSecond).toBeGreaterThan(115);
    expect(s.goodputPerSecond).toBeLessThan(126);
  });

  it('4. not secure: tampered messages are thrown away, others are replayed', () => {
    const s = summaryOf({ fallacies: ['secure'] });
    expect(s.links[0].lost).toBeGreaterThan(80);
    expect(s.links[0].sent).toBeGreaterThan(s.requests.sent * 2);
    expect(s.latencyMs.max).toBeGreaterThan(40);
  });

  it('5. topology changes: wires have no route for a while, and then again', () => {
    const run = createRun(row({ fallacies: ['topology'] }));
    while (!run.advance({ maxEvents: 1_000_000 }));
    const begins = run.actions.filter((action) => !action.ends);
    expect(begins.length).toBeGreaterThan(5);
    expect(begins.length).toBeLessThan(25);
    expect(run.summary().requests.failed).toBeGreaterThan(200);
    expect(run.summary().requests.byReason['timed-out']).toBeGreaterThan(200);
  });

  it('6. many administrators: parts are restarted and wires closed without a word', () => {
    const run = createRun(row({ fallacies: ['administrator'] }));
    while (!run.advance({ maxEvents: 1_000_000 }));
    const effects = run.actions.filter(({ ends }) => !ends).flatMap((action) => action.effects.map(({ type }) => type));
    expect(new Set(effects)).toEqual(new Set(['crash', 'cut']));
    expect(run.summary().requests.byReason.unreachable).toBeGreaterThan(50);
  });

  it(
    '7. transport costs something: a worker that packs its replies and questions at 1 ms each has no time for ' +
      'more than 500 requests a second',
    () => {
      const at = (ratePerSecond: number): RunSummary => summaryOf({ fallacies: ['transport'], ratePerSecond, slots: 100, seconds: 20 });
      expect(at(300).requests.failed).toBe(0);
      expect(at(300).latencyMs.mean).toBeCloseTo(believed.latencyMs.mean + 4, 6);
      expect(at(800).goodputPerSecond).toBeLessThan(510);
      expect(summaryOf({ ratePerSecond: 800, slots: 100, seconds: 20 }).goodputPerSecond).toBeGreaterThan(790);
    },
  );

  it('8. not homogeneous: each wire is its own, as the seed has it', () => {
    const s = summaryOf({ fallacies: ['homogeneous'] });
    expect(s.latencyMs.p50).toBeGreaterThan(11);
    expect(s.links[0].lost / s.links[0].sent).not.toBeCloseTo(s.links[1].lost / s.links[1].sent, 3);
    expect(Math.max(...s.links.map((link) => link.lost / link.sent))).toBeLessThan(0.025);
  });

  it('all of them together make a run that conserves requests and resumes as it went', () => {
    const run = createRun(row({ fallacies: ALL }), { checkpointEveryEvents: 500 });
    while (!run.advance({ maxEvents: 1_000_000 }));
    const { requests, traceHash } = run.summary();
    expect(requests.ok + requests.failed + requests.inFlight).toBe(requests.sent);
    for (const share of [0.2, 0.5, 0.8]) {
      const again = run.branch(Math.floor(run.reachedNs * share), []);
      while (!again.advance({ maxEvents: 1_000_000 }));
      expect(again.summary().traceHash).toBe(traceHash);
    }
  });

  it('are refused when misspelt or named twice', () => {
    const { nodes, links } = row({});
    const parse = (fallacies: unknown): boolean => parseScenarioValue({ ...row({}), nodes, links, fallacies }).ok;
    expect(parse(['reliable'])).toBe(true);
    expect(parse(['relaible'])).toBe(false);
    expect(parse(['reliable', 'reliable'])).toBe(false);
  });
});

describe('what a design costs', () => {
  it('is parts and slots by the hour, and bytes on the wires', () => {
    const { cost, requests, links } = summaryOf({ prices: { currency: 'EUR', perPartHour: 3.6, perSlotHour: 0.36, perGigabyte: 1000 } });
    // A worker and a database with ten slots each, for a minute; the client is not ours.
    expect(cost.forParts).toBeCloseTo((2 * 3.6 + 20 * 0.36) / 60, 9);
    // 1 KB there and 10 KB back, on two wires.
    const bytes = links.reduce((sum, link) => sum + link.sent, 0) * 5500;
    expect(Math.abs(cost.gigabytes * 1e9 - bytes)).toBeLessThan(30_000);
    expect(cost.forTraffic).toBeCloseTo(cost.gigabytes * 1000, 9);
    expect(summaryOf({ prices: { perGigabyte: 0, perMillionMessages: 7 } }).cost.forTraffic).toBeCloseTo(
      (links.reduce((sum, link) => sum + link.sent, 0) * 7) / 1e6,
      12,
    );
    expect(cost.total).toBeCloseTo(cost.forParts + cost.forTraffic, 12);
    expect(cost.perHour).toBeCloseTo(cost.total * 60, 9);
    expect(cost.perMillionOk).toBeCloseTo((cost.total / requests.ok) * 1e6, 6);
    expect(cost.okPerUnit).toBeCloseTo(requests.ok / cost.total, 6);
  });

  it('has no score when more fails than the error budget allows', () => {
    const faults = [{ id: 'F1', type: 'crash', node: 'W1', atSeconds: 10, forSeconds: 1 }];
    const over = summaryOf({ faults });
    expect(over.cost.errorPercent).toBeGreaterThan(1);
    expect(over.cost.okPerUnit).toBeNull();
    expect(over.cost.perMillionOk).toBeGreaterThan(0);
    expect(summaryOf({ faults, prices: { errorBudgetPercent: 5 } }).cost.okPerUnit).toBeGreaterThan(0);
  });

  it('does not depend on what is not said: prices left out are the usual ones, and change no trace', () => {
    const s = summaryOf({ prices: { perPartHour: 0.1 } });
    expect(s.cost).toEqual(believed.cost);
    expect(s.traceHash).toBe(believed.traceHash);
  });

  it('is nothing for a part while an autoscaler has it switched off', () => {
    const run = createRun(row({}));
    while (!run.advance({ maxEvents: 1_000_000 }));
    const { index } = run;
    const status = index.nodes[1].gaugeBase;
    const links = { count: 0 } as Parameters<typeof costOf>[0]['links'];
    const samples = {
      done: 1000,
      gaugeIn: (gauge: number, sample: number) => (gauge === status && sample < 250 ? NodeStatus.off : NodeStatus.up),
    };
    const cost = costOf({
      prices: { perPartHour: 1, perSlotHour: 0.1 },
      index,
      slots: [0, 10, 10],
      links,
      samples,
      seconds: 3600,
      ok: 1,
      failed: 0,
    });
    expect(cost.forParts).toBeCloseTo(0.75 * 2 + 2, 12);
  });

  it('more slots cost more', () => {
    expect(summaryOf({ slots: 40 }).cost.perHour - believed.cost.perHour).toBeCloseTo(30 * 0.02, 6);
  });
});
