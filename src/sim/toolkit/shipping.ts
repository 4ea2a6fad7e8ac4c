import type { NodeContext, OutLink } from '../parts/context';
import { NS_PER_MS } from '../kernel/units';
import { Fate } from '../network/fates';
import { batchHead, makeBatch } from './batches';
import { REPLICATE } from './operations';
import { appendEntry, emptyLog, ENTRY, firstFrom, trimLog, type ShipLog } from './shipLog';
import { changeTimeout, emptyTimeouts, fireTimeouts, watchTimeout, type TimeoutsState } from './timeouts';
import { noWaiting, settleWaiting, startWaiting, type AckPolicy, type Settle, type WaitingWrites } from './waiting';

const MOST_ENTRIES_A_BATCH = 256;
const RETRY_NS = 200_000_000;

/**
 * Log shipping from a primary to its followers: every write is an entry of a log; each follower has at most one batch on
 * its way and acknowledges how far it has applied. A follower that fails is retried from where it was.
 */
export interface ShippingState {
  log: ShipLog;
  /** Per follower: entries applied, whether a batch is under way, whether it failed last. */
  acked: Float64Array;
  busy: Uint8Array;
  broken: Uint8Array;
  waiting: WaitingWrites;
  timeouts: TimeoutsState;
}

/** Links to the followers, how long a batch may take, and the tags of the timers used. */
export interface ShippingTools extends AckPolicy {
  readonly followers: readonly OutLink[];
  readonly retryTag: number;
  readonly timeoutTag: number;
}

type Node<P, D, S> = NodeContext<P, D, S>;

/** Shipping with an empty log. */
export function emptyShipping(followers: number): ShippingState {
  return {
    log: emptyLog(),
    acked: new Float64Array(followers),
    busy: new Uint8Array(followers),
    broken: new Uint8Array(followers),
    waiting: noWaiting(),
    timeouts: emptyTimeouts(),
  };
}

/** Appends a write and sends it on. */
export function ship<P, D, S>(
  node: Node<P, D, S>,
  tools: ShippingTools,
  state: ShippingState,
  [key, field, write]: readonly [number, number, number],
): void {
  appendEntry(state.log, key, field, write, node.now());
  shipOn(node, tools, state);
}

/** Holds a write back until as many followers have it as must; calls `settle` at once when there is none to wait for. */
export function awaitFollowers<P, D, S>(
  node: Node<P, D, S>,
  tools: ShippingTools,
  state: ShippingState,
  call: number,
  settle: Settle,
): void {
  startWaiting(node, tools, state.waiting, call, state.log.head);
  settleWaiting(state.waiting, tools, peersOf(state), settle);
}

/** Handles a follower's acknowledgement or failure. */
export function shippingReply<P, D, S>(node: Node<P, D, S>, tools: ShippingTools, state: ShippingState, call: number, fate: number): void {
  const peer = node.calls.mark(call);
  state.busy[peer] = 0;
  if (fate !== Fate.ok) {
    fail(node, tools, state, peer);
    return;
  }
  state.broken[peer] = 0;
  state.acked[peer] = Math.max(state.acked[peer], node.calls.value(call));
  trimLog(state.log, leastAcked(state));
  pump(node, tools, state, peer);
}

/** Handles the retry timer; `peer` is its argument. */
export function shippingRetry<P, D, S>(node: Node<P, D, S>, tools: ShippingTools, state: ShippingState, peer: number): void {
  pump(node, tools, state, peer);
}

/** Handles the timeout timer: a batch without an answer is taken for lost. */
export function shippingTimeout<P, D, S>(node: Node<P, D, S>, tools: ShippingTools, state: ShippingState, settle: Settle): void {
  fireTimeouts(node, state.timeouts, tools.timeoutTag, (call) => {
    const peer = node.calls.mark(call);
    node.abandon(call);
    state.busy[peer] = 0;
    fail(node, tools, state, peer);
  });
  settleWaiting(state.waiting, tools, peersOf(state), settle);
}

/** Another patience with batches: it reaches those that are under way, too. */
export function shippingPatience<P, D, S>(node: Node<P, D, S>, tools: ShippingTools, state: ShippingState): void {
  changeTimeout(node, state.timeouts, tools.ackTimeoutNs, tools.timeoutTag, (call) => node.calls.op(call) === REPLICATE.code);
}

/** How far the followers are. */
export function peersOf({ log, acked, broken }: ShippingState): { head: number; acked: Float64Array; broken: Uint8Array } {
  return { head: log.head, acked, broken };
}

/** Entries that the slowest follower has still to acknowledge. */
export function shippingLag(state: ShippingState): number {
  return state.log.head - leastAcked(state);
}

/** How old the oldest write is that a follower (or the slowest) has still to acknowledge, ns; 0: it has all. */
export function shippingLagNs({ log, acked }: ShippingState, nowNs: number, peer?: number): number {
  const place = peer === undefined ? acked.reduce((least, one) => Math.min(least, one), log.head) : acked[peer];
  const first = firstFrom(log, place);
  return first < log.count ? nowNs - log.writtenNs[first] : 0;
}

/** After a crash: the log is on disk and stays, but nothing is under way and nobody waits. */
export function shippingAfterCrash(state: ShippingState): ShippingState {
  return { ...state, busy: new Uint8Array(state.busy.length), waiting: noWaiting(), timeouts: emptyTimeouts() };
}

/** After a crash that took the disk: what no follower has yet is gone, and the log goes on with the number it had come to. */
export function shippingAfterDiskLoss(state: ShippingState): ShippingState {
  const { head } = state.log;
  return { ...emptyShipping(state.acked.length), log: emptyLog(head), acked: new Float64Array(state.acked.length).fill(head) };
}

/** Goes on where the followers are: after a restart, and with what is new in the log. */
export function shipOn<P, D, S>(node: Node<P, D, S>, tools: ShippingTools, state: ShippingState): void {
  for (let peer = 0; peer < tools.followers.length; peer++) pump(node, tools, state, peer);
}

function leastAcked({ log, acked }: ShippingState): number {
  let least = log.head;
  for (const one of acked) if (one < least) least = one;
  return least;
}

function fail<P, D, S>(node: Node<P, D, S>, tools: ShippingTools, state: ShippingState, peer: number): void {
  state.broken[peer] = 1;
  node.afterQuietly(RETRY_NS, tools.retryTag, peer);
}

function pump<P, D, S>(node: Node<P, D, S>, tools: ShippingTools, state: ShippingState, peer: number): void {
  const { log } = state;
  if (state.busy[peer] !== 0 || state.acked[peer] >= log.head) return;
  const first = firstFrom(log, state.acked[peer]);
  const count = Math.min(MOST_ENTRIES_A_BATCH, log.count - first);
  const from = first * ENTRY;
  const entries = log.entries.subarray(from, from + count * ENTRY);
  const writtenNs = log.writtenNs[first + count - 1];
  state.busy[peer] = 1;
  const batch = makeBatch({ epoch: 0, head: log.head, sort: 'entries', writtenNs, lineage: [] }, entries);
  const call = node.send(tools.followers[peer].link, REPLICATE.code, entries[0], entries[1], state.acked[peer], batch);
  node.calls.setMark(call, peer);
  watchTimeout(node, state.timeouts, call, tools.ackTimeoutNs, tools.timeoutTag);
}

/** How old the newest write of a batch was when it was applied, ms; for whoever applies it. */
export function appliedLagMs(batch: Int32Array, nowNs: number): number {
  return (nowNs - batchHead(batch).writtenNs) / NS_PER_MS;
}
