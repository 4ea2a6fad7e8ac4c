import { describe, expect, it } from 'vitest';
import {
  defaultParams,
  kindOf,
  kinds,
  NodeStatus,
  STANDARD_GAUGES,
  type RunSeries,
  type ScenarioNode,
  type TraceIndex,
} from '../../../sim/index';
import type { NodeMoment } from '../../playback/types';
import { designFacts } from './designFacts';
import { faceView, type FaceMoment } from './faceView';
import { loadAt, trailingMean } from './load';
import { brief, grouped, short } from './faceNumbers';

function part(id: string, kind: string, params: Record<string, unknown> = {}): ScenarioNode {
  return { id, kind, x: 0, y: 0, params: { ...defaultParams(kind), ...params } as ScenarioNode['params'] };
}

function indexed(kind: string, capacity: number, queueLimit: number): TraceIndex['nodes'][number] {
  const descriptor = kindOf(kind)?.descriptor;
  return {
    id: 'X',
    kind,
    gaugeBase: 0,
    gauges: [...STANDARD_GAUGES, ...(descriptor?.gauges ?? [])],
    capacity,
    queueLimit,
    storesKeys: descriptor?.storesKeys ?? false,
  };
}

const IDLE: NodeMoment = { status: NodeStatus.up, queue: 0, busy: 0, received: 0, completed: 0, failed: 0, own: [] };

function moment(kind: string, changes: Partial<NodeMoment>, more: Partial<FaceMoment> = {}, capacity = 4): FaceMoment {
  return { node: indexed(kind, capacity, 100), moment: { ...IDLE, ...changes }, load: { level: 'calm', text: '' }, lag: null, ...more };
}

describe('a face while designing', () => {
  it('says in a few words what the part is set to', () => {
    expect(designFacts('worker', part('W1', 'worker').params)).toBe('4 slots, 20 ms');
    expect(designFacts('client', part('C1', 'client').params)).toBe('20/s');
    expect(designFacts('client', part('C1', 'client', { arrivals: 'closed', users: 1 }).params)).toBe('1 user');
    expect(designFacts('client', part('C1', 'client', { arrivals: 'ramp' }).params)).toBe('20/s to 100/s');
    expect(designFacts('load-balancer', part('LB1', 'load-balancer').params)).toBe('Each in turn');
    expect(designFacts('database', part('DB1', 'database', { replication: 'sync' }).params)).toBe('1 slot, 5 ms, sync');
    const majority = { replication: 'majority', ackTimeoutMs: 250, onAckTimeout: 'fail' };
    expect(designFacts('database', part('DB1', 'database', majority).params)).toBe('1 slot, 5 ms, majority, waits 250 ms, Write fails');
  });

  it('does not break on a mean that is infinite', () => {
    expect(designFacts('worker', { concurrency: 2, serviceTimeMs: { type: 'pareto', minMs: 5, shape: 1 } })).toBe('2 slots, no mean');
  });

  it('says something of every part as it comes from the palette', () => {
    expect(Object.keys(kinds).filter((kind) => designFacts(kind, part('X', kind).params) === '')).toEqual([]);
    expect(designFacts('circuit-breaker', part('CB1', 'circuit-breaker').params)).toBe('opens after 5');
    expect(designFacts('circuit-breaker', part('CB1', 'circuit-breaker', { opensOn: 'error-rate' }).params)).toBe('opens at 50 %');
    expect(designFacts('queue', part('Q1', 'queue').params)).toBe('room for 1,000');
    expect(designFacts('sequencer', part('SQ1', 'sequencer').params)).toBe('asks after 200 ms');
    expect(designFacts('source', part('SO1', 'source').params)).toBe('2/s');
    expect(designFacts('sink', part('SI1', 'sink').params)).toBe('As they come');
    expect(designFacts('gossip', part('G1', 'gossip').params)).toBe('Push');
    expect(designFacts('network', part('N1', 'network').params)).toBe('Everyone with everyone');
    expect(designFacts('registry', part('RG1', 'registry').params)).toBe('drops after 3 s');
  });

  it('shows no state and no counters', () => {
    const view = faceView(part('W1', 'worker'), null);
    expect(view).toMatchObject({ status: 'design', queue: null, slots: null, counters: [], label: 'W1, worker, 4 slots, 20 ms' });
  });
});

describe('a face during a run', () => {
  it('of a part that talks by messages counts those, and says one figure that matters', () => {
    const face = (kind: string, own: number[]): { counters: unknown; facts: string } => {
      const { counters, facts } = faceView(part('X', kind), moment(kind, { own }, {}, 0));
      return { counters: counters.map(({ title, value }) => `${title} ${value}`), facts };
    };
    expect(face('network', [40, 3, 2, 6])).toEqual({ counters: ['sent 40', 'lost 2'], facts: 'under way 3' });
    expect(face('gossip', [5, 4, 9, 12, 123_456])).toEqual({ counters: ['learnt 4'], facts: '5 values' });
    expect(face('source', [7, 1])).toEqual({ counters: ['made 7'], facts: '2/s' });
    expect(face('sink', [6, 2, 1])).toEqual({ counters: ['taken 6', 'twice 1'], facts: 'held back 2' });
    expect(face('sequencer', [8, 0, 0])).toEqual({ counters: ['ordered 8'], facts: 'asks after 200 ms' });
  });

  it('says what an autoscaler switches and wants, and counts no requests there; tells who is off or starting', () => {
    expect(designFacts('autoscaler', part('AS1', 'autoscaler').params)).toBe('1 to 10 targets');
    const view = faceView(part('AS1', 'autoscaler'), moment('autoscaler', { own: [5] }, {}, 0));
    expect([view.facts, view.counters, view.label]).toEqual(['targets wanted 5', [], 'AS1, autoscaler, up, targets wanted 5']);
    expect(
      [NodeStatus.off, NodeStatus.starting].map((status) => faceView(part('W1', 'worker'), moment('worker', { status })).statusText),
    ).toEqual(['off', 'starting']);
  });

  it('says of further fields only what is used', () => {
    const processes = { execution: 'processes', processes: 10, threads: 40, cores: 10, memoryMb: 512, cpuPercent: 60 };
    expect(designFacts('worker', part('W1', 'worker', processes).params)).toBe(
      '10 processes \u00d7 40 threads, 20 ms, 10 cores, 60 % computing, 512 MB',
    );
    expect(designFacts('worker', part('W1', 'worker', { cores: 10 }).params)).toBe('4 slots, 20 ms');
    expect(
      designFacts('load-balancer', part('LB1', 'load-balancer', { strategy: 'weighted', weights: 'W1=3', slowStartSeconds: 0.5 }).params),
    ).toBe('In turn, by weight, W1=3, slow start 0.5 s');
  });

  it('says the state in words, but not that all is well', () => {
    const states = [NodeStatus.up, NodeStatus.down, NodeStatus.paused, NodeStatus.slow].map(
      (status) => faceView(part('W1', 'worker'), moment('worker', { status })).statusText,
    );
    expect(states).toEqual(['', 'down', 'paused', 'slow']);
  });

  it('counts the promotions of a failover monitor, not requests, and says which epoch it is in', () => {
    const view = faceView(part('FM1', 'failover-monitor'), moment('failover-monitor', { own: [0, 1, 3] }, { ratePerSecond: 0 }, 0));
    expect([view.figure, view.counters, view.facts]).toEqual([{ value: '1', unit: 'promotion' }, [], 'epoch 3']);
    const suspicious = faceView(part('FM1', 'failover-monitor'), moment('failover-monitor', { own: [1, 2, 3] }, {}, 0));
    expect([suspicious.figure?.unit, suspicious.load]).toEqual(['promotions', { level: 'warning', text: 'suspects the primary' }]);
  });

  it('carries waiting requests and busy slots in its accessible name', () => {
    const view = faceView(part('W1', 'worker'), moment('worker', { queue: 3, busy: 2, completed: 40, failed: 1 }));
    expect(view.label).toBe('W1, worker, up, 3 waiting, 2 of 4 slots busy, 40 done, 1 failed');
    expect(view.queue).toEqual({ text: '3/100', share: 0.03 });
    expect(view.slots).toEqual({ busy: 2, capacity: 4 });
  });

  it('has short words for what quorum nodes keep, and whole queues in thousands', () => {
    const kept = faceView(part('Q1', 'quorum'), moment('quorum', { own: [11, 2, 0, 0, 3] }, {}, 0));
    expect(kept.facts).toBe('11 values, 2 with siblings, 3 hints');
    const node = indexed('worker', 4, 1000);
    const full = faceView(part('W1', 'worker'), { ...moment('worker', { queue: 1000 }), node });
    expect(full.queue).toEqual({ text: '1 k/1 k', share: 1 });
    expect(full.label).toContain('1000 waiting');
    expect([999, 1393, 12_345, 2_345_678].map(brief)).toEqual(['999', '1.4 k', '12 k', '2.3 M']);
  });

  it('says of a client with a script that it follows it, until it goes on as drawn', () => {
    const script = Array.from({ length: 40 }, () => ({ key: 'peter' }));
    const timed = [{ key: 'peter', atSeconds: 1 }];
    const design = (params: Record<string, unknown>): string => designFacts('client', part('C1', 'client', params).params);
    expect(design({ script })).toBe('script, 40 requests, then 20/s');
    expect(design({ script, afterScript: 'nothing' })).toBe('script, 40 requests');
    expect(design({ script, afterScript: 'again' })).toBe('script, 40 requests, again and again');
    expect(design({ script: timed })).toBe('script, 1 request, and 20/s');
    expect(design({ afterScript: 'nothing' })).toBe('sends by hand only');
    const facts = (received: number, params: Record<string, unknown> = {}): string =>
      faceView(part('C1', 'client', { script, ...params }), moment('client', { received }, {}, 0)).facts;
    expect([facts(0), facts(39), facts(40)]).toEqual(['script, 40 requests, then 20/s', 'script, 40 requests, then 20/s', '20/s']);
    expect(facts(100, { afterScript: 'nothing' })).toBe('script, 40 requests');
  });

  it('counts sent, ok and failed at a client, which has neither queue nor slots', () => {
    const view = faceView(part('C1', 'client'), moment('client', { received: 50, completed: 45, failed: 2 }, {}, 0));
    expect(view.counters.map((counter) => `${counter.title} ${counter.value}`)).toEqual(['sent 50', 'ok 45', 'failed 2']);
    expect(view.queue).toBeNull();
    expect(view.slots).toBeNull();
  });

  it('shows keys and lag of a store', () => {
    expect(faceView(part('DB1', 'database'), moment('database', { own: [1000, 7] })).facts).toBe('1,000 keys, lag 7');
    expect(faceView(part('S1', 'shard'), moment('shard', { own: [1, 0] })).facts).toBe('1 key');
  });

  it('marks replicas as follower or primary, with their lag while they follow', () => {
    const behind = { lag: { writes: 4, ageMs: 400 } };
    const follower = faceView(part('R1', 'replica'), moment('replica', { own: [1000, 12, 0] }, behind));
    expect([follower.role, follower.facts]).toEqual(['follower', '1,000 keys, lag 4, 400 ms']);
    const promoted = faceView(part('R1', 'replica'), moment('replica', { own: [1000, 12, 1] }, behind));
    expect([promoted.role, promoted.facts]).toEqual(['primary', '1,000 keys']);
    const unknown = faceView(part('R1', 'replica'), moment('replica', { own: [1000, 12, 0] }, { lag: { writes: 4, ageMs: 0 } }));
    expect(unknown.facts).toBe('1,000 keys, lag 4');
  });

  it('names any other gauge of a kind while it is not zero', () => {
    expect(faceView(part('LB1', 'load-balancer'), moment('load-balancer', { own: [2] }, {}, 0)).facts).toBe('2 avoided');
    expect(faceView(part('LB1', 'load-balancer'), moment('load-balancer', { own: [0] }, {}, 0)).facts).toBe('Each in turn');
  });

  it('shows how often a cache knew the answer, the queue of a part without slots, and what a queue and a registry are about', () => {
    expect(faceView(part('CA1', 'cache'), moment('cache', { own: [12, 90, 10, 0, 10, 0, 0, 0, 0] })).facts).toBe('12 keys, hit 90 %');
    const queue = faceView(
      part('Q1', 'queue'),
      moment('queue', { queue: 30, completed: 50, failed: 1, own: [2, 0, 15, 3, 2, 1, 0] }, {}, 0),
    );
    expect(queue).toMatchObject({ queue: { text: '30/100', share: 0.3 }, slots: null, facts: 'with consumers 2' });
    expect(queue.counters.map((counter) => `${counter.value} ${counter.title}`)).toEqual(['50 taken', '15 done', '4 failed']);
    const registry = faceView(part('RG1', 'registry'), {
      ...moment('registry', { own: [3, 1, 40, 12, 2] }, {}, 0),
      node: indexed('registry', 0, 0),
    });
    expect(registry).toMatchObject({ queue: null, facts: 'listed 3, late 1' });
    expect(registry.counters.map((counter) => `${counter.value} ${counter.title}`)).toEqual(['40 heartbeats', '2 expired']);
  });

  it('says the state of a part in words', () => {
    expect(faceView(part('CB1', 'circuit-breaker'), moment('circuit-breaker', { own: [0] }, {}, 0)).facts).toBe('closed');
    expect(faceView(part('CB1', 'circuit-breaker'), moment('circuit-breaker', { own: [2, 1] }, {}, 0)).load).toEqual({
      level: 'warning',
      text: 'open',
    });
    expect(
      faceView(part('CB1', 'circuit-breaker'), moment('circuit-breaker', { own: [2, 1], status: NodeStatus.down }, {}, 0)).load.level,
    ).toBe('calm');
    expect(faceView(part('RL1', 'rate-limiter'), moment('rate-limiter', { own: [9, 0, 0] }, {}, 0)).facts).toBe('room left 0');
  });

  it('does not warn about a part that is down', () => {
    const load = { level: 'warning', text: 'busy' } as const;
    expect(faceView(part('W1', 'worker'), moment('worker', {}, { load })).load).toEqual(load);
    expect(faceView(part('W1', 'worker'), moment('worker', { status: NodeStatus.down }, { load })).load.level).toBe('calm');
  });

  it('writes large numbers short', () => {
    expect([7, 12_345, 2_345_678].map(short)).toEqual(['7', '12,345', '2.35 M']);
    for (const value of [0, 999, 1000, 99_999, 1_234_567, -4321]) expect(grouped(value)).toBe(value.toLocaleString('en-US'));
  });
});

describe('warnings', () => {
  const none = new Float64Array(0);
  const node = indexed('worker', 4, 100);
  const sampleCount = 6;
  function series(queue: readonly number[], busy: readonly number[]): RunSeries {
    const gauges = new Float32Array(8 * sampleCount);
    gauges.set(queue, 1 * sampleCount);
    gauges.set(busy, 2 * sampleCount);
    return {
      sampleNs: 1e9,
      sampleCount,
      ok: none,
      failed: none,
      sent: none,
      inFlight: none,
      p50Ms: none,
      p95Ms: none,
      p99Ms: none,
      gauges,
      links: new Float32Array(0),
      failedBy: new Float32Array(0),
      latencyBands: new Float32Array(0),
    };
  }

  it('average the last three simulated seconds', () => {
    expect(trailingMean(series([0, 0, 0, 30, 60, 90], [0, 0, 0, 0, 0, 0]), 1, 5.5e9, 3e9)).toBe(60);
    expect(trailingMean(series([8, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]), 1, 0.2e9, 3e9)).toBe(8);
  });

  it('do not react to one busy second but to three', () => {
    const burst = series([0, 0, 0, 0, 0, 0], [1, 1, 4, 1, 1, 1]);
    expect(loadAt(burst, node, 2.5e9).level).toBe('calm');
    const steady = series([0, 0, 0, 0, 0, 0], [1, 1, 1, 4, 4, 3]);
    expect(loadAt(steady, node, 5.9e9)).toEqual({ level: 'warning', text: 'busy' });
  });

  it('come before the first request is turned away', () => {
    const filling = series([0, 20, 45, 70, 95, 100], [4, 4, 4, 4, 4, 4]);
    expect(loadAt(filling, node, 2.5e9)).toEqual({ level: 'warning', text: 'busy' });
    expect(loadAt(filling, node, 4.5e9)).toEqual({ level: 'warning', text: 'queue filling' });
    expect(loadAt(series([100, 100, 100, 100, 100, 100], [4, 4, 4, 4, 4, 4]), node, 5e9)).toEqual({ level: 'alarm', text: 'queue full' });
  });

  it('never concern a part without slots', () => {
    expect(loadAt(series([9, 9, 9, 9, 9, 9], [9, 9, 9, 9, 9, 9]), indexed('client', 0, 0), 3e9).level).toBe('calm');
  });
});
