import { Fate } from '../../network/fates';
import { END_OF_CHAIN, Phase } from '../../network/calls';
import { gaveUp } from '../../toolkit/giveUp';
import { meansDown } from '../../toolkit/groups';
import { markCarriedOut } from '../../toolkit/repeats';
import { changeTimeout, fireTimeouts, watchTimeout } from '../../toolkit/timeouts';
import { LOG_VERBS } from '../../trace/types';
import { Gauge, type Behavior } from '../../parts/contract';
import { QueueGauge } from './gauges';
import { inspectQueue } from './inspect';
import {
  addItem,
  allItems,
  changeLanes,
  comeBack,
  dropOldest,
  firstReady,
  isPoison,
  itemField,
  itemKey,
  itemOp,
  itemRequest,
  itemTries,
  itemValue,
  itemConsumer,
  itemPlace,
  makeReady,
  Place,
  readyAgain,
  removeItem,
  takeOff,
} from './items';
import type { QueueParams } from './kind';
import { emptyQueue, laneOf, queueTools, RETRY, VISIBLE, WAKE, type QueueNode, type QueueState, type QueueTools } from './state';
import { NS_PER_SECOND } from '../../kernel/units';

const REJECTED = LOG_VERBS.indexOf('rejected');
const DELIVERED = LOG_VERBS.indexOf('delivered');
const REDELIVERED = LOG_VERBS.indexOf('redelivered');
const GAVE_UP = LOG_VERBS.indexOf('gave up on');
/** A consumer that is down is tried again after this. */
const AGAIN_NS = NS_PER_SECOND;

/** Handlers of the message queue. */
export const queueBehavior: Behavior<QueueParams, QueueTools, QueueState> = {
  prepare: queueTools,
  init: (node) => emptyQueue(node.derived, node.params.ordering),
  queueLimit: (params) => params.queueLimit,
  onRequest: (node, call) => {
    publish(node, call);
    deliverAll(node);
  },
  onReply: consumed,
  onTimer: (node, tag, arg) => {
    if (tag === RETRY) retry(node, arg);
    else if (tag === VISIBLE) {
      fireTimeouts(node, node.state.timeouts, VISIBLE, (call) => notHeardOf(node, call));
      return;
    }
    deliverAll(node);
  },
  onCrash: (node, before, loses) => {
    const isKept = loses === 'nothing' || (node.params.durable && loses === 'memory');
    node.owe(-before.flying.reduce((sum, count) => sum + count, 0));
    const after = emptyQueue(node.derived, node.params.ordering);
    for (const gauge of [QueueGauge.flying, QueueGauge.held]) node.setGauge(gauge, 0);
    if (!isKept) {
      node.addGauge(QueueGauge.lost, before.items.stored);
      return after;
    }
    readyAgain(before.items);
    return { ...after, items: before.items, taken: before.taken, dead: before.dead };
  },
  onRestart: deliverAll,
  onParams: changed,
  inspect: inspectQueue,
};

/** De-duplication on the way in: the same request once more, because its sender did not hear the answer. */
function isDuplicate(node: QueueNode, call: number): boolean {
  if (node.params.delivery !== 'effectively-once' || !node.calls.isRepeatable(call)) return false;
  const request = node.calls.root(call);
  // Only what was taken in counts as seen: one that was turned away may come again.
  return request > 0 && isTaken(node, request);
}

function isTaken(node: QueueNode, request: number): boolean {
  const at = request >>> 3;
  const { seen } = node.state.taken;
  return at < seen.length && (seen[at] & (1 << (request & 7))) !== 0;
}

function publish(node: QueueNode, call: number): void {
  const { params, state, derived } = node;
  if (params.durable && node.isDiskFull) {
    node.log(REJECTED, call, Fate.diskFull);
    node.reply(call, Fate.diskFull, 0);
    return;
  }
  const isFull = state.items.stored + derived.copies > params.queueLimit;
  if ((!isFull && state.held === 0) || isDuplicate(node, call)) accept(node, call);
  else if (params.whenFull === 'drop-oldest' && makeRoomFor(node, derived.copies)) take(node, call);
  else if (params.whenFull === 'wait' && state.held < params.waitLimit) holdBack(node, call);
  else {
    node.log(REJECTED, call, Fate.queueFull);
    node.reply(call, Fate.queueFull, 0);
  }
}

function makeRoomFor(node: QueueNode, copies: number): boolean {
  const { items } = node.state;
  while (items.stored + copies > node.params.queueLimit) {
    if (!dropOldest(items)) return false;
    node.addGauge(QueueGauge.lost, 1);
  }
  return true;
}

function accept(node: QueueNode, call: number): void {
  if (!isDuplicate(node, call)) {
    take(node, call);
    return;
  }
  node.addGauge(QueueGauge.duplicates, 1);
  node.reply(call, Fate.ok, node.calls.value(call));
}

function take(node: QueueNode, call: number): void {
  const { calls, derived, state, streams } = node;
  const message = {
    op: calls.op(call),
    key: calls.key(call),
    field: calls.field(call),
    value: calls.value(call),
    request: calls.root(call),
    isPoison: derived.poisonBelow > 0 && streams.next(derived.poison) < derived.poisonBelow,
  };
  for (let copy = 0; copy < derived.copies; copy++) {
    addItem(state.items, message, copy, laneOf(derived, copy, message.key), node.now());
  }
  if (node.params.delivery === 'effectively-once' && message.request > 0) markCarriedOut(state.taken, message.request);
  node.reply(call, Fate.ok, message.value);
}

function holdBack(node: QueueNode, call: number): void {
  const { state, calls } = node;
  calls.setNext(call, END_OF_CHAIN);
  if (state.heldLast < 0) state.heldFirst = call;
  else calls.setNext(state.heldLast, call);
  state.heldLast = call;
  node.setGauge(QueueGauge.held, ++state.held);
}

/** Lets senders go on for whom there is room now. */
function admitHeld(node: QueueNode): void {
  const { state, derived, params } = node;
  while (state.held > 0 && state.items.stored + derived.copies <= params.queueLimit) {
    const call = state.heldFirst;
    state.heldFirst = node.calls.next(call);
    if (state.heldFirst < 0) state.heldLast = -1;
    node.setGauge(QueueGauge.held, --state.held);
    accept(node, call);
  }
}

/** Hands out whatever is ready, as far as consumers can take it. */
function deliverAll(node: QueueNode): void {
  const { derived, state } = node;
  const consumers = derived.links.length;
  for (let copy = 0; copy < state.items.ready.length && consumers > 0; copy++) {
    while (firstReady(state.items, copy) >= 0) {
      const consumer = node.params.consumers === 'each' ? (canTake(node, copy) ? copy : -1) : nextConsumer(node, consumers);
      if (consumer < 0) break;
      deliver(node, copy, consumer);
    }
  }
  node.setGauge(Gauge.queue, state.items.stored - state.items.flying);
  node.setGauge(
    QueueGauge.flying,
    state.flying.reduce((sum, count) => sum + count, 0),
  );
}

function canTake(node: QueueNode, consumer: number): boolean {
  return node.state.flying[consumer] < node.params.prefetch && node.state.downUntilNs[consumer] <= node.now();
}

function nextConsumer(node: QueueNode, consumers: number): number {
  for (let step = 0; step < consumers; step++) {
    const consumer = (node.state.turn + step) % consumers;
    if (!canTake(node, consumer)) continue;
    node.state.turn = (consumer + 1) % consumers;
    return consumer;
  }
  return -1;
}

function deliver(node: QueueNode, copy: number, consumer: number): void {
  const { state, derived, params } = node;
  const { items } = state;
  const item = takeOff(items, copy, consumer);
  // Timeouts alone do not keep a run going; but it is not over while somebody may have to get a message again.
  node.owe(1);
  const isRepeat = itemTries(items, item) > 1;
  const call = node.sendAs(
    derived.links[consumer],
    itemRequest(items, item),
    itemOp(items, item),
    itemKey(items, item),
    itemField(items, item),
    itemValue(items, item),
    params.delivery === 'effectively-once',
  );
  state.flying[consumer]++;
  node.log(isRepeat ? REDELIVERED : DELIVERED, call, -1);
  if (isRepeat) node.addGauge(QueueGauge.redelivered, 1);
  // At most once: from here on it is the consumer's.
  node.calls.setMark(call, params.delivery === 'at-most-once' ? -1 - 2 * consumer - (isPoison(items, item) ? 1 : 0) : item);
  if (params.delivery === 'at-most-once') removeItem(items, item);
  watchTimeout(node, state.timeouts, call, derived.visibilityNs, VISIBLE);
}

/** Fields have changed: what is here goes on by the new ones. */
function changed(node: QueueNode): void {
  const { state, derived, params } = node;
  const { items } = state;
  changeTimeout(node, state.timeouts, derived.visibilityNs, VISIBLE);
  if (state.ordering !== params.ordering) changeLanes(items, (copy, key) => laneOf(derived, copy, key));
  if (state.retryNs !== derived.retryNs) {
    for (const item of allItems(items)) {
      if (itemPlace(items, item) !== Place.pausing) continue;
      node.after(Math.max(0, items.backNs[item] + derived.retryNs - node.now()), RETRY, item);
    }
  }
  Object.assign(state, { ordering: params.ordering, retryNs: derived.retryNs });
  while (state.dead.length > params.deadLetterLimit) state.dead.shift();
  admitHeld(node);
  deliverAll(node);
}

/** The pause of a message is over; a timer of one that was made longer since comes too early. */
function retry(node: QueueNode, item: number): void {
  const { items } = node.state;
  if (itemPlace(items, item) === Place.pausing && node.now() >= items.backNs[item] + node.derived.retryNs) makeReady(items, item);
}

/** Nothing was heard of a message for its visibility timeout. */
function notHeardOf(node: QueueNode, call: number): void {
  const { calls, derived, state } = node;
  const mark = calls.mark(call);
  if (mark >= 0) {
    gaveUp(node, call);
    consumed(node, call, Fate.timedOut);
    node.abandon(call);
    return;
  }
  // At most once: it is not delivered again, and what is done late is done. Only a message that the wire has lost is lost; of one whose
  // answer was lost, the work was done.
  if (calls.phase(call) !== Phase.nowhere) watchTimeout(node, state.timeouts, call, derived.visibilityNs, VISIBLE);
  else {
    const isAnswered = calls.arrivedNs(call) >= calls.startedNs(call) && calls.sentNs(call) > calls.startedNs(call);
    consumed(node, call, isAnswered ? calls.fate(call) : Fate.lost);
    node.abandon(call);
  }
}

/** A consumer has answered, or was not heard of in time. */
function consumed(node: QueueNode, call: number, fate: number): void {
  const { state } = node;
  const mark = node.calls.mark(call);
  const consumer = mark < 0 ? (-1 - mark) >> 1 : itemConsumer(state.items, mark);
  state.flying[consumer]--;
  node.owe(-1);
  if (meansDown(fate) && fate !== Fate.timedOut) leaveAlone(node, consumer);
  if (mark >= 0) settle(node, call, mark, fate);
  else if (fate === Fate.ok && (-1 - mark) % 2 === 0) node.addGauge(QueueGauge.done, 1);
  else node.addGauge(QueueGauge.lost, 1);
  admitHeld(node);
  deliverAll(node);
}

function settle(node: QueueNode, call: number, item: number, fate: number): void {
  const { items } = node.state;
  const ended = fate === Fate.ok && isPoison(items, item) ? Fate.poisoned : fate;
  if (ended === Fate.ok) {
    node.addGauge(QueueGauge.done, 1);
    removeItem(items, item);
  } else if (ended !== Fate.unreachable && itemTries(items, item) >= node.params.maxDeliveries) {
    setAside(node, item, ended);
    node.log(GAVE_UP, call, ended);
    removeItem(items, item);
  } else {
    // Who could not be reached never saw it, so that does not count as a delivery.
    comeBack(items, item, ended !== Fate.unreachable, node.now());
    // Silence has already taken its time.
    if (ended === Fate.timedOut) makeReady(items, item);
    else node.after(node.derived.retryNs, RETRY, item);
  }
}

function setAside(node: QueueNode, item: number, fate: number): void {
  const { state, params } = node;
  node.addGauge(QueueGauge.dead, 1);
  state.dead.push({
    request: itemRequest(state.items, item),
    key: itemKey(state.items, item),
    tries: itemTries(state.items, item),
    fate,
    atNs: node.now(),
  });
  while (state.dead.length > params.deadLetterLimit) state.dead.shift();
}

function leaveAlone(node: QueueNode, consumer: number): void {
  node.state.downUntilNs[consumer] = node.now() + AGAIN_NS;
  node.after(AGAIN_NS, WAKE, consumer);
}
