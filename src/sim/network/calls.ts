import { invariant } from '../kernel/assert';
import { Baggage } from './baggage';
import type { CallsSnapshot } from './callsSnapshot';
import type { MessageBody } from './messages';

/** Where a call is. */
export const Phase = { free: 0, requestTravels: 1, atCallee: 2, replyTravels: 3, nowhere: 4 } as const;

/** What stands in `next` of a call behind which no other waits. */
export const END_OF_CHAIN = -1;
/** From here down a callee may put marks of its own there, for calls that it works on: such a call is in no chain. */
export const FIRST_OWN_MARK = END_OF_CHAIN - 1;

/** A call has 16 integers. Places are put together by bits, which never overflow: sums would be checked for that each time. */
const STRIDE = 16;
const SHIFT = 4;
/** So many fit into places of 31 bits; they would take 13 GB. */
const MOST_CALLS = 1 << (31 - SHIFT);
const OP = 1;
const KEY = 2;
const FIELD = 3;
const VALUE = 4;
const FROM = 5;
const TO = 6;
const LINK = 7;
const PARENT = 8;
const PHASE = 9;
const FATE = 10;
const MARK = 11;
const NEXT = 12;
const GENERATION = 13;
const FLAGS = 14;
const DEADLINE = 15;

/** Bits of the flags, below the origin. */
const ABANDONED = 1;
const CONCLUDED = 2;
const KEYED = 4;
const REPEATABLE = 8;
const PRESSED = 16;
const DOUBTFUL = 32;
const WATCHED = 64;
const STRAY = 128;
const ORIGIN_SHIFT = 8;
/** What a call hands down to the calls made for it. */
const INHERITED = ~(ABANDONED | CONCLUDED | PRESSED | DOUBTFUL | WATCHED | STRAY);
/** Deadlines are kept in steps of 10 microseconds after the start, so that an integer spans five hours. */
const DEADLINE_STEP_NS = 10_000;
const LATEST_STEP = 2_000_000_000;

const TIMES = 4;
const TIME_SHIFT = 2;
const STARTED = 0;
const SENT = 1;
const ARRIVED = 2;
const SPAN = 3;

/**
 * All calls in flight: a call is one request from one node to another and the reply to it. Pooled in two typed arrays,
 * a cache line of integers and four doubles each, so that a million in flight cost 96 MB and no garbage.
 */
export class Calls {
  private ints = new Int32Array(256 * STRIDE);
  private times = new Float64Array(256 * TIMES);
  private used = 0;
  private freeHead = -1;
  private liveCount = 0;
  private readonly baggage = new Baggage();
  /**
   * The arrays may take so many bytes; when they would need more, `isFull` is set and `onFull` called once, and they grow in small steps.
   */
  limitBytes = Infinity;
  isFull = false;
  onFull: () => void = () => {};

  /** Calls that exist now. */
  get live(): number {
    return this.liveCount;
  }

  /** Slots ever used: ids are below this. */
  get limit(): number {
    return this.used;
  }

  /** Makes a call that is not sent yet. */
  create(root: number, op: number, key: number, field: number, value: number, parent: number, startedNs: number): number {
    const call = this.take();
    const ints = this.ints;
    const at = call << SHIFT;
    ints[at] = root;
    ints[at | OP] = op;
    ints[at | KEY] = key;
    ints[at | FIELD] = field;
    ints[at | VALUE] = value;
    ints[at | PARENT] = parent;
    ints[at | PHASE] = Phase.nowhere;
    ints[at | FATE] = 0;
    ints[at | NEXT] = END_OF_CHAIN;
    ints[at | FLAGS] = 0;
    ints[at | DEADLINE] = 0;
    this.times[call << TIME_SHIFT] = startedNs;
    return call;
  }

  /** A new call with the same question as another, whose parent is that other. */
  derive(parent: number): number {
    const call = this.take();
    const { ints, times } = this;
    const from = parent << SHIFT;
    const at = call << SHIFT;
    ints[at] = ints[from];
    ints[at | OP] = ints[from | OP];
    ints[at | KEY] = ints[from | KEY];
    ints[at | FIELD] = ints[from | FIELD];
    ints[at | VALUE] = ints[from | VALUE];
    ints[at | PARENT] = parent;
    ints[at | PHASE] = Phase.nowhere;
    ints[at | FATE] = 0;
    ints[at | NEXT] = -1;
    ints[at | FLAGS] = ints[from | FLAGS] & INHERITED;
    ints[at | DEADLINE] = ints[from | DEADLINE];
    times[call << TIME_SHIFT] = times[parent << TIME_SHIFT];
    return call;
  }

  private take(): number {
    this.liveCount++;
    const call = this.freeHead;
    if (call < 0) return this.grow();
    this.freeHead = this.ints[(call << SHIFT) | NEXT];
    return call;
  }

  /** Gives the slot back; whoever still holds the number can tell by its generation. */
  release(call: number): void {
    const at = call << SHIFT;
    invariant(this.ints[at | PHASE] !== Phase.free, 'a call was freed twice');
    this.ints[at | PHASE] = Phase.free;
    this.ints[at | GENERATION] = (this.ints[at | GENERATION] + 1) | 0;
    this.ints[at | NEXT] = this.freeHead;
    this.freeHead = call;
    this.liveCount--;
    if (this.baggage.isAny) this.baggage.drop(call);
  }

  /** Sets both ends and the wire, before the first send. */
  route(call: number, link: number, from: number, to: number): void {
    const at = call << SHIFT;
    this.ints[at | FROM] = from;
    this.ints[at | TO] = to;
    this.ints[at | LINK] = link;
  }

  /** The answer leaves. */
  answer(call: number, fate: number, value: number): void {
    const ints = this.ints;
    const at = call << SHIFT;
    ints[at | VALUE] = value | 0;
    ints[at | PHASE] = Phase.replyTravels;
    ints[at | FATE] = fate | 0;
  }

  root(call: number): number {
    return this.ints[call << SHIFT];
  }
  op(call: number): number {
    return this.ints[(call << SHIFT) | OP];
  }
  key(call: number): number {
    return this.ints[(call << SHIFT) | KEY];
  }
  field(call: number): number {
    return this.ints[(call << SHIFT) | FIELD];
  }
  value(call: number): number {
    return this.ints[(call << SHIFT) | VALUE];
  }
  setValue(call: number, value: number): void {
    this.ints[(call << SHIFT) | VALUE] = value;
  }
  from(call: number): number {
    return this.ints[(call << SHIFT) | FROM];
  }
  to(call: number): number {
    return this.ints[(call << SHIFT) | TO];
  }
  link(call: number): number {
    return this.ints[(call << SHIFT) | LINK];
  }
  /** The call that this one serves, or -1. */
  parent(call: number): number {
    return this.ints[(call << SHIFT) | PARENT];
  }
  phase(call: number): number {
    return this.ints[(call << SHIFT) | PHASE];
  }
  setPhase(call: number, phase: number): void {
    this.ints[(call << SHIFT) | PHASE] = phase;
  }
  fate(call: number): number {
    return this.ints[(call << SHIFT) | FATE];
  }
  setFate(call: number, fate: number): void {
    this.ints[(call << SHIFT) | FATE] = fate;
  }
  /** A number of the caller's own, e.g. which target it chose. */
  mark(call: number): number {
    return this.ints[(call << SHIFT) | MARK];
  }
  setMark(call: number, mark: number): void {
    this.ints[(call << SHIFT) | MARK] = mark;
  }
  /** Link of an intrusive queue of the callee's: a call, END_OF_CHAIN, or a mark of the callee's own from FIRST_OWN_MARK down. */
  next(call: number): number {
    return this.ints[(call << SHIFT) | NEXT];
  }
  setNext(call: number, next: number): void {
    this.ints[(call << SHIFT) | NEXT] = next;
  }
  generation(call: number): number {
    return this.ints[(call << SHIFT) | GENERATION];
  }
  /** The caller no longer waits for it. */
  isAbandoned(call: number): boolean {
    return (this.ints[(call << SHIFT) | FLAGS] & ABANDONED) !== 0;
  }
  setAbandoned(call: number): void {
    this.ints[(call << SHIFT) | FLAGS] |= ABANDONED;
  }
  /** The client request behind it has its fate. */
  isConcluded(call: number): boolean {
    return (this.ints[(call << SHIFT) | FLAGS] & CONCLUDED) !== 0;
  }
  setConcluded(call: number): void {
    this.ints[(call << SHIFT) | FLAGS] |= CONCLUDED;
  }
  /** Index of the client that the request behind it comes from; 0 for calls that no client asked for. */
  origin(call: number): number {
    return this.ints[(call << SHIFT) | FLAGS] >>> ORIGIN_SHIFT;
  }
  setOrigin(call: number, node: number): void {
    this.ints[(call << SHIFT) | FLAGS] |= node << ORIGIN_SHIFT;
  }
  /** The request may come more than once: it is retried, hedged or submitted twice. */
  isRepeatable(call: number): boolean {
    return (this.ints[(call << SHIFT) | FLAGS] & REPEATABLE) !== 0;
  }
  setRepeatable(call: number): void {
    this.ints[(call << SHIFT) | FLAGS] |= REPEATABLE;
  }
  /** The request carries an idempotency key (its number), by which a store knows it again. */
  isKeyed(call: number): boolean {
    return (this.ints[(call << SHIFT) | FLAGS] & KEYED) !== 0;
  }
  setKeyed(call: number): void {
    this.ints[(call << SHIFT) | FLAGS] |= KEYED;
  }
  /** Its answer asks whoever sends to slow down (as ECN marks do, RFC 3168). */
  isPressed(call: number): boolean {
    return (this.ints[(call << SHIFT) | FLAGS] & PRESSED) !== 0;
  }
  setPressed(call: number): void {
    this.ints[(call << SHIFT) | FLAGS] |= PRESSED;
  }
  /** A copy that a wire has made: its caller never knew of it. */
  isStray(call: number): boolean {
    return (this.ints[(call << SHIFT) | FLAGS] & STRAY) !== 0;
  }
  setStray(call: number): void {
    this.ints[(call << SHIFT) | FLAGS] |= ABANDONED | STRAY;
  }
  /** Something that was done for it has taken effect, or may have: whatever its end, nobody can say that it surely did not happen. */
  isDoubtful(call: number): boolean {
    return (this.ints[(call << SHIFT) | FLAGS] & DOUBTFUL) !== 0;
  }
  setDoubtful(call: number): void {
    this.ints[(call << SHIFT) | FLAGS] |= DOUBTFUL;
  }
  /** Somebody's patience with it ends. */
  isWatched(call: number): boolean {
    return (this.ints[(call << SHIFT) | FLAGS] & WATCHED) !== 0;
  }
  setWatched(call: number): void {
    this.ints[(call << SHIFT) | FLAGS] |= WATCHED;
  }
  /** Whether a call (or -1) is one that a node has received and not answered yet. */
  isHeldBy(call: number, node: number): boolean {
    return call >= 0 && this.ints[(call << SHIFT) | PHASE] === Phase.atCallee && this.ints[(call << SHIFT) | TO] === node;
  }
  /** The moment after which nobody waits for the answer, ns; Infinity when it has none. */
  deadlineNs(call: number): number {
    const steps = this.ints[(call << SHIFT) | DEADLINE];
    return steps === 0 ? Infinity : this.times[(call << TIME_SHIFT) | STARTED] + steps * DEADLINE_STEP_NS;
  }
  /** Whether a deadline travels with it. */
  hasDeadline(call: number): boolean {
    return this.ints[(call << SHIFT) | DEADLINE] !== 0;
  }
  /** Sends a deadline along, `patienceNs` after the request began: to 10 microseconds, at least one step, at most five hours. */
  setDeadline(call: number, patienceNs: number): void {
    this.ints[(call << SHIFT) | DEADLINE] = Math.max(1, Math.min(LATEST_STEP, Math.floor(patienceNs / DEADLINE_STEP_NS)));
  }

  /** When the client request behind it began, ns. */
  startedNs(call: number): number {
    return this.times[(call << TIME_SHIFT) | STARTED];
  }
  sentNs(call: number): number {
    return this.times[(call << TIME_SHIFT) | SENT];
  }
  /** Id of the message that carried it last. */
  span(call: number): number {
    return this.times[(call << TIME_SHIFT) | SPAN];
  }
  setSent(call: number, sentNs: number, span: number): void {
    this.times[(call << TIME_SHIFT) | SENT] = sentNs;
    this.times[(call << TIME_SHIFT) | SPAN] = span;
  }
  arrivedNs(call: number): number {
    return this.times[(call << TIME_SHIFT) | ARRIVED];
  }
  setArrivedNs(call: number, ns: number): void {
    this.times[(call << TIME_SHIFT) | ARRIVED] = ns;
  }

  /** Data that travels with a call beyond its numbers (a batch of writes), or null. */
  payload(call: number): Int32Array | null {
    return this.baggage.payload(call);
  }

  setPayload(call: number, payload: Int32Array): void {
    this.baggage.setPayload(call, payload);
  }

  /** What a message says; null when it says nothing beyond its type. */
  body(call: number): MessageBody {
    return this.baggage.body(call);
  }

  setBody(call: number, body: MessageBody): void {
    this.baggage.setBody(call, body);
  }

  /** A copy of every call. */
  snapshot(): CallsSnapshot {
    return {
      ints: this.ints.slice(0, this.used * STRIDE),
      times: this.times.slice(0, this.used * TIMES),
      used: this.used,
      live: this.liveCount,
      freeHead: this.freeHead,
      ...this.baggage.snapshot(),
    };
  }

  /** Makes this pool equal to the copied one. */
  restore(saved: CallsSnapshot): void {
    if (this.ints.length < saved.ints.length) {
      this.ints = new Int32Array(saved.ints.length);
      this.times = new Float64Array(saved.times.length);
    }
    this.ints.set(saved.ints);
    this.times.set(saved.times);
    // Generations above the copy are unknown to it: slots beyond start afresh, as they did then.
    this.ints.fill(0, saved.ints.length);
    this.times.fill(0, saved.times.length);
    this.used = saved.used;
    this.liveCount = saved.live;
    this.freeHead = saved.freeHead;
    this.baggage.restore(saved);
  }

  /** Bytes that the arrays take, and what calls carry. */
  get bytes(): number {
    return this.ints.byteLength + this.times.byteLength + this.baggage.bytes;
  }

  /** Twice as many calls; once that is more than is allowed, an eighth more: what one event makes may still have its place. */
  private nextSize(): number {
    if ((this.ints.byteLength + this.times.byteLength) * 2 <= this.limitBytes) return this.used * 2;
    if (!this.isFull) this.onFull();
    this.isFull = true;
    return this.used + Math.ceil(this.used / 8);
  }

  private grow(): number {
    if (this.used * STRIDE === this.ints.length) {
      invariant(this.used < MOST_CALLS, `more than ${MOST_CALLS} calls at once`);
      const size = this.nextSize();
      const ints = new Int32Array(size * STRIDE);
      ints.set(this.ints);
      this.ints = ints;
      const times = new Float64Array(size * TIMES);
      times.set(this.times);
      this.times = times;
    }
    return this.used++;
  }
}
