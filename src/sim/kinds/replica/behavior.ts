import { compileDistribution, drawNs, type Sampler } from '../../kernel/distribution';
import { Fate } from '../../network/fates';
import { handOver, isHandover } from '../../toolkit/handover';
import { keysMet } from '../../toolkit/keyRows';
import { acksNeeded } from '../../toolkit/ackModes';
import { inspectMember } from '../../toolkit/inspectShipping';
import { firstLeadership } from '../../toolkit/leadership';
import {
  applyBatch,
  leadingOf,
  memberControl,
  promoteTo,
  takeBatch,
  type MemberGauges,
  type MemberState,
  type MemberTools,
} from '../../toolkit/member';
import { emptyLog } from '../../toolkit/shipLog';
import * as shipping from '../../toolkit/shipping';
import { failOverdue, rearmWaiting, settleWaiting, type Settle } from '../../toolkit/waiting';
import { msToNs } from '../../kernel/units';
import {
  emptyStation,
  stationAccept,
  stationRefill,
  stationRelease,
  stationTools,
  type StationState,
  type StationTools,
} from '../../toolkit/station';
import { emptyStore, NOTHING, storeLoad, storeLookup, storeRead, storeWrite } from '../../toolkit/store';
import { LOG_VERBS } from '../../trace/types';
import { Gauge, type Behavior } from '../../parts/contract';
import type { NodeContext, NodeSetup } from '../../parts/context';
import type { ReplicaParams } from './kind';
import { isWriteOp } from '../../network/operations';
import { ADOPT, REPLICATE } from '../../toolkit/operations';

const SERVED = 0;
const APPLY = 1;
const RETRY = 2;
const TIMEOUT = 3;
const ACK = 4;
const KEYS = Gauge.first;
const APPLIED = Gauge.first + 1;
const PRIMARY = Gauge.first + 2;
const INCOMPLETE = Gauge.first + 3;
const LAG_MS = Gauge.first + 4;
const MEMBER: MemberGauges = {
  keys: KEYS,
  epoch: Gauge.first + 5,
  lost: Gauge.first + 6,
  alone: Gauge.first + 7,
  isPrimary: PRIMARY,
  steppedDown: -1,
};
const READ = LOG_VERBS.indexOf('read');
const UPDATED = LOG_VERBS.indexOf('updated');
const REJECTED = LOG_VERBS.indexOf('rejected');
const REPLICATED = LOG_VERBS.indexOf('replicated');

interface ReplicaTools extends MemberTools {
  readonly station: StationTools;
  readonly apply: Sampler;
  readonly applyStream: number;
}

interface ReplicaState extends MemberState {
  station: StationState;
}

type ReplicaNode = NodeContext<ReplicaParams, ReplicaTools, ReplicaState>;

/** Handlers of the replica. */
export const replicaBehavior: Behavior<ReplicaParams, ReplicaTools, ReplicaState> = {
  prepare: (setup, params) => ({
    station: stationTools(setup, { ...params, tag: SERVED }),
    apply: compileDistribution(params.applyTimeMs),
    applyStream: setup.stream('apply'),
    gauges: MEMBER,
    shipping: shippingTools(setup, params),
  }),
  init: (node) => ({
    station: emptyStation(),
    store: emptyStore(node.setup.keys.count),
    shipping: shipping.emptyShipping(node.derived.shipping.followers.length),
    lead: firstLeadership(false),
  }),
  onLoad: (node, held) => {
    storeLoad(node.state.store, held);
    node.setGauge(KEYS, node.state.store.keysHeld);
  },
  capacity: (params) => params.concurrency,
  queueLimit: (params) => params.queueLimit,
  onRequest: take,
  onTimer: (node, tag, arg) => {
    const { derived, state } = node;
    if (tag === APPLY) apply(node, arg);
    else if (tag === SERVED) serve(node, arg);
    else if (tag === RETRY) shipping.shippingRetry(node, derived.shipping, state.shipping, leadingOf(node), arg);
    else if (tag === ACK) failOverdue(node, derived.shipping, state.shipping.waiting, settling(node));
    else shipping.shippingTimeout(node, derived.shipping, state.shipping, settling(node));
  },
  onReply: (node, call, fate) => {
    const { derived, state } = node;
    shipping.shippingReply(node, derived.shipping, state.shipping, leadingOf(node), call, fate);
    settleWaiting(state.shipping.waiting, derived.shipping, shipping.peersOf(state.shipping), settling(node));
  },
  // Keys that move wait for a connection as requests do.
  onControl: (node, call, op) => (isHandover(op) ? take(node, call) : memberControl(node, call, op)),
  onPromote: (node) => promoteTo(node, 0),
  onCrash: (node, before, loses) => {
    if (loses !== 'disk') return { ...before, station: emptyStation(), shipping: shipping.shippingAfterCrash(before.shipping) };
    node.setGauge(KEYS, 0);
    const after = shipping.shippingAfterDiskLoss(before.shipping);
    const lead = { ...before.lead, lineage: [] };
    return { station: emptyStation(), store: emptyStore(node.setup.keys.count), shipping: { ...after, log: emptyLog() }, lead };
  },
  onRestart: (node) => shipping.shipOn(node, node.derived.shipping, node.state.shipping, leadingOf(node)),
  onParams: (node) => {
    const { derived, state } = node;
    stationRefill(node, derived.station, state.station);
    shipping.shippingPatience(node, derived.shipping, state.shipping);
    settleWaiting(state.shipping.waiting, derived.shipping, shipping.peersOf(state.shipping), settling(node));
    rearmWaiting(node, derived.shipping, state.shipping.waiting);
  },
  keysMet: (state) => keysMet(state.store.rows),
  lookup: (node, key) => storeLookup(node.state.store, key),
  inspect: (node) => [
    {
      type: 'facts',
      title: 'Copy',
      facts: [
        ['role', node.state.lead.isPrimary ? 'primary: it was promoted, and takes writes' : 'replica: it follows its primary'],
        ['changes applied', node.state.shipping.log.head],
      ],
    },
    ...inspectMember(node),
  ],
};

function take(node: ReplicaNode, call: number): void {
  const op = node.calls.op(call);
  if (op === REPLICATE.code) {
    if (takeBatch(node, call)) node.afterWork(drawNs(node.derived.apply, node.streams, node.derived.applyStream), APPLY, call);
  } else if ((isWriteOp(op) || isHandover(op)) && !node.state.lead.isPrimary) reject(node, call, Fate.readOnly);
  else if (!stationAccept(node, node.derived.station, node.state.station, call)) reject(node, call, Fate.queueFull);
}

function shippingTools(setup: NodeSetup, params: ReplicaParams): shipping.ShippingTools {
  const followers = setup.out.filter((out) => out.role === 'standby');
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

/** Answers a write that has waited for followers. */
function settling(node: ReplicaNode): Settle {
  return (call, outcome, place) => {
    if (outcome === 'failed') {
      node.state.shipping.unacknowledged.push(place);
      reject(node, call, Fate.noQuorum);
    } else node.reply(call, Fate.ok, node.calls.value(call));
  };
}

function reject(node: ReplicaNode, call: number, fate: number): void {
  node.log(REJECTED, call, fate);
  node.reply(call, fate, 0);
}

function serve(node: ReplicaNode, call: number): void {
  const { calls, state } = node;
  const key = calls.key(call);
  const isChange = isWriteOp(calls.op(call)) || isHandover(calls.op(call));
  if (isChange && !state.lead.isPrimary) reject(node, call, Fate.readOnly);
  else if (isHandover(calls.op(call))) giveOrTake(node, call);
  else if (isWriteOp(calls.op(call)) && node.isDiskFull) reject(node, call, Fate.diskFull);
  else if (isWriteOp(calls.op(call))) {
    storeWrite(state.store, key, calls.field(call), calls.value(call));
    node.setGauge(KEYS, state.store.keysHeld);
    node.log(UPDATED, call, -1);
    shipChange(node, key, calls.field(call), calls.value(call));
    if (node.derived.shipping.needed > 0) {
      shipping.awaitFollowers(node, node.derived.shipping, state.shipping, call, settling(node));
    } else node.reply(call, Fate.ok, calls.value(call));
  } else {
    const write = storeRead(state.store, key, calls.field(call));
    if (write === NOTHING) reject(node, call, Fate.notFound);
    else {
      if (write < 0) node.addGauge(INCOMPLETE, 1);
      node.log(READ, call, write < 0 ? 0 : -1);
      node.reply(call, Fate.ok, write);
    }
  }
  stationRelease(node, node.derived.station, state.station);
}

/** Keys that move away from a replica that has become primary, or come to it. */
function giveOrTake(node: ReplicaNode, call: number): void {
  if (node.isDiskFull && node.calls.op(call) === ADOPT.code) {
    reject(node, call, Fate.diskFull);
    return;
  }
  handOver(node.calls, node.state.store, call, (key, field, write) => shipChange(node, key, field, write));
  node.setGauge(KEYS, node.state.store.keysHeld);
  node.reply(call, Fate.ok, 0);
}

/** A change of its own, as primary: whoever follows hears of it. */
function shipChange(node: ReplicaNode, key: number, field: number, write: number): void {
  const { derived, state } = node;
  if (derived.shipping.followers.length === 0) {
    state.shipping.log.head++;
    return;
  }
  shipping.ship(node, derived.shipping, state.shipping, leadingOf(node), [key, field, write]);
  node.setGauge(APPLIED, state.shipping.log.head);
}

/** Applies the entries that are new, in order, and says how far it has come. */
function apply(node: ReplicaNode, call: number): void {
  const batch = node.calls.payload(call);
  if (!applyBatch(node, call) || batch === null) return;
  const { head } = node.state.shipping.log;
  node.setGauge(APPLIED, head);
  node.setGauge(LAG_MS, shipping.appliedLagMs(batch, node.now()));
  node.log(REPLICATED, call, -1);
  node.reply(call, Fate.ok, head);
}
