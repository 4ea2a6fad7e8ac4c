/** Marks the end of a list of slots. */
export const NONE = -1;

/**
 * One rung of a ladder queue: a stretch of future time cut into equal buckets, each a first-in first-out list of slots.
 * Widths are powers of two and the start a whole number of widths, so that the bucket of a time is exact arithmetic.
 */
export class Rung {
  /** Where the first bucket begins, ns. */
  startNs = 0;
  widthNs = 1;
  buckets = 0;
  /** The first bucket not yet given out; everything before it is empty. */
  current = 0;
  /** First and last slot of every bucket's list, and its length: three words a bucket. */
  cells = new Int32Array(0);

  /** Sets the rung to so many empty buckets. */
  open(startNs: number, widthNs: number, buckets: number): void {
    this.startNs = startNs;
    this.widthNs = widthNs;
    this.buckets = buckets;
    this.current = 0;
    const words = buckets * 3;
    if (this.cells.length < words) this.cells = new Int32Array(words * 2);
    for (let at = 0; at < words; at += 3) {
      this.cells[at] = NONE;
      this.cells[at + 2] = 0;
    }
  }

  /** Where the buckets not yet given out begin, ns. */
  nextNs(): number {
    return this.startNs + this.current * this.widthNs;
  }

  /** Where the last bucket ends, ns. */
  endNs(): number {
    return this.startNs + this.buckets * this.widthNs;
  }
}

/** The smallest power of two (at least 1) of which `pieces` or fewer cover a span. */
export function widthFor(spanNs: number, pieces: number): number {
  let widthNs = 1;
  while (widthNs * pieces < spanNs) widthNs *= 2;
  return widthNs;
}
