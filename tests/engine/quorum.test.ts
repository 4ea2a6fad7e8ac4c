import { describe, expect, it } from 'vitest';
import { logText } from '../../src/sim/index';
import { judgeRegisters } from '../../src/sim/checkers/registers';
import { shippedScenarios } from '../support/scenarios';
import { finished, gaugeOf, quorumSystem, readsOf, requestsOf, type Entry } from './quorum/systems';

const write = (key: string, value: unknown, atSeconds: number): Entry => ({ key, op: 'write', value, field: 'name', atSeconds });
const read = (key: string, atSeconds: number): Entry => ({ key, op: 'read', field: 'name', atSeconds });
const of = (op: string, key: string, atSeconds: number, more: object = {}): Entry => ({ key, op, field: 'name', atSeconds, ...more });

describe('a leaderless quorum', () => {
  it('says what the course prints: three nodes, one killed, two killed', () => {
    const scenario = shippedScenarios().find(([name]) => name === 'quorum-availability')?.[1];
    if (scenario === undefined) throw new Error('it is shipped');
    const run = finished(scenario);
    const { log } = run.window(0, 20e9, 100_000);
    const lines = Array.from({ length: log.count }, (_, row) => logText(run.index, log, row)).filter((line) => line.includes('Result:'));
    expect(lines).toEqual([
      "Q1: Result: SUCCESS. Wrote Version 1 to ['Node 1', 'Node 2', 'Node 3']",
      "Q1: Result: SUCCESS. Got Version 1 from ['Node 1', 'Node 2', 'Node 3']",
      "Q1: Result: SUCCESS (Quorum Met). Got Version 1 from ['Node 1', 'Node 3']",
      'Q1: Result: FAILURE. Only 1/3 nodes alive. R=2 not met.',
    ]);
    expect(run.summary().checks.map(({ ok }) => ok)).toEqual([true, true, true]);
  });

  it('reads what was written, at any node, and mends a node that was away', () => {
    const scripts = [[write('a', 'x', 1), write('a', 'y', 3)], [read('a', 2), read('a', 4)], [read('a', 8)]];
    const down = [{ id: 'F1', type: 'crash', node: 'Q3', atSeconds: 2.5, forSeconds: 3 }];
    const run = finished(quorumSystem({ scripts, faults: down, params: { hintedHandoff: false } }));
    expect(readsOf(run)).toEqual(['x', 'y', 'y']);
    expect(gaugeOf(run, 'Q3', 'repaired')).toBe(1);
    const views = ['Q1', 'Q2', 'Q3'].map((id) => gaugeOf(run, id, 'view'));
    expect(new Set(views).size).toBe(1);
    const unmended = finished(quorumSystem({ scripts, faults: down, params: { hintedHandoff: false, readRepair: 'off' } }));
    expect(gaugeOf(unmended, 'Q3', 'view')).not.toBe(gaugeOf(unmended, 'Q1', 'view'));
  });

  it('says of itself that R or W can never be met only where there are fewer copies', () => {
    const problemOf = (params: object): unknown =>
      finished(quorumSystem({ scripts: [[]], params, seconds: 1 }))
        .summary()
        .nodes.find(({ id }) => id === 'Q1')?.problem;
    expect([problemOf({ reads: 3 }), problemOf({ writes: 3 })]).toEqual([undefined, undefined]);
    const sentence = (wanted: string): string =>
      `Q1 can never meet ${wanted} = 4: there are 3 copies of each value. Lower it, or add nodes.`;
    expect([problemOf({ reads: 4 }), problemOf({ writes: 4 })]).toEqual([sentence('R'), sentence('W')]);
  });

  it('hands over what a node has missed, once it is back', () => {
    const scripts = [[write('a', 'x', 1)]];
    const faults = [{ id: 'F1', type: 'crash', node: 'Q3', atSeconds: 0.5, forSeconds: 5 }];
    const run = finished(quorumSystem({ scripts, faults }));
    expect(gaugeOf(run, 'Q3', 'known')).toBe(1);
    expect(run.moment(4e9).gauges).not.toEqual([]);
    expect(gaugeOf(run, 'Q1', 'hints')).toBe(0);
    expect(gaugeOf(finished(quorumSystem({ scripts, faults, params: { hintedHandoff: false } })), 'Q3', 'known')).toBe(0);
  });

  it('finds by hash trees what differs, without any read', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const scripts = [keys.map((key, i) => write(key, key, 1 + i / 10))];
    const faults = [{ id: 'F1', type: 'crash', node: 'Q3', atSeconds: 1.35, forSeconds: 3 }];
    const params = { hintedHandoff: false, antiEntropyMs: 500 };
    const run = finished(quorumSystem({ scripts, faults, params }));
    expect(['Q1', 'Q2', 'Q3'].map((id) => gaugeOf(run, id, 'known'))).toEqual([8, 8, 8]);
    expect(new Set(['Q1', 'Q2', 'Q3'].map((id) => gaugeOf(run, id, 'view'))).size).toBe(1);
    const sent = ['Q1', 'Q2', 'Q3'].reduce((sum, id) => sum + gaugeOf(run, id, 'exchanged'), 0);
    // Only what was missed travels, not all there is again and again.
    expect(sent).toBeGreaterThanOrEqual(4);
    expect(sent).toBeLessThan(16);
  });

  it('goes on with stand-ins where quorums are sloppy, and fails where they are not', () => {
    const scripts = [
      [write('a', 'x', 1), write('a', 'y', 4)],
      [write('b', 'u', 1), write('b', 'v', 4)],
    ];
    const faults = [
      { id: 'F1', type: 'partition', groups: [{ nodes: ['Q1', 'Q2', 'Q3'] }, { nodes: ['Q4', 'Q5', 'Q6'] }], atSeconds: 2, forSeconds: 8 },
    ];
    const outcomes = (sloppy: boolean): string[] =>
      requestsOf(finished(quorumSystem({ nodes: 6, scripts, faults, params: { sloppy } }))).map(({ outcome }) => outcome);
    expect(outcomes(false)).toContain('info');
    expect(outcomes(true)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });
});

/** Seeds that quorums are tried with; 1,000 for the night: FAULTBOARD_QUORUM_SEEDS. */
const SEEDS = Number(process.env.FAULTBOARD_QUORUM_SEEDS ?? 15);

describe('R + W and N', () => {
  const scripts = [0, 1, 2].map((client) =>
    Array.from({ length: 12 }, (_, i) => {
      const atSeconds = 1 + i * 0.05 + client * 0.017;
      return (i + client) % 2 === 0 ? write('a', `${client}.${i}`, atSeconds) : read('a', atSeconds);
    }),
  );
  /** Reads, and those of them that were stale, over all seeds. */
  const staleOver = (params: object): { reads: number; stale: number } => {
    let [reads, stale] = [0, 0];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const faults = [{ id: 'F1', type: 'crash', node: `Q${1 + (seed % 3)}`, atSeconds: 1.2, forSeconds: 0.2 }];
      const found = judgeRegisters(requestsOf(finished(quorumSystem({ scripts, seed, params, faults, seconds: 5 }))));
      reads += found.reads;
      stale += found.stale.length + found.unfounded.length;
    }
    return { reads, stale };
  };

  it.each([
    [1, 3],
    [2, 2],
    [3, 1],
  ])('R = %i and W = %i of 3: no read is ever stale', (r, w) => {
    const { reads, stale } = staleOver({ reads: r, writes: w, patienceMs: 200 });
    expect(reads).toBeGreaterThan(SEEDS);
    expect(stale).toBe(0);
  });

  it('R = 1 and W = 1 of 3: some are', () => {
    expect(staleOver({ reads: 1, writes: 1, versions: 'clock', patienceMs: 200 }).stale).toBeGreaterThan(0);
  });
});

describe('versions', () => {
  const twoAtOnce = [[write('a', 'x', 1)], [write('a', 'y', 1)], [read('a', 3)]];

  it('one of two writes at once wins by number and by clock; by vectors both stay, until a write that has seen both', () => {
    expect(readsOf(finished(quorumSystem({ scripts: twoAtOnce, params: { versions: 'counter' } })))).toEqual(['y']);
    expect(readsOf(finished(quorumSystem({ scripts: twoAtOnce, params: { versions: 'vector' } })))).toEqual([{ siblings: ['x', 'y'] }]);
    const resolved = [...twoAtOnce.slice(0, 2), [read('a', 3), write('a', 'both', 4), read('a', 5)]];
    expect(readsOf(finished(quorumSystem({ scripts: resolved, params: { versions: 'vector' } })))).toEqual([
      { siblings: ['x', 'y'] },
      'both',
    ]);
  });

  it.each(['counter', 'vector', 'clock'])('what is deleted stays deleted, though an old copy comes back: %s', (versions) => {
    const scripts = [[write('a', 'x', 1), of('delete', 'a', 3), read('a', 8)]];
    const faults = [{ id: 'F1', type: 'crash', node: 'Q3', atSeconds: 2, forSeconds: 3 }];
    const run = finished(quorumSystem({ scripts, faults, params: { versions, antiEntropyMs: 300 } }));
    expect(readsOf(run)).toEqual([null]);
    expect(new Set(['Q1', 'Q2', 'Q3'].map((id) => gaugeOf(run, id, 'view'))).size).toBe(1);
  });

  it('a compare-and-set writes only where the value is the expected one; of many at once one wins', () => {
    const cas = (value: string, expected: string | null, atSeconds: number): Entry => of('cas', 'a', atSeconds, { value, expected });
    const scripts = [
      [cas('x', null, 1), cas('z', 'no', 2), read('a', 3), cas('one', 'x', 4), read('a', 6)],
      [cas('two', 'x', 4)],
      [cas('three', 'x', 4)],
    ];
    for (let seed = 1; seed <= 20; seed++) {
      const run = finished(quorumSystem({ scripts, seed }));
      const all = requestsOf(run).filter(({ operation }) => operation === 'cas');
      expect(all.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['ok', 'fail']);
      const [, winner] = readsOf(run);
      const contest = all.slice(2);
      expect(
        contest
          .filter(({ outcome }) => outcome === 'ok')
          .map(({ asked }) => asked)
          .concat(winner as string),
      ).toContain(winner);
      expect(contest.filter(({ outcome }) => outcome === 'ok').length).toBeLessThanOrEqual(1);
    }
  });

  it.each(['counter', 'vector'])('counters and lists lose nothing that was acknowledged: %s', (versions) => {
    for (let seed = 1; seed <= 10; seed++) {
      const scripts = [0, 1, 2].map((client) => [
        ...Array.from({ length: 5 }, (_, i) => of('increment', 'a', 1 + i, { value: 2 })),
        ...Array.from({ length: 5 }, (_, i) => of('append', 'b', 1 + i, { value: `${client}.${i}` })),
        ...(client === 0 ? [read('a', 20), read('b', 20)] : []),
      ]);
      const run = finished(quorumSystem({ scripts, seed, params: { versions } }));
      const done = requestsOf(run);
      const [sum, list] = readsOf(run) as [number, string[]];
      const ok = (operation: string): unknown[] =>
        done.filter((each) => each.operation === operation && each.outcome === 'ok').map(({ asked }) => asked);
      const maybe = done.filter(({ operation, outcome }) => operation === 'increment' && outcome === 'info').length;
      expect(sum).toBeGreaterThanOrEqual(2 * ok('increment').length);
      expect(sum).toBeLessThanOrEqual(2 * (ok('increment').length + maybe));
      expect(list).toEqual(expect.arrayContaining(ok('append')));
      expect(new Set(list).size).toBe(list.length);
      expect(ok('increment').length).toBeGreaterThan(10);
    }
  });

  it.each(['counter', 'vector', 'clock'])(
    'items are taken out of lists, whoever put them in; what is not there changes nothing: %s',
    (versions) => {
      const item = (op: string, value: string, atSeconds: number): Entry => of(op, 'a', atSeconds, { value });
      const scripts = [
        [item('append', 'milk', 1), item('remove', 'tea', 3), read('a', 4), item('remove', 'eggs', 6), read('a', 7)],
        [item('append', 'eggs', 2), item('remove', 'milk', 5), read('a', 8)],
      ];
      const run = finished(quorumSystem({ nodes: 5, scripts, params: { versions } }));
      expect(readsOf(run)).toEqual([['milk', 'eggs'], null, null]);
      expect(requestsOf(run).map(({ outcome }) => outcome)).toEqual(Array(8).fill('ok'));
      expect(judgeRegisters(requestsOf(run)).lost).toEqual([]);
    },
  );

  it.each(['counter', 'vector', 'clock'])('a counter begins at nothing after it was deleted, whoever counts: %s', (versions) => {
    // Of five nodes three keep each key: some count for keys that they do not keep.
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    const add = (value: number, atSeconds: number): Entry[] => keys.map((key) => of('increment', key, atSeconds, { value }));
    const removed = keys.map((key) => of('delete', key, 3));
    const scripts = [
      [...add(5, 1), ...add(2, 4), ...keys.map((key) => read(key, 6))],
      [...add(7, 1.5), ...removed, ...add(1, 5)],
    ];
    expect(readsOf(finished(quorumSystem({ nodes: 5, scripts, params: { versions } })))).toEqual(keys.map(() => 3));
  });
});
