import { invariant } from './assert';
import type { EventQueueSnapshot } from './eventQueueSnapshot';
import { growFloats, growInts } from './grow';
import { NONE, Rung, widthFor } from './rung';
import { Top } from './top';

/** Payload of a slot: meta, a, b, and the next slot of the list it is in. */
const WORDS = 4;
const SHIFT = 2;
const NEXT = 3;
/** The front is split when it holds more than this, and a bucket is cut into a rung of its own. */
const FRONT_MOST = 48;
const MOST_BUCKETS = 1 << 20;

/**
 * Pending events in the order of their times and, within one moment, in the order in which they were added; each carries
 * three integers. A ladder queue (W. Tang, R. Goh and I. Thng, Ladder Queue: An O(1) Priority Queue Structure for Large-Scale
 * Discrete Event Simulation, ACM TOMACS 15, 2005), made for a few dozen events as well as for a million.
 *
 * Invariants: 1. time never runs backwards; 2. times are whole nanoseconds; 3. every event of the present moment added during it
 * waits in the ring, every event before `frontEndNs` in the front (sorted, taken from its head), later ones in the innermost
 * rung that reaches so far, and those beyond all rungs in the top; 4. events of one moment are always in one of these, in the order
 * they were added, which is why no sequence number is kept. Adding and taking cost the same however many wait.
 */
export class EventQueue {
  /** The time of the event popped last, ns. */
  nowNs = 0;
  /** `popDue` leaves alone what happens then or later, ns. */
  limitNs = Infinity;
  /** How long after the present moment `pushDelayed` adds an event, ns. */
  delayNs = 0.5;
  private atNs = 0;
  private slotNs = new Float64Array(64);
  private slotData = new Int32Array(64 * WORDS);
  private freeSlot = NONE;
  private ring = new Int32Array(64);
  private ringHead = 0;
  private ringSize = 0;
  /** Slots by time; the times are in `slotNs` alone, so that putting one in between moves half as much. */
  private front = new Int32Array(256);
  private head = 0;
  private tail = 0;
  private frontEndNs = Infinity;
  private readonly rungs: Rung[] = [];
  private depth = 0;
  private readonly top = new Top();
  /** Events in rungs and top. */
  private later = 0;

  constructor() {
    this.addSlots(0);
  }

  /** Number of pending events. */
  get size(): number {
    return this.ringSize + (this.tail - this.head) + this.later;
  }

  /** Bytes that the arrays of pending events take. */
  get bytes(): number {
    return this.slotNs.byteLength + this.slotData.byteLength + this.ring.byteLength + this.front.byteLength;
  }

  /** Time of the next event, Infinity when there is none. */
  nextTime(): number {
    if (this.ringSize > 0) return this.nowNs;
    if (this.head === this.tail && this.later > 0) this.refill();
    return this.head < this.tail ? this.slotNs[this.front[this.head]] : Infinity;
  }

  /** Adds an event. Throws when it lies in the past or its time is not a number. */
  push(timeNs: number, meta: number, a: number, b: number): void {
    this.atNs = timeNs;
    this.insert(meta, a, b);
  }

  /** The same, `delayNs` after the present moment: see `popDue` for why that is no argument. */
  pushDelayed(meta: number, a: number, b: number): void {
    this.atNs = this.nowNs + this.delayNs;
    this.insert(meta, a, b);
  }

  /**
   * Adds an event at `atNs`. All that is usual in one function: it is then too long (460 bytes of byte code) for V8 to copy it into every
   * caller, and the dozen that add events share one. A run takes a twentieth more time with it in pieces.
   */
  private insert(meta: number, a: number, b: number): void {
    const { slotData, slotNs, freeSlot: slot, atNs: timeNs } = this;
    const at = slot << SHIFT;
    const next = slotData[at | NEXT];
    slotData[at] = meta | 0;
    slotData[at | 1] = a | 0;
    slotData[at | 2] = b | 0;
    slotNs[slot] = timeNs;
    this.freeSlot = next;
    if (timeNs < this.frontEndNs && timeNs > this.nowNs) {
      const { front, head } = this;
      const tail = this.tail;
      let i = tail;
      // Four steps a turn: a loop asks at each turn whether it is to stop, and then looks every array up anew.
      while (i > head) {
        const first = front[i - 1];
        if (slotNs[first] <= timeNs) break;
        front[i] = first;
        i = (i - 1) | 0;
        if (i <= head) break;
        const second = front[i - 1];
        if (slotNs[second] <= timeNs) break;
        front[i] = second;
        i = (i - 1) | 0;
        if (i <= head) break;
        const third = front[i - 1];
        if (slotNs[third] <= timeNs) break;
        front[i] = third;
        i = (i - 1) | 0;
        if (i <= head) break;
        const fourth = front[i - 1];
        if (slotNs[fourth] <= timeNs) break;
        front[i] = fourth;
        i = (i - 1) | 0;
      }
      front[i] = slot;
      this.tail = tail + 1;
      if (tail - head >= FRONT_MOST || tail + 1 === front.length) this.shorten();
    } else if (timeNs === this.nowNs) {
      if (this.ringSize === this.ring.length) {
        const bigger = new Int32Array(this.ring.length * 2);
        for (let i = 0; i < this.ringSize; i++) bigger[i] = this.ring[(this.ringHead + i) & (this.ring.length - 1)];
        this.ring = bigger;
        this.ringHead = 0;
      }
      this.ring[(this.ringHead + this.ringSize) & (this.ring.length - 1)] = slot;
      this.ringSize++;
    } else {
      invariant(timeNs > this.nowNs && timeNs < Infinity, 'an event was scheduled in the past, or never');
      this.pushLater(slot);
    }
    if (next < 0) this.addSlots(slotNs.length);
  }

  /** Removes the next event and returns its slot, whose payload stays readable until the next push. Throws when empty. */
  pop(): number {
    this.limitNs = Infinity;
    const slot = this.popDue();
    invariant(slot >= 0, 'pop from an empty queue');
    return slot;
  }

  /**
   * The same for an event before `limitNs`; -1 when there is none. The limit is a field, not an argument, and the time is not returned,
   * because
   * engines make an object of every fractional number that passes from one function to another.
   */
  popDue(): number {
    const { head, slotNs, front } = this;
    let slot: number;
    if (this.ringSize > 0 && !(head < this.tail && slotNs[front[head]] === this.nowNs)) {
      if (!(this.nowNs < this.limitNs)) return NONE;
      slot = this.ring[this.ringHead];
      this.ringHead = (this.ringHead + 1) & (this.ring.length - 1);
      this.ringSize--;
    } else {
      if (head >= this.tail) return this.later === 0 ? NONE : this.popLater();
      slot = front[head];
      const timeNs = slotNs[slot];
      if (!(timeNs < this.limitNs)) return NONE;
      this.nowNs = timeNs;
      this.head = head + 1;
    }
    this.slotData[(slot << SHIFT) | NEXT] = this.freeSlot;
    this.freeSlot = slot;
    return slot;
  }

  /** The same where the front is empty. */
  private popLater(): number {
    this.refill();
    return this.popDue();
  }

  /** First payload word of a popped slot. */
  meta(slot: number): number {
    return this.slotData[slot << SHIFT];
  }

  /** Second payload word of a popped slot. */
  a(slot: number): number {
    return this.slotData[(slot << SHIFT) | 1];
  }

  /** Third payload word of a popped slot. */
  b(slot: number): number {
    return this.slotData[(slot << SHIFT) | 2];
  }

  /** Calls back for every pending event, those of one moment in the order in which they will happen. */
  forEach(visit: (timeNs: number, meta: number, a: number, b: number) => void): void {
    const data = this.slotData;
    const see = (slot: number): void => visit(this.slotNs[slot], data[slot << SHIFT], data[(slot << SHIFT) | 1], data[(slot << SHIFT) | 2]);
    for (let i = this.head; i < this.tail; i++) see(this.front[i]);
    for (let i = 0; i < this.ringSize; i++) see(this.ring[(this.ringHead + i) & (this.ring.length - 1)]);
    const seeList = (first: number): void => {
      for (let slot = first; slot >= 0; slot = data[(slot << SHIFT) | NEXT]) see(slot);
    };
    for (let level = this.depth - 1; level >= 0; level--) {
      const rung = this.rungs[level];
      for (let bucket = rung.current; bucket < rung.buckets; bucket++) seeList(rung.cells[bucket * 3]);
    }
    seeList(this.top.first);
  }

  /** A copy of all pending events. */
  snapshot(): EventQueueSnapshot {
    const timesNs = new Float64Array(this.size);
    const data = new Int32Array(this.size * 3);
    let row = 0;
    this.forEach((timeNs, meta, a, b) => {
      timesNs[row] = timeNs;
      data[row * 3] = meta;
      data[row * 3 + 1] = a;
      data[row * 3 + 2] = b;
      row++;
    });
    return { nowNs: this.nowNs, timesNs, data };
  }

  /** Makes this queue equal to the one that was copied. */
  restore(saved: EventQueueSnapshot): void {
    this.later = 0;
    this.addSlots(0);
    this.ringHead = 0;
    this.ringSize = 0;
    this.head = 0;
    this.tail = 0;
    this.depth = 0;
    this.top.clear();
    this.frontEndNs = Infinity;
    this.nowNs = saved.nowNs;
    for (let row = 0; row < saved.timesNs.length; row++)
      this.push(saved.timesNs[row], saved.data[row * 3], saved.data[row * 3 + 1], saved.data[row * 3 + 2]);
  }

  /** Makes all slots from this one on free, of twice as many when none is left. A slot is always free: nobody asks when adding. */
  private addSlots(from: number): void {
    if (from === this.slotNs.length) {
      this.slotNs = growFloats(this.slotNs);
      this.slotData = growInts(this.slotData);
    }
    const count = this.slotNs.length;
    for (let slot = from; slot < count; slot++) this.slotData[(slot << SHIFT) | NEXT] = slot + 1 < count ? slot + 1 : NONE;
    this.freeSlot = from;
  }

  /** The front has grown long, or come to the end of its array. */
  private shorten(): void {
    if (this.tail - this.head > FRONT_MOST) this.split();
    if (this.tail === this.front.length) this.makeRoom();
  }

  /** Moves the front to the beginning of its array, or into a larger one. */
  private makeRoom(): void {
    const { head, tail } = this;
    if ((tail - head) * 2 > this.front.length) this.front = growInts(this.front);
    this.front.copyWithin(0, head, tail);
    this.head = 0;
    this.tail = tail - head;
  }

  /** Cuts off the later half of a front that has grown long: into a rung of its own, or into the top where there are no rungs. */
  private split(): void {
    const { front, frontEndNs, slotNs } = this;
    const leastNs = slotNs[front[this.head]];
    const middleNs = slotNs[front[(this.head + this.tail) >> 1]];
    let cutNs = middleNs > leastNs ? middleNs : slotNs[front[this.tail - 1]];
    if (this.depth > 0) {
      const widthNs = Math.min(this.rungs[this.depth - 1].widthNs, widthFor(frontEndNs - middleNs, FRONT_MOST));
      cutNs = Math.ceil(cutNs / widthNs) * widthNs;
      if (cutNs >= frontEndNs || cutNs === leastNs) return;
      this.openRung().open(cutNs, widthNs, (frontEndNs - cutNs) / widthNs);
    } else if (cutNs === leastNs) return;
    let i = this.tail;
    while (slotNs[front[i - 1]] >= cutNs) i--;
    this.frontEndNs = cutNs;
    for (let k = i; k < this.tail; k++) this.pushLater(front[k]);
    this.tail = i;
  }

  private openRung(): Rung {
    if (this.depth === this.rungs.length) this.rungs.push(new Rung());
    return this.rungs[this.depth++];
  }

  /** Puts an event behind the front. */
  private pushLater(slot: number): void {
    this.later++;
    const timeNs = this.slotNs[slot];
    for (let level = this.depth - 1; level >= 0; level--) {
      const rung = this.rungs[level];
      const bucket = Math.floor((timeNs - rung.startNs) / rung.widthNs);
      if (bucket < rung.buckets) {
        this.append(rung, bucket, slot);
        return;
      }
    }
    this.slotData[(slot << SHIFT) | NEXT] = NONE;
    const before = this.top.add(slot, timeNs);
    if (before >= 0) this.slotData[(before << SHIFT) | NEXT] = slot;
  }

  private append(rung: Rung, bucket: number, slot: number): void {
    const cells = rung.cells;
    const at = bucket * 3;
    this.slotData[(slot << SHIFT) | NEXT] = NONE;
    if (cells[at + 2]++ === 0) cells[at] = slot;
    else this.slotData[(cells[at + 1] << SHIFT) | NEXT] = slot;
    cells[at + 1] = slot;
  }

  /** Fills the empty front with the events that come next. */
  private refill(): void {
    this.head = 0;
    this.tail = 0;
    for (;;) {
      if (this.depth === 0) {
        if (this.top.count === 0) {
          this.frontEndNs = Infinity;
          return;
        }
        if (this.takeTop()) return;
      }
      const rung = this.rungs[this.depth - 1];
      const { cells, buckets } = rung;
      let bucket = rung.current;
      while (bucket < buckets && cells[bucket * 3 + 2] === 0) bucket++;
      if (bucket === buckets) {
        this.frontEndNs = rung.endNs();
        this.depth--;
        continue;
      }
      rung.current = bucket + 1;
      if (this.takeBucket(rung, bucket)) return;
    }
  }

  /** Gives the top to the front, true, or makes it the outermost rung, false. */
  private takeTop(): boolean {
    const { first, count, leastNs, mostNs } = this.top;
    this.top.clear();
    if (count <= FRONT_MOST || leastNs === mostNs) {
      this.frontEndNs = Infinity;
      this.sortIntoFront(first);
      return true;
    }
    const widthNs = widthFor(mostNs - leastNs + 1, Math.min(count, MOST_BUCKETS));
    const startNs = Math.floor(leastNs / widthNs) * widthNs;
    this.spread(first, startNs, widthNs, Math.floor((mostNs - startNs) / widthNs) + 1);
    return false;
  }

  /** Gives a bucket to the front, true, or makes it a rung of its own, false. */
  private takeBucket(rung: Rung, bucket: number): boolean {
    const first = rung.cells[bucket * 3];
    const count = rung.cells[bucket * 3 + 2];
    if (count <= FRONT_MOST || rung.widthNs === 1) {
      this.frontEndNs = rung.nextNs();
      this.sortIntoFront(first);
      return true;
    }
    const widthNs = widthFor(rung.widthNs, Math.min(count, MOST_BUCKETS));
    this.spread(first, rung.startNs + bucket * rung.widthNs, widthNs, rung.widthNs / widthNs);
    return false;
  }

  private spread(first: number, startNs: number, widthNs: number, buckets: number): void {
    const rung = this.openRung();
    rung.open(startNs, widthNs, buckets);
    for (let slot = first; slot >= 0;) {
      const next = this.slotData[(slot << SHIFT) | NEXT];
      this.append(rung, Math.floor((this.slotNs[slot] - startNs) / widthNs), slot);
      slot = next;
    }
  }

  /** Sorts a list into the empty front by insertion, which leaves events of one moment in their order. */
  private sortIntoFront(first: number): void {
    let count = 0;
    for (let slot = first; slot >= 0; slot = this.slotData[(slot << SHIFT) | NEXT]) {
      if (count + 1 === this.front.length) this.front = growInts(this.front);
      const { front, slotNs } = this;
      const timeNs = slotNs[slot];
      let i = count++;
      for (; i > 0 && slotNs[front[i - 1]] > timeNs; i--) front[i] = front[i - 1];
      front[i] = slot;
    }
    this.tail = count;
    this.later -= count;
  }
}
