import { NS_PER_SECOND } from '../../kernel/units';

/** The span that figures by the second look back over, ns of simulated time. */
export const LOOK_BACK_NS = NS_PER_SECOND;

/** Values with their moments, of the last second only. */
export class LastSecond {
  private atNs = new Float64Array(256);
  private values = new Float64Array(256);
  private head = 0;
  private tail = 0;

  /** How many there are. */
  get count(): number {
    return this.tail - this.head;
  }

  add(nowNs: number, value: number): void {
    if (this.tail === this.atNs.length) this.makeRoom();
    this.atNs[this.tail] = nowNs;
    this.values[this.tail++] = value;
  }

  /** Forgets what is a second old, and tells of each value and its moment. */
  forget(nowNs: number, gone: (value: number, atNs: number) => void): void {
    const sinceNs = nowNs - LOOK_BACK_NS;
    while (this.head < this.tail && this.atNs[this.head] <= sinceNs) {
      gone(this.values[this.head], this.atNs[this.head]);
      this.head++;
    }
  }

  /** The value at a share (0..1) of them in order, by the nearest rank; NaN when there are none. Sorts them: not for every event. */
  quantile(share: number): number {
    const sorted = this.values.slice(this.head, this.tail).sort();
    return sorted.length === 0 ? NaN : sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1];
  }

  private makeRoom(): void {
    const kept = this.tail - this.head;
    const room = kept * 2 > this.atNs.length ? this.atNs.length * 2 : this.atNs.length;
    const [atNs, values] = [new Float64Array(room), new Float64Array(room)];
    atNs.set(this.atNs.subarray(this.head, this.tail));
    values.set(this.values.subarray(this.head, this.tail));
    this.atNs = atNs;
    this.values = values;
    this.tail = kept;
    this.head = 0;
  }
}

/** The time average of a level over the last second. */
export class LevelAverage {
  private readonly changes = new LastSecond();
  /** Area under the level within the window, up to its last change; and where the window begins with which level. */
  private area = 0;
  private firstLevel: number;
  private firstNs: number;
  private lastNs: number;

  constructor(
    private readonly sinceNs: number,
    private level: number,
  ) {
    this.firstLevel = level;
    this.firstNs = sinceNs;
    this.lastNs = sinceNs;
  }

  /** The level is another from now on. */
  change(nowNs: number, level: number): void {
    this.area += this.level * (nowNs - this.lastNs);
    this.lastNs = nowNs;
    this.level = level;
    this.changes.add(nowNs, level);
  }

  /** The average over the second before a moment; over what is known, where that is less. Moments never go back. */
  at(nowNs: number): number {
    this.changes.forget(nowNs, (level, atNs) => {
      this.area -= this.firstLevel * (atNs - this.firstNs);
      this.firstLevel = level;
      this.firstNs = atNs;
    });
    const fromNs = Math.max(this.sinceNs, nowNs - LOOK_BACK_NS);
    const spanNs = nowNs - fromNs;
    if (spanNs <= 0) return this.level;
    return (this.area + this.level * (nowNs - this.lastNs) - this.firstLevel * Math.max(0, fromNs - this.firstNs)) / spanNs;
  }
}
