import type { Distribution } from '../kernel/distribution';
import { Gauge, type Behavior, type CrashLoss } from '../parts/contract';
import type { NodeContext, NodeSetup } from '../parts/context';
import { Fate } from '../network/fates';
import { LOG_VERBS } from '../trace/types';
import { acksNeeded, type OnAckTimeout, type ReplicationMode } from './ackModes';
import { handOver, isHandover } from './handover';
import { keysMet } from './keyRows';
import { markCarriedOut, noRepeats, type RepeatsState } from './repeats';
import { inspectMember } from './inspectShipping';
import { firstLeadership } from './leadership';
import { applyBatch, leadingOf, memberControl, type MemberGauges, type MemberState, type MemberTools } from './member';
import * as shipping from './shipping';
import { failOverdue, rearmWaiting, settleWaiting, type Settle } from './waiting';
import { msToNs, NS_PER_MS } from '../kernel/units';
import { emptyStation, stationAccept, stationRefill, stationRelease, stationTools, type StationState, type StationTools } from './station';
import { emptyStore, NOTHING, storeLoad, storeLookup, storeRead, storeWrite } from './store';
import { isWriteOp } from '../network/operations';
import { ADOPT, REPLICATE } from './operations';

const SERVED = 0;
const RETRY = 1;
const TIMEOUT = 2;
const ACK = 3;
const UPDATED = LOG_VERBS.indexOf('updated');
const READ = LOG_VERBS.indexOf('read');
const REPLICATED = LOG_VERBS.indexOf('replicated');
const REJECTED = LOG_VERBS.indexOf('rejected');

/** Position of the gauges that stores which take writes have of their own. */
export const STORE_GAUGES = [
  { name: 'keys', title: 'Keys held', type: 'level', unit: 'keys' },
  { name: 'lag', title: 'Writes not yet on every replica', type: 'level', unit: 'writes' },
  { name: 'repeated', title: 'Written twice', type: 'counter', unit: 'writes', later: true },
  { name: 'recognized', title: 'Repeats known by their key', type: 'counter', unit: 'writes', later: true },
  { name: 'incomplete', title: 'Reads of a field it does not have', type: 'counter', unit: 'reads', later: true },
  { name: 'changes', title: 'Changes written', type: 'level', unit: 'changes', later: true, derived: true },
  { name: 'lagMs', title: 'Age of the oldest write not yet on every replica', type: 'level', unit: 'ms', later: true, derived: true },
  { name: 'short', title: 'Acknowledged by fewer replicas than wanted', type: 'counter', unit: 'writes', later: true, derived: true },
  { name: 'epoch', title: 'Epoch', type: 'level', later: true },
  { name: 'steppedDown', title: 'Stepped down', type: 'level', later: true, words: ['', 'stepped down'] },
  { name: 'lost', title: 'Acknowledged writes lost', type: 'counter', unit: 'writes', later: true },
  { name: 'alone', title: 'Acknowledged writes the other primary lacks', type: 'level', unit: 'writes', later: true },
] as const;
const KEYS = Gauge.first;
const LAG = Gauge.first + 1;
const REPEATED = Gauge.first + 2;
const RECOGNIZED = Gauge.first + 3;
const INCOMPLETE = Gauge.first + 4;
const CHANGES = Gauge.first + 5;
const LAG_MS = Gauge.first + 6;
const SHORT = Gauge.first + 7;
const MEMBER: MemberGauges = {
  keys: KEYS,
  epoch: Gauge.first + 8,
  steppedDown: Gauge.first + 9,
  lost: Gauge.first + 10,
  alone: Gauge.first + 11,
  isPrimary: -1,
};

/** Params that every store which takes writes has. */
export interface PrimaryStoreParams {
  readonly concurrency: number;
  readonly queueLimit: number;
  readonly serviceTimeMs: Distribution;
  readonly replication: ReplicationMode;
  readonly ackTimeoutMs: number;
  readonly onAckTimeout: OnAckTimeout;
}

interface StoreTools extends MemberTools {
  readonly station: StationTools;
}

/** State of a store: its queue, its data (on disk) and what its followers have. */
export interface PrimaryStoreState extends MemberState {
  station: StationState;
  /** On disk, with the data: a key is known after a crash too. */
  repeats: RepeatsState;
}

type StoreNode<P> = NodeContext<P, StoreTools, PrimaryStoreState>;

/** Handlers of a part that keeps profiles and takes writes. `loadAtStart`: it holds all profiles from the beginning. */
export function primaryStoreBehavior<P extends PrimaryStoreParams>(
  loadAtStart: (node: StoreNode<P>) => Uint8Array | null,
): Behavior<P, StoreTools, PrimaryStoreState> {
  const onLoad = (node: StoreNode<P>, held: Uint8Array): void => {
    storeLoad(node.state.store, held);
    node.setGauge(KEYS, node.state.store.keysHeld);
    for (const follower of node.derived.shipping.followers) node.load(follower.link, held);
  };
  return {
    prepare: (setup, params) => ({
      station: stationTools(setup, { ...params, tag: SERVED }),
      shipping: shippingTools(setup, params),
      gauges: MEMBER,
    }),
    init: (node) => ({
      station: emptyStation(),
      store: emptyStore(node.setup.keys.count),
      shipping: shipping.emptyShipping(node.derived.shipping.followers.length),
      repeats: noRepeats(),
      lead: firstLeadership(true),
    }),
    onStart: (node) => {
      const held = loadAtStart(node);
      if (held !== null) onLoad(node, held);
    },
    onLoad,
    capacity: (params) => params.concurrency,
    queueLimit: (params) => params.queueLimit,
    onRequest: take,
    onReply: (node, call, fate) => {
      shipping.shippingReply(node, node.derived.shipping, node.state.shipping, leadingOf(node), call, fate);
      settle(node);
      showLag(node);
    },
    onTimer: (node, tag, arg) => {
      const { derived, state } = node;
      if (tag === SERVED) serve(node, arg);
      else if (tag === RETRY) shipping.shippingRetry(node, derived.shipping, state.shipping, leadingOf(node), arg);
      else if (tag === ACK) failOverdue(node, derived.shipping, state.shipping.waiting, settling(node));
      else shipping.shippingTimeout(node, derived.shipping, state.shipping, settling(node));
      if (tag !== SERVED) showLag(node);
    },
    onCrash: afterCrash,
    // Keys that move wait for a connection as requests do.
    onControl: (node, call, op) => (isHandover(op) ? take(node, call) : memberControl(node, call, op)),
    onRestart: (node) => shipping.shipOn(node, node.derived.shipping, node.state.shipping, leadingOf(node)),
    onParams: (node) => {
      const { derived, state } = node;
      stationRefill(node, derived.station, state.station);
      shipping.shippingPatience(node, derived.shipping, state.shipping);
      settle(node);
      rearmWaiting(node, derived.shipping, state.shipping.waiting);
    },
    keysMet: (state) => keysMet(state.store.rows),
    lookup: (node, key) => storeLookup(node.state.store, key),
    inspect: inspectMember,
  };
}

function take<P extends PrimaryStoreParams>(node: StoreNode<P>, call: number): void {
  const op = node.calls.op(call);
  if (op === REPLICATE.code) follow(node, call);
  else if (!node.state.lead.isPrimary && (isWriteOp(op) || isHandover(op))) reject(node, call, Fate.readOnly);
  else if (!stationAccept(node, node.derived.station, node.state.station, call)) reject(node, call, Fate.queueFull);
}

function afterCrash<P>(node: StoreNode<P>, before: PrimaryStoreState, loses: CrashLoss): PrimaryStoreState {
  const station = emptyStation();
  if (loses !== 'disk') return { ...before, station, shipping: shipping.shippingAfterCrash(before.shipping) };
  node.setGauge(KEYS, 0);
  node.setGauge(LAG, 0);
  return {
    station,
    store: emptyStore(node.setup.keys.count),
    shipping: shipping.shippingAfterDiskLoss(before.shipping),
    repeats: noRepeats(),
    lead: { ...before.lead, isWiped: true },
  };
}

/** Changes of whoever has become primary in its place. */
function follow<P>(node: StoreNode<P>, call: number): void {
  if (!applyBatch(node, call)) return;
  node.log(REPLICATED, call, -1);
  showLag(node);
  node.reply(call, Fate.ok, node.state.shipping.log.head);
}

function shippingTools(setup: NodeSetup, params: PrimaryStoreParams): shipping.ShippingTools {
  const followers = setup.out.filter((out) => out.role === 'replication');
  return {
    followers,
    needed: acksNeeded(params.replication, followers.length),
    ackTimeoutNs: msToNs(params.ackTimeoutMs),
    onAckTimeout: params.onAckTimeout,
    retryTag: RETRY,
    timeoutTag: TIMEOUT,
    ackTag: ACK,
  };
}

function serve<P extends PrimaryStoreParams>(node: StoreNode<P>, call: number): void {
  const op = node.calls.op(call);
  if (!node.state.lead.isPrimary && (isWriteOp(op) || isHandover(op))) reject(node, call, Fate.readOnly);
  else if (isWriteOp(op)) write(node, call);
  else if (isHandover(op)) giveOrTake(node, call);
  else read(node, call);
  stationRelease(node, node.derived.station, node.state.station);
}

function read<P extends PrimaryStoreParams>(node: StoreNode<P>, call: number): void {
  const { calls, state } = node;
  const found = storeRead(state.store, calls.key(call), calls.field(call));
  if (found === NOTHING) {
    reject(node, call, Fate.notFound);
    return;
  }
  if (found < 0) node.addGauge(INCOMPLETE, 1);
  node.log(READ, call, found < 0 ? 0 : -1);
  node.reply(call, Fate.ok, found);
}

function write<P extends PrimaryStoreParams>(node: StoreNode<P>, call: number): void {
  const { calls, state, derived } = node;
  if (node.isDiskFull) {
    reject(node, call, Fate.diskFull);
    return;
  }
  if (calls.root(call) > 0 && isKnown(node, call)) {
    if (derived.shipping.needed > 0) shipping.awaitFollowers(node, derived.shipping, state.shipping, call, settling(node));
    else acknowledge(node, call);
    return;
  }
  const key = calls.key(call);
  const field = calls.field(call);
  const before = state.store.keysHeld;
  storeWrite(state.store, key, field, calls.value(call));
  if (state.store.keysHeld !== before) node.setGauge(KEYS, state.store.keysHeld);
  node.log(UPDATED, call, -1);
  const isFollowed = derived.shipping.followers.length > 0;
  if (isFollowed) {
    shipping.ship(node, derived.shipping, state.shipping, leadingOf(node), [key, field, calls.value(call)]);
    showLag(node);
  }
  if (derived.shipping.needed > 0) shipping.awaitFollowers(node, derived.shipping, state.shipping, call, settling(node));
  else acknowledge(node, call);
}

function reject<P>(node: StoreNode<P>, call: number, fate: number): void {
  node.log(REJECTED, call, fate);
  node.reply(call, fate, 0);
}

/** Keys that move away, or come: those who follow hear of each. */
function giveOrTake<P extends PrimaryStoreParams>(node: StoreNode<P>, call: number): void {
  const { state, derived } = node;
  if (node.isDiskFull && node.calls.op(call) === ADOPT.code) {
    node.reply(call, Fate.diskFull, 0);
    return;
  }
  const isFollowed = derived.shipping.followers.length > 0;
  handOver(node.calls, state.store, call, (key, field, write) => {
    if (isFollowed) shipping.ship(node, derived.shipping, state.shipping, leadingOf(node), [key, field, write]);
  });
  node.setGauge(KEYS, state.store.keysHeld);
  if (isFollowed) showLag(node);
  node.reply(call, Fate.ok, 0);
}

/**
 * Whether a write has come before and carries a key that says so. Whoever doubled it, a wire, a queue, a retry or a press: a write without
 * a key is carried out again, and counted.
 */
function isKnown<P>(node: StoreNode<P>, call: number): boolean {
  if (!markCarriedOut(node.state.repeats, node.calls.root(call))) return false;
  const isKeyed = node.calls.isKeyed(call);
  node.addGauge(isKeyed ? RECOGNIZED : REPEATED, 1);
  return isKeyed;
}

function acknowledge<P>(node: StoreNode<P>, call: number): void {
  node.reply(call, Fate.ok, node.calls.value(call));
}

function settle<P>(node: StoreNode<P>): void {
  const { shipping: state } = node.state;
  settleWaiting(state.waiting, node.derived.shipping, shipping.peersOf(state), settling(node));
}

/** Answers a write that has waited for followers. */
function settling<P>(node: StoreNode<P>): Settle {
  return (call, outcome, place) => {
    if (outcome === 'failed') {
      node.state.shipping.unacknowledged.push(place);
      reject(node, call, Fate.noQuorum);
      return;
    }
    if (outcome === 'short') node.addGauge(SHORT, 1);
    acknowledge(node, call);
  };
}

function showLag<P>(node: StoreNode<P>): void {
  const { shipping: state } = node.state;
  node.setGauge(LAG, shipping.shippingLag(state));
  node.setGauge(CHANGES, state.log.head);
  node.setGauge(LAG_MS, shipping.shippingLagNs(state, node.now()) / NS_PER_MS);
}
