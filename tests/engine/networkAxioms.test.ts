import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRun, MessageType, type Run } from '../../src/sim/index';
import { build } from '../support/scenarios';

/** Runs of each property; more by hand. */
const RUNS = Number(process.env.FAULTBOARD_AXIOMS ?? 12);
const PEERS = ['G1', 'G2', 'G3', 'G4'];
const SECONDS = 12;

type Pair = readonly [string, string];

/** What is done to pairs of peers for a while, and whom it keeps from whom: told here once more, apart from the engine. */
interface Cut {
  readonly fault: object;
  readonly isCut: (from: string, to: string, atSeconds: number) => boolean;
}

const times = { at: fc.integer({ min: 0, max: 80 }), long: fc.integer({ min: 1, max: 60 }) };
const during = (at: number, long: number, t: number): boolean => t >= at / 10 && t < (at + long) / 10;
const pairs: Pair[] = PEERS.flatMap((from) => PEERS.filter((to) => to !== from).map((to): Pair => [from, to]));

const partition = fc.record({ ...times, near: fc.subarray(PEERS, { minLength: 1, maxLength: 3 }) }).map(({ at, long, near }): Cut => ({
  fault: {
    type: 'partition',
    groups: [{ name: 'near', nodes: near }, { nodes: PEERS.filter((id) => !near.includes(id)) }],
    atSeconds: at / 10,
    forSeconds: long / 10,
  },
  isCut: (from, to, t) => near.includes(from) !== near.includes(to) && during(at, long, t),
}));

const oneWay = fc
  .record({ ...times, pair: fc.constantFrom(...pairs), direction: fc.constantFrom('both', 'forward', 'backward') })
  .map(({ at, long, pair: [from, to], direction }): Cut => ({
    fault: { type: 'lane', does: 'cut', from, to, direction, atSeconds: at / 10, forSeconds: long / 10 },
    isCut: (sender, receiver, t) =>
      during(at, long, t) &&
      ((sender === from && receiver === to && direction !== 'backward') || (sender === to && receiver === from && direction !== 'forward')),
  }));

const flapping = fc
  .record({
    ...times,
    pair: fc.constantFrom(...pairs),
    every: fc.integer({ min: 2, max: 20 }),
    share: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  })
  .map(({ at, long, pair: [from, to], every, share }): Cut => {
    const down = Math.max(1, Math.min(every - 1, Math.round(every * share)));
    // A turn that has begun goes on to its end.
    const turns = Array.from({ length: Math.ceil(long / every) }, (_, i) => at + i * every);
    const isDown = (t: number): boolean => turns.some((from) => during(from, down, t));
    return {
      fault: { type: 'flap-lane', from, to, atSeconds: at / 10, forSeconds: long / 10, everySeconds: every / 10, downSeconds: down / 10 },
      isCut: (sender, receiver, t) => [sender, receiver].every((id) => id === from || id === to) && isDown(t),
    };
  });

const cuts = fc.array(fc.oneof(partition, oneWay, flapping), { maxLength: 5 });
const drawn = fc.record({
  seed: fc.integer({ min: 0, max: 4_294_967_295 }),
  latencyMs: fc.integer({ min: 1, max: 400 }),
  jitterMs: fc.constantFrom(0, 150),
  mode: fc.constantFrom('push', 'pull', 'push-pull'),
  inFrame: fc.boolean(),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer D> ? D : never;

/** Four peers over one network, told something new twice a second by a client. */
function gossip({ seed, latencyMs, jitterMs, mode, inFrame }: Drawn, network: object, faults: readonly object[]): Run {
  const run = createRun(
    build({
      durationSeconds: SECONDS,
      seed,
      nodes: [
        { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 2, writePercent: 100 } },
        { id: 'N1', kind: 'network', params: { latency: { type: 'uniform', minMs: 1, maxMs: latencyMs + 1 }, jitterMs, ...network } },
        ...PEERS.map((id) => ({ id, kind: 'gossip', ...(inFrame ? { network: 'N1' } : {}), params: { mode, intervalMs: 90 } })),
      ],
      links: [{ from: 'C1', to: 'G1' }, ...(inFrame ? [] : PEERS.map((from) => ({ from, to: 'N1' })))],
      faults: faults.map((fault, i) => ({ id: `F${i + 1}`, ...fault })),
    }),
  );
  while (!run.advance({ maxEvents: 100_000 }));
  return run;
}

/** A message as the trace has it. */
interface Sent {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly sentNs: number;
  readonly arriveNs: number;
  readonly isLost: boolean;
}

/** Every message between members, in the order of sending. */
function messagesOf(run: Run): Sent[] {
  const { lanes, messages } = run.window(0, run.endNs, 1_000_000);
  const found: Sent[] = [];
  for (let row = 0; row < messages.count; row++) {
    const lane = messages.link[row] - run.index.links.length;
    if (messages.type[row] !== MessageType.message || lane < 0) continue;
    const ends = [run.index.nodes[lanes[lane * 3 + 1]].id, run.index.nodes[lanes[lane * 3 + 2]].id];
    if (messages.forward[row] === 0) ends.reverse();
    found.push({
      id: messages.id[row],
      from: ends[0],
      to: ends[1],
      sentNs: messages.sentNs[row],
      arriveNs: messages.arriveNs[row],
      isLost: messages.lost[row] === 1,
    });
  }
  return found;
}

function gauge(run: Run, id: string, name: string): number {
  const node = run.summary().nodes.find((candidate) => candidate.id === id);
  return node?.gauges.find((found) => found.name === name)?.end ?? NaN;
}

const received = (run: Run): number => PEERS.reduce((sum, id) => sum + gauge(run, id, 'messagesReceived'), 0);

describe('a network under faults that overlap', () => {
  it('loses what is sent across a cut, whichever of several holds it, and nothing else', () => {
    fc.assert(
      fc.property(drawn, cuts, (network, faults) => {
        const run = gossip(
          network,
          {},
          faults.map(({ fault }) => fault),
        );
        const sent = messagesOf(run);
        for (const { from, to, sentNs, isLost, id } of sent)
          expect([id, isLost]).toEqual([id, faults.some(({ isCut }) => isCut(from, to, sentNs / 1e9))]);
        expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
        const lost = sent.filter(({ isLost }) => isLost).length;
        const arrived = sent.filter(({ isLost, arriveNs }) => !isLost && arriveNs <= run.endNs).length;
        expect([gauge(run, 'N1', 'sent'), gauge(run, 'N1', 'lost')]).toEqual([sent.length, lost]);
        expect([received(run), gauge(run, 'N1', 'underWay')]).toEqual([arrived, sent.length - lost - arrived]);
      }),
      { numRuns: RUNS, seed: 21 },
    );
  });

  it('delivers in the order of sending where it promises order, whatever else it does, and when its latency falls during the run', () => {
    const doing = fc.record({
      duplicatePercent: fc.constantFrom(0, 30),
      reorderPercent: fc.constantFrom(0, 40),
      lossPercent: fc.constantFrom(0, 20),
      damagedPercent: fc.constantFrom(0, 20),
      bandwidthMbps: fc.constantFrom(0, 0.05),
    });
    fc.assert(
      fc.property(drawn, doing, cuts, fc.integer({ min: 1, max: 9 }), (network, traits, faults, atSeconds) => {
        const faster = { type: 'set', node: 'N1', param: 'latency', value: { type: 'constant', valueMs: 1 }, atSeconds };
        const run = gossip(network, { ...traits, inOrder: true }, [...faults.map(({ fault }) => fault), faster]);
        const last = new Map<string, number>();
        const times = new Map<number, number>();
        for (const { from, to, sentNs, arriveNs, isLost, id } of messagesOf(run)) {
          times.set(id, (times.get(id) ?? 0) + 1);
          if (faults.some(({ isCut }) => isCut(from, to, sentNs / 1e9))) expect([id, isLost]).toEqual([id, true]);
          // A second copy is a message of its own in the trace: it overtakes nobody, and may come late.
          if (isLost || traits.duplicatePercent > 0) continue;
          expect([id, arriveNs >= (last.get(from + to) ?? 0)]).toEqual([id, true]);
          last.set(from + to, arriveNs);
        }
        expect(Math.max(1, ...times.values())).toBe(1);
        if (traits.duplicatePercent === 0) expect(gauge(run, 'N1', 'sent')).toBe(times.size);
      }),
      { numRuns: RUNS, seed: 22 },
    );
  });

  it('loses what comes to a member that is down, keeps what comes to one that is paused, and counts each message once', () => {
    const outage = fc.record({ ...times, who: fc.constantFrom(...PEERS), type: fc.constantFrom('crash', 'pause') });
    fc.assert(
      fc.property(drawn, fc.array(outage, { maxLength: 3 }), fc.constantFrom(0, 25), (network, outages, lossPercent) => {
        const faults = outages.map(({ at, long, who, type }) => ({ type, node: who, atSeconds: at / 10, forSeconds: long / 10 }));
        const run = gossip(network, { lossPercent }, faults);
        const sent = messagesOf(run);
        const lost = sent.filter(({ isLost }) => isLost).length;
        expect(gauge(run, 'N1', 'sent')).toBe(sent.length);
        if (lossPercent === 0) expect(gauge(run, 'N1', 'lost') - lost).toBeGreaterThanOrEqual(0);
        expect(received(run) + gauge(run, 'N1', 'lost') + gauge(run, 'N1', 'underWay')).toBe(sent.length);
        const isDown = (id: string, t: number): boolean =>
          outages.some(({ at, long, who, type }) => type === 'crash' && who === id && during(at, long, t));
        for (const { from, sentNs } of sent) expect([from, sentNs, isDown(from, sentNs / 1e9)]).toEqual([from, sentNs, false]);
      }),
      { numRuns: RUNS, seed: 23 },
    );
  });
});
