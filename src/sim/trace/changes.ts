import type { ChangeColumns, TraceWindow } from './types';

/** How far a level may lie behind the counter it changes with: see `pairOf`. */
const PAIR_BITS = 4;
const PAIR_MASK = (1 << PAIR_BITS) - 1;

/** A gauge that took a value at a moment. */
export interface GaugeChange {
  readonly atNs: number;
  readonly gauge: number;
  readonly value: number;
}

/**
 * What stands in the gauge column of a row that tells of two gauges: the counter went up by one, and the level, at most 15 places behind
 * it, took the
 * value of the row. A request that comes to a part or leaves it does both, and most changes are of this sort. Always below 0.
 */
export function pairOf(counter: number, level: number): number {
  return ~((counter << PAIR_BITS) | (level - counter));
}

const counterOf = (pair: number): number => ~pair >> PAIR_BITS;
const levelOf = (pair: number): number => counterOf(pair) + (~pair & PAIR_MASK);

/** Brings the values of all gauges from just before a row to just after it. */
export function applyChange(values: Float64Array, changes: ChangeColumns, row: number): void {
  const gauge = changes.gauge[row];
  if (gauge >= 0) values[gauge] = changes.value[row];
  else {
    values[counterOf(gauge)]++;
    values[levelOf(gauge)] = changes.value[row];
  }
}

/** Whether a row changes a gauge from `first` on and before `end`. */
export function isChangeOf(changes: ChangeColumns, row: number, first: number, end: number): boolean {
  const gauge = changes.gauge[row];
  const isIn = (at: number): boolean => at >= first && at < end;
  return gauge >= 0 ? isIn(gauge) : isIn(counterOf(gauge)) || isIn(levelOf(gauge));
}

/** Every change of a gauge in a window, in the order in which they happened. */
export function* changesOf({ changes, eventNs, gauges }: Pick<TraceWindow, 'changes' | 'eventNs' | 'gauges'>): Generator<GaugeChange> {
  const values = gauges.slice();
  for (let row = 0; row < changes.count; row++) {
    const atNs = eventNs[changes.event[row]];
    const gauge = changes.gauge[row];
    applyChange(values, changes, row);
    if (gauge < 0) yield { atNs, gauge: counterOf(gauge), value: values[counterOf(gauge)] };
    yield { atNs, gauge: gauge < 0 ? levelOf(gauge) : gauge, value: changes.value[row] };
  }
}
