import { describe, expect, it } from 'vitest';
import { applyChange, changesOf, isChangeOf, pairOf } from './changes';
import type { TraceWindow } from './types';

/** A window with four gauges (a counter at 1, a level behind it at 3) in which three events change something. */
function windowOf(rows: readonly (readonly [event: number, gauge: number, value: number])[]): TraceWindow {
  return {
    gauges: Float64Array.of(0, 41, 0, 6),
    eventNs: Float64Array.of(100, 100, 250),
    changes: {
      count: rows.length,
      event: Int32Array.from(rows, ([event]) => event),
      gauge: Int32Array.from(rows, ([, gauge]) => gauge),
      value: Float64Array.from(rows, ([, , value]) => value),
    },
  } as unknown as TraceWindow;
}

describe('gauge changes of a window', () => {
  const window = windowOf([
    [0, pairOf(1, 3), 7],
    [1, 2, 0.5],
    [2, pairOf(1, 3), 6],
  ]);

  it('a row that tells of a counter and a level is two changes, with the value that the counter has come to', () => {
    expect([...changesOf(window)]).toEqual([
      { atNs: 100, gauge: 1, value: 42 },
      { atNs: 100, gauge: 3, value: 7 },
      { atNs: 100, gauge: 2, value: 0.5 },
      { atNs: 250, gauge: 1, value: 43 },
      { atNs: 250, gauge: 3, value: 6 },
    ]);
  });

  it('applied row by row they lead to the same values, and the window keeps its own', () => {
    const values = window.gauges.slice();
    for (let row = 0; row < window.changes.count; row++) applyChange(values, window.changes, row);
    expect([...values]).toEqual([0, 43, 0.5, 6]);
    expect([...window.gauges]).toEqual([0, 41, 0, 6]);
  });

  it('is a change of both gauges of a pair and of no other, up to 15 places apart and far up', () => {
    for (const [counter, level] of [
      [1, 3],
      [0, 15],
      [1_000_000, 1_000_001],
    ]) {
      const { changes } = windowOf([[0, pairOf(counter, level), 1]]);
      expect([counter - 1, counter, level, level + 1].map((gauge) => isChangeOf(changes, 0, gauge, gauge + 1))).toEqual([
        false,
        true,
        true,
        false,
      ]);
    }
  });
});
