import type { Behavior, KindDescriptor } from '../parts/contract';
import { Gauge, MEMBER_GAUGES, STANDARD_GAUGES } from '../parts/contract';
import type { NodeContext, NodeSetup } from '../parts/context';
import { storedValue, type Data } from '../data/values';
import type { Streams } from '../kernel/random';
import { type Calls } from '../network/calls';
import { invariant } from '../kernel/assert';
import type { Engine } from './engine';
import type { MessageBody } from '../network/messages';
import { noteBeginning, noteEnd } from './histories';
import { EventType, MOST_TAG, packMeta, QUIET_BIT } from './events';
import { sendMessage } from './messages';
import { newestBehind } from './newest';
import { PROMOTE } from '../toolkit/operations';
import { crash } from './partFaults';
import { NodeStatus } from '../trace/types';

type AnyBehavior = Behavior<unknown, unknown, unknown>;
const NO_LINES: readonly number[] = [];

const checkTag = (tag: number): void => {
  invariant(tag >= 0 && tag <= MOST_TAG, 'a timer has a tag that does not fit');
};

/** A node of a running scenario: the one implementation of what kinds may do. */
export class EngineNode implements NodeContext<unknown, unknown, unknown> {
  readonly id: string;
  readonly index: number;
  readonly calls: Calls;
  readonly streams: Streams;
  params: unknown;
  /** Fields that it had when it crashed; null: it is not down. */
  crashedWith: unknown = null;
  derived: unknown;
  state: unknown = null;
  /** Raised by every crash: timers of an earlier life are ignored. */
  epoch = 0;
  /** See standstill.ts. */
  stint = 0;
  stoodStillNs = 0;
  stillSinceNs = Infinity;
  slowFactor = 1;
  /** NodeStatus up, down or paused: what every event asks, so it stands here as well as with the engine. */
  standing: number = NodeStatus.up;
  /** What faults do to it; see partFaults.ts. */
  isTouched = false;
  isDiskFull = false;
  clockSkewNs = 0;
  clockRate = 1;
  clockSinceNs = 0;
  /** First of its gauges as a member of networks, see MEMBER_GAUGES; -1: it is none. */
  readonly memberGauge: number;
  readonly onRequest: AnyBehavior['onRequest'];
  readonly onReply: NonNullable<AnyBehavior['onReply']>;
  readonly onTimer: NonNullable<AnyBehavior['onTimer']>;

  constructor(
    private readonly engine: Engine,
    readonly setup: NodeSetup,
    readonly descriptor: KindDescriptor,
    readonly behavior: AnyBehavior,
    readonly gaugeBase: number,
    params: unknown,
  ) {
    this.id = setup.id;
    this.index = setup.index;
    this.calls = engine.calls;
    this.streams = engine.streams;
    this.params = params;
    this.derived = behavior.prepare(setup, params);
    const gauges = STANDARD_GAUGES.length + descriptor.gauges.length;
    this.memberGauge = descriptor.isMember === true ? gaugeBase + gauges - MEMBER_GAUGES.length : -1;
    this.onRequest = behavior.onRequest;
    this.onReply = behavior.onReply ?? ignore;
    this.onTimer = behavior.onTimer ?? ignore;
  }

  now(): number {
    return this.engine.queue.nowNs;
  }

  clock(): number {
    const nowNs = this.engine.queue.nowNs;
    return nowNs + this.clockSkewNs + Math.floor((nowNs - this.clockSinceNs) * (this.clockRate - 1));
  }

  byClock(durationNs: number): number {
    return this.clockRate === 1 ? durationNs : Math.floor(durationNs / this.clockRate + 0.5);
  }

  slowness(): number {
    return this.slowFactor;
  }

  originate(link: number, op: number, key: number, field: number): number {
    const engine = this.engine;
    const call = this.calls.create(engine.nextRequest(), op, key, field, engine.requestsSent, -1, engine.queue.nowNs);
    this.calls.setOrigin(call, this.index);
    if (engine.history.isOn) noteBeginning(engine, this.index, call);
    engine.gaugeStep(this.gaugeBase + Gauge.received, this.gaugeBase + Gauge.inside, 1);
    engine.sendCall(call, link);
    return call;
  }

  open(op: number, key: number, field: number): number {
    const engine = this.engine;
    const call = this.calls.create(engine.nextRequest(), op, key, field, engine.requestsSent, -1, engine.queue.nowNs);
    this.calls.setOrigin(call, this.index);
    this.calls.route(call, -1, this.index, this.index);
    this.calls.setSent(call, -1, 0);
    if (engine.history.isOn) noteBeginning(engine, this.index, call);
    engine.gaugeStep(this.gaugeBase + Gauge.received, this.gaugeBase + Gauge.inside, 1);
    return call;
  }

  nameNext(value: string | number | undefined, expected?: string | number | null): void {
    this.engine.values.name(this.engine.requestsSent + 1, value, expected);
  }

  nameOf(write: number): string | number | undefined {
    return this.engine.values.nameOf(write);
  }

  dataOf(key: number, field: number, version: number): Data {
    return storedValue(key, field, version, this.engine.values.nameOf(version)).data;
  }

  newestBehind(key: number, field: number): number {
    return newestBehind(this.engine.nodes, this, key, field);
  }

  expectedBy(write: number): string | number | null {
    return this.engine.values.expectedBy(write);
  }

  answer(value: MessageBody, versions: readonly number[]): number {
    return this.engine.values.answer(value, versions);
  }

  conclude(call: number, fate: number, answer: number): void {
    const engine = this.engine;
    engine.concludeRequest(call, fate);
    if (engine.history.isOn) noteEnd(engine, this.index, call, fate, answer);
    engine.gaugeStep(this.gaugeBase + (fate === 0 ? Gauge.completed : Gauge.failed), this.gaugeBase + Gauge.inside, -1);
    const stayNs = engine.queue.nowNs - this.calls.startedNs(call);
    engine.timeInNodeNs[this.index] += stayNs;
    if (fate !== 0) engine.failedInNodeNs[this.index] += stayNs;
  }

  forward(link: number, parent: number): number {
    const call = this.calls.derive(parent);
    this.engine.causeFrom(parent);
    this.engine.sendCall(call, link);
    return call;
  }

  send(link: number, op: number, key: number, field: number, value: number, payload?: Int32Array): number {
    const call = this.calls.create(0, op, key, field, value, -1, this.engine.queue.nowNs);
    // Before the message leaves, so that a copy the wire makes of it has the data too.
    if (payload !== undefined) this.calls.setPayload(call, payload);
    this.engine.sendCall(call, link);
    return call;
  }

  sendAs(link: number, request: number, op: number, key: number, field: number, value: number, isKeyed: boolean): number {
    const call = this.calls.create(request, op, key, field, value, -1, this.engine.queue.nowNs);
    if (request > 0) this.calls.setRepeatable(call);
    if (request > 0 && isKeyed) this.calls.setKeyed(call);
    this.engine.sendCall(call, link);
    return call;
  }

  tell(seat: number, to: number, type: number, body: MessageBody, inReplyTo = 0): number {
    return sendMessage(this.engine, this, seat, { to, type, body, inReplyTo });
  }

  record(operation: string, value: MessageBody): void {
    const { history, queue } = this.engine;
    if (!history.isOn) return;
    const { index: node } = this;
    const { nowNs: atNs } = queue;
    const id = history.nextOperation();
    history.add({ type: 'invoke', node, operation, key: -1, field: -1, value, atNs, id });
    history.add({ type: 'ok', node, operation, key: -1, field: -1, value, atNs, id });
  }

  reply(call: number, fate: number, value: number): void {
    this.engine.replyTo(this, call, fate, value);
  }

  abandon(call: number): void {
    this.engine.abandonCall(call);
  }

  after(delayNs: number, tag: number, arg: number): void {
    checkTag(tag);
    const { queue } = this.engine;
    queue.delayNs = delayNs;
    queue.pushDelayed(packMeta(EventType.timer, this.index, tag), arg, this.epoch);
  }

  afterCall(delayNs: number, tag: number, call: number): void {
    checkTag(tag);
    const { queue } = this.engine;
    queue.delayNs = delayNs;
    queue.pushDelayed(packMeta(EventType.callTimer, this.index, tag), call, this.epoch);
  }

  afterWork(delayNs: number, tag: number, call: number): void {
    checkTag(tag);
    const { queue } = this.engine;
    queue.delayNs = delayNs;
    queue.pushDelayed(packMeta(EventType.work, this.index, tag), call, this.stint);
  }

  workedNs(): number {
    return Math.min(this.engine.queue.nowNs, this.stillSinceNs) - this.stoodStillNs;
  }

  afterQuietly(delayNs: number, tag: number, arg: number): void {
    checkTag(tag);
    const { queue } = this.engine;
    this.engine.quiet++;
    queue.delayNs = delayNs;
    queue.pushDelayed(packMeta(EventType.timer, this.index, tag) | QUIET_BIT, arg, this.epoch);
  }

  owe(change: number): void {
    this.engine.held += change;
  }

  setGauge(gauge: number, value: number): void {
    this.engine.gaugeSet(this.gaugeBase + gauge, value);
  }

  addGauge(gauge: number, change: number): void {
    this.engine.gaugeAdd(this.gaugeBase + gauge, change);
  }

  log(verb: number, call: number, detail: number): void {
    const recorder = this.engine.recorder;
    if (recorder === null) return;
    recorder.log(this.index, verb, this.calls.key(call), this.calls.root(call), detail);
  }

  logAbout(verb: number, node: number): void {
    const recorder = this.engine.recorder;
    if (recorder !== null) recorder.log(this.index, verb, -1, 0, node);
  }

  say(text: string): void {
    const { recorder, saidAtStart } = this.engine;
    if (recorder !== null) recorder.say(this.index, text);
    else if (this.engine.isStarting) saidAtStart.push([this.index, text]);
    if (this.engine.history.keepsSaid) this.record('says', text);
  }

  given(what: string, text: () => string): void {
    const recorder = this.engine.recorder;
    if (recorder?.given !== undefined) recorder.given(this.index, what, text());
  }

  wantedLines(): readonly number[] {
    return this.engine.recorder?.wantedLines?.(this.index) ?? NO_LINES;
  }

  reached(line: number, text: string): void {
    this.engine.recorder?.reached?.(this.index, line, text);
  }

  crash(): void {
    crash(this.engine, this, false, 'memory');
  }

  load(link: number, held: Uint8Array): void {
    const target = this.engine.nodes[this.engine.links.to(link)];
    target.behavior.onLoad?.(target, held);
  }

  promote(link: number): void {
    this.send(link, PROMOTE.code, -1, -1, 0);
  }
}

function ignore(): void {
  // A kind that sends nothing has no replies or timers to handle.
}
