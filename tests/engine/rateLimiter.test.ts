import { describe, expect, it } from 'vitest';
import { createRun, logText, type Run, type RunSummary } from '../../src/sim/index';
import { build } from '../support/scenarios';

const NODES = [
  { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 3, timeoutMs: 0 } },
  { id: 'C2', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 100, timeoutMs: 0 } },
];
const WORKER = { id: 'W1', kind: 'worker', params: { concurrency: 50, serviceTimeMs: { type: 'constant', valueMs: 1 } } };

function finish(options: Parameters<typeof build>[0]): Run {
  const run = createRun(build(options));
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** Two clients behind one limiter, for 20 s. */
function limited(params: object): RunSummary {
  return finish({
    durationSeconds: 20,
    nodes: [...NODES, { id: 'RL1', kind: 'rate-limiter', params }, WORKER],
    links: [
      { from: 'C1', to: 'RL1' },
      { from: 'C2', to: 'RL1' },
      { from: 'RL1', to: 'W1' },
    ],
  }).summary();
}

const node = (summary: RunSummary, id: string): RunSummary['nodes'][number] => {
  const found = summary.nodes.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};

describe('a good user and a bad actor', () => {
  it('each by itself: the good user gets every answer, the bad actor exactly what a token bucket gives', () => {
    const s = limited({});
    expect(node(s, 'C1')).toMatchObject({ failed: 0, completed: 59 });
    // 5 at once, then one every 200 ms between its first and its last request.
    expect(node(s, 'C2').completed).toBe(5 + Math.floor((20_000 - 10 - 10) / 200));
    expect(s.requests.byReason).toEqual({ 'rate-limited': node(s, 'C2').failed });
  });

  it('all together: the bad actor takes the share of the good user', () => {
    const s = limited({ scope: 'global' });
    expect(node(s, 'C1').completed).toBeLessThan(20);
    expect(node(s, 'RL1').completed).toBeLessThanOrEqual(5 + 20 * 5);
  });

  it('shows how many requests of each would pass at a moment', () => {
    const run = finish({
      durationSeconds: 10,
      nodes: [...NODES, { id: 'RL1', kind: 'rate-limiter', params: {} }, WORKER],
      links: [
        { from: 'C1', to: 'RL1' },
        { from: 'C2', to: 'RL1' },
        { from: 'RL1', to: 'W1' },
      ],
    });
    // The good user asks at 3.000, 3.333 and so on, and each time one of five tokens is there again after 200 ms.
    expect(run.inspect(3.3e9, 'RL1')?.sections.find(({ title }) => title === 'Room left')).toMatchObject({
      rows: [
        ['C1', 5],
        ['C2', 0],
      ],
    });
  });

  it('says 429 in the log', () => {
    const run = finish({
      durationSeconds: 2,
      nodes: [NODES[1], { id: 'RL1', kind: 'rate-limiter', params: { burst: 1 } }, WORKER],
      links: [
        { from: 'C2', to: 'RL1' },
        { from: 'RL1', to: 'W1' },
      ],
    });
    const window = run.window(0, 2e9, 100_000);
    const lines = Array.from({ length: window.log.count }, (_, row) => logText(run.index, window.log, row));
    expect(lines.some((line) => /^RL1 rejected ".*" \(429 rate-limited\)$/.test(line))).toBe(true);
  });

  it('knows a client behind a load balancer', () => {
    const s = finish({
      durationSeconds: 20,
      nodes: [
        ...NODES,
        { id: 'LB1', kind: 'load-balancer', params: { stopAfterFailures: 0 } },
        { id: 'RL1', kind: 'rate-limiter', params: {} },
        WORKER,
      ],
      links: [
        { from: 'C1', to: 'LB1' },
        { from: 'C2', to: 'LB1' },
        { from: 'LB1', to: 'RL1' },
        { from: 'RL1', to: 'W1' },
      ],
    }).summary();
    expect(node(s, 'C1').failed).toBe(0);
    expect(node(s, 'C2').completed).toBe(5 + 99);
  });
});

describe('a leaky bucket in which the excess waits', () => {
  it('hands requests on one spacing apart, and turns away only what does not fit', () => {
    const s = limited({ algorithm: 'leaky-bucket', waits: true, scope: 'global', burst: 10 });
    expect(node(s, 'RL1').queueMax).toBeLessThanOrEqual(10);
    expect(node(s, 'RL1').queueMean).toBeGreaterThan(7);
    expect(node(s, 'W1').received).toBe(100);
    expect(s.latencyMs.max).toBeGreaterThan(1700);
  });

  it('never holds more than the bucket, even when it stood still while the bucket leaked', () => {
    const run = finish({
      durationSeconds: 20,
      nodes: [
        NODES[1],
        {
          id: 'RL1',
          kind: 'rate-limiter',
          params: { algorithm: 'leaky-bucket', ratePerSecond: 10, burst: 20, scope: 'global', waits: true },
        },
        WORKER,
      ],
      links: [
        { from: 'C2', to: 'RL1' },
        { from: 'RL1', to: 'W1' },
      ],
      faults: Array.from({ length: 8 }, (_, i) => ({ id: `F${i}`, atSeconds: 2 + i * 2, type: 'pause', node: 'RL1', forSeconds: 1 })),
    });
    const limiter = node(run.summary(), 'RL1');
    expect(limiter.queueMax).toBe(20);
    expect(limiter.completed).toBeGreaterThan(100);
  });
});

describe('several limiters behind a balancer', () => {
  const system = (counters: string, extra: object = {}, faults: object[] = []): RunSummary =>
    finish({
      durationSeconds: 20,
      faults,
      nodes: [
        NODES[1],
        { id: 'LB1', kind: 'load-balancer', params: { stopAfterFailures: 0 } },
        ...['RL1', 'RL2'].map((id) => ({ id, kind: 'rate-limiter', params: { counters, ...extra } })),
        { id: 'RL3', kind: 'rate-limiter', params: {} },
        WORKER,
      ],
      links: [
        { from: 'C2', to: 'LB1' },
        { from: 'LB1', to: 'RL1' },
        { from: 'LB1', to: 'RL2' },
        { from: 'RL1', to: 'W1' },
        { from: 'RL2', to: 'W1' },
        ...(counters === 'shared'
          ? ['RL1', 'RL2'].map((from) => ({ from, to: 'RL3', latency: { type: 'constant', valueMs: 2 } }))
          : [{ from: 'RL3', to: 'W1' }]),
      ],
    }).summary();

  it('with counters of their own let twice the limit pass; with shared ones the limit, and every answer costs a round trip more', () => {
    const local = system('local');
    const shared = system('shared');
    expect(local.requests.ok).toBe(2 * (5 + 99));
    expect(shared.requests.ok).toBe(5 + 99);
    expect(shared.latencyMs.mean - local.latencyMs.mean).toBeCloseTo(4, 1);
    expect(node(shared, 'RL3').received).toBe(0);
  });

  it('out of touch with the counters, they let everything pass or nothing, as told', () => {
    const crash = [{ id: 'F1', atSeconds: 0, type: 'crash', node: 'RL3', silent: true }];
    expect(system('shared', { withoutCounters: 'admit' }, crash).requests.failed).toBe(0);
    expect(system('shared', { withoutCounters: 'reject' }, crash).requests.ok).toBe(0);
  });
});
