import { describe, expect, it } from 'vitest';
import { createRun, type Run } from '../../src/sim/index';
import { agreementFault, sourceOrderFault, type Seen } from '../../src/sim/checkers/order';
import { build } from '../support/scenarios';

const LATENCY = { type: 'exponential', meanMs: 100 };

/** Two sources and two sinks that follow both, over one network, directly or through a sequencer. */
function feed(options: { through: 'nothing' | 'sequencer'; order: string; lossPercent?: number; holdMs?: number; faults?: object[] }): Run {
  const isDirect = options.through === 'nothing';
  const wires = isDirect
    ? [
        ['SO1', 'SI1'],
        ['SO1', 'SI2'],
        ['SO2', 'SI1'],
        ['SO2', 'SI2'],
      ]
    : [
        ['SO1', 'SQ1'],
        ['SO2', 'SQ1'],
        ['SQ1', 'SI1'],
        ['SQ1', 'SI2'],
      ];
  const members = ['SO1', 'SO2', 'SI1', 'SI2', ...(isDirect ? [] : ['SQ1'])];
  const kind = (id: string): string => (id.startsWith('SO') ? 'source' : id.startsWith('SI') ? 'sink' : 'sequencer');
  const params = (id: string): object =>
    kind(id) === 'source'
      ? { ratePerSecond: 5, eventLimit: 100 }
      : kind(id) === 'sink'
        ? { order: options.order, askAgainMs: 300, holdMs: options.holdMs ?? 1000 }
        : {};
  const run = createRun(
    build({
      durationSeconds: 60,
      nodes: [{ id: 'N1', kind: 'network' }, ...members.map((id) => ({ id, kind: kind(id), params: params(id) }))],
      links: [
        ...members.map((from) => ({ from, to: 'N1' })),
        ...wires.map(([from, to]) => ({ from, to, latency: LATENCY, lossPercent: options.lossPercent ?? 0 })),
      ],
      faults: options.faults ?? [],
    }),
  );
  while (!run.advance({ maxEvents: 100_000 }));
  return run;
}

/** What each sink took, in order; sources by number. */
function seenBy(run: Run): Seen[] {
  const index = new Map(run.index.nodes.map((node, i) => [node.id, i]));
  return ['SI1', 'SI2'].map((sink) =>
    run
      .history()
      .filter((row) => row.type === 'ok' && row.operation === 'take' && row.node === index.get(sink))
      .map((row) => {
        const [source, number] = row.value as readonly [string, number];
        return { source: index.get(source) ?? -1, number };
      }),
  );
}

const both = [new Set([1, 2]), new Set([1, 2])];

describe('streams of events over a network', () => {
  it('taken as they come, are in nobody’s order', () => {
    const seen = seenBy(feed({ through: 'nothing', order: 'arrival' }));
    expect(seen.map((list) => list.length)).toEqual([200, 200]);
    expect(sourceOrderFault(seen)).not.toBeNull();
    expect(agreementFault(seen, both)).not.toBeNull();
  });

  it('sent directly, keep the order of each source when sinks hold back, but sinks disagree on how they merge', () => {
    const seen = seenBy(feed({ through: 'nothing', order: 'source' }));
    expect(seen.map((list) => list.length)).toEqual([200, 200]);
    expect(sourceOrderFault(seen)).toBeNull();
    expect(agreementFault(seen, both)).not.toBeNull();
  });

  it('through a sequencer, are one stream for all, with a fifth of the messages lost', () => {
    const seen = seenBy(feed({ through: 'sequencer', order: 'centre', lossPercent: 20 }));
    expect(seen.map((list) => list.length)).toEqual([200, 200]);
    expect(sourceOrderFault(seen)).toBeNull();
    expect(agreementFault(seen, both)).toBeNull();
  });

  it('by the time they were made, are one stream for all without a centre, as long as sinks wait for what is under way', () => {
    const patient = seenBy(feed({ through: 'nothing', order: 'time' }));
    expect(patient.map((list) => list.length)).toEqual([200, 200]);
    expect(sourceOrderFault(patient)).toBeNull();
    expect(agreementFault(patient, both)).toBeNull();
    const hasty = seenBy(feed({ through: 'nothing', order: 'time', holdMs: 50 }));
    expect(agreementFault(hasty, both)).toBeNull();
    for (const list of hasty) expect(list.length).toBeLessThan(190);
  });

  it('stop when the sequencer dies, and go on where they were when it is back', () => {
    const dead = seenBy(feed({ through: 'sequencer', order: 'centre', faults: [{ id: 'F1', atSeconds: 5, type: 'crash', node: 'SQ1' }] }));
    expect(dead[0].length).toBeLessThan(60);
    expect(agreementFault(dead, both)).toBeNull();
    const back = seenBy(
      feed({ through: 'sequencer', order: 'centre', faults: [{ id: 'F1', atSeconds: 5, type: 'crash', node: 'SQ1', forSeconds: 5 }] }),
    );
    expect(back.map((list) => list.length)).toEqual([200, 200]);
    expect(agreementFault(back, both)).toBeNull();
  });
});
