import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/sim/index';
import { judgeRegisters } from '../../src/sim/checkers/registers';
import { finished, gaugeOf, quorumSystem, readsOf, requestsOf, type Entry, type QuorumOptions } from './quorum/systems';

const of = (op: string, key: string, atSeconds: number, more: object = {}): Entry => ({ key, op, field: 'name', atSeconds, ...more });
const write = (key: string, value: unknown, atSeconds: number): Entry => of('write', key, atSeconds, { value });
const read = (key: string, atSeconds: number): Entry => of('read', key, atSeconds);
const CONFLICTS = ['last-write-wins', 'siblings', 'crdt'] as const;

const leaders = (options: QuorumOptions): Run => finished(quorumSystem({ kind: 'multi-leader', prefix: 'ML', ...options }));
const viewsOf = (run: Run, nodes = 3): Set<number> => new Set(Array.from({ length: nodes }, (_, i) => gaugeOf(run, `ML${i + 1}`, 'view')));
const apart = (one: string[], other: string[], atSeconds: number, forSeconds: number): object => ({
  id: 'F1',
  type: 'partition',
  groups: [{ nodes: one }, { nodes: other }],
  atSeconds,
  forSeconds,
});

describe('several leaders', () => {
  it.each(CONFLICTS)('answer at once, and have it all over the network a moment later: %s', (conflict) => {
    const scripts = [
      [write('a', 'x', 1), read('a', 1.15)],
      [read('a', 1.2), read('a', 3)],
    ];
    const run = leaders({ scripts, params: { conflict }, network: { latency: { type: 'constant', valueMs: 500 } } });
    expect(readsOf(run)[0]).toBe('x');
    expect(readsOf(run)[1]).not.toBe('x');
    expect(readsOf(run)[2]).toBe('x');
    expect(viewsOf(run).size).toBe(1);
    expect(gaugeOf(run, 'ML1', 'owed')).toBe(0);
  });

  it('of two writes at once the last wins by clock, siblings stay until a write that has seen both, and a register merges to one', () => {
    const scripts = [
      [write('a', 'x', 1), read('a', 3), write('a', 'both', 4)],
      [write('a', 'y', 1.001), read('a', 3)],
      [read('a', 3), read('a', 6)],
    ];
    const shown = Object.fromEntries(CONFLICTS.map((conflict) => [conflict, readsOf(leaders({ scripts, params: { conflict } }))]));
    expect(shown['last-write-wins']).toEqual(['y', 'y', 'y', 'both']);
    expect(shown.siblings).toEqual([...Array<unknown>(3).fill({ siblings: ['x', 'y'] }), 'both']);
    expect(shown.crdt).toEqual(['y', 'y', 'y', 'both']);
  });

  it('a slow clock loses an acknowledged write, and says so: of clocks alone, not of siblings', () => {
    const scripts = [[write('a', 'x', 2)], [write('a', 'y', 4)], [read('a', 8)]];
    const faults = [{ id: 'F1', type: 'clock', node: 'ML2', skewMs: -5000, atSeconds: 1 }];
    const lost = leaders({ scripts, faults });
    expect(readsOf(lost)).toEqual(['x']);
    expect(judgeRegisters(requestsOf(lost)).lost.map(({ write: { asked } }) => asked)).toEqual(['y']);
    expect(gaugeOf(lost, 'ML2', 'dropped')).toBe(1);
    for (const conflict of ['siblings', 'crdt']) {
      const kept = leaders({ scripts, faults, params: { conflict } });
      expect(readsOf(kept)).toEqual(['y']);
      expect(judgeRegisters(requestsOf(kept)).lost).toEqual([]);
    }
  });

  it('a client that writes without having read leaves siblings, though both writes went through one leader', () => {
    const scripts = [[write('a', 'x', 1), write('a', 'y', 2), read('a', 3), write('a', 'z', 4), read('a', 5)]];
    const values = (context: string): readonly unknown[] => readsOf(leaders({ scripts, params: { conflict: 'siblings', context } }));
    expect(values('leader')).toEqual(['y', 'z']);
    expect(values('client')).toEqual([{ siblings: ['x', 'y'] }, 'z']);
  });

  it('a compare-and-set looks at its own copy: two leaders may both say yes', () => {
    const cas = (value: string, expected: string | null): Entry => of('cas', 'a', 1, { value, expected });
    const run = leaders({ scripts: [[cas('x', null)], [cas('y', null)], [of('cas', 'a', 3, { value: 'z', expected: 'no' })]] });
    expect(requestsOf(run).map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'fail']);
  });
});

/** What each of three clients does, over a partition that heals. */
const busy = (client: number): Entry[] => [
  ...Array.from({ length: 6 }, (_, i) => of('increment', 'a', 1 + i + client / 10, { value: i === 5 ? -3 : 2 })),
  ...Array.from({ length: 6 }, (_, i) => of('append', 'b', 1 + i + client / 10, { value: `${client}.${i}` })),
  read('a', 20),
  read('b', 20),
];

describe('a partition that heals', () => {
  it.each(CONFLICTS)('leaves all leaders with the same: %s', (conflict) => {
    for (let seed = 1; seed <= 10; seed++) {
      const run = leaders({
        scripts: [0, 1, 2].map(busy),
        seed,
        params: { conflict, replicateMs: seed % 2 === 0 ? 0 : 300 },
        network: { lossPercent: 20 },
        faults: [apart(['ML1'], ['ML2', 'ML3'], 2, 4)],
      });
      expect(viewsOf(run).size).toBe(1);
      const found = judgeRegisters(requestsOf(run));
      if (conflict === 'crdt') expect(found.lost).toEqual([]);
    }
  });

  it('CRDTs count and list everything that was acknowledged, exactly once', () => {
    const run = leaders({ scripts: [0, 1, 2].map(busy), params: { conflict: 'crdt' }, faults: [apart(['ML1'], ['ML2', 'ML3'], 2, 4)] });
    const list = readsOf(run).find((value) => Array.isArray(value)) as string[];
    expect(readsOf(run).filter((value) => typeof value === 'number')).toEqual([21, 21, 21]);
    expect([...list].sort()).toEqual([0, 1, 2].flatMap((client) => Array.from({ length: 6 }, (_, i) => `${client}.${i}`)));
    const lww = leaders({ scripts: [0, 1, 2].map(busy), faults: [apart(['ML1'], ['ML2', 'ML3'], 2, 4)] });
    expect(judgeRegisters(requestsOf(lww)).lost.length).toBeGreaterThan(0);
  });

  it.each(CONFLICTS)('what is deleted stays deleted, though an old copy was away: %s', (conflict) => {
    const scripts = [[write('a', 'x', 1), of('delete', 'a', 3), read('a', 8)], [], [read('a', 8)]];
    const run = leaders({ scripts, params: { conflict }, faults: [apart(['ML1', 'ML2'], ['ML3'], 2, 4)] });
    expect(readsOf(run)).toEqual([null, null]);
    expect(viewsOf(run).size).toBe(1);
  });

  it('an item that is added wins over a deletion that has not seen it', () => {
    const scripts = [[of('append', 'a', 1, { value: 'x' }), of('append', 'a', 3, { value: 'y' })], [of('delete', 'a', 3)], [read('a', 8)]];
    const run = leaders({ scripts, params: { conflict: 'crdt' }, faults: [apart(['ML1', 'ML3'], ['ML2'], 2, 4)] });
    expect(readsOf(run)).toEqual([['y']]);
  });

  it('an item is taken out where it has been seen; one that is added elsewhere at the same time stays: adding wins', () => {
    const append = (value: string, atSeconds: number): Entry => of('append', 'a', atSeconds, { value });
    const remove = (value: string, atSeconds: number): Entry => of('remove', 'a', atSeconds, { value });
    const scripts = [
      [append('milk', 1), append('eggs', 1.1), remove('milk', 4), read('a', 8), remove('tea', 9), remove('eggs', 9.1), read('a', 10)],
      [append('tea', 1.2), append('milk', 3)],
      [read('a', 8), read('a', 10)],
    ];
    const faults = [apart(['ML1', 'ML3'], ['ML2'], 2, 4)];
    const run = leaders({ scripts, params: { conflict: 'crdt' }, faults });
    // ML1 has not seen that ML2 put milk in once more.
    const shownAt = (list: readonly unknown[]): unknown[] => list.map((value) => [...(value as string[])].sort());
    expect(shownAt(readsOf(run))).toEqual([['eggs', 'milk', 'tea'], ['eggs', 'milk', 'tea'], ['milk'], ['milk']]);
    expect(judgeRegisters(requestsOf(run)).lost).toEqual([]);
    expect(viewsOf(run).size).toBe(1);
  });

  it.each(CONFLICTS)('taking out what is not there changes nothing; the last item leaves nothing: %s', (conflict) => {
    const item = (op: string, atSeconds: number, value = 'milk'): Entry => of(op, 'a', atSeconds, { value });
    const scripts = [[item('append', 1), item('remove', 2, 'tea'), read('a', 3), item('remove', 4), read('a', 5)]];
    expect(readsOf(leaders({ scripts, params: { conflict } }))).toEqual([['milk'], null]);
  });

  it('a counter begins at nothing after it was deleted', () => {
    const add = (atSeconds: number): Entry => of('increment', 'a', atSeconds, { value: 5 });
    const scripts = [[add(1), of('delete', 'a', 3), add(4), read('a', 6)], [add(1.5)]];
    expect(readsOf(leaders({ scripts, params: { conflict: 'crdt' } }))).toEqual([5]);
  });
});

describe('a crash of a leader', () => {
  const crash = (loses: string): object => ({ id: 'F1', type: 'crash', node: 'ML3', atSeconds: 2, forSeconds: 3, loses });
  const scripts = [[write('a', 'x', 1), write('b', 'y', 3)], [], [write('c', 'z', 1.9)]];

  it.each([
    ['memory', 'disk', 0],
    ['disk', 'disk', 1],
    ['memory', 'memory', 1],
  ])('that loses its %s and keeps values in %s asks the others for what it lacks', (loses, storage, isAsking) => {
    const run = leaders({ scripts, faults: [crash(loses)], params: { storage } });
    expect(gaugeOf(run, 'ML3', 'known')).toBe(3);
    expect(viewsOf(run).size).toBe(1);
    const sent = gaugeOf(run, 'ML1', 'exchanged') + gaugeOf(run, 'ML2', 'exchanged');
    expect(sent > 0 ? 1 : 0).toBe(isAsking);
  });

  it('loses what nobody else has heard of yet, when it keeps values in memory', () => {
    const late = [[], [], [write('c', 'z', 1.9), read('c', 8)]];
    const params = { storage: 'memory', replicateMs: 1000 };
    expect(judgeRegisters(requestsOf(leaders({ scripts: late, faults: [crash('memory')], params }))).lost).toHaveLength(1);
    const disk = leaders({ scripts: late, faults: [crash('memory')], params: { ...params, storage: 'disk' } });
    expect(judgeRegisters(requestsOf(disk)).lost).toEqual([]);
    expect(gaugeOf(disk, 'ML1', 'known')).toBe(1);
  });

  it('refuses writes while its disk is full, and takes what it missed afterwards', () => {
    const faults = [{ id: 'F1', type: 'disk-full', node: 'ML3', atSeconds: 2, forSeconds: 3 }];
    const run = leaders({ scripts: [[write('a', 'x', 3)], [], [write('b', 'y', 3)]], faults });
    expect(requestsOf(run).map(({ outcome }) => outcome)).toEqual(['ok', 'fail']);
    expect(gaugeOf(run, 'ML3', 'known')).toBe(1);
  });
});

describe('leaders that are no neighbours', () => {
  it.each(['ring', 'line', 'tree2'])('pass changes on: %s', (topology) => {
    const scripts = [[write('a', 'x', 1)], [], [], [write('b', 'y', 1)], []];
    const run = leaders({ nodes: 5, scripts, network: { topology } });
    expect(viewsOf(run, 5).size).toBe(1);
    expect(gaugeOf(run, 'ML5', 'known')).toBe(2);
  });

  it('in a ring one that is down holds up what it is to pass on, until it is back', () => {
    const scripts = [[write('a', 'x', 3)], [], [], [], []];
    const faults = [{ id: 'F1', type: 'crash', node: 'ML2', atSeconds: 1, forSeconds: 10 }];
    const run = leaders({ nodes: 3, scripts, network: { topology: 'line' }, faults });
    expect(run.moment(9e9).gauges.length).toBeGreaterThan(0);
    expect(viewsOf(run, 3).size).toBe(1);
    expect(gaugeOf(run, 'ML1', 'again')).toBeGreaterThan(10);
  });
});
