import { compileDistribution, drawNs, type Sampler } from '../../kernel/distribution';
import { invariant } from '../../kernel/assert';
import { Fate } from '../../network/fates';
import { applyShipped, handOver, isHandover } from '../../toolkit/handover';
import { keysMet } from '../../toolkit/keyRows';
import { batchEntries } from '../../toolkit/batches';
import { ENTRY } from '../../toolkit/shipLog';
import { appliedLagMs } from '../../toolkit/shipping';
import {
  emptyStation,
  stationAccept,
  stationRefill,
  stationRelease,
  stationTools,
  type StationState,
  type StationTools,
} from '../../toolkit/station';
import { emptyStore, NOTHING, storeLoad, storeLookup, storeRead, storeWrite, type StoreState } from '../../toolkit/store';
import { LOG_VERBS } from '../../trace/types';
import { Gauge, type Behavior } from '../../parts/contract';
import type { NodeContext } from '../../parts/context';
import type { ReplicaParams } from './kind';
import { isWriteOp } from '../../network/operations';
import { ADOPT, REPLICATE } from '../../toolkit/operations';

const SERVED = 0;
const APPLY = 1;
const KEYS = Gauge.first;
const APPLIED = Gauge.first + 1;
const PRIMARY = Gauge.first + 2;
const INCOMPLETE = Gauge.first + 3;
const LAG_MS = Gauge.first + 4;
const READ = LOG_VERBS.indexOf('read');
const UPDATED = LOG_VERBS.indexOf('updated');
const REJECTED = LOG_VERBS.indexOf('rejected');
const REPLICATED = LOG_VERBS.indexOf('replicated');
const PROMOTED = LOG_VERBS.indexOf('was promoted');

interface ReplicaTools {
  readonly station: StationTools;
  readonly apply: Sampler;
  readonly applyStream: number;
}

interface ReplicaState {
  station: StationState;
  store: StoreState;
  /** Entries of the primary's log that have been applied. */
  applied: number;
  isPrimary: boolean;
}

type ReplicaNode = NodeContext<ReplicaParams, ReplicaTools, ReplicaState>;

/** Handlers of the replica. */
export const replicaBehavior: Behavior<ReplicaParams, ReplicaTools, ReplicaState> = {
  prepare: (setup, params) => ({
    station: stationTools(setup, { ...params, tag: SERVED }),
    apply: compileDistribution(params.applyTimeMs),
    applyStream: setup.stream('apply'),
  }),
  init: (node) => ({ station: emptyStation(), store: emptyStore(node.setup.keys.count), applied: 0, isPrimary: false }),
  onLoad: (node, held) => {
    storeLoad(node.state.store, held);
    node.setGauge(KEYS, node.state.store.keysHeld);
  },
  capacity: (params) => params.concurrency,
  queueLimit: (params) => params.queueLimit,
  onRequest: (node, call) => {
    const op = node.calls.op(call);
    if (op === REPLICATE.code) {
      if (node.isDiskFull) node.reply(call, Fate.diskFull, node.state.applied);
      else if (node.state.isPrimary) node.reply(call, Fate.readOnly, node.state.applied);
      else node.afterWork(drawNs(node.derived.apply, node.streams, node.derived.applyStream), APPLY, call);
    } else if ((isWriteOp(op) || isHandover(op)) && !node.state.isPrimary) reject(node, call, Fate.readOnly);
    else if (!stationAccept(node, node.derived.station, node.state.station, call)) reject(node, call, Fate.queueFull);
  },
  onTimer: (node, tag, call) => {
    if (tag === APPLY) apply(node, call);
    else serve(node, call);
  },
  onPromote: (node) => {
    if (node.state.isPrimary) return;
    node.state.isPrimary = true;
    node.setGauge(PRIMARY, 1);
    node.logAbout(PROMOTED, -1);
  },
  onCrash: (node, before, loses) => {
    if (loses !== 'disk') return { ...before, station: emptyStation() };
    node.setGauge(KEYS, 0);
    return { ...before, station: emptyStation(), store: emptyStore(node.setup.keys.count) };
  },
  onParams: (node) => stationRefill(node, node.derived.station, node.state.station),
  keysMet: (state) => keysMet(state.store.rows),
  lookup: (node, key) => storeLookup(node.state.store, key),
  inspect: ({ state }) => [
    {
      type: 'facts',
      title: 'Copy',
      facts: [
        ['role', state.isPrimary ? 'primary: it was promoted, and takes writes' : 'replica: it follows its primary'],
        ['changes applied', state.applied],
      ],
    },
  ],
};

function reject(node: ReplicaNode, call: number, fate: number): void {
  node.log(REJECTED, call, fate);
  node.reply(call, fate, 0);
}

function serve(node: ReplicaNode, call: number): void {
  const { calls, state } = node;
  const key = calls.key(call);
  if (isHandover(calls.op(call))) giveOrTake(node, call);
  else if (isWriteOp(calls.op(call)) && node.isDiskFull) reject(node, call, Fate.diskFull);
  else if (isWriteOp(calls.op(call))) {
    storeWrite(state.store, key, calls.field(call), calls.value(call));
    node.setGauge(KEYS, state.store.keysHeld);
    node.log(UPDATED, call, -1);
    node.reply(call, Fate.ok, calls.value(call));
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
  handOver(node.calls, node.state.store, call, () => undefined);
  node.setGauge(KEYS, node.state.store.keysHeld);
  node.reply(call, Fate.ok, 0);
}

/** Applies the entries that are new, in order, and says how far it has come. */
function apply(node: ReplicaNode, call: number): void {
  const { calls, state } = node;
  const batch = calls.payload(call);
  invariant(batch !== null, 'a batch of changes arrived without its entries');
  const entries = batchEntries(batch);
  for (let at = 0; at < entries.length; at += ENTRY) {
    if (entries[at + 3] < state.applied) continue;
    applyShipped(state.store, entries[at], entries[at + 1], entries[at + 2]);
    state.applied = entries[at + 3] + 1;
  }
  node.setGauge(KEYS, state.store.keysHeld);
  node.setGauge(APPLIED, state.applied);
  node.setGauge(LAG_MS, appliedLagMs(batch, node.now()));
  node.log(REPLICATED, call, -1);
  node.reply(call, Fate.ok, state.applied);
}
