import type { NodeContext, OutLink } from '../parts/context';
import { NS_PER_MS } from '../kernel/units';
import { Fate } from '../network/fates';
import { batchEntries, batchHead, makeBatch } from './batches';
import { isPrefix, readStanding, type Leadership, type Standing } from './leadership';
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
  /** Per follower: how it is with its log. See `Step`. */
  steps: Uint8Array;
  waiting: WaitingWrites;
  /** Places behind entries of writes that were not acknowledged, and never will be. */
  unacknowledged: number[];
  timeouts: TimeoutsState;
}

/** What a primary knows of the log of a follower: it is in step with its own, has to be asked for, or has to be replaced as a whole. */
export const Step = { inStep: 0, ask: 1, copy: 2 } as const;

/** What a primary has beside its log. */
export interface Leading {
  readonly lead: Leadership;
  /** All that it holds, as entries. */
  readonly all: () => Int32Array;
  /** It has heard of a later epoch. */
  readonly deposed: (epoch: number) => void;
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
    steps: new Uint8Array(followers),
    waiting: noWaiting(),
    unacknowledged: [],
    timeouts: emptyTimeouts(),
  };
}

/** Appends a write and sends it on. */
export function ship<P, D, S>(
  node: Node<P, D, S>,
  tools: ShippingTools,
  state: ShippingState,
  leading: Leading,
  [key, field, write]: readonly [number, number, number],
): void {
  appendEntry(state.log, key, field, write, node.now());
  shipOn(node, tools, state, leading);
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
export function shippingReply<P, D, S>(
  node: Node<P, D, S>,
  tools: ShippingTools,
  state: ShippingState,
  leading: Leading,
  call: number,
  fate: number,
): void {
  const peer = node.calls.mark(call);
  state.busy[peer] = 0;
  if (fate === Fate.ok) {
    state.broken[peer] = 0;
    learnPlace(state, leading.lead, peer, node.calls.value(call), readStanding(node.calls.payload(call)));
    const least = leastAcked(state);
    trimLog(state.log, least);
    if (state.unacknowledged.length > 0) state.unacknowledged = state.unacknowledged.filter((place) => place > least);
    pump(node, tools, state, leading, peer);
    return;
  }
  const standing = fate === Fate.fenced ? readStanding(node.calls.payload(call)) : null;
  if (standing !== null && standing.promised > leading.lead.promised) leading.deposed(standing.promised);
  fail(node, tools, state, peer);
}

/** A follower has said how far it is: in step, or not. */
function learnPlace(state: ShippingState, lead: Leadership, peer: number, place: number, standing: Standing | null): void {
  const step = state.steps[peer];
  if (step === Step.ask && standing !== null) {
    const fits = isPrefix(lead.lineage, state.log.head, standing) && standing.head >= state.log.base;
    state.steps[peer] = fits ? Step.inStep : Step.copy;
    state.acked[peer] = fits ? standing.head : 0;
  } else if (step === Step.copy) {
    state.steps[peer] = Step.inStep;
    state.acked[peer] = place;
  } else if (standing !== null) {
    // It has less than it once had: its disk is gone.
    state.steps[peer] = Step.copy;
    state.acked[peer] = 0;
  } else state.acked[peer] = Math.max(state.acked[peer], place);
}

/** Handles the retry timer; `peer` is its argument. */
export function shippingRetry<P, D, S>(
  node: Node<P, D, S>,
  tools: ShippingTools,
  state: ShippingState,
  leading: Leading,
  peer: number,
): void {
  pump(node, tools, state, leading, peer);
}

/** Begins to lead: nobody knows yet how far the others are. */
export function shippingFirst<P, D, S>(node: Node<P, D, S>, tools: ShippingTools, state: ShippingState, leading: Leading): void {
  state.steps.fill(Step.ask);
  state.acked.fill(0);
  state.broken.fill(0);
  shipOn(node, tools, state, leading);
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
export function shippingLag({ acked, log, steps }: ShippingState): number {
  return log.head - acked.reduce((least, one, peer) => (steps[peer] === Step.inStep ? Math.min(least, one) : least), log.head);
}

/** How old the oldest write is that a follower (or the slowest) has still to acknowledge, ns; 0: it has all. */
export function shippingLagNs({ log, acked }: ShippingState, nowNs: number, peer?: number): number {
  const place = peer === undefined ? acked.reduce((least, one) => Math.min(least, one), log.head) : acked[peer];
  const first = firstFrom(log, place);
  return first < log.count ? nowNs - log.writtenNs[first] : 0;
}

/** After a crash: the log is on disk and stays, but nothing is under way and nobody waits. */
export function shippingAfterCrash(state: ShippingState): ShippingState {
  const unacknowledged = [...state.unacknowledged, ...state.waiting.places];
  return { ...state, busy: new Uint8Array(state.busy.length), waiting: noWaiting(), unacknowledged, timeouts: emptyTimeouts() };
}

/** After a crash that took the disk: what no follower has yet is gone, and the log goes on with the number it had come to. */
export function shippingAfterDiskLoss(state: ShippingState): ShippingState {
  const { head } = state.log;
  return { ...emptyShipping(state.acked.length), log: emptyLog(head), acked: new Float64Array(state.acked.length).fill(head) };
}

/** Goes on where the followers are: after a restart, and with what is new in the log. */
export function shipOn<P, D, S>(node: Node<P, D, S>, tools: ShippingTools, state: ShippingState, leading: Leading): void {
  for (let peer = 0; peer < tools.followers.length; peer++) pump(node, tools, state, leading, peer);
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

function pump<P, D, S>(node: Node<P, D, S>, tools: ShippingTools, state: ShippingState, leading: Leading, peer: number): void {
  const { log, steps } = state;
  if (!leading.lead.isPrimary || state.busy[peer] !== 0 || (steps[peer] === Step.inStep && state.acked[peer] >= log.head)) return;
  state.busy[peer] = 1;
  const batch = batchFor(state, leading, peer, node.now());
  const entries = batchEntries(batch);
  const [key, field] = entries.length > 0 && steps[peer] === Step.inStep ? [entries[0], entries[1]] : [-1, -1];
  const call = node.send(tools.followers[peer].link, REPLICATE.code, key, field, state.acked[peer], batch);
  node.calls.setMark(call, peer);
  watchTimeout(node, state.timeouts, call, tools.ackTimeoutNs, tools.timeoutTag);
}

function batchFor({ acked, log, steps }: ShippingState, { lead, all }: Leading, peer: number, nowNs: number): Int32Array {
  const said = { epoch: lead.promised, head: log.head, lineage: lead.lineage };
  if (steps[peer] === Step.ask) return makeBatch({ ...said, sort: 'ask', writtenNs: nowNs }, new Int32Array(0));
  if (steps[peer] === Step.copy) return makeBatch({ ...said, sort: 'copy', writtenNs: nowNs }, all());
  const first = firstFrom(log, acked[peer]);
  const count = Math.min(MOST_ENTRIES_A_BATCH, log.count - first);
  const entries = log.entries.subarray(first * ENTRY, (first + count) * ENTRY);
  return makeBatch({ ...said, sort: 'entries', writtenNs: log.writtenNs[first + count - 1] }, entries);
}

/** How old the newest write of a batch was when it was applied, ms; for whoever applies it. */
export function appliedLagMs(batch: Int32Array, nowNs: number): number {
  return (nowNs - batchHead(batch).writtenNs) / NS_PER_MS;
}
