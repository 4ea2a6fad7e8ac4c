import type { ReplayData } from './types';

/** The state of a replay at a moment that moves, mostly forwards. */
export class ReplayState {
  readonly figures: Float64Array;
  atNs: number;
  private change = 0;

  constructor(readonly data: ReplayData) {
    this.figures = Float64Array.from(data.initial);
    this.atNs = data.fromNs;
  }

  /** Moves to a moment; every change up to and at it counts. */
  moveTo(atNs: number): void {
    if (atNs < this.atNs) {
      this.figures.set(this.data.initial);
      this.change = 0;
    }
    const { changes } = this.data;
    while (this.change < changes.atNs.length && changes.atNs[this.change] <= atNs) {
      this.figures[changes.gauge[this.change]] = changes.value[this.change];
      this.change++;
    }
    this.atNs = atNs;
  }

  /**
   * Calls back with every message under way, and how far it is, 0..1. Those that take less than `leastNs` are shown as if they took that.
   */
  underWay(longestNs: number, leastNs: number, visit: (row: number, share: number) => void): void {
    const { sentNs, arriveNs } = this.data.messages;
    let low = 0;
    let high = sentNs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sentNs[middle] <= this.atNs) low = middle + 1;
      else high = middle;
    }
    const oldestNs = this.atNs - Math.max(longestNs, leastNs);
    for (let row = low - 1; row >= 0 && sentNs[row] >= oldestNs; row--) {
      const takesNs = Math.max(1, leastNs, arriveNs[row] - sentNs[row]);
      if (sentNs[row] + takesNs >= this.atNs) visit(row, (this.atNs - sentNs[row]) / takesNs);
    }
  }
}

/** The longest that any message takes, ns. */
export function longestOf({ messages }: ReplayData): number {
  let longest = 0;
  for (let row = 0; row < messages.sentNs.length; row++) longest = Math.max(longest, messages.arriveNs[row] - messages.sentNs[row]);
  return longest;
}
