/** A gauge has four doubles; places are put together by bits, which never overflow. */
const STRIDE = 4;
const SHIFT = 2;

/** A copy of all gauges. */
export type GaugesSnapshot = Float64Array;

/**
 * Every gauge of a run in one array: value, time of the last change, area under the curve, maximum.
 * Levels are averaged over time from the area; counters use only the value.
 */
export class Gauges {
  /** value, last change ns, area (value x ns), maximum: four doubles a gauge, half a cache line. */
  cells: Float64Array;

  constructor(readonly count: number) {
    this.cells = new Float64Array(count * STRIDE);
  }

  value(gauge: number): number {
    return this.cells[gauge << SHIFT];
  }

  /** Sets a level at a moment. */
  set(gauge: number, value: number, nowNs: number): void {
    const cells = this.cells;
    const at = gauge << SHIFT;
    cells[at | 2] += cells[at] * (nowNs - cells[at | 1]);
    cells[at | 1] = nowNs;
    cells[at] = value;
    if (value > cells[at | 3]) cells[at | 3] = value;
  }

  /** One more or less at a level, and one more in a counter: what every request does to a part that it comes to or leaves. */
  step(counter: number, level: number, change: number, nowNs: number): void {
    const cells = this.cells;
    cells[counter << SHIFT]++;
    const at = level << SHIFT;
    const before = cells[at];
    const value = before + change;
    cells[at | 2] += before * (nowNs - cells[at | 1]);
    cells[at | 1] = nowNs;
    cells[at] = value;
    if (value > cells[at | 3]) cells[at | 3] = value;
  }

  /** Area under a level from the start to now, value x ns. */
  area(gauge: number, nowNs: number): number {
    const at = gauge << SHIFT;
    return this.cells[at | 2] + this.cells[at] * (nowNs - this.cells[at | 1]);
  }

  max(gauge: number): number {
    return this.cells[(gauge << SHIFT) | 3];
  }

  /** All values now, one per gauge. */
  values(): Float64Array {
    const values = new Float64Array(this.count);
    for (let g = 0; g < this.count; g++) values[g] = this.cells[g << SHIFT];
    return values;
  }

  snapshot(): GaugesSnapshot {
    return this.cells.slice();
  }

  restore(saved: GaugesSnapshot): void {
    this.cells = saved.slice();
  }
}
