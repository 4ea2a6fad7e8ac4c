import { describe, expect, it } from 'vitest';
import { PROFILE_FIELDS, createRun, profileIndex, profileKey, type InspectSection, type NodeInspection, type Run } from '../../src/sim/index';
import { describeState } from '../../src/sim/run/describeState';
import { shippedScenarios } from '../support/scenarios';

function finished(name: string): Run {
  const [, scenario] = shippedScenarios().find(([known]) => known === name) ?? [];
  if (scenario === undefined) throw new Error(`${name} is missing`);
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

function look(run: Run, atNs: number, node: string): NodeInspection {
  const inside = run.inspect(atNs, node);
  if (inside === null) throw new Error(`${node} is missing`);
  return inside;
}

function table(inside: NodeInspection, title: string): Extract<InspectSection, { type: 'table' }> | undefined {
  return inside.sections.find((section): section is Extract<InspectSection, { type: 'table' }> => section.type === 'table' && section.title === title);
}

function fact(inside: NodeInspection, name: string): unknown {
  return inside.sections.flatMap((section) => (section.type === 'facts' ? section.facts : [])).find(([title]) => title === name)?.[1];
}

describe('the inside of a part', () => {
  it('lists as many requests as the gauges count, the waiting ones in the order in which they came', () => {
    const run = finished('database-bottleneck');
    let seen = 0;
    for (let share = 0.2; share < 1; share += 0.1) {
      const inside = look(run, Math.floor(run.reachedNs * share), 'DB1');
      const rows = table(inside, 'Requests inside')?.rows ?? [];
      expect(table(inside, 'Requests inside')?.total ?? 0).toBe(fact(inside, 'inside'));
      const waiting = rows.filter((row) => row[6] === 'waits in the queue');
      if (rows.length < 500) expect(waiting.length).toBe(fact(inside, 'waiting'));
      const came = waiting.map((row) => Number.parseFloat(String(row[4])));
      expect(came).toEqual([...came].sort((p, q) => p - q));
      seen += waiting.length;
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

  it('gives a store\'s rows as lookups give them one by one', () => {
    const run = finished('four-shards-replicas');
    const atNs = Math.floor(run.reachedNs * 0.8);
    const store = run.index.nodes.find((node) => node.kind === 'shard')?.id ?? '';
    const { rows } = look(run, atNs, store);
    if (rows === null) throw new Error('a shard has rows');
    expect(rows.keys.length).toBeGreaterThan(50);
    expect(rows.writes.length).toBe(rows.keys.length * PROFILE_FIELDS.length);
    expect([...rows.writes].some((write) => write > 0)).toBe(true);
    for (const key of [...rows.keys].slice(0, 5)) expect(run.lookup(atNs, store, profileKey(key))?.found).toBe(true);
    expect(run.lookup(atNs, store, 'alexandra')?.found).toBe(rows.keys.includes(profileIndex('alexandra')));
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
    const sections = describeState({ isOpen: true, retryAtNs: 1_500_000_000, failures: Int32Array.of(2, 0), items: [{ key: 'a', hits: 3 }], queue: { head: 1, tail: 2 } }, ['W1', 'W2']);
    expect(sections).toEqual([
      { type: 'facts', title: 'State', facts: [['is open', 'yes'], ['retry at', '1.500000 s']] },
      { type: 'table', title: 'Its view of its targets', columns: ['target', 'failures'], rows: [['W1', 2], ['W2', 0]], total: 2 },
      { type: 'table', title: 'items', columns: ['key', 'hits'], rows: [['a', 3]], total: 1 },
    ]);
  });
});
