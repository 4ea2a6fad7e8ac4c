import { describe, expect, it } from 'vitest';
import { createRun, parseScenarioValue, type LinkNetwork, type Run, type Scenario } from '../index';
import { counterDraw } from './counterRandom';

interface Wish {
  readonly network?: LinkNetwork;
  readonly latencyMs?: number;
  readonly lossPercent?: number;
  readonly requests?: number;
  readonly ratePerSecond?: number;
  readonly timeoutMs?: number;
  readonly serviceMs?: number;
}

/** One client, one wire, one worker with plenty of slots: all that can happen happens on the wire. */
function oneWire(wish: Wish): Scenario {
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'one wire',
    seed: 7,
    durationSeconds: 100_000,
    nodes: [
      {
        id: 'C1',
        kind: 'client',
        x: 0,
        y: 0,
        params: {
          arrivals: 'constant',
          ratePerSecond: wish.ratePerSecond ?? 100,
          requestLimit: wish.requests ?? 1000,
          writePercent: 0,
          timeoutMs: wish.timeoutMs ?? 60_000,
        },
      },
      {
        id: 'W1',
        kind: 'worker',
        x: 300,
        y: 0,
        params: { concurrency: 1000, serviceTimeMs: { type: 'constant', valueMs: wish.serviceMs ?? 0 } },
      },
    ],
    links: [
      {
        id: 'L1',
        from: 'C1',
        to: 'W1',
        latency: { type: 'constant', valueMs: wish.latencyMs ?? 10 },
        ...(wish.lossPercent === undefined ? {} : { lossPercent: wish.lossPercent }),
        ...(wish.network === undefined ? {} : { network: wish.network }),
      },
    ],
    faults: [],
    checks: [],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

function finished(scenario: Scenario): Run {
  const run = createRun(scenario, { checkpointEveryEvents: 500 });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

const summaryOf = (wish: Wish): ReturnType<Run['summary']> => finished(oneWire(wish)).summary();

describe('a wire that says no more than latency and loss', () => {
  it('gives the same run whether it goes the plain way or the special one', () => {
    for (const lossPercent of [0, 5]) expect(summaryOf({ network: {}, lossPercent }).traceHash).toBe(summaryOf({ lossPercent }).traceHash);
  });
});

describe('what a wire can have beyond latency and loss', () => {
  it('a slower way back: the round trip is both ways together', () => {
    const s = summaryOf({ network: { latencyBack: { type: 'constant', valueMs: 40 } } });
    expect(s.latencyMs.mean).toBeCloseTo(50, 6);
  });

  it('jitter: each way up to so much more, half of it on average', () => {
    const s = summaryOf({ network: { jitterMs: 20 }, requests: 20_000 });
    expect(s.latencyMs.mean).toBeGreaterThan(39.7);
    expect(s.latencyMs.mean).toBeLessThan(40.3);
    expect(s.latencyMs.max).toBeLessThanOrEqual(60);
  });

  it('loss of replies alone: every request is worked on, and some answers never come', () => {
    const s = summaryOf({ network: { lossBackPercent: 20 }, requests: 5000 });
    expect(s.nodes[1].received).toBe(5000);
    expect(s.requests.byReason['timed-out'] / 5000).toBeCloseTo(0.2, 1);
    expect(s.links[0].lost).toBe(s.requests.failed);
  });

  it('duplicates: the work is done twice, the request has one fate', () => {
    const s = summaryOf({ network: { duplicatePercent: 25 }, requests: 8000 });
    expect(s.requests).toMatchObject({ sent: 8000, ok: 8000, failed: 0, inFlight: 0 });
    expect(s.nodes[1].received / 8000).toBeGreaterThan(1.23);
    expect(s.nodes[1].received / 8000).toBeLessThan(1.27);
    expect(s.nodes[1].completed).toBe(s.nodes[1].received);
    expect(s.links[0].delivered).toBe(s.links[0].sent);
  });

  it('a copy stands in for a message that was lost', () => {
    const lossy = summaryOf({ lossPercent: 20, requests: 5000 });
    const doubled = summaryOf({ lossPercent: 20, network: { duplicatePercent: 100 }, requests: 5000 });
    expect(lossy.requests.failed).toBeGreaterThan(1500);
    expect(doubled.requests.failed).toBe(0);
  });

  it('messages held back are overtaken; a wire that keeps the order holds up those behind instead', () => {
    const orderOf = (run: Run): number[] => {
      const { messages } = run.window(0, 2e9, 100_000);
      const rows = Array.from({ length: messages.count }, (_, i) => i).filter((i) => messages.forward[i] === 1);
      return rows.sort((p, q) => messages.arriveNs[p] - messages.arriveNs[q]).map((i) => messages.request[i]);
    };
    const overtakings = (network: LinkNetwork): number => {
      const order = orderOf(finished(oneWire({ network, requests: 200, ratePerSecond: 200 })));
      return order.filter((request, i) => i > 0 && request < order[i - 1]).length;
    };
    expect(overtakings({})).toBe(0);
    expect(overtakings({ reorderPercent: 10, reorderMs: 50 })).toBeGreaterThan(5);
    expect(overtakings({ jitterMs: 50 })).toBeGreaterThan(5);
    expect(overtakings({ jitterMs: 50, inOrder: true })).toBe(0);
  });

  it('bandwidth: a message takes its size over the rate, and waits for those before it', () => {
    const alone = summaryOf({ network: { bandwidthMbps: 8, requestKB: 1, replyKB: 10 }, ratePerSecond: 10, requests: 100 });
    expect(alone.latencyMs.mean).toBeCloseTo(20 + 1 + 10, 6);
    // 10 KB every 8 ms over a line that carries 10 KB in 10 ms: the queue grows by 2 ms with every reply.
    const busy = summaryOf({ network: { bandwidthMbps: 8, requestKB: 0, replyKB: 10 }, ratePerSecond: 125, requests: 100 });
    expect(busy.latencyMs.max).toBeCloseTo(20 + 10 + 99 * 2, 6);
    expect(busy.requests.ok).toBe(100);
  });

  it('a full buffer throws messages away instead of queueing without end', () => {
    const s = summaryOf({ network: { bandwidthMbps: 8, requestKB: 0, replyKB: 10, bufferKB: 50 }, ratePerSecond: 1000, requests: 1000 });
    expect(s.latencyMs.max).toBeLessThanOrEqual(20 + 60);
    expect(s.requests.ok).toBeLessThan(120);
    expect(s.links[0].lost).toBe(1000 - s.requests.ok);
  });

  it('connections: set up once while in use, and again after a pause', () => {
    const kept = summaryOf({ network: { connectionMs: 100 }, ratePerSecond: 1, requests: 10 });
    expect(kept.latencyMs.max).toBeCloseTo(120, 6);
    expect(kept.latencyMs.p50).toBeCloseTo(20, 0);
    const each = summaryOf({ network: { connectionMs: 100, idleSeconds: 0 }, ratePerSecond: 1, requests: 10 });
    expect(each.latencyMs.mean).toBeCloseTo(120, 6);
  });

  it('distance: light needs 80 ms for 16,000 km of glass, on top of the latency, each way', () => {
    expect(summaryOf({ network: { distanceKm: 16_000 } }).latencyMs.mean).toBeCloseTo(20 + 160, 6);
  });

  it('handshakes: so many round trips before the first request of a connection', () => {
    const far = { distanceKm: 2000, handshakes: 3, idleSeconds: 0 };
    expect(summaryOf({ network: far, ratePerSecond: 1, requests: 10 }).latencyMs.mean).toBeCloseTo(40 + 3 * 40, 6);
    const kept = summaryOf({ network: { ...far, idleSeconds: 60 }, ratePerSecond: 1, requests: 10 });
    expect([kept.latencyMs.max, kept.latencyMs.p50]).toEqual([160, expect.closeTo(40, 0)]);
  });

  it('work per handshake: the far end reckons for one new connection at a time', () => {
    const s = summaryOf({ network: { handshakeWorkMs: 12, idleSeconds: 0 }, ratePerSecond: 100, requests: 100 });
    // One comes every 10 ms and takes 12: the last waits for 99 times 2 ms.
    expect(s.latencyMs.max).toBeCloseTo(20 + 12 + 99 * 2, 6);
    expect(summaryOf({ network: { handshakeWorkMs: 12 }, ratePerSecond: 100, requests: 100 }).latencyMs.max).toBeCloseTo(32, 6);
  });

  it('retransmission: what is lost, damaged or doubled arrives once, in order and late', () => {
    const network = { retransmitMs: 200, damagedPercent: 5, duplicatePercent: 20, reorderPercent: 20, reorderMs: 50 };
    const run = finished(oneWire({ lossPercent: 10, network, requests: 2000 }));
    const s = run.summary();
    expect([s.requests.ok, s.nodes[1].received, s.links[0].lost]).toEqual([2000, 2000, 0]);
    expect(s.latencyMs.p99).toBeGreaterThan(220);
    // One in seven is sent again, both ways, and again where that is lost, too.
    expect(summaryOf({ lossPercent: 10, network: { retransmitMs: 200 }, ratePerSecond: 1, requests: 2000 }).latencyMs.mean).toBeCloseTo(
      20 + 2 * (0.1 * 200 + 0.01 * 400 + 0.001 * 800 + 0.0001 * 1600),
      -1,
    );
    const { messages } = run.window(0, 5e9, 100_000);
    const there = Array.from({ length: messages.count }, (_, i) => i).filter((i) => messages.forward[i] === 1);
    const order = there.sort((p, q) => messages.arriveNs[p] - messages.arriveNs[q] || p - q).map((i) => messages.request[i]);
    expect(order).toEqual([...order].sort((p, q) => p - q));
  });

  it('retransmission gives up at last, and does not get over a wire that is cut', () => {
    const dead = summaryOf({ lossPercent: 100, network: { retransmitMs: 1 }, requests: 10, timeoutMs: 1000 });
    expect(dead.requests.failed).toBe(10);
    const scenario = oneWire({ network: { retransmitMs: 1 }, requests: 100, timeoutMs: 1000 });
    const cut = finished({ ...scenario, faults: [{ id: 'F1', type: 'cut', link: 'L1', atSeconds: 0 }] });
    expect(cut.summary().requests.failed).toBe(100);
  });

  it('work per message: a sender packs one at a time, however fast the wire', () => {
    const s = summaryOf({ network: { perMessageMs: 5 }, ratePerSecond: 400, requests: 100 });
    // The last request comes after 247.5 ms and waits until 100 are packed; its reply is packed in step with the others.
    expect(s.latencyMs.max).toBeGreaterThan(250);
    expect(summaryOf({ network: { perMessageMs: 5 }, ratePerSecond: 10, requests: 100 }).latencyMs.mean).toBeCloseTo(30, 6);
  });

  it('damaged messages are thrown away', () => {
    const s = summaryOf({ network: { damagedPercent: 10 }, requests: 5000 });
    expect(s.requests.failed / 5000).toBeGreaterThan(0.17);
    expect(s.requests.failed / 5000).toBeLessThan(0.21);
  });

  it('all of it together resumes from any moment as it went', () => {
    const run = finished(
      oneWire({
        lossPercent: 3,
        serviceMs: 3,
        requests: 2000,
        timeoutMs: 500,
        network: {
          latencyBack: { type: 'exponential', meanMs: 5 },
          jitterMs: 9,
          duplicatePercent: 20,
          reorderPercent: 10,
          bandwidthMbps: 5,
          bufferKB: 100,
          connectionMs: 30,
          idleSeconds: 1,
          perMessageMs: 1,
          damagedPercent: 2,
          distanceKm: 300,
          handshakes: 2,
          handshakeWorkMs: 1,
          retransmitMs: 40,
        },
      }),
    );
    const { requests, traceHash } = run.summary();
    expect(requests.ok + requests.failed + requests.inFlight).toBe(requests.sent);
    for (let share = 1; share < 10; share++) {
      const again = run.branch((run.reachedNs * share) / 10, []);
      while (!again.advance({ maxEvents: 1_000_000 }));
      expect(again.summary().traceHash).toBe(traceHash);
    }
  });
});

describe('draws from a counter', () => {
  it('are even, and independent of their neighbours in count, purpose and salt', () => {
    const cells = 16;
    const draws = 64_000;
    const mean = draws / cells;
    const chiSquare = (draw: (i: number) => number): number => {
      const counts = new Float64Array(cells);
      for (let i = 0; i < draws; i++) counts[draw(i) >>> 28]++;
      return counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
    };
    // 15 degrees of freedom: 37.7 is exceeded by chance once in a thousand.
    expect(chiSquare((i) => counterDraw(12345, 1, i))).toBeLessThan(37.7);
    expect(chiSquare((i) => counterDraw(i, 1, 5))).toBeLessThan(37.7);
    expect(chiSquare((i) => counterDraw(12345, 1, i) ^ counterDraw(12345, 2, i))).toBeLessThan(37.7);
    expect(chiSquare((i) => counterDraw(12345, 1, i) ^ counterDraw(12345, 1, i + 1))).toBeLessThan(37.7);
    expect(chiSquare((i) => counterDraw(12345, 1, i) ^ counterDraw(12346, 1, i))).toBeLessThan(37.7);
  });
});
