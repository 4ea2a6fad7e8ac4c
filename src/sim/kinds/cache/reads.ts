import { Op } from '../../network/calls';
import { Fate } from '../../network/fates';
import { LOG_VERBS } from '../../trace/types';
import { admit, entryKnows, entryValue, isPinned, putAbsent, putValue, UNKNOWN } from './entries';
import { CacheGauge } from './gauges';
import { orderUse } from './order';
import { askAlone, askBehind, learn, LOOK, rowOfCall, showKeys, type CacheNode } from './state';

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
  setWaiting(node, -1);
  if (!answerFromMemory(node, call)) findOut(node, call);
}

function answerFromMemory(node: CacheNode, call: number): boolean {
  const { calls, state, derived } = node;
  const { entries } = state;
  const key = rowOfCall(node, call);
  if (!entryKnows(entries, key, calls.field(call))) return false;
  const left = entries.expiresNs[key] - node.clock();
  // What is not stored behind the cache yet can be found nowhere else.
  const isFresh = left > 0 || isPinned(entries, key);
  if (!isFresh && left + derived.staleNs <= 0) return false;
  orderUse(entries.order, node.params.eviction, key);
  node.addGauge(isFresh ? CacheGauge.hits : CacheGauge.stale, 1);
  node.log(HIT, call, -1);
  if (!isFresh || expiresSoon(node, key, left)) renew(node, key, calls.field(call));
  node.reply(call, entries.absent[key] !== 0 ? Fate.notFound : Fate.ok, Math.max(0, entryValue(entries, key, calls.field(call))));
  return true;
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
  if (node.state.flights.call[key] >= 0) return;
  const call = askAlone(node, Op.read, key, field, 0);
  if (call >= 0) takeOff(node, key, call);
}

function takeOff(node: CacheNode, key: number, call: number): void {
  const { flights } = node.state;
  flights.call[key] = call;
  flights.sinceNs[key] = node.now();
  node.addGauge(CacheGauge.fetches, 1);
}

function findOut(node: CacheNode, call: number): void {
  const key = rowOfCall(node, call);
  const { flights } = node.state;
  const isAsked = node.params.onMiss !== 'ask' && flights.call[key] >= 0;
  const isHeld = isAsked && (node.params.onMiss === 'single-flight' || node.now() - flights.sinceNs[key] < node.derived.lockLeaseNs);
  if (isHeld) {
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
    node.afterCall(node.derived.lockRetryNs, LOOK, call);
    return;
  }
  node.calls.setNext(call, -1);
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
  if (value < 0 || (isPinned(entries, key) && entryValue(entries, key, field) !== UNKNOWN)) return;
  if (makeRoom(node, key)) putValue(entries, key, field, value, expiryNs(node));
}

function keepAbsence(node: CacheNode, key: number): void {
  if (node.derived.negativeTtlNs === 0 || isPinned(node.state.entries, key)) return;
  if (makeRoom(node, key)) putAbsent(node.state.entries, key, node.clock() + node.derived.negativeTtlNs);
}

/** Makes sure that a key has an entry, if there is room or somebody who can go. */
export function makeRoom(node: CacheNode, key: number): boolean {
  const evicted = admit(node.state.entries, node.params.eviction, node.params.size, key);
  if (evicted > 0) node.addGauge(CacheGauge.evictions, evicted);
  showKeys(node);
  return evicted >= 0;
}

/** When a profile that comes now expires, ns. */
export function expiryNs(node: CacheNode): number {
  const { ttlNs, jitter } = node.derived;
  if (ttlNs === 0) return Infinity;
  const spread = node.params.ttlJitterPercent / 100;
  const factor = spread === 0 ? 1 : 1 + spread * (2 * node.streams.unit(jitter) - 1);
  return node.clock() + Math.floor(ttlNs * factor + 0.5);
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
