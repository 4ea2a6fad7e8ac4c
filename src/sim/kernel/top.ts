import { NONE } from './rung';

/** Events beyond all rungs of a queue: a list in the order of adding, with their number and their range of times, ns. */
export class Top {
  first = NONE;
  count = 0;
  leastNs = Infinity;
  mostNs = 0;
  private last = NONE;

  /** Adds a slot; returns the one that it is to follow in the list, or NONE. */
  add(slot: number, timeNs: number): number {
    const before = this.last;
    if (this.count++ === 0) this.first = slot;
    this.last = slot;
    if (timeNs < this.leastNs) this.leastNs = timeNs;
    if (timeNs > this.mostNs) this.mostNs = timeNs;
    return before;
  }

  clear(): void {
    this.first = NONE;
    this.last = NONE;
    this.count = 0;
    this.leastNs = Infinity;
    this.mostNs = 0;
  }
}
