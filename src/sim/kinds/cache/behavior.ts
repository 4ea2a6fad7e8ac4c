import { Fate } from '../../network/fates';
import { gaveUp } from '../../toolkit/giveUp';
import { emptyGroups, groupTools } from '../../toolkit/groups';
import { emptyStation, stationAccept, stationRefill, stationRelease, stationTools } from '../../toolkit/station';
import { keysMet } from '../../toolkit/keyRows';
import { moveTurns, noTurns } from '../../toolkit/turns';
import { changeTimeout, emptyTimeouts, fireTimeouts } from '../../toolkit/timeouts';
import { LOG_VERBS } from '../../trace/types';
import type { Behavior } from '../../parts/contract';
import { FIELD_NAMES } from '../../data/values';
import { dropAbsent, emptyEntries, entryValue, reorder, resend, rowOfKey, shrinkTo } from './entries';
import { emptyFlights } from './flights';
import { CacheGauge } from './gauges';
import { inspectCache } from './inspect';
import type { CacheParams } from './kind';
import { fetched, leaseOver, readOne, waitForLockAgain } from './reads';
import { orderCount, orderHas } from './order';
import { FLUSH, LEASE, LOOK, SERVED, showKeys, TIMEOUT, type CacheNode, type CacheState, type CacheTools } from './state';
import { armFlush, flushed, flushSome, flushTimer, wroteBehind, writeOne } from './writes';
import { isWriteOp } from '../../network/operations';
import { NS_PER_SECOND, NS_PER_MS, msToNs } from '../../kernel/units';

const REJECTED = LOG_VERBS.indexOf('rejected');

/** Handlers of the cache. */
export const cacheBehavior: Behavior<CacheParams, CacheTools, CacheState> = {
  prepare: (setup, params) => ({
    station: stationTools(setup, { ...params, serviceTimeMs: params.lookupTimeMs, tag: SERVED }),
    groups: groupTools(setup),
    early: setup.stream('early refresh'),
    jitter: setup.stream('time to live'),
    ttlNs: params.ttlSeconds * NS_PER_SECOND,
    negativeTtlNs: params.negativeTtlSeconds * NS_PER_SECOND,
    staleNs: params.staleSeconds * NS_PER_SECOND,
    timeoutNs: msToNs(params.callTimeoutMs),
    lockRetryNs: msToNs(params.lockRetryMs),
    lockLeaseNs: params.lockLeaseMs * NS_PER_MS,
    flushAfterNs: msToNs(params.flushAfterMs),
  }),
  init: emptyState,
  capacity: (params) => params.concurrency,
  queueLimit: (params) => params.queueLimit,
  onRequest: (node, call) => {
    if (stationAccept(node, node.derived.station, node.state.station, call)) return;
    node.log(REJECTED, call, Fate.queueFull);
    node.reply(call, Fate.queueFull, 0);
  },
  onTimer: (node, tag, arg) => {
    if (tag === SERVED) {
      if (isWriteOp(node.calls.op(arg))) writeOne(node, arg);
      else readOne(node, arg);
      stationRelease(node, node.derived.station, node.state.station);
    } else if (tag === LOOK) waitForLockAgain(node, arg);
    else if (tag === FLUSH) flushTimer(node);
    else if (tag === LEASE) fireTimeouts(node, node.state.leases, LEASE, (call) => leaseOver(node, call));
    else {
      fireTimeouts(node, node.state.timeouts, TIMEOUT, (call) => {
        gaveUp(node, call);
        answered(node, call, Fate.timedOut);
        node.abandon(call);
      });
    }
  },
  onReply: answered,
  onCrash: (node, before, loses) => {
    if (loses === 'nothing') return { ...emptyState(node), entries: resend(before.entries) };
    if (before.entries.dirtyCount > 0) node.addGauge(CacheGauge.lost, before.entries.dirtyCount);
    return emptyState(node);
  },
  onRestart: (node) => {
    showKeys(node);
    flushSome(node);
  },
  onParams: changed,
  inspect: inspectCache,
  keysMet: ({ entries }) => keysMet(entries.rows),
  lookup: ({ state: { entries } }, key) => {
    const row = rowOfKey(entries, key);
    const isThere = row >= 0 && orderHas(entries.order, row);
    return {
      writes: FIELD_NAMES.map((_, field) => (isThere ? entryValue(entries, row, field) : -1)),
      keysHeld: orderCount(entries.order),
    };
  },
};

function emptyState(node: CacheNode): CacheState {
  for (const gauge of [CacheGauge.keys, CacheGauge.sharing, CacheGauge.dirty]) node.setGauge(gauge, 0);
  const entries = emptyEntries(node.setup.keys.count);
  return {
    station: emptyStation(),
    groups: emptyGroups(node.derived.groups),
    timeouts: emptyTimeouts(),
    entries,
    flights: emptyFlights(entries.absent.length),
    turn: 0,
    eviction: node.params.eviction,
    isFlushing: false,
    flushSinceNs: 0,
    lockRetryNs: node.derived.lockRetryNs,
    flushAfterNs: node.derived.flushAfterNs,
    leases: emptyTimeouts(),
    looks: noTurns(),
    flushFrom: 0,
  };
}

/** Fields have changed: who waits, waits by the new ones. How long an entry is good for is asked when it is looked at. */
function changed(node: CacheNode): void {
  const { derived, params, state } = node;
  const { entries } = state;
  changeTimeout(node, state.timeouts, derived.timeoutNs, TIMEOUT);
  changeTimeout(node, state.leases, derived.lockLeaseNs, LEASE, () => false);
  if (state.lockRetryNs !== derived.lockRetryNs) moveTurns(node, state.looks, LOOK, (sinceNs) => sinceNs + derived.lockRetryNs);
  if (state.flushAfterNs !== derived.flushAfterNs) armFlush(node);
  if (derived.negativeTtlNs === 0) dropAbsent(entries);
  if (state.eviction !== params.eviction) reorder(entries);
  Object.assign(state, { lockRetryNs: derived.lockRetryNs, flushAfterNs: derived.flushAfterNs, eviction: params.eviction });
  node.addGauge(CacheGauge.evictions, shrinkTo(entries, params.eviction, params.size, params.size));
  showKeys(node);
  stationRefill(node, derived.station, state.station);
}

/** The store has answered, or will not. */
function answered(node: CacheNode, call: number, fate: number): void {
  if (!isWriteOp(node.calls.op(call))) fetched(node, call, fate);
  else if (node.calls.parent(call) < 0) flushed(node, call, fate);
  else wroteBehind(node, call, fate);
}
