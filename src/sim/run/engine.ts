import { closeSample, finish } from './closing';
import type { KeySpace } from '../data/keySpaces';
import { invariant } from '../kernel/assert';
import { EventQueue } from '../kernel/eventQueue';
import type { Streams } from '../kernel/random';
import { Gauge } from '../parts/contract';
import { foldPair, newLanes } from '../kernel/fold';
import { Calls, Phase } from '../network/calls';
import { isIndefinite, passOn } from '../network/doubt';
import { Fate, FATES } from '../network/fates';
import { History } from '../history/history';
import { RequestValues } from '../history/values';
import type { Fault } from '../model/scenario';
import type { Links } from '../network/links';
import { MessageTypes } from '../network/messages';
import { Gauges } from '../trace/gauges';
import { Histogram } from '../trace/histogram';
import { FAULT_ACTS, type Listener } from '../trace/recorder';
import { keyRangesOf } from '../trace/keyRanges';
import { SAMPLE_LATENCY_BITS, Samples } from '../trace/samples';
import { LOG_VERBS, NodeStatus } from '../trace/types';
import { applyAction } from './applyAction';
import { deferEvent, prolong } from './deferred';
import { EventType, metaNode, metaTag, packMeta, QUIET_BIT, TYPE_MASK } from './events';
import { Holds } from './holds';
import type { Apartness } from './laneFaults';
import { deliverMessage } from './messages';
import type { NetworkPlan } from './networks';
import type { EngineNode } from './node';
import { deliverOther } from './otherOperations';
import { Schedule } from './schedule';
import type { Standstill } from './standstill';
import { transmitMore } from './transmitMore';
import { isCommonOp, isRequestOp, isWriteOp } from '../network/operations';

const FAILED = LOG_VERBS.indexOf('failed');
/** `handle` counts down from no more than this: a count beyond 31 bits would be kept as a fraction. */
const MOST_AT_ONCE = 1_000_000_000;
const LATENCY_BITS = 10;
/** So many of its buckets, as a power of two, make one of a sample's. */
const COARSER = LATENCY_BITS - SAMPLE_LATENCY_BITS;

/** Why a run is over. */
export type EndReason = 'drained' | 'duration' | 'limit';

/**
 * A scenario at work: all state of one run and the loop that moves it on.
 *
 * Invariants: 1. at one moment, samples end first, then faults act, then events happen in (time, sequence) order;
 * 2. every received call is replied exactly once and every originated request concluded exactly once;
 * 3. nothing outside this object influences it, so a copy of it goes on exactly as it would.
 */
export class Engine {
  readonly queue = new EventQueue();
  readonly calls = new Calls();
  readonly latency = new Histogram(LATENCY_BITS);
  readonly gauges: Gauges;
  readonly samples: Samples;
  nodes: readonly EngineNode[] = [];
  /**
   * NodeStatus up, down or paused, by node, as `setStanding` sets it; `silent` marks those whose machine is gone altogether.
   */
  status: Uint8Array;
  silent: Uint8Array;
  /** Time from arrival to reply of what left each node, added up. */
  timeInNodeNs: Float64Array;
  /** Of the time in each node, what was spent on requests that failed there, ns. */
  failedInNodeNs: Float64Array;
  /** Requests concluded, by fate. */
  fates = new Float64Array(FATES.length);
  /** Good answers that came to clients who had given up on them. */
  lateAnswers = 0;
  /** Failed requests that may have taken effect all the same. */
  indefinite = 0;
  requestsSent = 0;
  inFlight = 0;
  inFlightAreaNs = 0;
  /** When it last changed. */
  inFlightClock = 0;
  events = 0;
  /** Timers pending that must not keep the run alive. */
  quiet = 0;
  /** Number of the last message. */
  messages = 0;
  /** Two lanes of the running trace hash. */
  hash = newLanes();
  /** Events held back for paused nodes: meta, a, b and when each was due (ns), in turn. */
  deferred: Record<string, number[]> = {};
  /** Of parts that stood still, or crashed: by how much, and when. */
  standstills: Record<string, Standstill> = {};
  /** How many events are held back, and what nodes still have to see to. */
  held = 0;
  /** When faults act, from now on. */
  schedule: Schedule;
  /** What faults do at present. */
  holds = new Holds();
  /** What the numbers that calls carry for values mean. */
  readonly values = new RequestValues();
  /** The faults of the run, as the actions number them. */
  faults: readonly Fault[] = [];
  linkIndex: ReadonlyMap<string, number> = new Map();
  /** Word of each gauge in the trace hash; below 0: a gauge added to its kind later, which counts only once it is not zero. */
  gaugeWords = new Int32Array(0);
  nodeIndex: ReadonlyMap<string, number> = new Map();
  /** Networks by place, see run/networks. */
  networks: readonly NetworkPlan[] = [];
  /** Numbers of the networks that each node is a member of. */
  seats: readonly (readonly number[])[] = [];
  /** Groups of members that faults keep from each other at present. */
  apart: readonly Apartness[] = [];
  readonly messageTypes = new MessageTypes();
  /** Operations with their values; see sim/history. */
  readonly history = new History();
  ended: EndReason | null = null;
  recorder: Listener | null = null;
  /** Its nodes are being started. What they say meanwhile is kept: nobody listens yet. */
  isStarting = false;
  readonly saidAtStart: (readonly [node: number, text: string])[] = [];
  /** For the recorder: the message that brought what is being handled, as an integer of 32 bits; 0: none. */
  cause = 0;

  constructor(
    readonly endNs: number,
    nodeCount: number,
    levels: Uint8Array,
    readonly links: Links,
    readonly streams: Streams,
    readonly keys: KeySpace,
  ) {
    this.gauges = new Gauges(levels.length);
    this.samples = new Samples(endNs, levels, links.count, keyRangesOf(keys));
    this.status = new Uint8Array(nodeCount);
    this.silent = new Uint8Array(nodeCount);
    this.timeInNodeNs = new Float64Array(nodeCount);
    this.failedInNodeNs = new Float64Array(nodeCount);
    this.schedule = new Schedule([], { index: { nodes: [], links: [] }, seed: 0, endNs });
  }

  /** Tells somebody who listens from the beginning what was said before that. */
  tellStart(listener: Pick<Listener, 'say'>): void {
    for (const [node, text] of this.saidAtStart) listener.say(node, text);
  }

  /** Whether a fault, a repair or a change is still to come before the end. */
  get hasFaultsAhead(): boolean {
    return this.schedule.nextNs < this.endNs;
  }

  /** Moves on until just before `untilNs`, the end of the run, or `maxEvents` events; true unless the event count stopped it. */
  advance(untilNs: number, maxEvents: number): boolean {
    const queue = this.queue;
    let left = maxEvents;
    this.updateBoundary(untilNs);
    while (this.ended === null) {
      const most = Math.min(left, MOST_AT_ONCE);
      const unused = this.handle(most);
      left -= most - unused;
      if (this.isDrained) {
        finish(this, 'drained');
        return true;
      }
      if (left === 0 && queue.nextTime() < queue.limitNs) return false;
      if (unused === 0 && left > 0) continue;
      if (this.calls.isFull) return false;
      if (queue.limitNs >= untilNs) return true;
      // Faults are events too: they can be all that still happens.
      if (left <= 0 && this.schedule.nextNs === queue.limitNs) return false;
      const before = this.events;
      this.crossBoundary();
      left = Math.max(0, left - (this.events - before));
      this.updateBoundary(untilNs);
    }
    return true;
  }

  /** Nothing more can happen by itself. */
  private get isDrained(): boolean {
    return this.inFlight === 0 && this.held === 0 && this.queue.size === this.quiet && !this.hasFaultsAhead;
  }

  /**
   * Handles the events before the queue's limit, at most `most`; returns how many more it might have. Ends early where nothing more can
   * happen. One function, since what an event passes through costs by the call.
   */
  private handle(most: number): number {
    const { queue, calls, nodes, hash } = this;
    for (let left = most; ; left--) {
      if (left === 0 || (this.inFlight === 0 && this.isDrained)) return left;
      const slot = queue.popDue();
      if (slot < 0) return left;
      const meta = queue.meta(slot);
      const a = queue.a(slot);
      const b = queue.b(slot);
      const node = nodes[metaNode(meta)];
      const type = meta & TYPE_MASK;
      if ((meta & QUIET_BIT) !== 0) this.quiet--;
      if (type >= EventType.timer && b !== (type === EventType.work ? node.stint : node.epoch)) {
        if (type === EventType.work) prolong(this, node, meta, a, b, queue.nowNs);
        continue;
      }
      if (node.standing === NodeStatus.paused) {
        deferEvent(this, node.index, meta, a, b);
        continue;
      }
      this.events++;
      const timeNs = queue.nowNs;
      foldPair(
        hash,
        ((timeNs | 0) + Math.imul((timeNs / 4294967296) | 0, 0x9e3779b1)) | 0,
        (meta + Math.imul(type === EventType.timer ? a : calls.root(a), 0x9e3779b1)) | 0,
      );
      if (this.recorder !== null) {
        this.recorder.event(meta);
        this.cause = type === EventType.timer ? 0 : calls.span(a) | 0;
      }
      if (type === EventType.request) this.deliverRequest(node, a);
      else if (type === EventType.reply) this.deliverReply(node, a);
      else if (type === EventType.message) deliverMessage(this, node, a);
      else node.onTimer(node, metaTag(meta), a);
    }
  }

  /** Sends a call that exists already to the other end of a link. */
  sendCall(call: number, link: number): void {
    const links = this.links;
    this.calls.route(call, link, links.from(link), links.to(link));
    this.calls.setPhase(call, Phase.requestTravels);
    this.transmit(call, link, 0);
  }

  /** Answers for a node. Throws when the call is not the node's to answer. */
  replyTo(node: EngineNode, call: number, fate: number, value: number): void {
    const calls = this.calls;
    invariant(calls.isHeldBy(call, node.index), 'a node replied to a call it does not hold');
    if (isRequestOp(calls.op(call))) this.countDeparture(node, call, fate);
    calls.answer(call, fate, value);
    this.transmit(call, calls.link(call), 1);
  }

  /** Forgets a call from the caller's side. */
  abandonCall(call: number): void {
    const calls = this.calls;
    if (calls.phase(call) === Phase.nowhere) calls.release(call);
    else calls.setAbandoned(call);
  }

  nextRequest(): number {
    this.setInFlight(this.inFlight + 1);
    this.samples.countSent();
    return ++this.requestsSent;
  }

  concludeRequest(call: number, fate: number): void {
    invariant(!this.calls.isConcluded(call), 'a request was given a second fate');
    this.calls.setConcluded(call);
    this.setInFlight(this.inFlight - 1);
    this.fates[fate]++;
    if (fate === Fate.ok) {
      const latencyNs = this.queue.nowNs - this.calls.startedNs(call);
      this.samples.countOk(latencyNs, this.calls.key(call), this.latency.record(latencyNs) >> COARSER);
      this.recorder?.answered(call);
    } else {
      this.indefinite += isIndefinite(this.calls, call, fate) ? 1 : 0;
      this.samples.countFailed(fate, this.calls.key(call));
      if (this.recorder !== null) {
        this.recorder.log(this.calls.from(call), FAILED, this.calls.key(call), this.calls.root(call), fate);
      }
    }
  }

  /** From now on, messages sent are caused by what brought this call. */
  causeFrom(call: number): void {
    if (this.recorder !== null && this.cause === 0) this.cause = this.calls.span(call) | 0;
  }

  gaugeSet(gauge: number, value: number): void {
    this.gauges.set(gauge, value, this.queue.nowNs);
    if (this.recorder !== null) this.recorder.change(gauge);
  }

  gaugeAdd(gauge: number, change: number): void {
    this.gaugeSet(gauge, this.gauges.value(gauge) + change);
  }

  /** Counts a request that comes to a part or leaves it. */
  gaugeStep(counter: number, level: number, change: number): void {
    this.gauges.step(counter, level, change, this.queue.nowNs);
    if (this.recorder !== null) this.recorder.changes(counter, level);
  }

  /** Time integral of the requests in flight up to now, request x ns. */
  inFlightArea(): number {
    return this.inFlightAreaNs + this.inFlight * (this.queue.nowNs - this.inFlightClock);
  }

  /** Folds two words into the trace hash. */
  fold(p: number, q: number): void {
    foldPair(this.hash, p, q);
  }

  private setInFlight(count: number): void {
    const nowNs = this.queue.nowNs;
    this.inFlightAreaNs += this.inFlight * (nowNs - this.inFlightClock);
    this.inFlightClock = nowNs;
    this.inFlight = count;
  }

  /** Counts a request that leaves a node, with its fate. */
  countDeparture(node: EngineNode, call: number, fate: number): void {
    this.gaugeStep(node.gaugeBase + (fate === Fate.ok ? Gauge.completed : Gauge.failed), node.gaugeBase + Gauge.inside, -1);
    const stayNs = this.queue.nowNs - this.calls.arrivedNs(call);
    this.timeInNodeNs[node.index] += stayNs;
    if (fate !== Fate.ok) this.failedInNodeNs[node.index] += stayNs;
  }

  private updateBoundary(untilNs: number): void {
    this.queue.limitNs = Math.min(untilNs, this.endNs, this.samples.nextNs(), this.schedule.nextNs);
  }

  private crossBoundary(): void {
    const nowNs = this.queue.limitNs;
    if (nowNs >= this.endNs) {
      finish(this, 'duration');
      return;
    }
    this.queue.nowNs = Math.max(this.queue.nowNs, nowNs);
    if (this.samples.nextNs() === nowNs) closeSample(this, nowNs);
    while (this.schedule.nextNs === nowNs) {
      const action = this.schedule.take();
      this.events++;
      this.cause = 0;
      this.recorder?.event(FAULT_ACTS);
      this.fold(nowNs | 0, this.schedule.taken);
      applyAction(this, action);
    }
  }

  private deliverRequest(node: EngineNode, call: number): void {
    const calls = this.calls;
    if (node.standing === NodeStatus.down) {
      this.refuse(node.index, call, Fate.unreachable);
      return;
    }
    calls.setPhase(call, Phase.atCallee);
    calls.setArrivedNs(call, this.queue.nowNs);
    const op = calls.op(call);
    if (!isCommonOp(op)) {
      deliverOther(this, node, call, op);
      return;
    }
    this.gaugeStep(node.gaugeBase + Gauge.received, node.gaugeBase + Gauge.inside, 1);
    node.onRequest(node, call);
  }

  private deliverReply(node: EngineNode, call: number): void {
    const calls = this.calls;
    if (!calls.isAbandoned(call)) {
      const fate = calls.fate(call);
      this.hash[0] ^= fate;
      if (isWriteOp(calls.op(call)) || calls.isPressed(call)) passOn(calls, call, node.index, fate);
      node.onReply(node, call, fate);
    } else if (calls.fate(call) === Fate.ok && !calls.isStray(call) && node.descriptor.accepts.length === 0) {
      this.lateAnswers++;
      this.samples.countLate();
    }
    calls.release(call);
  }

  /** Answers for a node that cannot: its machine refuses the connection, or is silent. */
  refuse(node: number, call: number, fate: number): void {
    if (this.silent[node] !== 0) {
      this.lose(call);
      return;
    }
    this.calls.setFate(call, fate);
    this.calls.setPhase(call, Phase.replyTravels);
    this.transmit(call, this.calls.link(call), 1);
  }

  /** A call whose message will never arrive: only its caller's patience can end it. */
  lose(call: number): void {
    this.calls.setPhase(call, Phase.nowhere);
    if (this.calls.isAbandoned(call)) this.calls.release(call);
  }

  private transmit(call: number, link: number, back: number): void {
    const { links, queue } = this;
    if (this.recorder !== null || links.needsMore(link)) {
      transmitMore(this, call, link, back);
      return;
    }
    links.draw(link, back, this.streams);
    this.calls.setSent(call, queue.nowNs, ++this.messages);
    links.countSent(link, back);
    queue.delayNs = links.delayNs;
    queue.pushDelayed(packMeta(back, links.target(link, back), 0), call, 0);
  }
}
