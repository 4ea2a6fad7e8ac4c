import { describe, expect, it } from 'vitest';
import { createRun, holdsAt, parseScenarioValue, type Fault, type Run, type Scenario } from '../index';

type Wish = Record<string, unknown>;

/** A client, a balancer, three workers in two zones and a database with a replica, 100 requests a second for 20 s. */
function board(faults: readonly Wish[], seed = 1): Scenario {
  const worker = (id: string, zone: string): object => ({
    id,
    kind: 'worker',
    x: 600,
    y: 0,
    zone,
    params: { concurrency: 8, serviceTimeMs: { type: 'constant', valueMs: 5 } },
  });
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'faults',
    seed,
    durationSeconds: 20,
    checks: [],
    nodes: [
      { id: 'C1', kind: 'client', x: 0, y: 0, params: { arrivals: 'constant', ratePerSecond: 100, writePercent: 50, timeoutMs: 1000 } },
      { id: 'LB1', kind: 'load-balancer', x: 300, y: 0, params: { strategy: 'round-robin' } },
      worker('W1', 'east'),
      worker('W2', 'east'),
      worker('W3', 'west'),
      { id: 'DB1', kind: 'database', x: 900, y: 0, params: { concurrency: 8, serviceTimeMs: { type: 'constant', valueMs: 1 } } },
      { id: 'R1', kind: 'replica', x: 1200, y: 0, params: {} },
    ],
    links: [
      { id: 'L0', from: 'C1', to: 'LB1' },
      { id: 'L1', from: 'LB1', to: 'W1' },
      { id: 'L2', from: 'LB1', to: 'W2' },
      { id: 'L3', from: 'LB1', to: 'W3' },
      { id: 'L4', from: 'W1', to: 'DB1' },
      { id: 'L5', from: 'W2', to: 'DB1' },
      { id: 'L6', from: 'W3', to: 'DB1' },
      { id: 'L7', from: 'DB1', to: 'R1' },
    ],
    faults: faults.map((fault, i) => ({ id: `F${i + 1}`, ...fault })),
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

function finished(scenario: Scenario): Run {
  const run = createRun(scenario, { checkpointEveryEvents: 500 });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

const runWith = (...faults: readonly Wish[]): Run => finished(board(faults));
const gauge = (run: Run, id: string, name: string, seconds: number): number => {
  const node = run.index.nodes.find((candidate) => candidate.id === id);
  if (node === undefined) throw new Error(`no ${id}`);
  return run.moment(seconds * 1e9).gauges[node.gaugeBase + node.gauges.findIndex((info) => info.name === name)];
};
const statuses = (run: Run, id: string, seconds: readonly number[]): number[] => seconds.map((at) => gauge(run, id, 'status', at));
const cutWires = (run: Run, seconds: number): Record<string, number> =>
  Object.fromEntries([...run.moment(seconds * 1e9).cuts].flatMap((bits, i) => (bits === 0 ? [] : [[run.index.links[i].id, bits]])));
const failedBetween = (run: Run, from: number, to: number): number => run.moment(to * 1e9).failed - run.moment(from * 1e9).failed;
const slowestBetween = (run: Run, from: number, to: number): number => {
  const { p99Ms, sampleNs } = run.series();
  return Math.max(...p99Ms.slice(Math.floor((from * 1e9) / sampleNs), Math.floor((to * 1e9) / sampleNs)).filter((ms) => !Number.isNaN(ms)));
};

describe('faults of a part', () => {
  it('overlap without ending each other: a part is up again when the last crash is over', () => {
    const run = runWith(
      { type: 'crash', node: 'W1', atSeconds: 2, forSeconds: 8 },
      { type: 'crash', node: 'W1', atSeconds: 4, forSeconds: 2 },
    );
    expect(statuses(run, 'W1', [1, 3, 7, 11])).toEqual([0, 1, 1, 0]);
  });

  it('a restart mends every crash', () => {
    const run = runWith(
      { type: 'crash', node: 'W1', atSeconds: 2 },
      { type: 'zone', zone: 'east', atSeconds: 3, forSeconds: 10 },
      { type: 'restart', node: 'W1', atSeconds: 5 },
    );
    expect(statuses(run, 'W1', [4, 6])).toEqual([1, 0]);
    expect(statuses(run, 'W2', [4, 6, 14])).toEqual([1, 1, 0]);
  });

  it('stolen processor time makes work longer by what is missing, together with a slowdown', () => {
    const run = runWith(
      { type: 'steal', node: 'W1', percent: 80, atSeconds: 5, forSeconds: 5 },
      { type: 'slow', node: 'W1', factor: 2, atSeconds: 7, forSeconds: 1 },
    );
    expect(statuses(run, 'W1', [4, 6, 11])).toEqual([0, 3, 0]);
    const calm = slowestBetween(run, 1, 4);
    expect(slowestBetween(run, 5.5, 6.5) - calm).toBeCloseTo(20, 0);
    expect(slowestBetween(run, 7.5, 7.9) - calm).toBeCloseTo(45, 0);
  });

  it('a full disk refuses writes and serves reads; the replica behind is not asked', () => {
    const run = runWith({ type: 'disk-full', node: 'DB1', atSeconds: 5, forSeconds: 5 });
    const { requests } = run.summary();
    expect(requests.byReason).toEqual({ 'disk-full': requests.failed });
    expect(failedBetween(run, 5, 10) / 500).toBeCloseTo(0.5, 1);
    expect(failedBetween(run, 10.1, 20)).toBe(0);
  });

  it('a crash takes the disk only when it says so', () => {
    expect(gauge(runWith({ type: 'crash', node: 'DB1', atSeconds: 5, forSeconds: 1 }), 'DB1', 'keys', 8)).toBe(1000);
    const run = runWith({ type: 'crash', node: 'DB1', atSeconds: 5, forSeconds: 1, loses: 'disk' });
    expect(gauge(run, 'DB1', 'keys', 5.5)).toBe(0);
    expect(gauge(run, 'DB1', 'keys', 8)).toBeLessThan(150);
    expect(run.summary().requests.byReason['not-found']).toBeGreaterThan(400);
    expect(gauge(run, 'R1', 'keys', 19)).toBe(1000);
  });

  it('a clock that runs at double speed loses patience after half the time', () => {
    const late = { type: 'slow-wire', link: 'L0', factor: 300, atSeconds: 0 };
    expect(runWith(late).summary().requests.failed).toBe(0);
    expect(
      runWith(late, { type: 'clock', node: 'C1', driftPercent: 100, atSeconds: 0 }).summary().requests.byReason['timed-out'],
    ).toBeGreaterThan(1500);
  });
});

describe('a clock that is wrong', () => {
  it('makes a cache take everything for expired, until it is right again', () => {
    const parsed = parseScenarioValue({
      format: 1,
      kinds: {},
      name: 'clock',
      seed: 1,
      durationSeconds: 30,
      checks: [],
      nodes: [
        { id: 'C1', kind: 'client', x: 0, y: 0, params: { arrivals: 'constant', ratePerSecond: 100, writePercent: 0, keyCount: 10 } },
        { id: 'CA1', kind: 'cache', x: 300, y: 0, params: { ttlSeconds: 100 } },
        { id: 'DB1', kind: 'database', x: 600, y: 0, params: { concurrency: 8 } },
      ],
      links: [
        { id: 'L1', from: 'C1', to: 'CA1' },
        { id: 'L2', from: 'CA1', to: 'DB1' },
      ],
      faults: [{ id: 'F1', type: 'clock', node: 'CA1', skewMs: 200_000, atSeconds: 10, forSeconds: 5 }],
    });
    if (!parsed.ok) throw new Error(parsed.failure.message);
    const run = finished(parsed.scenario);
    const asked = (seconds: number): number => gauge(run, 'DB1', 'received', seconds);
    expect(asked(10)).toBeGreaterThanOrEqual(10);
    // Ten keys expire at once when the clock jumps; what comes in meanwhile is fresh for ever once it has jumped back.
    expect(asked(14) - asked(10)).toBeGreaterThanOrEqual(10);
    expect(asked(30) - asked(15)).toBe(0);
  });
});

describe('faults of a wire', () => {
  it('flap: cut and whole in turn', () => {
    const run = runWith({ type: 'flap', link: 'L1', atSeconds: 2, everySeconds: 4, downSeconds: 1, forSeconds: 10 });
    expect([1, 2.5, 4, 6.5, 8, 10.5, 12, 14.5].map((at) => cutWires(run, at).L1 ?? 0)).toEqual([0, 3, 0, 3, 0, 3, 0, 0]);
  });

  it('slow, lossy, doubling and damaging wires are as they were once healed', () => {
    const run = runWith(
      { type: 'slow-wire', link: 'L0', factor: 50, atSeconds: 2 },
      { type: 'lossy', link: 'L0', percent: 30, atSeconds: 2 },
      { type: 'corrupt', link: 'L0', percent: 20, atSeconds: 2 },
      { type: 'duplicate', link: 'L0', percent: 50, atSeconds: 2 },
      { type: 'reorder', link: 'L0', percent: 50, atSeconds: 2 },
      { type: 'heal', link: 'L0', atSeconds: 8 },
    );
    expect(slowestBetween(run, 3, 8)).toBeGreaterThan(100);
    expect(failedBetween(run, 3, 8)).toBeGreaterThan(100);
    expect(failedBetween(run, 9.5, 20)).toBe(0);
    expect(slowestBetween(run, 10, 20)).toBeLessThan(20);
  });

  it('drop: so many messages vanish, the next ones, and no more', () => {
    const run = runWith({ type: 'drop', link: 'L0', direction: 'forward', count: 3, atSeconds: 5 });
    expect(run.summary().requests).toMatchObject({ failed: 3, byReason: { 'timed-out': 3 } });
    expect(run.summary().links[0].lost).toBe(3);
  });
});

describe('faults of many', () => {
  it('a partition cuts exactly the wires across its border, and leaves a cut of its own in place', () => {
    const run = runWith(
      { type: 'cut', link: 'L4', direction: 'forward', atSeconds: 1 },
      { type: 'isolate', nodes: ['W1', 'W2'], atSeconds: 2, forSeconds: 3 },
    );
    expect(cutWires(run, 3)).toEqual({ L1: 3, L2: 3, L4: 3, L5: 3 });
    expect(cutWires(run, 6)).toEqual({ L4: 1 });
  });

  it('one-way and partial partitions', () => {
    expect(cutWires(runWith({ type: 'isolate', nodes: ['W1'], direction: 'in', atSeconds: 2 }), 3)).toEqual({ L1: 1, L4: 2 });
    expect(cutWires(runWith({ type: 'isolate', nodes: ['W1'], direction: 'out', atSeconds: 2 }), 3)).toEqual({ L1: 2, L4: 1 });
    expect(cutWires(runWith({ type: 'isolate', nodes: ['W1', 'W2'], others: ['DB1'], atSeconds: 2 }), 3)).toEqual({ L4: 3, L5: 3 });
  });

  it('heal-all ends every trouble of the network', () => {
    const run = runWith(
      { type: 'isolate', nodes: ['W1'], atSeconds: 1 },
      { type: 'lossy', link: 'L0', percent: 90, atSeconds: 1 },
      { type: 'heal-all', atSeconds: 4 },
    );
    expect(cutWires(run, 3)).not.toEqual({});
    expect(cutWires(run, 5)).toEqual({});
    expect(failedBetween(run, 6, 20)).toBe(0);
  });

  it('a zone goes down together, or is cut off', () => {
    const down = runWith({ type: 'zone', zone: 'east', atSeconds: 5, forSeconds: 5 });
    expect(['W1', 'W2', 'W3'].map((id) => gauge(down, id, 'status', 7))).toEqual([1, 1, 0]);
    expect(gauge(down, 'W1', 'status', 11)).toBe(0);
    expect(cutWires(runWith({ type: 'zone', zone: 'west', how: 'cut', atSeconds: 5 }), 7)).toEqual({ L3: 3, L6: 3 });
  });

  it('a rolling restart takes one after the other', () => {
    const run = runWith({ type: 'rolling-restart', nodes: ['W1', 'W2', 'W3'], atSeconds: 2, everySeconds: 4, downSeconds: 2 });
    const downAt = (seconds: number): string[] => ['W1', 'W2', 'W3'].filter((id) => gauge(run, id, 'status', seconds) === 1);
    expect([1, 3, 5, 7, 9, 11, 13].map(downAt)).toEqual([[], ['W1'], [], ['W2'], [], ['W3'], []]);
  });
});

describe('chaos', () => {
  const chaos = { type: 'chaos', atSeconds: 1, everySeconds: 2, downSeconds: 5 };
  const victims = (run: Run): string[] =>
    run.actions.filter((action) => !action.ends).flatMap((action) => action.effects.map((effect) => `${effect.type} ${effect.target}`));

  it('is drawn from the seed: the same again with the same, another with another', () => {
    expect(victims(runWith(chaos))).toEqual(victims(runWith(chaos)));
    expect(new Set([1, 2, 3, 4].map((seed) => victims(finished(board([chaos], seed))).join())).size).toBe(4);
  });

  it('never strikes what it still holds down, spares clients, and what it strikes comes back', () => {
    const run = runWith(chaos);
    expect(victims(run)).toHaveLength(10);
    for (const action of run.actions.filter(({ ends }) => !ends)) {
      expect(action.effects).toHaveLength(1);
      const held = holdsAt(
        run.actions.filter((other) => other.atNs < action.atNs),
        action.atNs,
      );
      expect(held.map((hold) => hold.target)).not.toContain(action.effects[0].target);
      expect(gauge(run, action.effects[0].target, 'status', action.atNs / 1e9 + 0.1)).toBe(1);
    }
    expect(victims(run).some((victim) => victim.endsWith('C1'))).toBe(false);
  });

  it('keeps to the parts it is given, and to anything only when it is told so', () => {
    expect(new Set(victims(runWith({ ...chaos, downSeconds: 0.5, nodes: ['W1', 'W2'] })))).toEqual(new Set(['crash W1', 'crash W2']));
    const types = victims(finished(board([{ ...chaos, does: 'anything', everySeconds: 0.1, downSeconds: 0.1 }]))).map(
      (text) => text.split(' ')[0],
    );
    expect(new Set(types)).toEqual(new Set(['crash', 'pause', 'slow', 'cut', 'lossy']));
  });

  it('irregular turns come as often on average, at random', () => {
    const run = runWith({ ...chaos, everySeconds: 0.05, downSeconds: 0, irregular: true });
    const times = run.actions.filter(({ ends }) => !ends).map(({ atNs }) => atNs);
    const gaps = times.slice(1).map((at, i) => at - times[i]);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(mean / 50e6).toBeGreaterThan(0.85);
    expect(mean / 50e6).toBeLessThan(1.15);
    // An exponential gap has its standard deviation equal to its mean; regular ones have none.
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
    expect(deviation / mean).toBeGreaterThan(0.8);
  });
});

describe('all faults together', () => {
  const all: readonly Wish[] = [
    { type: 'chaos', atSeconds: 1, everySeconds: 1.5, downSeconds: 0.7, does: 'anything', irregular: true },
    { type: 'flap', link: 'L4', atSeconds: 2, everySeconds: 1, downSeconds: 0.3 },
    { type: 'steal', node: 'W2', percent: 50, atSeconds: 3, forSeconds: 9 },
    { type: 'clock', node: 'C1', driftPercent: 10, skewMs: 500, atSeconds: 4, forSeconds: 8 },
    { type: 'disk-full', node: 'DB1', atSeconds: 6, forSeconds: 2 },
    { type: 'isolate', nodes: ['W1', 'W3'], direction: 'out', atSeconds: 9, forSeconds: 1 },
    { type: 'zone', zone: 'east', atSeconds: 11, forSeconds: 1 },
    { type: 'drop', link: 'L0', count: 5, atSeconds: 12 },
    { type: 'duplicate', link: 'L0', percent: 40, atSeconds: 5, forSeconds: 10 },
    { type: 'crash', node: 'DB1', atSeconds: 14, forSeconds: 0.5, loses: 'disk' },
    { type: 'rolling-restart', nodes: ['W1', 'W2', 'W3'], atSeconds: 15, everySeconds: 1, downSeconds: 0.5 },
  ];

  it('resume from any moment as they went, and state is a function of the moment', () => {
    const run = finished(board(all));
    const { traceHash, requests } = run.summary();
    expect(requests.ok + requests.failed + requests.inFlight).toBe(requests.sent);
    for (let share = 1; share < 16; share++) {
      const atNs = Math.floor((run.reachedNs * share) / 16);
      const again = run.branch(atNs, []);
      while (!again.advance({ maxEvents: 1_000_000 }));
      expect(again.summary().traceHash).toBe(traceHash);
      expect(run.moment(atNs).stateHash).toBe(again.moment(atNs).stateHash);
    }
  });

  it('injected in the middle they are what they are when scheduled', () => {
    const late = all.map((fault, i) => ({ id: `F${i + 1}`, ...fault, atSeconds: 8 + i / 10 }) as Fault);
    const injected = finished(board([])).branch(7e9, late);
    while (!injected.advance({ maxEvents: 1_000_000 }));
    expect(injected.summary().traceHash).toBe(finished(board(late)).summary().traceHash);
  });
});

describe('a durable queue with a full disk', () => {
  it('takes no message in until there is room again', () => {
    const parsed = parseScenarioValue({
      format: 1,
      kinds: {},
      name: 'queue',
      seed: 1,
      durationSeconds: 20,
      checks: [],
      nodes: [
        { id: 'C1', kind: 'client', x: 0, y: 0, params: { arrivals: 'constant', ratePerSecond: 50 } },
        { id: 'Q1', kind: 'queue', x: 300, y: 0, params: { durable: true } },
        { id: 'W1', kind: 'worker', x: 600, y: 0, params: { concurrency: 8 } },
      ],
      links: [
        { id: 'L1', from: 'C1', to: 'Q1' },
        { id: 'L2', from: 'Q1', to: 'W1' },
      ],
      faults: [{ id: 'F1', type: 'disk-full', node: 'Q1', atSeconds: 5, forSeconds: 5 }],
    });
    if (!parsed.ok) throw new Error(parsed.failure.message);
    const run = finished(parsed.scenario);
    expect(run.summary().requests.byReason).toEqual({ 'disk-full': 250 });
    expect(failedBetween(run, 0, 5) + failedBetween(run, 10.1, 20)).toBe(0);
  });
});
