import { invariant } from './assert';

/** The pending events of a copy of the queue. */
export interface EventQueueSnapshot {
  readonly nowNs: number;
  readonly seq: number;
  /** Per event: time, sequence number. */
  readonly keys: Float64Array;
  /** Per event: meta, a, b. */
  readonly data: Int32Array;
}

const ARITY_SHIFT = 2;

/**
 * Pending events in the total order (time, sequence number), each with three integers of payload.
 *
 * Invariants: 1. time never runs backwards; 2. two events never compare equal, because sequence numbers are unique;
 * 3. events for the present moment wait in a first-in first-out ring, everything later in a 4-ary heap.
 * Payloads live in pooled slots of typed arrays, so that an event allocates nothing and sifting moves only (time, slot).
 */
export class EventQueue {
  /** The time of the event popped last, ns. */
  nowNs = 0;
  private seq = 0;
  private heapTime = new Float64Array(64);
  private heapSlot = new Int32Array(64);
  private heapSize = 0;
  private slotSeq = new Float64Array(64);
  /** meta, a, b, next free slot. */
  private slotData = new Int32Array(64 * 4);
  private freeSlot = -1;
  private slotCount = 0;
  private ring = new Int32Array(64);
  private ringHead = 0;
  private ringSize = 0;

  /** Number of pending events. */
  get size(): number {
    return this.heapSize + this.ringSize;
  }

  /** Time of the next event, Infinity when there is none. */
  nextTime(): number {
    if (this.ringSize > 0) return this.nowNs;
    return this.heapSize > 0 ? this.heapTime[0] : Infinity;
  }

  /** Adds an event. Throws when it lies in the past or its time is not a number. */
  push(timeNs: number, meta: number, a: number, b: number): void {
    let slot = this.freeSlot;
    if (slot >= 0) this.freeSlot = this.slotData[slot * 4 + 3];
    else slot = this.newSlot();
    const at = slot * 4;
    this.slotData[at] = meta;
    this.slotData[at + 1] = a;
    this.slotData[at + 2] = b;
    this.slotSeq[slot] = this.seq++;
    if (timeNs === this.nowNs) this.pushNow(slot);
    else {
      invariant(timeNs > this.nowNs, 'an event was scheduled in the past');
      this.pushHeap(timeNs, slot);
    }
  }

  /** Removes the next event and returns its slot, whose payload stays readable until the next push. Throws when empty. */
  pop(): number {
    let slot: number;
    if (this.ringSize > 0 && !this.heapTopIsFirst()) {
      slot = this.ring[this.ringHead];
      this.ringHead = (this.ringHead + 1) & (this.ring.length - 1);
      this.ringSize--;
    } else {
      invariant(this.heapSize > 0, 'pop from an empty queue');
      this.nowNs = this.heapTime[0];
      slot = this.heapSlot[0];
      this.removeTop();
    }
    this.slotData[slot * 4 + 3] = this.freeSlot;
    this.freeSlot = slot;
    return slot;
  }

  /** First payload word of a popped slot. */
  meta(slot: number): number {
    return this.slotData[slot * 4];
  }

  /** Second payload word of a popped slot. */
  a(slot: number): number {
    return this.slotData[slot * 4 + 1];
  }

  /** Third payload word of a popped slot. */
  b(slot: number): number {
    return this.slotData[slot * 4 + 2];
  }

  /** Calls back for every pending event, in no particular order. */
  forEach(visit: (timeNs: number, meta: number, a: number, b: number) => void): void {
    for (let i = 0; i < this.heapSize; i++) this.visitSlot(this.heapTime[i], this.heapSlot[i], visit);
    for (let i = 0; i < this.ringSize; i++) this.visitSlot(this.nowNs, this.ring[(this.ringHead + i) & (this.ring.length - 1)], visit);
  }

  /** A copy of all pending events. */
  snapshot(): EventQueueSnapshot {
    const keys = new Float64Array(this.size * 2);
    const data = new Int32Array(this.size * 3);
    let row = 0;
    const put = (timeNs: number, slot: number): void => {
      keys[row * 2] = timeNs;
      keys[row * 2 + 1] = this.slotSeq[slot];
      data.set(this.slotData.subarray(slot * 4, slot * 4 + 3), row * 3);
      row++;
    };
    for (let i = 0; i < this.heapSize; i++) put(this.heapTime[i], this.heapSlot[i]);
    for (let i = 0; i < this.ringSize; i++) put(this.nowNs, this.ring[(this.ringHead + i) & (this.ring.length - 1)]);
    return { nowNs: this.nowNs, seq: this.seq, keys, data };
  }

  /** Makes this queue equal to the one that was copied. */
  restore(saved: EventQueueSnapshot): void {
    this.heapSize = 0;
    this.ringSize = 0;
    this.ringHead = 0;
    this.slotCount = 0;
    this.freeSlot = -1;
    this.nowNs = saved.nowNs;
    const rows = saved.keys.length / 2;
    const present: number[] = [];
    for (let row = 0; row < rows; row++) {
      const slot = this.newSlot();
      this.slotSeq[slot] = saved.keys[row * 2 + 1];
      this.slotData.set(saved.data.subarray(row * 3, row * 3 + 3), slot * 4);
      if (saved.keys[row * 2] === saved.nowNs) present.push(slot);
      else this.pushHeap(saved.keys[row * 2], slot);
    }
    present.sort((p, q) => this.slotSeq[p] - this.slotSeq[q]);
    for (const slot of present) this.pushNow(slot);
    this.seq = saved.seq;
  }

  private visitSlot(timeNs: number, slot: number, visit: (timeNs: number, meta: number, a: number, b: number) => void): void {
    visit(timeNs, this.slotData[slot * 4], this.slotData[slot * 4 + 1], this.slotData[slot * 4 + 2]);
  }

  private heapTopIsFirst(): boolean {
    return this.heapSize > 0 && this.heapTime[0] === this.nowNs && this.slotSeq[this.heapSlot[0]] < this.slotSeq[this.ring[this.ringHead]];
  }

  private newSlot(): number {
    if (this.slotCount === this.slotSeq.length) {
      this.slotSeq = growFloats(this.slotSeq);
      this.slotData = growInts(this.slotData);
    }
    return this.slotCount++;
  }

  private pushNow(slot: number): void {
    if (this.ringSize === this.ring.length) {
      const bigger = new Int32Array(this.ring.length * 2);
      for (let i = 0; i < this.ringSize; i++) bigger[i] = this.ring[(this.ringHead + i) & (this.ring.length - 1)];
      this.ring = bigger;
      this.ringHead = 0;
    }
    this.ring[(this.ringHead + this.ringSize) & (this.ring.length - 1)] = slot;
    this.ringSize++;
  }

  private pushHeap(timeNs: number, slot: number): void {
    if (this.heapSize === this.heapTime.length) {
      this.heapTime = growFloats(this.heapTime);
      this.heapSlot = growInts(this.heapSlot);
    }
    const time = this.heapTime;
    const slots = this.heapSlot;
    const seq = this.slotSeq[slot];
    let i = this.heapSize++;
    while (i > 0) {
      const parent = (i - 1) >> ARITY_SHIFT;
      const above = time[parent];
      if (above < timeNs || (above === timeNs && this.slotSeq[slots[parent]] < seq)) break;
      time[i] = above;
      slots[i] = slots[parent];
      i = parent;
    }
    time[i] = timeNs;
    slots[i] = slot;
  }

  private removeTop(): void {
    const time = this.heapTime;
    const slots = this.heapSlot;
    const size = --this.heapSize;
    if (size === 0) return;
    const lastTime = time[size];
    const lastSlot = slots[size];
    const lastSeq = this.slotSeq[lastSlot];
    let i = 0;
    for (;;) {
      const first = (i << ARITY_SHIFT) + 1;
      if (first >= size) break;
      const end = first + 4 < size ? first + 4 : size;
      let best = first;
      let bestTime = time[first];
      for (let child = first + 1; child < end; child++) {
        const t = time[child];
        if (t < bestTime || (t === bestTime && this.slotSeq[slots[child]] < this.slotSeq[slots[best]])) {
          best = child;
          bestTime = t;
        }
      }
      if (lastTime < bestTime || (lastTime === bestTime && lastSeq < this.slotSeq[slots[best]])) break;
      time[i] = bestTime;
      slots[i] = slots[best];
      i = best;
    }
    time[i] = lastTime;
    slots[i] = lastSlot;
  }
}

function growFloats(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const bigger = new Float64Array(array.length * 2);
  bigger.set(array);
  return bigger;
}

function growInts(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const bigger = new Int32Array(array.length * 2);
  bigger.set(array);
  return bigger;
}
