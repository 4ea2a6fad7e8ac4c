import { describe, expect, it } from 'vitest';
import { createRun, keySpace, LOG_VERBS, type Run, type Scenario } from '../../src/sim/index';
import { build } from '../support/scenarios';

function finished(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

function gauge(run: Run, id: string, name: string, atSeconds = (run.reachedNs + 1) / 1e9): number {
  const node = run.index.nodes.find((candidate) => candidate.id === id);
  const at = node?.gauges.findIndex((info) => info.name === name) ?? -1;
  if (node === undefined || at < 0) throw new Error(`${id} has no gauge ${name}`);
  return run.moment(atSeconds * 1e9).gauges[node.gaugeBase + at];
}

/** Keys in the order in which a part logged a verb about them. */
function told(run: Run, id: string, verb: (typeof LOG_VERBS)[number]): { key: string; request: number }[] {
  const { log } = run.window(0, run.reachedNs + 1, 10_000_000);
  const node = run.index.nodes.findIndex((candidate) => candidate.id === id);
  return Array.from({ length: log.count }, (_, row) => row)
    .filter((row) => log.node[row] === node && LOG_VERBS[log.verb[row]] === verb)
    .map((row) => ({ key: keySpace(undefined).nameOf(log.key[row]), request: log.request[row] }));
}

interface Options {
  readonly client?: object;
  readonly queue?: object;
  readonly workers?: number;
  readonly worker?: object;
  readonly faults?: object[];
  readonly lossPercent?: number;
  readonly durationSeconds?: number;
  readonly linkMs?: number;
}

/** 200 writes, evenly spaced, through a queue to workers that write to a database. */
function throughQueue(options: Options = {}): Scenario {
  const workers = Array.from({ length: options.workers ?? 1 }, (_, i) => `W${i + 1}`);
  return build({
    durationSeconds: options.durationSeconds ?? 600,
    faults: options.faults ?? [],
    nodes: [
      {
        id: 'C1',
        kind: 'client',
        params: { arrivals: 'constant', ratePerSecond: 100, requestLimit: 200, writePercent: 100, timeoutMs: 0, ...options.client },
      },
      { id: 'Q1', kind: 'queue', params: { visibilityTimeoutMs: 500, ...options.queue } },
      ...workers.map((id) => ({
        id,
        kind: 'worker',
        params: { concurrency: 1, serviceTimeMs: { type: 'constant', valueMs: 20 }, queueLimit: 1000, ...options.worker },
      })),
      { id: 'DB1', kind: 'database', params: { serviceTimeMs: { type: 'constant', valueMs: 1 }, concurrency: 10 } },
    ],
    links: [
      { from: 'C1', to: 'Q1', latency: { type: 'constant', valueMs: options.linkMs ?? 0 } },
      ...workers.map((to) => ({ from: 'Q1', to, latency: { type: 'constant', valueMs: 1 }, lossPercent: options.lossPercent ?? 0 })),
      ...workers.map((from) => ({ from, to: 'DB1' })),
    ],
  });
}

describe('delivery', () => {
  const crash = [{ id: 'F1', atSeconds: 1.01, type: 'crash', node: 'W1', forSeconds: 2 }];

  it('levels load: senders are answered at once, the work is done in its own time', () => {
    const run = finished(throughQueue());
    const s = run.summary();
    expect(s.requests).toMatchObject({ sent: 200, ok: 200 });
    expect(s.latencyMs.max).toBe(0);
    expect(s.nodes[1].queueMax).toBeGreaterThan(90);
    expect(gauge(run, 'Q1', 'done')).toBe(200);
    expect(gauge(run, 'DB1', 'received')).toBe(200);
    // One worker needs 20 ms, the database 1 ms and the wires 2 ms for each.
    expect(s.simulatedSeconds).toBeGreaterThan(200 * 0.023);
  });

  it('at most once: what was with the worker when it crashed is lost, nothing is done twice', () => {
    const run = finished(throughQueue({ queue: { delivery: 'at-most-once' }, faults: crash }));
    expect(gauge(run, 'Q1', 'lost')).toBeGreaterThanOrEqual(1);
    expect(gauge(run, 'Q1', 'done') + gauge(run, 'Q1', 'lost')).toBe(200);
    expect(gauge(run, 'DB1', 'completed')).toBeLessThan(200);
    expect(gauge(run, 'DB1', 'repeated')).toBe(0);
  });

  it('at least once: the same crash loses nothing', () => {
    const run = finished(throughQueue({ faults: crash }));
    expect(gauge(run, 'Q1', 'lost')).toBe(0);
    expect(gauge(run, 'Q1', 'done')).toBe(200);
    expect(gauge(run, 'Q1', 'redelivered')).toBeGreaterThanOrEqual(1);
    expect(new Set(told(run, 'DB1', 'updated').map((line) => line.request)).size).toBe(200);
  });

  it('at least once over a wire that loses: everything arrives, some of it twice; effectively once: everything takes effect once', () => {
    const lossy = { lossPercent: 20, queue: { maxDeliveries: 1000 }, worker: { queueLimit: 10_000 } };
    const twice = finished(throughQueue(lossy));
    expect(gauge(twice, 'Q1', 'done')).toBe(200);
    expect(gauge(twice, 'DB1', 'repeated')).toBeGreaterThan(10);
    expect(told(twice, 'DB1', 'updated').length).toBe(200 + gauge(twice, 'DB1', 'repeated'));
    const once = finished(throughQueue({ ...lossy, queue: { ...lossy.queue, delivery: 'effectively-once' } }));
    expect(gauge(once, 'Q1', 'done')).toBe(200);
    expect(gauge(once, 'DB1', 'recognized')).toBeGreaterThan(10);
    expect(gauge(once, 'DB1', 'repeated')).toBe(0);
    expect(told(once, 'DB1', 'updated').length).toBe(200);
  });

  it('effectively once: a sender that repeats itself is answered, and its message is kept once', () => {
    const client = { doubleSubmitPercent: 50, doubleSubmitAfterMs: 5, requestLimit: 100 };
    const plain = finished(throughQueue({ client, linkMs: 20 }));
    expect(gauge(plain, 'Q1', 'done')).toBeGreaterThan(130);
    const once = finished(throughQueue({ client, linkMs: 20, queue: { delivery: 'effectively-once' } }));
    expect(gauge(once, 'Q1', 'done')).toBe(100);
    expect(gauge(once, 'Q1', 'duplicates')).toBe(gauge(plain, 'Q1', 'done') - 100);
  });

  it('a visibility timeout shorter than the work does everything twice', () => {
    const slow = finished(
      throughQueue({
        client: { requestLimit: 20, ratePerSecond: 1 },
        queue: { visibilityTimeoutMs: 100 },
        worker: { serviceTimeMs: { type: 'constant', valueMs: 150 } },
        workers: 2,
      }),
    );
    expect(gauge(slow, 'DB1', 'repeated')).toBeGreaterThanOrEqual(20);
  });

  it('keeps its messages over a crash of its own when it is durable, and loses them when it is not', () => {
    const faults = [{ id: 'F1', atSeconds: 1, type: 'crash', node: 'Q1', forSeconds: 0.5 }];
    const durable = finished(throughQueue({ faults }));
    expect(gauge(durable, 'Q1', 'lost')).toBe(0);
    expect(gauge(durable, 'Q1', 'done')).toBe(durable.summary().requests.ok);
    const forgetful = finished(throughQueue({ faults, queue: { durable: false } }));
    expect(gauge(forgetful, 'Q1', 'lost')).toBeGreaterThan(40);
    expect(gauge(forgetful, 'Q1', 'lost') + gauge(forgetful, 'Q1', 'done')).toBe(forgetful.summary().requests.ok);
  });
});

describe('order, groups, bounds', () => {
  /** How often a later request of the same key was stored before an earlier one. */
  const overtaken = (run: Run): number => {
    const last = new Map<string, number>();
    return told(run, 'DB1', 'updated').filter(({ key, request }) => {
      const isLate = request < (last.get(key) ?? 0);
      last.set(key, Math.max(request, last.get(key) ?? 0));
      return isLate;
    }).length;
  };
  const jumbled = {
    workers: 4,
    client: { keyCount: 5, ratePerSecond: 1000 },
    worker: { serviceTimeMs: { type: 'exponential', meanMs: 20 } },
  };

  it('without order messages of one key overtake each other; by key and strictly they do not, and that costs time', () => {
    const [none, byKey, strict] = ['none', 'by-key', 'strict'].map((ordering) =>
      finished(throughQueue({ ...jumbled, queue: { ordering } })),
    );
    expect(overtaken(none)).toBeGreaterThan(10);
    expect(overtaken(byKey)).toBe(0);
    expect(overtaken(strict)).toBe(0);
    expect(told(strict, 'DB1', 'updated').map((line) => line.request)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(byKey.summary().simulatedSeconds).toBeGreaterThan(none.summary().simulatedSeconds);
    expect(strict.summary().simulatedSeconds).toBeGreaterThan(2.5 * none.summary().simulatedSeconds);
  });

  it('order holds through failures, because the next waits for the one that comes again', () => {
    const run = finished(
      throughQueue({
        ...jumbled,
        queue: { ordering: 'by-key', maxDeliveries: 1000 },
        faults: [{ id: 'F1', atSeconds: 0.3, type: 'crash', node: 'W2', forSeconds: 1 }],
      }),
    );
    expect(gauge(run, 'Q1', 'redelivered')).toBeGreaterThan(0);
    expect(overtaken(run)).toBe(0);
  });

  it('consumers that share get each message once in all; in a group behind a fan-out queue each group gets all', () => {
    const shared = finished(throughQueue({ workers: 4 }));
    expect(['W1', 'W2', 'W3', 'W4'].map((id) => gauge(shared, id, 'received'))).toEqual([50, 50, 50, 50]);
    const each = finished(throughQueue({ workers: 3, queue: { consumers: 'each' } }));
    expect(['W1', 'W2', 'W3'].map((id) => gauge(each, id, 'received'))).toEqual([200, 200, 200]);
    const base = throughQueue({ workers: 3, queue: { consumers: 'each' } });
    const groups = finished({
      ...base,
      nodes: [
        ...base.nodes,
        ...['Q2', 'Q3'].map((id) => ({ ...base.nodes[1], id, params: { ...base.nodes[1].params, consumers: 'share' } })),
      ],
      links: [
        ...base.links.filter((link) => link.from !== 'Q1'),
        ...[
          ['Q1', 'Q2'],
          ['Q1', 'Q3'],
          ['Q2', 'W1'],
          ['Q2', 'W2'],
          ['Q3', 'W3'],
        ].map(([from, to], i) => ({ id: `G${i}`, from, to })),
      ],
    });
    expect(gauge(groups, 'W1', 'received') + gauge(groups, 'W2', 'received')).toBe(200);
    expect(gauge(groups, 'W3', 'received')).toBe(200);
  });

  it('a consumer that is down is left alone, and the others take over', () => {
    const run = finished(throughQueue({ workers: 2, faults: [{ id: 'F1', atSeconds: 0.5, type: 'crash', node: 'W1' }] }));
    expect(gauge(run, 'Q1', 'done')).toBe(200);
    expect(gauge(run, 'Q1', 'dead')).toBe(0);
    expect(gauge(run, 'W2', 'received')).toBeGreaterThan(150);
  });

  it('full: turns away, drops the oldest, or makes senders wait, and never holds more than its limit', () => {
    const full = (whenFull: string): Run => finished(throughQueue({ queue: { queueLimit: 10, whenFull, waitLimit: 1000 } }));
    const reject = full('reject');
    expect(reject.summary().requests.byReason['queue-full']).toBe(200 - gauge(reject, 'Q1', 'done'));
    const drop = full('drop-oldest');
    expect(drop.summary().requests.ok).toBe(200);
    expect(gauge(drop, 'Q1', 'lost')).toBe(200 - gauge(drop, 'Q1', 'done'));
    expect(gauge(drop, 'Q1', 'lost')).toBeGreaterThan(50);
    const wait = full('wait');
    expect(wait.summary().requests.ok).toBe(200);
    expect(gauge(wait, 'Q1', 'done')).toBe(200);
    expect(wait.summary().latencyMs.max).toBeGreaterThan(1000);
    for (const run of [reject, drop, wait]) expect(run.summary().nodes[1].queueMax).toBeLessThanOrEqual(10);
  });

  it('backpressure reaches users who wait for their answer: they ask as fast as the worker works', () => {
    const run = finished(
      throughQueue({
        client: { arrivals: 'closed', users: 50, thinkTimeMs: { type: 'constant', valueMs: 1 }, requestLimit: 0 },
        queue: { queueLimit: 20, whenFull: 'wait' },
        durationSeconds: 20,
      }),
    );
    expect(run.summary().requests.failed).toBe(0);
    expect(run.summary().goodputPerSecond).toBeGreaterThan(40);
    expect(run.summary().goodputPerSecond).toBeLessThan(47);
  });
});

describe('poison and dead letters', () => {
  it('a poison message fails every time, is set aside after the last delivery, and the rest gets through', () => {
    const run = finished(throughQueue({ queue: { poisonPercent: 10, maxDeliveries: 3, retryDelayMs: 50 } }));
    const dead = gauge(run, 'Q1', 'dead');
    expect(dead).toBeGreaterThan(8);
    expect(dead).toBeLessThan(35);
    expect(gauge(run, 'Q1', 'done')).toBe(200 - dead);
    expect(gauge(run, 'Q1', 'redelivered')).toBe(dead * 2);
    const letters = run.inspect(run.reachedNs + 1, 'Q1')?.sections.find((section) => section.title === 'Dead letters');
    expect(letters?.type === 'table' ? letters.rows.every((row) => row[2] === 3 && row[3] === 'poisoned') && letters.total : 0).toBe(dead);
  });

  it('in strict order, a poison message holds everybody up for as long as it is tried', () => {
    const [few, many] = [1, 10].map(
      (maxDeliveries) =>
        finished(throughQueue({ queue: { poisonPercent: 10, ordering: 'strict', maxDeliveries, retryDelayMs: 200 } })).summary()
          .simulatedSeconds,
    );
    expect(many).toBeGreaterThan(few * 3);
  });

  it('the box of dead letters is bounded, its count goes on', () => {
    const run = finished(throughQueue({ queue: { poisonPercent: 50, maxDeliveries: 1, deadLetterLimit: 5 } }));
    const letters = run.inspect(run.reachedNs + 1, 'Q1')?.sections.find((section) => section.title === 'Dead letters');
    expect(letters?.type === 'table' ? letters.total : 0).toBe(5);
    expect(gauge(run, 'Q1', 'dead')).toBeGreaterThan(70);
  });

  it('shows its messages, oldest first, and where each is', () => {
    const run = finished(throughQueue({ queue: { prefetch: 2 } }));
    const table = run.inspect(1e9, 'Q1')?.sections.find((section) => section.title === 'Messages, oldest first');
    const rows = table?.type === 'table' ? table.rows : [];
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.slice(0, 3).map((row) => row[2])).toEqual(['with W1', 'with W1', 'waits']);
    const requests = rows.map((row) => Number(row[0]));
    expect(requests).toEqual([...requests].sort((p, q) => p - q));
  });
});
