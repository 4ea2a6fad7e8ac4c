import { END_OF_CHAIN } from '../../network/calls';
import { Fate } from '../../network/fates';
import { LOG_VERBS } from '../../trace/types';
import { isTurn, takeTurn } from '../../toolkit/turns';
import { watchTimeout } from '../../toolkit/timeouts';
import { FIELD_COUNT } from '../../data/values';
import { admit, entryKnows, entryValue, isUnstored, isPinned, keyAt, lookAtClock, putAbsent, putValue } from './entries';
import { CacheGauge } from './gauges';
import { orderUse } from './order';
import { askAlone, askBehind, learn, LEASE, LOOK, rowOfCall, showKeys, type CacheNode } from './state';
import { READ } from '../../toolkit/operations';

const HIT = LOG_VERBS.indexOf('had');
const MISSED = LOG_VERBS.indexOf('missed');
const REJECTED = LOG_VERBS.indexOf('rejected');

/** A read that has been looked up: answers from memory, or finds somebody who knows. */
export function readOne(node: CacheNode, call: number): void {
  if (answerFromMemory(node, call)) return;
  node.addGauge(CacheGauge.misses, 1);
  node.log(MISSED, call, -1);
  findOut(node, call);
}

/** A request that waited for a lock looks again. */
export function waitForLockAgain(node: CacheNode, call: number): void {
  if (!isTurn(node, node.state.looks, call)) return;
  setWaiting(node, -1);
  if (!answerFromMemory(node, call)) findOut(node, call);
}

function answerFromMemory(node: CacheNode, call: number): boolean {
  const { calls, state, derived } = node;
  const { entries } = state;
  const key = rowOfCall(node, call);
  if (!entryKnows(entries, key, calls.field(call))) return false;
  const left = leftNs(node, key, calls.field(call), lookAtClock(entries, node.clock()));
  const isFresh = left > 0 || isUnstored(entries, key, calls.field(call));
  if (!isFresh && left + derived.staleNs <= 0) return false;
  orderUse(entries.order, node.params.eviction, key);
  node.addGauge(isFresh ? CacheGauge.hits : CacheGauge.stale, 1);
  if (isOutdated(node, key, calls.field(call))) node.addGauge(CacheGauge.outdated, 1);
  node.log(HIT, call, -1);
  if (!isFresh || expiresSoon(node, key, left)) renew(node, key, calls.field(call));
  node.reply(call, entries.absent[key] !== 0 ? Fate.notFound : Fate.ok, Math.max(0, entryValue(entries, key, calls.field(call))));
  return true;
}

/** Whether a store behind it has a later write than the one remembered here, which has passed this cache by, or is on its way back. */
function isOutdated(node: CacheNode, row: number, field: number): boolean {
  const { entries } = node.state;
  const write = entries.absent[row] !== 0 ? -1 : entryValue(entries, row, field);
  return node.newestBehind(keyAt(entries, row), field) > write;
}

/**
 * XFetch: whether to renew although the entry is still fresh. The sooner it expires and the longer a fetch takes, the likelier
 * (A. Vattani, F. Chierichetti, K. Lowenstein, Optimal Probabilistic Cache Stampede Prevention, VLDB 2015).
 */
function expiresSoon(node: CacheNode, key: number, leftNs: number): boolean {
  const beta = node.params.earlyRefreshBeta;
  if (beta === 0 || leftNs === Infinity) return false;
  return node.state.entries.fetchNs[key] * beta * node.streams.standardExponential(node.derived.early) >= leftNs;
}

function renew(node: CacheNode, key: number, field: number): void {
  if (isAsked(node, key)) return;
  const call = askAlone(node, READ.code, key, field, 0);
  if (call >= 0) takeOff(node, key, call);
}

function takeOff(node: CacheNode, key: number, call: number): void {
  const { flights } = node.state;
  flights.call[key] = call;
  flights.sinceNs[key] = node.now();
  node.addGauge(CacheGauge.fetches, 1);
  if (node.params.onMiss === 'single-flight') watchTimeout(node, node.state.leases, call, node.derived.lockLeaseNs, LEASE);
}

/** Whether somebody asks for a key just now, and may still be waited for. */
function isAsked(node: CacheNode, key: number): boolean {
  const { flights } = node.state;
  return flights.call[key] >= 0 && node.now() - flights.sinceNs[key] < node.derived.lockLeaseNs;
}

/** One who asks for all has not been answered for as long as that may take: whoever waits longest asks instead. */
export function leaseOver(node: CacheNode, call: number): void {
  const { calls, state } = node;
  const { flights } = state;
  const key = rowOfCall(node, call);
  if (flights.call[key] !== call) return;
  flights.call[key] = -1;
  const next = flights.first[key];
  if (next < 0) return;
  flights.first[key] = calls.next(next);
  if (flights.first[key] < 0) flights.last[key] = -1;
  setWaiting(node, -1);
  findOut(node, next);
}

function findOut(node: CacheNode, call: number): void {
  const key = rowOfCall(node, call);
  if (node.params.onMiss !== 'ask' && isAsked(node, key)) {
    wait(node, call, key);
    return;
  }
  const sent = askBehind(node, call);
  if (sent < 0) node.reply(call, Fate.noTarget, 0);
  else takeOff(node, key, sent);
}

function wait(node: CacheNode, call: number, key: number): void {
  const { flights } = node.state;
  if (flights.waiting >= node.params.waitLimit) {
    node.log(REJECTED, call, Fate.queueFull);
    node.reply(call, Fate.queueFull, 0);
    return;
  }
  setWaiting(node, 1);
  if (node.params.onMiss === 'lock') {
    takeTurn(node, node.state.looks, call, node.derived.lockRetryNs, LOOK);
    return;
  }
  node.calls.setNext(call, END_OF_CHAIN);
  if (flights.last[key] < 0) flights.first[key] = call;
  else node.calls.setNext(flights.last[key], call);
  flights.last[key] = call;
}

function setWaiting(node: CacheNode, change: number): void {
  node.state.flights.waiting += change;
  node.setGauge(CacheGauge.sharing, node.state.flights.waiting);
}

/** A fetch has been answered, or given up. */
export function fetched(node: CacheNode, call: number, fate: number): void {
  const { calls, state } = node;
  const key = rowOfCall(node, call);
  const field = calls.field(call);
  const value = calls.value(call);
  learn(node, call, fate);
  const isForAll = state.flights.call[key] === call;
  if (isForAll) {
    state.flights.call[key] = -1;
    state.entries.fetchNs[key] = node.now() - state.flights.sinceNs[key];
  }
  if (fate === Fate.ok) keep(node, key, field, value);
  else if (fate === Fate.notFound) keepAbsence(node, key);
  const parent = calls.parent(call);
  if (parent >= 0) node.reply(parent, fate, value);
  if (isForAll) answerWaiting(node, key, field, fate, value);
}

function keep(node: CacheNode, key: number, field: number, value: number): void {
  const { entries } = node.state;
  // What is written here but not stored yet, or on its way there, is newer than what the store says; a field the store lacks is not worth
  // keeping.
  if (value < 0 || isUnstored(entries, key, field)) return;
  if (makeRoom(node, key)) putNow(node, key, field, value);
}

function keepAbsence(node: CacheNode, key: number): void {
  if (node.derived.negativeTtlNs === 0 || isPinned(node.state.entries, key)) return;
  if (makeRoom(node, key)) putAbsent(node.state.entries, key, lookAtClock(node.state.entries, node.clock()));
}

/** Makes sure that a key has an entry, if there is room or somebody who can go. */
export function makeRoom(node: CacheNode, key: number): boolean {
  const evicted = admit(node.state.entries, node.params.eviction, node.params.size, key);
  if (evicted > 0) node.addGauge(CacheGauge.evictions, evicted);
  showKeys(node);
  return evicted >= 0;
}

/** Sets a field of an entry that is there, as of now. */
export function putNow(node: CacheNode, key: number, field: number, write: number): void {
  const { entries } = node.state;
  putValue(entries, key, field, write, lookAtClock(entries, node.clock()), 2 * node.streams.unit(node.derived.jitter) - 1);
}

/** How long a field of an entry is still fresh, ns by the cache's own clock; below 0: it has expired. By the fields as they are now. */
export function leftNs(node: CacheNode, key: number, field: number, nowNs: number): number {
  const { entries } = node.state;
  const { ttlNs, negativeTtlNs } = node.derived;
  const at = key * FIELD_COUNT + field;
  if (entries.absent[key] !== 0) return entries.storedNs[at] + negativeTtlNs - nowNs;
  if (ttlNs === 0) return Infinity;
  const factor = 1 + (node.params.ttlJitterPercent / 100) * entries.spread[at];
  return entries.storedNs[at] + Math.floor(ttlNs * factor + 0.5) - nowNs;
}

function answerWaiting(node: CacheNode, key: number, field: number, fate: number, value: number): void {
  const { calls, state } = node;
  let call = state.flights.first[key];
  state.flights.first[key] = -1;
  state.flights.last[key] = -1;
  while (call >= 0) {
    const next = calls.next(call);
    setWaiting(node, -1);
    if (calls.field(call) === field) node.reply(call, fate, value);
    else if (!answerFromMemory(node, call)) findOut(node, call);
    call = next;
  }
}
