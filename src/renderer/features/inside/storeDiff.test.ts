import { describe, expect, it } from 'vitest';
import { build } from '../../../../tests/support/scenarios';
import { createRun, FIELD_COUNT, type NodeInspection } from '../../../sim/index';
import { diffStores, relatedStores, writesOf, type ComparedStore } from './storeDiff';

const none = [-1, -1, -1, -1, -1];
const store = (id: string, rows: Record<number, number[]>, isCache = false): ComparedStore => ({
  id,
  isCache,
  rows: {
    keys: Int32Array.from(Object.keys(rows), Number),
    writes: Int32Array.from(Object.values(rows).flatMap((own) => [...own, ...none].slice(0, FIELD_COUNT))),
  },
});

describe('rows of stores beside each other', () => {
  it('tells same, older, partly missing and missing', () => {
    const rows = diffStores([
      store('S1', { 0: [0, 0, 7, 0, 0], 1: [0, 0, 0, 0, 0], 2: [0, 3, 0, 0, 0] }),
      store('R1', { 0: [0, 0, 4, 0, 0], 1: [0, 0, 0, 0, 0], 3: [-1, 5, -1, -1, -1] }),
    ]);
    expect(rows.map(({ key, standings, isDifferent, latest }) => [key, standings.join(' '), isDifferent, latest])).toEqual([
      [0, 'same older', true, 7],
      [1, 'same same', false, 0],
      [2, 'same missing', true, 3],
      [3, 'missing same', true, 5],
    ]);
    expect(diffStores([store('S1', { 0: [1, 2, 3, 4, 5] }), store('R1', { 0: [1, 2, 3, 4] })])[0].standings).toEqual(['same', 'partly']);
  });

  it('asks a cache only about what it has', () => {
    const rows = diffStores([store('CA1', { 4: [-1, -1, 2] }, true), store('DB1', { 4: [0, 0, 6, 0, 0], 5: [0, 0, 0, 0, 0] })]);
    expect(rows.map(({ key, standings }) => [key, ...standings])).toEqual([[4, 'older', 'same']]);
  });

  it('finds in a run what a replica misses behind a cut, and nothing once it has healed', () => {
    const run = createRun(
      build({
        nodes: [
          { id: 'C1', kind: 'client', params: { ratePerSecond: 50, writePercent: 80, requestLimit: 300 } },
          { id: 'DB1', kind: 'database' },
          { id: 'R1', kind: 'replica' },
        ],
        links: [
          { from: 'C1', to: 'DB1' },
          { from: 'DB1', to: 'R1' },
        ],
        durationSeconds: 12,
        faults: [{ id: 'F1', type: 'cut', link: 'L2', atSeconds: 2, forSeconds: 3 }],
      }),
    );
    while (!run.advance({ maxEvents: 1_000_000 }));
    expect(relatedStores(run.index, 'R1')).toEqual(['R1', 'DB1']);
    const at = (seconds: number): ComparedStore[] =>
      relatedStores(run.index, 'DB1').map((id) => ({
        id,
        isCache: false,
        rows: (run.inspect(seconds * 1e9, id) as NodeInspection).rows ?? { keys: new Int32Array(0), writes: new Int32Array(0) },
      }));
    const behind = diffStores(at(4.5)).filter(({ isDifferent }) => isDifferent);
    expect(behind.length).toBeGreaterThan(30);
    for (const { standings } of behind) expect(standings).toEqual(['same', 'older']);
    const [database, replica] = at(4.5);
    expect(writesOf(database, behind[0].key)).not.toEqual(writesOf(replica, behind[0].key));
    expect(diffStores(at(9)).filter(({ isDifferent }) => isDifferent)).toEqual([]);
  });
});
