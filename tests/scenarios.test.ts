import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  adviseScenario,
  checkParams,
  createRun,
  FALLACIES,
  Gauge,
  kindOf,
  parseScenario,
  serializeScenario,
  solved,
  STANDARD_GAUGES,
  type Run,
  type Scenario,
} from '../src/sim/index';
import { programsOf } from './support/programs';
import './support/pythonReady';

const folder = resolve(import.meta.dirname, '../scenarios');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace('.json', ''));
const textOf = (name: string): string => readFileSync(join(folder, `${name}.json`), 'utf8');

function load(name: string): Scenario {
  const parsed = parseScenario(textOf(name));
  if (!parsed.ok) throw new Error(`${name}: ${parsed.failure.message}`);
  return parsed.scenario;
}

function finished(scenario: Scenario): Run {
  const run = createRun(scenario, programsOf(scenario));
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** The scenario with fields of some parts changed, as a learner would. */
function changed(scenario: Scenario, changes: Readonly<Record<string, object>>): Scenario {
  const nodes = scenario.nodes.map((node) => {
    const params = { ...node.params, ...changes[node.id] } as typeof node.params;
    expect(checkParams(node.kind, params)).toEqual([]);
    return { ...node, params };
  });
  return { ...scenario, nodes };
}

/** Requests that failed from one moment to another, seconds. */
function failedBetween(run: Run, fromSeconds: number, toSeconds: number): number {
  return run.moment(toSeconds * 1e9).failed - run.moment(fromSeconds * 1e9).failed;
}

const goodput = (scenario: Scenario): number => finished(scenario).summary().goodputPerSecond;
const SHARDS = ['S1', 'S2', 'S3', 'S4'];
const WORKERS = ['W1', 'W2', 'W3', 'W4', 'W5'];

describe('every shipped scenario', () => {
  it('is one of those the course needs', () => {
    expect(names).toEqual(
      expect.arrayContaining(['single-server', 'five-workers', 'database-bottleneck', 'four-shards', 'four-shards-replicas']),
    );
  });

  it.each(names)('%s: is in canonical form, so that saving it unchanged changes nothing', (name) => {
    expect(serializeScenario(load(name))).toBe(textOf(name));
  });

  it.each(names)('%s: is complete, says what to look at, and is over within a minute', (name) => {
    const scenario = load(name);
    expect(adviseScenario(scenario)).toEqual([]);
    expect(scenario.description?.length).toBeGreaterThan(60);
    expect(scenario.durationSeconds).toBeGreaterThanOrEqual(30);
    expect(scenario.durationSeconds).toBeLessThanOrEqual(60);
    for (const node of scenario.nodes) expect(node.id.startsWith(kindOf(node.kind)?.descriptor.idPrefix ?? '?')).toBe(true);
  });

  it.each(names)('%s: reads from left to right, and no part covers another', (name) => {
    const { nodes, links } = load(name);
    const at = new Map(nodes.map((node) => [node.id, node]));
    for (const link of links)
      expect((at.get(link.to)?.x ?? 0) - (at.get(link.from)?.x ?? 0), `${link.from} to ${link.to}`).toBeGreaterThanOrEqual(200);
    for (const p of nodes)
      for (const q of nodes)
        if (p !== q) expect(Math.abs(p.x - q.x) >= 200 || Math.abs(p.y - q.y) >= 120, `${p.id} and ${q.id}`).toBe(true);
  });

  it.each(names)('%s: meets its own checks, once its task is done where it has one', (name) => {
    const { checks, endedBy } = finished(solved(load(name))).summary();
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    expect(endedBy).toBe('duration');
  });
});

describe('the eight fallacies', () => {
  const family = names.filter((name) => name.startsWith('fallacy-'));

  it('have a scenario each, which gives up that fallacy and no other', () => {
    expect(family.map((name) => load(name).fallacies)).toEqual(FALLACIES.map(({ name }) => [name]));
    expect(family.map((name) => load(name).name)).toEqual(
      FALLACIES.map(({ title }, i) => `Fallacy ${i + 1}: ${title[0].toLowerCase()}${title.slice(1)}`),
    );
  });

  it.each(family)('%s: its check fails as soon as the fallacy is believed again', (name) => {
    const { fallacies: _fallacies, ...believed } = load(name);
    expect(
      finished(believed)
        .summary()
        .checks.some((check) => !check.ok),
    ).toBe(true);
  });
});

describe('what the scenarios teach', () => {
  it('chaos: a node at a time is killed, each time for 6 seconds; without retries of the client it costs requests', () => {
    const scenario = load('chaos');
    const run = finished(scenario);
    expect(run.actions.filter((action) => !action.ends).map((action) => action.atNs / 1e9)).toEqual([5, 15, 25, 35, 45, 55]);
    expect(run.summary().requests.failed).toBe(0);
    expect(finished(changed(scenario, { C1: { retries: 0 } })).summary().requests.failed).toBeGreaterThan(20);
  });

  it('rolling-restart: two of three workers carry the traffic, but not three times as much', () => {
    const scenario = load('rolling-restart');
    expect(finished(scenario).summary().requests.failed).toBe(0);
    expect(finished(changed(scenario, { C1: { ratePerSecond: 330, retries: 0 } })).summary().requests.failed).toBeGreaterThan(100);
  });

  it('gray-failure: hardly an error, and yet a tail many times as long; a balancer that looks at work under way shortens it', () => {
    const scenario = load('gray-failure');
    const gray = finished(scenario).summary();
    expect(gray.latencyMs.p99).toBeGreaterThan(gray.latencyMs.p50 * 15);
    expect(finished(changed(scenario, { LB1: { strategy: 'least-connections' } })).summary().latencyMs.p99).toBeLessThan(
      gray.latencyMs.p99 / 2,
    );
    expect(finished({ ...scenario, faults: [] }).summary().latencyMs.p99).toBeLessThan(gray.latencyMs.p99 / 4);
  });

  it('single-server: all is well at first, then the queue overflows; a second slot puts that off', () => {
    const scenario = load('single-server');
    const run = finished(scenario);
    expect(failedBetween(run, 0, 25)).toBe(0);
    expect(failedBetween(run, 40, 50)).toBeGreaterThan(50);
    expect(run.summary().requests.byReason['queue-full']).toBe(run.summary().requests.failed);
    expect(finished(changed(scenario, { W1: { concurrency: 2 } })).summary().requests.failed).toBeLessThan(
      run.summary().requests.failed / 2,
    );
  });

  it('five-workers: nothing fails by itself; a crash costs some requests while the balancer finds out, and none later', () => {
    const calm = load('five-workers');
    expect([calm.faults, finished(calm).summary().requests.failed]).toEqual([[], 0]);
    const run = finished({ ...calm, faults: [{ id: 'F1', atSeconds: 25, type: 'crash', node: 'W3', forSeconds: 15 }] });
    expect(failedBetween(run, 0, 25)).toBe(0);
    expect(failedBetween(run, 25, 41)).toBeGreaterThan(0);
    expect(failedBetween(run, 41, 60)).toBe(0);
  });

  it('database-bottleneck: twice the slots in every worker help nothing, twice the connections of the database do', () => {
    const scenario = load('database-bottleneck');
    const before = goodput(scenario);
    expect(goodput(changed(scenario, Object.fromEntries(WORKERS.map((id) => [id, { concurrency: 32 }]))))).toBeLessThan(before * 1.02);
    const relieved = finished(changed(scenario, { DB1: { concurrency: 2 } })).summary();
    expect(relieved.goodputPerSecond).toBeGreaterThan(before * 1.05);
    expect(relieved.requests.failed).toBe(0);
  });

  it('four-shards: carries what one database cannot, and each profile is on one shard only, until the router scatters them', () => {
    const scenario = load('four-shards');
    const holders = (run: Run): number => SHARDS.filter((id) => run.lookup(run.endNs, id, 'peter')?.found).length;
    expect(holders(finished(scenario))).toBe(1);
    const scattered = finished(changed(scenario, { SR1: { strategy: 'random' }, C1: { keyCount: 7, writePercent: 100 } }));
    expect(holders(scattered)).toBeGreaterThan(1);
    const oneShard: Scenario = {
      ...scenario,
      nodes: scenario.nodes.filter((node) => !['S2', 'S3', 'S4'].includes(node.id)),
      links: scenario.links.filter((link) => !['S2', 'S3', 'S4'].includes(link.to)),
      checks: [],
    };
    expect(goodput(oneShard)).toBeLessThan(goodput(scenario) / 2);
  });

  it('four-shards-replicas: the crash is survived because a replica takes over; without promotion writes keep failing', () => {
    const scenario = load('four-shards-replicas');
    const run = finished(scenario);
    expect(failedBetween(run, 0, 20)).toBe(0);
    expect(failedBetween(run, 20, 22)).toBeGreaterThan(0);
    expect(failedBetween(run, 22, 60)).toBe(0);
    const without = finished(changed(scenario, { SR1: { promoteAfterFailures: 0 } }));
    expect(failedBetween(without, 22, 40)).toBeGreaterThan(50);
  });

  it('rate-limiter: with one limit for all together the good user pays for the bad actor', () => {
    const scenario = load('rate-limiter');
    const failedOf = (run: Run, at: number): number => run.summary().nodes[at].failed;
    const fair = finished(scenario);
    expect([failedOf(fair, 0), fair.summary().requests.byReason]).toEqual([0, { 'rate-limited': failedOf(fair, 1) }]);
    const together = finished(changed(scenario, { RL1: { scope: 'global' } }));
    expect(failedOf(together, 0)).toBeGreaterThan(80);
  });

  it('streams: sent directly, sinks disagree; a sequencer keeps them together until it dies, and with its log beyond that', () => {
    const met = (run: Run): string[] => run.summary().checks.flatMap(({ id, ok }) => (ok ? [id] : []));
    expect(met(finished(load('streams-direct')))).toEqual(['order', 'all']);
    const through = load('streams-sequencer');
    expect(met(finished({ ...through, faults: [] }))).toEqual(expect.arrayContaining(['order', 'agree', 'all']));
    expect(met(finished({ ...through, durationSeconds: 20 }))).toEqual(expect.arrayContaining(['order', 'agree']));
    expect(met(finished(through))).toEqual(['all', 'again']);
    expect(met(finished(solved(through)))).toEqual(['order', 'agree', 'all', 'again']);
  });

  it('single-server-limit: a few requests a second more, and it fails', () => {
    const scenario = load('single-server-limit');
    expect(finished(scenario).summary().requests.failed).toBe(0);
    expect(finished(changed(scenario, { C1: { ratePerSecond: 16 } })).summary().requests.failed).toBeGreaterThan(50);
  });

  it('five-workers carry what one cannot, without a failure', () => {
    const calm: Scenario = { ...load('five-workers'), checks: [] };
    const five = finished(calm).summary();
    expect(five.requests.failed).toBe(0);
    const one: Scenario = {
      ...calm,
      nodes: calm.nodes.filter(({ id }) => !WORKERS.slice(1).includes(id)),
      links: calm.links.filter((link) => !WORKERS.slice(1).includes(link.to) && !WORKERS.slice(1).includes(link.from)),
    };
    expect(goodput(one)).toBeLessThan(five.goodputPerSecond / 2);
  });

  it('module 1: five at once take five times as long on one process; ten processes clear them; twenty pile up again; ten more cores and processes clear those', () => {
    const p50 = (scenario: Scenario): number => finished(scenario).summary().latencyMs.p50;
    const alone = p50(changed(load('one-process'), { C1: { users: 1 } }));
    expect(p50(load('one-process'))).toBeGreaterThan(alone * 4.9);
    expect(p50(load('ten-processes'))).toBeLessThan(alone * 1.01);
    expect(p50(load('twenty-requests'))).toBeGreaterThan(alone * 1.9);
    expect(p50(changed(load('twenty-requests'), { W2: { processes: 20, cores: 20 } }))).toBeLessThan(alone * 1.01);
    expect(p50(changed(load('ten-processes'), { W2: { cores: 1 } }))).toBeGreaterThan(alone * 4.9);
  });

  it('module 1 and 2A: in turn a third of the requests are slow, by response time hardly any', () => {
    const slowShare = (scenario: Scenario): number => {
      const { nodes } = finished(scenario).summary();
      return nodes[3].received / nodes[1].received;
    };
    expect(slowShare(load('three-nodes'))).toBeCloseTo(1 / 3, 2);
    expect(slowShare(load('around-the-slow-node'))).toBeLessThan(0.05);
    expect(goodput(load('around-the-slow-node'))).toBeGreaterThan(goodput(load('three-nodes')) * 1.1);
  });

  it('module 10: the herd asks the store 40 times as often as each of its cures, and only two of them keep everybody from waiting', () => {
    const herd = finished(load('thundering-herd')).summary();
    const cured = finished(load('thundering-herd-cures')).summary();
    const asked = (summary: typeof herd, id: string): number => summary.nodes.find((node) => node.id === id)?.received ?? 0;
    for (const id of ['DB1', 'DB2', 'DB3', 'DB4']) expect(asked(herd, 'DB1') / asked(cured, id), id).toBeGreaterThan(20);
    const waits = (id: string): number => cured.nodes.find((node) => node.id === id)?.meanTimeInNodeMs ?? 0;
    expect([waits('C3') < waits('C2'), waits('C4') < waits('C2'), waits('C2') < waits('C1')]).toEqual([true, true, true]);
    const locked = finished(changed(load('thundering-herd'), { CA1: { onMiss: 'lock' } })).summary();
    expect([asked(locked, 'DB1'), locked.latencyMs.max < 250]).toEqual([5, true]);
  });

  it('module 11: nodes join, die and come back; the stale entry hurts for as long as it is listed, and a shorter expiry hurts less', () => {
    const scenario = load('service-discovery');
    const run = finished(scenario);
    const { gaugeBase } = run.index.nodes[4];
    const listed = (atSeconds: number): number => run.moment(atSeconds * 1e9).gauges[gaugeBase + 7];
    expect([5, 12, 28, 33, 44].map(listed)).toEqual([1, 2, 2, 1, 2]);
    expect(failedBetween(run, 1, 25)).toBe(0);
    expect(failedBetween(run, 25, 31.1)).toBeGreaterThan(35);
    expect(failedBetween(run, 31.1, 60)).toBe(0);
    expect(failedBetween(finished(changed(scenario, { RG1: { expireSeconds: 1.5 } })), 25, 60)).toBeLessThan(
      failedBetween(run, 25, 60) / 2,
    );
  });

  it('version 7: a worker, a shard and a replica die and hardly a request fails; without promotion writes fail to the end', () => {
    const scenario = load('fan-out-fault-tolerance');
    const run = finished(scenario);
    expect(failedBetween(run, 0, 15)).toBe(0);
    for (const [from, to] of [
      [15, 17],
      [30, 33],
    ])
      expect(failedBetween(run, from, to), `${from} s`).toBeGreaterThan(0);
    // A dead replica is asked again once a second, in case it is back.
    expect(failedBetween(run, 33, 60)).toBeLessThan(20);
    expect(failedBetween(finished(changed(scenario, { SR1: { promoteAfterFailures: 0 } })), 33, 60)).toBeGreaterThan(50);
  });

  it('message-queue: at least once repeats, effectively once recognizes the repeats, at most once loses', () => {
    const scenario = load('message-queue');
    const told = (delivery: string): Record<string, number> => {
      const run = finished(changed(scenario, { Q1: { delivery } }));
      const { gauges } = run.moment(60e9);
      return Object.fromEntries(
        run.index.nodes
          .filter((node) => node.id === 'Q1' || node.id === 'DB1')
          // A database loses writes of its own sense of the word: the queue has the last one.
          .sort((p, q) => p.id.localeCompare(q.id))
          .flatMap((node) => node.gauges.slice(7).map((info, i) => [info.name, gauges[node.gaugeBase + 7 + i]])),
      );
    };
    expect(told('at-least-once')).toMatchObject({ done: 492, lost: 0, repeated: 4, recognized: 0 });
    expect(told('effectively-once')).toMatchObject({ done: 492, lost: 0, repeated: 0, recognized: 4 });
    const once = told('at-most-once');
    expect(once).toMatchObject({ repeated: 0, recognized: 0, redelivered: 0 });
    expect([once.lost > 0, once.lost + once.done]).toEqual([true, 492]);
  });

  it('circuit-breaker (module 9): closed, open, a trial every 5 s, closed again; without it every second of the outage costs ten calls', () => {
    const run = finished(load('circuit-breaker'));
    const { gaugeBase } = run.index.nodes[1];
    const stateAt = (atSeconds: number): number => run.moment(atSeconds * 1e9).gauges[gaugeBase + STANDARD_GAUGES.length];
    expect([9, 12, 18, 24, 27].map(stateAt)).toEqual([0, 2, 2, 2, 0]);
    expect(run.moment(40e9).gauges[gaugeBase + STANDARD_GAUGES.length + 1]).toBe(3);
    expect(Object.keys(run.summary().requests.byReason).sort()).toEqual(['circuit-open', 'server-error']);
  });

  it('retry-storm: the trigger goes, the collapse stays, unless retries have a budget; fewer retries help too', () => {
    const scenario = load('retry-storm');
    const okOf = (run: Run, at: number, atSeconds: number): number =>
      run.moment(atSeconds * 1e9).gauges[run.index.nodes[at].gaugeBase + Gauge.completed];
    const run = finished(scenario);
    const [alone, budgeted] = [0, 2].map((at) => (okOf(run, at, 60) - okOf(run, at, 45)) / 15);
    expect(alone).toBeLessThan(70 * 0.05);
    expect(budgeted).toBeGreaterThan(70 * 0.95);
    const patient = finished(changed(scenario, { C1: { retries: 0 } }));
    expect((okOf(patient, 0, 60) - okOf(patient, 0, 45)) / 15).toBeGreaterThan(70 * 0.95);
  });

  it('double-submit: one database writes orders twice, the other knows them again', () => {
    const run = finished(load('double-submit'));
    const told = (id: string, name: string): number => {
      const node = run.index.nodes.find((candidate) => candidate.id === id);
      return node === undefined ? -1 : run.moment(40e9).gauges[node.gaugeBase + node.gauges.findIndex((gauge) => gauge.name === name)];
    };
    expect([told('DB1', 'repeated') > 40, told('DB1', 'recognized')]).toEqual([true, 0]);
    expect([told('DB2', 'repeated'), told('DB2', 'recognized') > 40]).toEqual([0, true]);
  });

  it('autoscaler: without the time of a start less than half of the failures remain; with enough workers from the beginning none', () => {
    const scenario = load('autoscaler');
    const failed = (changes: object): number => finished(changed(scenario, { AS1: changes })).summary().requests.failed;
    expect(failed({ bootSeconds: 0 })).toBeLessThan(failed({}) / 2);
    expect(failed({ least: 5 })).toBe(0);
  });

  it('backpressure: the client that listens waits a fifth as long and is never refused; deaf, it is the other one', () => {
    const scenario = load('backpressure');
    const figures = (run: Run, at: number): [number, number] => [run.summary().nodes[at].meanTimeInNodeMs, run.summary().nodes[at].failed];
    const run = finished(scenario);
    const [deaf, listening] = [figures(run, 0), figures(run, 2)];
    expect(listening[0]).toBeLessThan(deaf[0] / 4);
    expect([listening[1], deaf[1] > 1600]).toEqual([0, true]);
    expect(figures(finished(changed(scenario, { C2: { backpressure: false } })), 2)[1]).toBeGreaterThan(1600);
  });

  it('own-balancer: the program finds out the slow worker, as the strategy for that does; in turn, its queue overflows', () => {
    const scenario = load('own-balancer');
    const p95 = (made: Scenario): number => finished(made).summary().latencyMs.p95;
    const own = p95(scenario);
    expect(own).toBeLessThan(p95(changed(scenario, { LB1: { strategy: 'least-response-time' } })) * 1.3);
    expect(finished(scenario).summary().requests.failed).toBe(0);
    expect(finished(changed(scenario, { LB1: { strategy: 'round-robin' } })).summary().requests.failed).toBeGreaterThan(50);
  });

  it('own-hash (version 6): by the first letter one shard is overloaded; by a hash of every letter none is, and nobody is turned away', () => {
    const scenario = load('own-hash');
    const spread = (run: Run): number => {
      const received = run
        .summary()
        .nodes.filter((node) => node.kind === 'shard')
        .map((node) => node.received);
      return Math.max(...received) / Math.min(...received);
    };
    const [bad, good] = [finished(scenario), finished(changed(scenario, { SR1: { hash: 'murmur3' } }))];
    expect([spread(bad) > 4, spread(good) < 1.4]).toEqual([true, true]);
    expect([bad.summary().requests.failed > 200, good.summary().requests.failed]).toEqual([true, 0]);
  });

  it('clocks: one that runs twice as fast halves the time to live; one that jumps makes everything old at once', () => {
    const scenario = load('clocks');
    const asked = (run: Run, at: number, fromSeconds: number, toSeconds: number): number => {
      const [before, after] = [fromSeconds, toSeconds].map(
        (seconds) => run.moment(seconds * 1e9).gauges[run.index.nodes[at].gaugeBase + Gauge.received],
      );
      return after - before;
    };
    const run = finished(scenario);
    expect(asked(run, 5, 0, 40) / asked(run, 2, 0, 40)).toBeCloseTo(1.9, 0);
    expect([asked(run, 2, 39, 40), asked(run, 2, 40, 41)].map((count) => count > 30)).toEqual([false, true]);
    const right = finished({ ...scenario, faults: [], checks: [] });
    expect(asked(right, 2, 40, 41)).toBeLessThan(15);
    expect(asked(right, 5, 0, 40) / asked(right, 2, 0, 40)).toBeCloseTo(1, 0);
  });
});
