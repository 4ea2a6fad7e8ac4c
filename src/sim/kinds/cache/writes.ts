import { FIELD_COUNT } from '../../data/values';
import { Fate, mayHaveHappened } from '../../network/fates';
import { drop, entryValue, markDirty, markSent, unmarkSent } from './entries';
import { CacheGauge } from './gauges';
import { orderUse } from './order';
import { makeRoom, putNow } from './reads';
import { askAlone, askBehind, FLUSH, learn, rowOfCall, type CacheNode } from './state';
import { WRITE } from '../../toolkit/operations';

/** Writes sent to the store at one go. */
const FLUSH_AT_ONCE = 64;

/** A write that has been looked up: goes to the store now, or later. */
export function writeOne(node: CacheNode, call: number): void {
  const { calls } = node;
  const key = rowOfCall(node, call);
  // Write-back needs a place that nobody takes away; without one, the store is written at once.
  if (node.params.writes === 'back' && node.derived.groups.members.length > 0 && makeRoom(node, key)) {
    keepWritten(node, key, calls.field(call), calls.value(call));
    markDirty(node.state.entries, key, calls.field(call));
    showDirty(node);
    flushLater(node);
    node.reply(call, Fate.ok, calls.value(call));
  } else if (askBehind(node, call) < 0) node.reply(call, Fate.noTarget, 0);
}

/** The store has answered a write that a request waits for. */
export function wroteBehind(node: CacheNode, call: number, fate: number): void {
  const { calls } = node;
  const key = rowOfCall(node, call);
  learn(node, call, fate);
  if (fate === Fate.ok && node.params.writes !== 'around') {
    if (makeRoom(node, key)) keepWritten(node, key, calls.field(call), calls.value(call));
  } else if (mayHaveHappened(fate) || calls.isDoubtful(call)) {
    // Whatever may have been written makes the copy here doubtful.
    drop(node.state.entries, key);
    node.setGauge(CacheGauge.keys, node.state.entries.order.length[0] + node.state.entries.order.length[1]);
  }
  node.reply(calls.parent(call), fate, calls.value(call));
}

function keepWritten(node: CacheNode, key: number, field: number, write: number): void {
  putNow(node, key, field, write);
  orderUse(node.state.entries.order, node.params.eviction, key);
}

function flushLater(node: CacheNode): void {
  if (node.state.isFlushing) return;
  Object.assign(node.state, { isFlushing: true, flushSinceNs: node.now() });
  armFlush(node);
}

/** Sets the timer of the next flush, counted from when it was begun to wait for; one set before comes too early, or finds nothing to do. */
export function armFlush(node: CacheNode): void {
  const { state, derived } = node;
  if (state.isFlushing) node.after(Math.max(0, state.flushSinceNs + derived.flushAfterNs - node.now()), FLUSH, 0);
}

/** The timer of a flush. */
export function flushTimer(node: CacheNode): void {
  const { state, derived } = node;
  if (state.isFlushing && node.now() >= state.flushSinceNs + derived.flushAfterNs) flushSome(node);
}

/** Sends writes that wait in the cache to the store, a bounded number at one go, from where the last go ended. */
export function flushSome(node: CacheNode): void {
  const { entries } = node.state;
  node.state.isFlushing = false;
  let sent = 0;
  for (let step = 0; step < entries.rows.used && entries.dirtyCount > 0 && sent < FLUSH_AT_ONCE; step++) {
    const key = node.state.flushFrom;
    // One write of a key at a time: two under way could overtake each other, and the older would stay.
    if (entries.dirty[key] !== 0 && entries.flushing[key] === 0) sent += flushKey(node, key);
    node.state.flushFrom = (key + 1) % entries.rows.used;
  }
  if (entries.dirtyCount > 0) flushLater(node);
  showDirty(node);
}

function flushKey(node: CacheNode, key: number): number {
  const { entries } = node.state;
  let sent = 0;
  for (let field = 0; field < FIELD_COUNT; field++) {
    if ((entries.dirty[key] & (1 << field)) === 0) continue;
    if (askAlone(node, WRITE.code, key, field, entryValue(entries, key, field)) < 0) continue;
    markSent(entries, key, field);
    sent++;
  }
  return sent;
}

/** The store has answered a write that came later. What failed is tried again with what the field holds by then. */
export function flushed(node: CacheNode, call: number, fate: number): void {
  const { entries } = node.state;
  const key = rowOfCall(node, call);
  learn(node, call, fate);
  unmarkSent(entries, key, node.calls.field(call));
  if (fate === Fate.ok) return;
  markDirty(entries, key, node.calls.field(call));
  showDirty(node);
  flushLater(node);
}

function showDirty(node: CacheNode): void {
  node.setGauge(CacheGauge.dirty, node.state.entries.dirtyCount);
}
