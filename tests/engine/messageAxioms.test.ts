import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRun, MessageType, type Run } from '../../src/sim/index';
import { build } from '../support/scenarios';

interface Drawn {
  readonly lossPercent: number;
  readonly duplicatePercent: number;
  readonly reorderPercent: number;
  readonly inOrder: boolean;
  readonly medianMs: number;
  readonly seed: number;
}

const drawn = fc.record({
  lossPercent: fc.constantFrom(0, 0, 10, 60),
  duplicatePercent: fc.constantFrom(0, 0, 20),
  reorderPercent: fc.constantFrom(0, 0, 30),
  inOrder: fc.boolean(),
  medianMs: fc.integer({ min: 0, max: 300 }),
  seed: fc.integer({ min: 0, max: 4_294_967_295 }),
});

const SINKS = ['SI1', 'SI2', 'SI3', 'SI4'];
const SOURCES = ['SO1', 'SO2'];

/** Two sources that talk to four sinks, each pair by a lane of its own. */
function chatter(network: Drawn, faults: object[] = []): Run {
  const { medianMs, seed, ...params } = network;
  const members = [...SOURCES, ...SINKS];
  const run = createRun(
    build({
      durationSeconds: 20,
      seed,
      nodes: [
        { id: 'N1', kind: 'network', params: { ...params, latency: { type: 'lognormal', medianMs, sigma: 1 } } },
        ...SOURCES.map((id) => ({ id, kind: 'source', params: { ratePerSecond: 10, eventLimit: 50 } })),
        ...SINKS.map((id) => ({ id, kind: 'sink' })),
      ],
      links: [
        ...members.map((from) => ({ from, to: 'N1' })),
        ...SOURCES.flatMap((from) =>
          SINKS.map((to) => ({ from, to, latency: { type: 'lognormal', medianMs, sigma: 1 }, network: traitsOf(network) })),
        ),
      ],
      faults,
    }),
  );
  while (!run.advance({ maxEvents: 100_000 }));
  return run;
}

function traitsOf({ lossPercent, duplicatePercent, reorderPercent, inOrder }: Drawn): object {
  return { lossBackPercent: lossPercent, duplicatePercent, reorderPercent, inOrder };
}

/** Numbers that a sink took of a source, in the order of their coming. */
function taken(run: Run, sink: string, source: string): number[] {
  const at = run.index.nodes.findIndex((node) => node.id === sink);
  return run
    .history()
    .filter((row) => row.type === 'ok' && row.operation === 'take' && row.node === at && (row.value as [string, number])[0] === source)
    .map((row) => (row.value as [string, number])[1]);
}

const pairs = SINKS.flatMap((sink) => SOURCES.map((source) => [sink, source] as const));

function gauge(run: Run, id: string, name: string): number {
  return (
    run
      .summary()
      .nodes.find((node) => node.id === id)
      ?.gauges.find((found) => found.name === name)?.end ?? NaN
  );
}

describe('what a network promises', () => {
  it('nothing comes twice unless the lane doubles; all comes once where it loses and doubles nothing', () => {
    fc.assert(
      fc.property(drawn, (network) => {
        const run = chatter({ ...network, lossPercent: 0 });
        for (const [sink, source] of pairs) {
          const numbers = taken(run, sink, source);
          if (network.duplicatePercent > 0) expect(new Set(numbers).size).toBe(50);
          else expect([...numbers].sort((p, q) => p - q)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
        }
      }),
      { numRuns: 40, seed: 11 },
    );
  });

  it('in order where order is promised', () => {
    fc.assert(
      fc.property(drawn, (network) => {
        const run = chatter({ ...network, inOrder: true, reorderPercent: 0, duplicatePercent: 0 });
        for (const [sink, source] of pairs) {
          const numbers = taken(run, sink, source);
          expect(numbers).toEqual([...numbers].sort((p, q) => p - q));
        }
      }),
      { numRuns: 40, seed: 12 },
    );
  });

  it('every message is counted once: it arrived, was lost, or is still under way', () => {
    fc.assert(
      fc.property(drawn, (network) => {
        const run = chatter({ ...network, duplicatePercent: 0 });
        const received = SINKS.reduce((sum, id) => sum + gauge(run, id, 'messagesReceived'), 0);
        const sent = SOURCES.reduce((sum, id) => sum + gauge(run, id, 'messagesSent'), 0);
        expect(gauge(run, 'N1', 'sent')).toBe(sent);
        expect(received + gauge(run, 'N1', 'lost') + gauge(run, 'N1', 'underWay')).toBe(sent);
      }),
      { numRuns: 40, seed: 13 },
    );
  });

  it('nothing that is sent across a partition arrives, in whichever of its forms, and all else does as before', () => {
    const groups = [{ nodes: ['SO1', 'SI1', 'SI2'] }, { name: 'the rest', nodes: ['SO2', 'SI3', 'SI4'] }];
    const forms: object[] = [
      { id: 'F1', type: 'partition', groups, atSeconds: 2, forSeconds: 2 },
      { id: 'F1', type: 'isolate', nodes: ['SO1', 'SI1', 'SI2'], atSeconds: 2, forSeconds: 2 },
      { id: 'F1', type: 'isolate', nodes: ['SO1', 'SI1', 'SI2'], others: ['SO2', 'SI3', 'SI4'], atSeconds: 2, forSeconds: 2 },
    ];
    const plain: Drawn = { lossPercent: 0, duplicatePercent: 20, reorderPercent: 0, inOrder: false, medianMs: 40, seed: 5 };
    for (const fault of forms) {
      const run = chatter(plain, [fault]);
      const window = run.window(0, run.endNs, 1_000_000);
      const side = (node: number): number => (groups[0].nodes.includes(run.index.nodes[node].id) ? 1 : 2);
      let crossed = 0;
      for (let row = 0; row < window.messages.count; row++) {
        if (window.messages.type[row] !== MessageType.message) continue;
        const link = run.index.links[window.messages.link[row]];
        const isApart = window.messages.sentNs[row] >= 2e9 && window.messages.sentNs[row] < 4e9 && side(link.from) !== side(link.to);
        if (isApart) crossed++;
        expect(window.messages.lost[row]).toBe(isApart ? 1 : 0);
      }
      expect(crossed).toBeGreaterThan(50);
    }
  });

  it('one way only, where a group is cut off in one direction', () => {
    const plain: Drawn = { lossPercent: 0, duplicatePercent: 0, reorderPercent: 0, inOrder: false, medianMs: 1, seed: 5 };
    const run = chatter(plain, [{ id: 'F1', type: 'isolate', nodes: ['SI1'], direction: 'out', atSeconds: 0 }]);
    expect(taken(run, 'SI1', 'SO1')).toHaveLength(50);
    const deaf = chatter(plain, [{ id: 'F1', type: 'isolate', nodes: ['SI1'], direction: 'in', atSeconds: 0 }]);
    expect(taken(deaf, 'SI1', 'SO1')).toHaveLength(0);
    expect(taken(deaf, 'SI2', 'SO1')).toHaveLength(50);
  });
});

describe('lanes that nobody drew', () => {
  /** Five gossip peers in one network; the client writes to the first every second. */
  const gossipers = (faults: object[]): Run => {
    const peers = ['G1', 'G2', 'G3', 'G4', 'G5'];
    const run = createRun(
      build({
        durationSeconds: 30,
        nodes: [
          { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 1, writePercent: 100 } },
          { id: 'N1', kind: 'network' },
          ...peers.map((id) => ({ id, kind: 'gossip', params: { intervalMs: 100 } })),
        ],
        links: [{ from: 'C1', to: 'G1' }, ...peers.map((from) => ({ from, to: 'N1' }))],
        faults,
      }),
    );
    while (!run.advance({ maxEvents: 100_000 }));
    return run;
  };

  /** Messages of the pair G1 and G2 in one direction: how many, how many lost, and how long the slowest took. */
  const between = (run: Run, from: string, to: string): { sent: number; lost: number; slowestMs: number } => {
    const { lanes, messages } = run.window(0, run.endNs, 1_000_000);
    const found = { sent: 0, lost: 0, slowestMs: 0 };
    for (let row = 0; row < messages.count; row++) {
      const lane = messages.link[row] - run.index.links.length;
      if (lane < 0) continue;
      const ends = [run.index.nodes[lanes[lane * 3 + 1]].id, run.index.nodes[lanes[lane * 3 + 2]].id];
      if (messages.forward[row] === 0) ends.reverse();
      if (ends[0] !== from || ends[1] !== to) continue;
      found.sent++;
      found.lost += messages.lost[row];
      found.slowestMs = Math.max(found.slowestMs, (messages.arriveNs[row] - messages.sentNs[row]) / 1e6);
    }
    return found;
  };

  it('can be cut one way, slowed and flapped, before and after they were first used', () => {
    for (const atSeconds of [0, 10]) {
      const cut = gossipers([{ id: 'F1', type: 'lane', does: 'cut', direction: 'backward', from: 'G1', to: 'G2', atSeconds }]);
      expect(between(cut, 'G1', 'G2').lost).toBe(0);
      expect(between(cut, 'G2', 'G1').lost).toBeGreaterThan(20);
      const slow = gossipers([{ id: 'F1', type: 'lane', does: 'slow', factor: 7, from: 'G2', to: 'G1', atSeconds }]);
      expect(between(slow, 'G1', 'G2').slowestMs).toBe(70);
      expect(between(slow, 'G1', 'G3').slowestMs).toBe(10);
      const healed = gossipers([
        { id: 'F1', type: 'lane', does: 'cut', from: 'G1', to: 'G2', atSeconds },
        { id: 'F2', type: 'heal-all', atSeconds: atSeconds + 1 },
      ]);
      expect(between(healed, 'G2', 'G1').lost).toBeLessThan(15);
    }
    const flapping = gossipers([{ id: 'F1', type: 'flap-lane', from: 'G1', to: 'G2', atSeconds: 0, everySeconds: 2, downSeconds: 1 }]);
    const { sent, lost } = between(flapping, 'G1', 'G2');
    expect(lost / sent).toBeGreaterThan(0.35);
    expect(lost / sent).toBeLessThan(0.65);
  });

  it('a partition acts on them as on wires, and ends', () => {
    const run = gossipers([
      { id: 'F1', type: 'partition', groups: [{ nodes: ['G1'] }, { nodes: ['G2', 'G3', 'G4', 'G5'] }], atSeconds: 5, forSeconds: 10 },
    ]);
    expect(between(run, 'G1', 'G2').lost).toBeGreaterThan(10);
    const views = ['G1', 'G2', 'G3', 'G4', 'G5'].map((id) => gauge(run, id, 'known'));
    expect(Math.min(...views)).toBeGreaterThan(20);
  });
});
