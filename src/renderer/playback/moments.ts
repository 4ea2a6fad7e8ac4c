import { applyChange, Gauge, type TraceIndex, type TraceWindow } from '../../sim/index';
import type { NodeMoment } from './types';

/** The value of every gauge at a moving moment of one window: forward in small steps, backward from the window's start. */
export class GaugeCursor {
  readonly values: Float64Array;
  private row = 0;
  private atNs: number;

  constructor(readonly window: TraceWindow) {
    this.values = window.gauges.slice();
    this.atNs = window.fromNs - 1;
  }

  /** Moves to a moment: every change at or before it counts. */
  moveTo(atNs: number): void {
    if (atNs < this.atNs) {
      this.values.set(this.window.gauges);
      this.row = 0;
    }
    const { changes, eventNs } = this.window;
    while (this.row < changes.count && eventNs[changes.event[this.row]] <= atNs) applyChange(this.values, changes, this.row++);
    this.atNs = atNs;
  }
}

/** The state of every part by the values of all gauges. */
export function nodeMoments({ nodes }: TraceIndex, values: Float64Array): NodeMoment[] {
  return nodes.map(({ gaugeBase: g, gauges }) => ({
    status: values[g + Gauge.status],
    queue: values[g + Gauge.queue],
    busy: values[g + Gauge.busy],
    received: values[g + Gauge.received],
    completed: values[g + Gauge.completed],
    failed: values[g + Gauge.failed],
    own: Array.from(values.subarray(g + Gauge.first, g + gauges.length)),
  }));
}

/** First row whose value in a sorted column is above a limit. */
export function firstAbove(column: Float64Array | Int32Array, limit: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle] > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** First row whose value in a sorted column is at or above a limit. */
export function firstAtOrAbove(column: Float64Array | Int32Array, limit: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle] >= limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
