import { describe, expect, it } from 'vitest';
import type { Operation, Run } from '../../src/sim/index';
import { isLinearizable } from '../support/linearizable';
import { Dice } from '../support/randomScenario';
import { build } from '../support/scenarios';
import { finished, gaugeOf, readsOf, requestsOf, type Entry } from './quorum/systems';

const of = (op: string, key: string, atSeconds: number, more: object = {}): Entry => ({ key, op, field: 'name', atSeconds, ...more });
const write = (key: string, value: unknown, atSeconds: number): Entry => of('write', key, atSeconds, { value });
const read = (key: string, atSeconds: number): Entry => of('read', key, atSeconds);
const MODES = ['tail', 'any'] as const;

interface ChainOptions {
  readonly nodes?: number;
  readonly scripts: readonly (readonly Entry[])[];
  readonly params?: object;
  readonly network?: object;
  readonly faults?: object[];
  readonly seed?: number;
  readonly hasMaster?: boolean;
  readonly client?: object;
  readonly seconds?: number;
}

/** A chain CH1, CH2, ... with its master, and clients that each ask a node of their own. */
function chainOf(options: ChainOptions): Run {
  const { nodes = 3, scripts, params, network, faults, seed, hasMaster = true, client, seconds = 30 } = options;
  const ids = Array.from({ length: nodes }, (_, i) => `CH${i + 1}`);
  return finished(
    build({
      durationSeconds: seconds,
      seed,
      faults,
      keys: { type: 'list', keys: ['a', 'b', 'c'] },
      nodes: [
        ...scripts.map((script, i) => ({
          id: `C${i + 1}`,
          kind: 'client',
          params: { script, afterScript: 'nothing', timeoutMs: 5000, ...client },
        })),
        ...ids.map((id) => ({ id, kind: 'chain', params: { ...params } })),
        ...(hasMaster ? [{ id: 'CM1', kind: 'chain-master', params: { detectMs: 400 } }] : []),
        { id: 'N1', kind: 'network', params: { latency: { type: 'exponential', meanMs: 10, offsetMs: 1 }, ...network } },
      ],
      links: [
        ...scripts.map((_, i) => ({ from: `C${i + 1}`, to: ids[i % nodes] })),
        ...[...ids, ...(hasMaster ? ['CM1'] : [])].map((id) => ({ from: id, to: 'N1' })),
      ],
    }),
  );
}

const rolesOf = (run: Run, nodes = 3): number[] => Array.from({ length: nodes }, (_, i) => gaugeOf(run, `CH${i + 1}`, 'role'));
const viewsOf = (run: Run, nodes = 3): Set<number> => new Set(Array.from({ length: nodes }, (_, i) => gaugeOf(run, `CH${i + 1}`, 'view')));

describe('a chain', () => {
  it.each(MODES)('takes writes at the head and shows them everywhere, whichever node is asked: reads by %s', (reads) => {
    const scripts = [
      [write('a', 'x', 1), read('a', 2)],
      [read('a', 2), write('a', 'y', 3), read('a', 4)],
      [read('a', 2), of('delete', 'a', 5), read('a', 6)],
    ];
    const run = chainOf({ scripts, params: { reads } });
    expect(readsOf(run)).toEqual(['x', 'x', 'x', 'y', null]);
    expect(viewsOf(run).size).toBe(1);
    expect(rolesOf(run)).toEqual([1, 2, 3]);
  });

  it('swaps, counts and lists in one step, in the order of the head', () => {
    const cas = (value: string, expected: string | null): Entry => of('cas', 'a', 1, { value, expected });
    const add = [1, 2, 3].map((at) => of('increment', 'b', at, { value: 2 }));
    const scripts = [
      [cas('x', null), ...add, of('append', 'c', 1, { value: 'p' }), read('b', 6), read('c', 6)],
      [cas('y', null), ...add],
      [cas('z', null), ...add, of('append', 'c', 1, { value: 'q' }), of('cas', 'a', 4, { value: 'no', expected: 'nobody' })],
    ];
    const run = chainOf({ scripts });
    const swaps = requestsOf(run).filter(({ operation }) => operation === 'cas');
    expect(swaps.map(({ outcome }) => outcome).sort()).toEqual(['fail', 'fail', 'fail', 'ok']);
    const [sum, list] = readsOf(run) as [number, string[]];
    expect(sum).toBe(18);
    expect([...list].sort()).toEqual(['p', 'q']);
  });

  it('with CRAQ a node answers clean values by itself, and asks the tail about a value that is being written', () => {
    const network = { latency: { type: 'constant', valueMs: 200 } };
    const scripts = [[write('a', 'x', 1), read('a', 1.3), read('a', 3)]];
    const clean = (reads: string): Run => chainOf({ scripts, network, params: { reads, retryMs: 2000 }, hasMaster: false });
    expect(gaugeOf(clean('any'), 'CH1', 'askedTail')).toBe(1);
    const [dirty, later] = requestsOf(clean('any')).filter(({ operation }) => operation === 'read');
    expect(dirty.completeNs - dirty.invokeNs).toBeGreaterThan(0.4e9);
    expect(later.completeNs - later.invokeNs).toBeLessThan(0.1e9);
    expect(gaugeOf(clean('tail'), 'CH1', 'passedOn')).toBe(2);
  });

  it('does not show a first write before the tail has it', () => {
    const network = { latency: { type: 'constant', valueMs: 200 } };
    const scripts = [[write('a', 'x', 1), read('a', 1.05)]];
    const [shown] = readsOf(chainOf({ scripts, network, params: { reads: 'any' }, hasMaster: false }));
    expect(shown).not.toBe('x');
  });

  it('of one works alone; of several, without a master, stops with any node that dies', () => {
    const scripts = [[write('a', 'x', 1), read('a', 2), write('a', 'y', 4), read('a', 9)]];
    expect(readsOf(chainOf({ nodes: 1, scripts, hasMaster: false }))).toEqual(['x', 'y']);
    const faults = [{ id: 'F1', type: 'crash', node: 'CH2', atSeconds: 3 }];
    expect(requestsOf(chainOf({ scripts, faults, hasMaster: false })).map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'info', 'ok']);
    expect(requestsOf(chainOf({ scripts, faults })).map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });
});

describe('a node of a chain that dies', () => {
  const scripts = [
    [write('a', 'x', 1), read('a', 12)],
    [write('a', 'y', 4), write('b', 'z', 4.5), read('a', 6), read('a', 12)],
    [read('b', 12)],
  ];

  it.each([
    ['CH1', 'memory', [3, 1, 2]],
    ['CH1', 'disk', [3, 1, 2]],
    ['CH3', 'memory', [1, 2, 3]],
    ['CH3', 'disk', [1, 2, 3]],
  ])('is taken out, and joins as the tail with all that it missed: %s, without its %s', (node, loses, roles) => {
    const faults = [{ id: 'F1', type: 'crash', node, atSeconds: 2, forSeconds: 6, loses }];
    const run = chainOf({ scripts, faults });
    expect(rolesOf(run)).toEqual(roles);
    expect(viewsOf(run).size).toBe(1);
    expect(gaugeOf(run, node, 'known')).toBe(2);
    expect([...readsOf(run)].sort()).toEqual(['y', 'y', 'y', 'z']);
    expect([gaugeOf(run, 'CM1', 'removed'), gaugeOf(run, 'CM1', 'added')]).toEqual([1, 1]);
  });

  it('has written what was under way: the next node has it, and the new tail commits it', () => {
    const network = { latency: { type: 'constant', valueMs: 100 } };
    const faults = [{ id: 'F1', type: 'crash', node: 'CH3', atSeconds: 1.15 }];
    const run = chainOf({ scripts: [[write('a', 'x', 1), read('a', 4)]], network, faults });
    expect(requestsOf(run).map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
    expect(readsOf(run)).toEqual(['x']);
  });

  it('that comes back before anybody has noticed, without its disk, gets the state before it answers', () => {
    const faults = [{ id: 'F1', type: 'crash', node: 'CH3', atSeconds: 2, forSeconds: 0.1, loses: 'disk' }];
    const run = chainOf({ scripts: [[write('a', 'x', 1)], [], [read('a', 2.11), read('a', 6)]], faults });
    expect(readsOf(run)).toEqual(['x', 'x']);
    expect(gaugeOf(run, 'CM1', 'removed')).toBe(0);
  });

  it('falls silent when it is cut off from the master, before the others go on without it', () => {
    const faults = [{ id: 'F1', type: 'partition', groups: [{ nodes: ['CH3'] }, { nodes: ['CH1', 'CH2', 'CM1'] }], atSeconds: 2 }];
    const run = chainOf({ scripts: [[write('a', 'x', 1), write('a', 'y', 4), read('a', 6)], [], [read('a', 2.1), read('a', 6)]], faults });
    const reads = requestsOf(run).filter(({ operation }) => operation === 'read');
    expect(reads.map(({ got, outcome }) => (outcome === 'ok' ? got : outcome)).sort()).toEqual(['fail', 'x', 'y']);
  });
});

/** Chains that are drawn at random; more for the night: FAULTBOARD_CHAINS. */
const SEEDS = Number(process.env.FAULTBOARD_CHAINS ?? 25);

/** A run of a random chain: crashes with and without the disk, partitions, pauses, lossy networks. */
function randomChain(seed: number, reads: string): readonly Operation[] {
  const dice = new Dice(seed * 7919 + 13);
  const nodes = 2 + dice.below(4);
  const ids = Array.from({ length: nodes }, (_, i) => `CH${i + 1}`);
  const scripts = ids.map((_, client) =>
    Array.from({ length: 10 }, (__, i) => {
      const atSeconds = 1 + i * 0.7 + dice.below(700) / 1000;
      return dice.chance(50) ? write('a', `${client}.${i}`, atSeconds) : read('a', atSeconds);
    }),
  );
  const faults = Array.from({ length: 1 + dice.below(4) }, (_, i) => {
    const node = dice.of(ids);
    const common = { id: `F${i}`, atSeconds: 1 + dice.below(6000) / 1000, forSeconds: (100 + dice.below(3000)) / 1000 };
    const others = ['CM1', ...(dice.chance(50) ? ids.filter((id) => id !== node) : [])];
    return dice.of([
      { ...common, type: 'crash', node, loses: 'disk' },
      { ...common, type: 'crash', node, loses: 'memory' },
      { ...common, type: 'pause', node },
      { ...common, type: 'partition', groups: [{ nodes: [node] }, { nodes: others }] },
    ]);
  });
  return requestsOf(chainOf({ nodes, scripts, faults, seed, params: { reads }, network: { lossPercent: 5 * dice.below(3) } }));
}

describe('reads and writes of a chain', () => {
  it.each(MODES)(
    'are linearizable, whatever crashes, is cut off, stands still or gets lost: reads by %s',
    (reads) => {
      let answered = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        const operations = randomChain(seed, reads);
        answered += operations.filter(({ outcome }) => outcome === 'ok').length;
        expect(isLinearizable(operations), `seed ${seed}`).toBe(true);
      }
      // Most of some 35 requests in each.
      expect(answered).toBeGreaterThan(20 * SEEDS);
    },
    120_000,
  );

  it('are found not to be where a read shows an old value, or goes back', () => {
    const step = (operation: string, version: number, invokeNs: number, completeNs: number): Operation =>
      ({ operation, outcome: 'ok', askedVersion: version, gotVersion: version, invokeNs, completeNs }) as unknown as Operation;
    const first = step('write', 1, 0, 1);
    expect(isLinearizable([first, step('read', 1, 2, 3)])).toBe(true);
    expect(isLinearizable([first, step('read', 0, 2, 3)])).toBe(false);
    const second = step('write', 2, 4, 9);
    expect(isLinearizable([first, second, step('read', 1, 5, 6), step('read', 2, 7, 8)])).toBe(true);
    expect(isLinearizable([first, second, step('read', 2, 5, 6), step('read', 1, 7, 8)])).toBe(false);
  });
});

/** Requests a second that a chain answers when it is asked far more: each node can do 100. */
function mostPerSecond(nodes: number, reads: string): number {
  const ids = Array.from({ length: nodes }, (_, i) => `CH${i + 1}`);
  const params = { reads, concurrency: 1, serviceTimeMs: { type: 'constant', valueMs: 10 }, queueLimit: 50, patienceMs: 20_000 };
  const run = finished(
    build({
      durationSeconds: 10,
      nodes: [
        ...ids.map((_, i) => ({ id: `C${i + 1}`, kind: 'client', params: { ratePerSecond: 150, writePercent: 0, timeoutMs: 30_000 } })),
        ...ids.map((id) => ({ id, kind: 'chain', params })),
        { id: 'N1', kind: 'network', params: { latency: { type: 'constant', valueMs: 1 } } },
      ],
      links: [...ids.map((id, i) => ({ from: `C${i + 1}`, to: id })), ...ids.map((id) => ({ from: id, to: 'N1' }))],
    }),
  );
  return run.summary().throughputPerSecond;
}

describe('how many reads a chain can answer', () => {
  it('is what one node can where the tail answers, and grows with the nodes where any does (CRAQ)', () => {
    for (const nodes of [1, 3, 7]) {
      expect(mostPerSecond(nodes, 'tail') / 100).toBeCloseTo(1, 1);
      expect(mostPerSecond(nodes, 'any') / (100 * nodes)).toBeCloseTo(1, 1);
    }
  });
});
