import { readFileSync } from 'node:fs';
import { createRun, Gauge, parseScenarioValue, type Scenario } from '../src/sim/index';
import { gossip, seeks } from './messageRuns';
import { rebalance } from './moveRuns';
import { programGossip, programSeeks, type Language } from './programRuns';
import type { Figures } from './runFigures';
import { EventQueue } from '../src/sim/kernel/eventQueue';

const exponential = (meanMs: number, offsetMs?: number): object => ({
  type: 'exponential',
  meanMs,
  ...(offsetMs === undefined ? {} : { offsetMs }),
});
const none = { type: 'constant', valueMs: 0 };
const HOP = exponential(0.5, 0.5);
const ENDLESS = 1_000_000;

interface Parts {
  readonly nodes: { id: string; kind: string; params: object }[];
  readonly links: { from: string; to: string; latency: object }[];
}

function scenario(parts: Parts): Scenario {
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'bench',
    seed: 1,
    durationSeconds: ENDLESS,
    faults: [],
    checks: [{ id: 'K1', metric: 'errorPercent', atMost: 0 }],
    nodes: parts.nodes.map((node) => ({ x: 0, y: 0, ...node })),
    links: parts.links.map((link, i) => ({ id: `L${i}`, ...link })),
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

/** W1: a source, one first-in first-out server at 80 % load, no latency. */
function singleServer(requests: number): Scenario {
  return scenario({
    nodes: [
      { id: 'C1', kind: 'client', params: { ratePerSecond: 800, requestLimit: requests, writePercent: 0, timeoutMs: 0 } },
      { id: 'W1', kind: 'worker', params: { concurrency: 1, queueLimit: ENDLESS, serviceTimeMs: exponential(1) } },
    ],
    links: [{ from: 'C1', to: 'W1', latency: none }],
  });
}

/** W2: a source, a random balancer, workers of 8 slots, 4 shards by hash, latency on every hop, replies all the way back. */
function shardedService(requests: number, workers = 5): Scenario {
  const names = Array.from({ length: workers }, (_, i) => `W${i + 1}`);
  const shards = ['S1', 'S2', 'S3', 'S4'];
  return scenario({
    nodes: [
      { id: 'C1', kind: 'client', params: { ratePerSecond: 2000, requestLimit: requests, writePercent: 0, timeoutMs: 0 } },
      { id: 'LB1', kind: 'load-balancer', params: { strategy: 'random' } },
      ...names.map((id) => ({ id, kind: 'worker', params: { concurrency: 8, queueLimit: ENDLESS, serviceTimeMs: exponential(1) } })),
      { id: 'SR1', kind: 'shard-router', params: {} },
      ...shards.map((id) => ({ id, kind: 'shard', params: { queueLimit: ENDLESS, serviceTimeMs: exponential(1) } })),
    ],
    links: [
      { from: 'C1', to: 'LB1', latency: HOP },
      ...names.flatMap((id) => [
        { from: 'LB1', to: id, latency: HOP },
        { from: id, to: 'SR1', latency: none },
      ]),
      ...shards.map((to) => ({ from: 'SR1', to, latency: HOP })),
    ],
  });
}

/** So many users who always have a request under way: that many in flight. */
function inFlight(users: number, requests: number): Scenario {
  return scenario({
    nodes: [
      {
        id: 'C1',
        kind: 'client',
        params: { arrivals: 'closed', users, thinkTimeMs: none, requestLimit: requests, writePercent: 0, timeoutMs: 0 },
      },
      { id: 'W1', kind: 'worker', params: { concurrency: 1_000_000, queueLimit: ENDLESS, serviceTimeMs: exponential(1000) } },
    ],
    links: [{ from: 'C1', to: 'W1', latency: none }],
  });
}

function stopwatch(): () => Figures {
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  return () => {
    const used = process.cpuUsage(cpu);
    return { seconds: (used.user + used.system) / 1e6, wallSeconds: (performance.now() - startedMs) / 1000 };
  };
}

/** The hold model (J. Vaucher and P. Duval, 1975): take the next event, put it back later; nothing but the queue. */
function hold(pending: number, steps: number): object {
  const queue = new EventQueue();
  let random = 12345;
  const gap = (): number => {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    return random % 1_000_000;
  };
  for (let i = 0; i < pending; i++) queue.push(gap(), i, 0, 0);
  const elapsed = stopwatch();
  for (let i = 0; i < steps; i++) {
    const slot = queue.pop();
    const meta = queue.meta(slot);
    queue.push(queue.nowNs + 1 + gap(), meta, 0, 0);
  }
  return { ...elapsed(), events: steps };
}

/** Events from one checkpoint to the next in the mode that measures what one costs: few enough checkpoints that none is thinned out. */
const DENSE_EVENTS = 10_000;

const OPTIONS: Readonly<Record<string, object>> = {
  bare: { checkpointEveryEvents: 0 },
  dense: { checkpointEveryEvents: DENSE_EVENTS, checkpointBudgetBytes: 1e9 },
};

const SLICE_EVENTS = 100_000;
/** Slices until everything is compiled. */
const WARM_SLICES = 10;

/**
 * Seconds by the clock that a slice of so many events takes where nothing else disturbs it: the 5th percentile, which with priority is the
 * same within 2 % from run to run, while whole runs differ by 20 %.
 */
function undisturbed(made: Scenario): object {
  const run = createRun(made);
  const slices: number[] = [];
  for (let isOver = false; !isOver;) {
    const startedMs = performance.now();
    isOver = run.advance({ maxEvents: SLICE_EVENTS });
    if (!isOver) slices.push((performance.now() - startedMs) / 1000);
  }
  const { events, requests } = run.summary();
  const sorted = slices.slice(WARM_SLICES).sort((a, b) => a - b);
  const seconds = sorted[Math.floor(sorted.length / 20)];
  return { seconds, wallSeconds: seconds, events: SLICE_EVENTS, done: (SLICE_EVENTS * requests.ok) / events };
}

/** Modes: '' as in the app, bare without checkpoints, dense with many, record for full detail of the whole run, steady in slices. */
function measure(made: Scenario, mode: string): object {
  if (mode === 'steady') return undisturbed(made);
  const run = createRun(made, OPTIONS[mode] ?? {});
  let elapsed = stopwatch();
  while (!run.advance({ maxEvents: 10_000_000 }));
  let detail = {};
  if (mode === 'record') {
    elapsed = stopwatch();
    const window = run.window(0, run.endNs + 1, 1e15);
    detail = { rows: window.messages.count + window.changes.count + window.log.count };
  }
  const time = elapsed();
  const summary = run.summary();
  return {
    ...time,
    ...detail,
    events: summary.events,
    done: summary.requests.ok,
    mean: summary.latencyMs.mean,
    hash: summary.traceHash,
    checkpoints: run.checkpointCount,
    checkpointMB: run.checkpointBytes / 1e6,
    memoryMB: process.resourceUsage().maxRSS / 1000,
  };
}

/**
 * What a run that is never interrupted is like just before some moments, ascending: the hash of its state, its events, and what each part
 * has completed.
 */
function moments(file: string): object {
  const { scenario: wanted, momentsNs } = JSON.parse(readFileSync(file, 'utf8')) as { scenario: object; momentsNs: number[] };
  const parsed = parseScenarioValue(wanted);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  // Without checkpoints, the moments are reached by one engine that only ever goes on.
  const run = createRun(parsed.scenario, { checkpointEveryEvents: 0 });
  return momentsNs.map((atNs) => {
    const moment = run.moment(atNs);
    const done = Object.fromEntries(run.index.nodes.map((node) => [node.id, moment.gauges[node.gaugeBase + Gauge.completed]]));
    return { hash: moment.stateHash, event: moment.event, done };
  });
}

function main([name, first, second, mode = '']: readonly string[]): object | Promise<object> {
  if (name === 'moments') return moments(first);
  const size = Number(first);
  const requests = Number(second);
  if (name === 'gossip') return gossip(size, requests, stopwatch);
  if (name === 'rebalance') return rebalance(size, stopwatch);
  if (name === 'seeks') return seeks(size, requests);
  if (name === 'programGossip') return programGossip(first as Language, requests, stopwatch);
  if (name === 'programSeeks') return programSeeks(first as Language, requests);
  if (name === 'hold') return hold(size, requests);
  if (name === 'W1') return measure(singleServer(requests), mode);
  if (name === 'flight') return measure(inFlight(size, requests), mode);
  return measure(shardedService(requests, size), mode);
}

process.stdout.write(`${JSON.stringify(await main(process.argv.slice(2)))}\n`);
