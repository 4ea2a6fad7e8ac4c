import { describe, expect, it } from 'vitest';
import { FIELD_COUNT, createRun, keySpace, type InspectSection, type NodeInspection, type Run, type Scenario } from '../../src/sim/index';
import { describeState } from '../../src/sim/run/describeState';
import { build, shippedScenarios } from '../support/scenarios';
import { programsOf } from '../support/programs';
import '../support/pythonReady';

function finished(name: string): Run {
  const [, scenario] = shippedScenarios().find(([known]) => known === name) ?? [];
  if (scenario === undefined) throw new Error(`${name} is missing`);
  const run = createRun(scenario, programsOf(scenario));
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

function look(run: Run, atNs: number, node: string): NodeInspection {
  const inside = run.inspect(atNs, node);
  if (inside === null) throw new Error(`${node} is missing`);
  return inside;
}

function table(inside: NodeInspection, title: string): Extract<InspectSection, { type: 'table' }> | undefined {
  return inside.sections.find(
    (section): section is Extract<InspectSection, { type: 'table' }> => section.type === 'table' && section.title === title,
  );
}

function fact(inside: NodeInspection, name: string): unknown {
  return inside.sections.flatMap((section) => (section.type === 'facts' ? section.facts : [])).find(([title]) => title === name)?.[1];
}

describe('the inside of a part', () => {
  it('lists as many requests as the gauges count: in the slots, and waiting in the order in which they came', () => {
    const run = finished('database-bottleneck');
    let seen = 0;
    for (let share = 0.2; share < 1; share += 0.1) {
      const inside = look(run, Math.floor(run.reachedNs * share), 'DB1');
      const served = table(inside, 'In service');
      const waiting = table(inside, 'Waiting, oldest first');
      expect(`${served?.total} of ${served?.places}`).toBe(fact(inside, 'busy slots'));
      expect(waiting?.total ?? 0).toBe(fact(inside, 'waiting'));
      expect((served?.total ?? 0) + (waiting?.total ?? 0)).toBe(fact(inside, 'inside'));
      for (const row of served?.rows ?? []) expect(row.at(-1)).toMatch(/^is served, done in [\d.]+ ms$/);
      const came = (waiting?.rows ?? []).map((row) => Number.parseFloat(String(row[4])));
      expect(came).toEqual([...came].sort((p, q) => p - q));
      seen += came.length;
    }
    expect(seen).toBeGreaterThan(10);
  });

  it('says for a worker which part its requests wait for, and for a balancer how it sees its targets', () => {
    const run = finished('five-workers');
    const atNs = Math.floor(run.reachedNs / 2);
    const balancer = run.index.nodes.find((node) => node.kind === 'load-balancer');
    const inside = look(run, atNs, balancer?.id ?? '');
    const view = table(inside, 'Its view of its targets');
    expect(view?.rows.map((row) => row[0])).toEqual(run.scenario.links.filter((link) => link.from === balancer?.id).map((link) => link.to));
    // What it believes to be open at its targets are the calls it has under way.
    const open = view?.columns.indexOf('open') ?? -1;
    expect(open).toBeGreaterThan(0);
    expect(view?.rows.reduce((sum, row) => sum + Number(row[open]), 0)).toBe(table(inside, 'Calls under way')?.total ?? 0);
  });

  it("gives a store's rows as lookups give them one by one", () => {
    const run = finished('four-shards-replicas');
    const atNs = Math.floor(run.reachedNs * 0.8);
    const store = run.index.nodes.find((node) => node.kind === 'shard')?.id ?? '';
    const { rows } = look(run, atNs, store);
    if (rows === null) throw new Error('a shard has rows');
    expect(rows.keys.length).toBeGreaterThan(50);
    expect(rows.writes.length).toBe(rows.keys.length * FIELD_COUNT);
    expect([...rows.writes].some((write) => write > 0)).toBe(true);
    for (const key of [...rows.keys].slice(0, 5)) expect(run.lookup(atNs, store, keySpace(undefined).nameOf(key))?.found).toBe(true);
    expect(run.lookup(atNs, store, 'alexandra')?.found).toBe(rows.keys.includes(keySpace(undefined).indexOf('alexandra')));
  });

  it('puts every key of a router on its circle, with the shard that holds it', () => {
    const run = finished('four-shards');
    const router = run.index.nodes.find((node) => node.kind === 'shard-router')?.id ?? '';
    const ring = look(run, 1e9, router).sections.find((section) => section.type === 'ring');
    if (ring?.type !== 'ring') throw new Error('a router shows a ring');
    for (const { at, key, owner } of ring.keys) {
      expect(at >= 0 && at < 1).toBe(true);
      expect(run.lookup(1e9, owner, key)?.found).toBe(true);
    }
  });

  it('draws a breaker as its three states and says when it tries again', () => {
    const run = finished('circuit-breaker');
    const opened = Array.from({ length: 60 }, (_, i) =>
      look(run, Math.floor(((i + 1) * run.reachedNs) / 60), 'CB1').sections.find((section) => section.type === 'states'),
    );
    const texts = opened.map((section) => (section?.type === 'states' ? section.states[section.current].text : ''));
    expect(texts.some((text) => /^\d of 5 failures in a row$/.test(text))).toBe(true);
    expect(texts.some((text) => /^tries again in [\d.]+ m?s$/.test(text))).toBe(true);
  });

  it('shows the circle of a consistent hash, and each key with the target at or after it', () => {
    const run = createRun(
      build({
        nodes: [
          { id: 'C1', kind: 'client' },
          { id: 'LB1', kind: 'load-balancer', params: { strategy: 'bounded-hash' } },
          { id: 'W1', kind: 'worker' },
          { id: 'W2', kind: 'worker' },
        ],
        links: [
          { from: 'C1', to: 'LB1' },
          { from: 'LB1', to: 'W1' },
          { from: 'LB1', to: 'W2' },
        ],
        durationSeconds: 1,
      }),
    );
    while (!run.advance({ maxEvents: 1_000_000 }));
    const ring = look(run, 5e8, 'LB1').sections.find((section) => section.type === 'ring');
    if (ring?.type !== 'ring') throw new Error('a balancer with a consistent hash shows a circle');
    expect(ring.points.length).toBe(320);
    for (const { at, owner } of ring.keys) expect((ring.points.find((point) => point.at >= at) ?? ring.points[0]).owner).toBe(owner);
  });

  it('shows something of its own for every part of every shipped scenario', () => {
    for (const [name, scenario] of shippedScenarios()) {
      const run = createRun({ ...scenario, durationSeconds: Math.min(scenario.durationSeconds, 8) }, programsOf(scenario));
      while (!run.advance({ maxEvents: 1_000_000 }));
      for (const { id } of run.index.nodes) {
        const { sections, rows } = look(run, Math.floor(run.reachedNs / 2), id);
        const own = sections.filter(({ title }) => !['Standing', 'Work', 'State'].includes(title));
        expect(
          own.length > 0 || rows !== null || sections.some(({ title }) => title === 'Work' || title === 'State'),
          `${name} ${id}`,
        ).toBe(true);
        for (const section of sections)
          if (section.type === 'table')
            for (const row of section.rows) expect(row.length, `${name} ${id} ${section.title}`).toBe(section.columns.length);
      }
    }
  });

  it('shows who is in a network with their neighbours, who is cut off, and what a peer that knows nothing yet is about to do', () => {
    const gossip = shippedScenarios().find(([name]) => name === 'gossip')?.[1];
    if (gossip === undefined) throw new Error('there is a scenario of gossip');
    const split: Scenario['faults'][number] = {
      id: 'F1',
      type: 'partition',
      groups: [{ nodes: ['G1', 'G2'] }, { nodes: ['G3', 'G4'] }],
      atSeconds: 2,
    };
    const run = createRun({ ...gossip, faults: [split], durationSeconds: 8 }, programsOf(gossip));
    while (!run.advance({ maxEvents: 1_000_000 }));
    const members = (atNs: number) => look(run, atNs, 'N1').sections.find(({ title }) => title === 'Members');
    expect(members(1e9)).toMatchObject({ total: 4, rows: [['G1', 'G2 G3 G4', 0], ['G2', 'G1 G3 G4', 0], {}, {}] });
    expect(members(3e9)).toMatchObject({ rows: [['G1', 'G2 G3 G4', 2], {}, {}, {}] });
    const peer = look(run, 1, 'G4').sections.find(({ title }) => title === 'Gossip');
    expect(peer).toMatchObject({
      type: 'facts',
      facts: [
        ['values known', 0],
        ['neighbours', 3],
        ['next round in', '1.000 s'],
      ],
    });
    // What a person reads there, not the number of the write that put it there.
    const known = look(run, 3e9, 'G1').sections.find(({ title }) => title === 'What it knows');
    expect(known).toMatchObject({
      rows: expect.arrayContaining([[expect.stringMatching(/\.\w+$/), 1, 'G1', expect.stringMatching(/\D/), 'told on']]),
    });
  });

  it('is the same when looked at again from elsewhere, and null for a part that is not there', () => {
    const run = finished('single-server');
    const first = look(run, 5e9, 'W1');
    run.inspect(run.reachedNs, 'W1');
    expect(look(run, 5e9, 'W1')).toEqual(first);
    expect(run.inspect(5e9, 'nobody')).toBeNull();
  });
});

describe('plain state', () => {
  it('is read out with units and plain words, and lists with an entry a target stand beside the targets', () => {
    const sections = describeState(
      {
        isOpen: true,
        retryAtNs: 1_500_000_000,
        failures: Int32Array.of(2, 0),
        items: [{ key: 'a', hits: 3 }],
        queue: { head: 1, tail: 2 },
      },
      ['W1', 'W2'],
    );
    expect(sections).toEqual([
      {
        type: 'facts',
        title: 'State',
        facts: [
          ['is open', 'yes'],
          ['retry at', '1.500000 s'],
        ],
      },
      {
        type: 'table',
        title: 'Its view of its targets',
        columns: ['target', 'failures'],
        rows: [
          ['W1', 2],
          ['W2', 0],
        ],
        total: 2,
      },
      { type: 'table', title: 'items', columns: ['key', 'hits'], rows: [['a', 3]], total: 1 },
    ]);
  });
});

describe('moments that a run has not reached', () => {
  /** Goes on for so long that nobody could wait for its end. */
  const endless = build({
    durationSeconds: 1_000_000,
    nodes: [
      { id: 'C1', kind: 'client', params: { ratePerSecond: 1000, writePercent: 50, keyCount: 5 } },
      { id: 'W1', kind: 'worker' },
      { id: 'DB1', kind: 'database' },
    ],
    links: [
      { from: 'C1', to: 'W1' },
      { from: 'W1', to: 'DB1' },
    ],
  });

  it('are not computed by a look: it tells what is known by now', () => {
    const run = createRun(endless, { maxEvents: 100_000 });
    run.advance({ maxEvents: 5_000 });
    const { traceHash, events } = run.summary();
    for (const atNs of [run.endNs, Infinity]) {
      expect(run.lookup(atNs, 'DB1', 'alexandra')).toEqual({ ...run.lookup(run.reachedNs + 1, 'DB1', 'alexandra'), atNs });
      expect(run.inspect(atNs, 'W1')).toEqual({ ...run.inspect(run.reachedNs + 1, 'W1'), atNs });
      expect(run.moment(atNs)).toEqual({ ...run.moment(run.reachedNs + 1), atNs });
      expect(run.moment(atNs).event).toBe(events);
    }
    expect(run.summary()).toMatchObject({ traceHash, events });
    while (!run.advance({ maxEvents: 50_000 }));
    expect(run.lookup(Infinity, 'DB1', 'alexandra')?.keysHeld).toBe(run.lookup(run.reachedNs + 1, 'DB1', 'alexandra')?.keysHeld);
  });

  it('are numbers: anything else is a mistake of whoever asks', () => {
    expect(() => createRun(endless).lookup(NaN, 'DB1', 'alexandra')).toThrow('A moment must be a number of nanoseconds, not NaN.');
  });
});
