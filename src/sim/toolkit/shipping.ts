import type { NodeContext, OutLink } from '../parts/context';
import { Fate } from '../network/fates';
import type { Cell, InspectSection } from '../trace/inspection';
import { fireTimeouts, watchTimeout, type TimeoutsState, emptyTimeouts } from './timeouts';
import { REPLICATE } from './operations';
import { NS_PER_SECOND } from '../kernel/units';

/** Numbers of an entry: key, field, write, and its place in the log from 0. */
export const ENTRY = 4;
const MOST_ENTRIES_A_BATCH = 256;
const RETRY_NS = 200_000_000;
const PATIENCE_NS = NS_PER_SECOND;
const TRIM_AT = 1024;
/** Fields, and what else an entry may say of a key (`WHOLE`, `GONE`), are below this. */
const FIELD_CODES = 256;
/** Of a longer log, writes that a later one of the same field has overtaken are dropped. */
const COMPACT_AT = 8192;

/**
 * Log shipping from a primary to its followers: every write is an entry of a log; each follower has at most one batch on
 * its way and acknowledges how far it has applied. A follower that fails is retried from where it was.
 */
export interface ShippingState {
  /** Entries that a follower may still need, in order; and how many. */
  entries: Int32Array;
  count: number;
  /** Writes so far: the place that the next has in the log. */
  head: number;
  /** How long the log may grow before it is made shorter. */
  compactAt: number;
  /** Per follower: entries applied, whether a batch is under way, whether it failed last. */
  acked: Float64Array;
  busy: Uint8Array;
  broken: Uint8Array;
  /** Writes that wait for the followers, and the entry each waits for. */
  waitingCalls: number[];
  waitingEntries: number[];
  timeouts: TimeoutsState;
}

/** Links to the followers and the tags of the two timers used. */
export interface ShippingTools {
  readonly followers: readonly OutLink[];
  readonly retryTag: number;
  readonly timeoutTag: number;
}

/** Shipping with an empty log. */
export function emptyShipping(followers: number): ShippingState {
  return {
    entries: new Int32Array(ENTRY * 16),
    count: 0,
    head: 0,
    compactAt: COMPACT_AT,
    acked: new Float64Array(followers),
    busy: new Uint8Array(followers),
    broken: new Uint8Array(followers),
    waitingCalls: [],
    waitingEntries: [],
    timeouts: emptyTimeouts(),
  };
}

/** Appends a write and sends it on. Returns the number of entries there are now. */
export function ship<P, D, S>(
  node: NodeContext<P, D, S>,
  tools: ShippingTools,
  state: ShippingState,
  key: number,
  field: number,
  write: number,
): number {
  if (state.count >= state.compactAt) compact(state);
  const at = state.count * ENTRY;
  if (at + ENTRY > state.entries.length) {
    const bigger = new Int32Array(state.entries.length * 2);
    bigger.set(state.entries);
    state.entries = bigger;
  }
  state.entries[at] = key;
  state.entries[at + 1] = field;
  state.entries[at + 2] = write;
  state.entries[at + 3] = state.head;
  state.count++;
  state.head++;
  for (let peer = 0; peer < tools.followers.length; peer++) pump(node, tools, state, peer);
  return state.head;
}

/** Holds a write back until every follower that is in touch has it; calls `done` at once when there is none to wait for. */
export function awaitFollowers(state: ShippingState, call: number, done: (call: number) => void): void {
  state.waitingCalls.push(call);
  state.waitingEntries.push(state.head);
  releaseWaiting(state, done);
}

/** Nobody waits for followers any more. */
export function releaseAll(state: ShippingState, done: (call: number) => void): void {
  const calls = state.waitingCalls.splice(0);
  state.waitingEntries.length = 0;
  for (const call of calls) done(call);
}

/** Handles a follower's acknowledgement or failure. */
export function shippingReply<P, D, S>(
  node: NodeContext<P, D, S>,
  tools: ShippingTools,
  state: ShippingState,
  call: number,
  fate: number,
  done: (call: number) => void,
): void {
  const peer = node.calls.mark(call);
  state.busy[peer] = 0;
  if (fate === Fate.ok) {
    state.broken[peer] = 0;
    state.acked[peer] = Math.max(state.acked[peer], node.calls.value(call));
    trim(state);
    pump(node, tools, state, peer);
  } else fail(node, tools, state, peer);
  releaseWaiting(state, done);
}

/** Handles the retry timer; `peer` is its argument. */
export function shippingRetry<P, D, S>(node: NodeContext<P, D, S>, tools: ShippingTools, state: ShippingState, peer: number): void {
  pump(node, tools, state, peer);
}

/** Handles the timeout timer: a batch without an answer is taken for lost. */
export function shippingTimeout<P, D, S>(
  node: NodeContext<P, D, S>,
  tools: ShippingTools,
  state: ShippingState,
  done: (call: number) => void,
): void {
  fireTimeouts(node, state.timeouts, tools.timeoutTag, (call) => {
    const peer = node.calls.mark(call);
    node.abandon(call);
    state.busy[peer] = 0;
    fail(node, tools, state, peer);
  });
  releaseWaiting(state, done);
}

/** Entries that the slowest follower has still to acknowledge. */
export function shippingLag(state: ShippingState): number {
  let least = state.head;
  for (const acked of state.acked) if (acked < least) least = acked;
  return state.head - least;
}

/** The log and how far each follower has it. Empty without followers. */
export function inspectShipping(tools: ShippingTools, state: ShippingState): InspectSection[] {
  if (tools.followers.length === 0) return [];
  const rows = tools.followers.map((follower, peer): Cell[] => {
    const doing =
      state.busy[peer] === 1 ? 'changes are on their way' : state.broken[peer] === 1 ? 'did not answer, tried again soon' : 'in touch';
    return [follower.nodeId, state.acked[peer], state.head - state.acked[peer], doing];
  });
  const facts: (readonly [string, Cell])[] = [
    ['changes so far', state.head],
    ['kept for followers', state.count],
    ['writes that wait for followers', state.waitingCalls.length],
  ];
  return [
    { type: 'facts', title: 'Log of changes', facts },
    { type: 'table', title: 'Followers', columns: ['replica', 'has', 'behind', 'now'], rows, total: rows.length },
  ];
}

/** After a crash: the log is on disk and stays, but nothing is under way and nobody waits. */
export function shippingAfterCrash(state: ShippingState): ShippingState {
  return { ...state, busy: new Uint8Array(state.busy.length), waitingCalls: [], waitingEntries: [], timeouts: emptyTimeouts() };
}

/** After a crash that took the disk: what no follower has yet is gone, and the log goes on with the number it had come to. */
export function shippingAfterDiskLoss(state: ShippingState): ShippingState {
  return {
    ...emptyShipping(state.acked.length),
    head: state.head,
    acked: new Float64Array(state.acked.length).fill(state.head),
  };
}

/** After a restart: goes on where the followers are. */
export function shippingResume<P, D, S>(node: NodeContext<P, D, S>, tools: ShippingTools, state: ShippingState): void {
  for (let peer = 0; peer < tools.followers.length; peer++) pump(node, tools, state, peer);
}

function fail<P, D, S>(node: NodeContext<P, D, S>, tools: ShippingTools, state: ShippingState, peer: number): void {
  state.broken[peer] = 1;
  node.afterQuietly(RETRY_NS, tools.retryTag, peer);
}

function pump<P, D, S>(node: NodeContext<P, D, S>, tools: ShippingTools, state: ShippingState, peer: number): void {
  if (state.busy[peer] !== 0 || state.acked[peer] >= state.head) return;
  const first = firstFrom(state, state.acked[peer]);
  const count = Math.min(MOST_ENTRIES_A_BATCH, state.count - first);
  const from = first * ENTRY;
  state.busy[peer] = 1;
  const call = node.send(
    tools.followers[peer].link,
    REPLICATE.code,
    state.entries[from],
    state.entries[from + 1],
    state.acked[peer],
    state.entries.slice(from, from + count * ENTRY),
  );
  node.calls.setMark(call, peer);
  watchTimeout(node, state.timeouts, call, PATIENCE_NS, tools.timeoutTag);
}

function trim(state: ShippingState): void {
  let least = state.head;
  for (const acked of state.acked) if (acked < least) least = acked;
  const spare = firstFrom(state, least);
  if (spare < TRIM_AT) return;
  state.entries.copyWithin(0, spare * ENTRY, state.count * ENTRY);
  state.count -= spare;
  state.compactAt = Math.max(COMPACT_AT, Math.min(state.compactAt, state.count * 2));
}

/** Position of the first entry with at least this place in the log. */
function firstFrom({ entries, count }: ShippingState, place: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle * ENTRY + 3] < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Drops every write that a later one of the same field has overtaken, as log compaction does: so the log for a follower that is gone for
 * good is at most twice as long as there are fields that were written. Whoever comes back gets the newest of everything, in order.
 */
function compact(state: ShippingState): void {
  const { entries, count } = state;
  const seen = new Set<number>();
  let to = count;
  for (let at = count - 1; at >= 0; at--) {
    const cell = entries[at * ENTRY] * FIELD_CODES + entries[at * ENTRY + 1];
    if (seen.has(cell)) continue;
    seen.add(cell);
    to--;
    if (to !== at) entries.copyWithin(to * ENTRY, at * ENTRY, (at + 1) * ENTRY);
  }
  entries.copyWithin(0, to * ENTRY, count * ENTRY);
  state.count = count - to;
  state.compactAt = Math.max(COMPACT_AT, state.count * 2);
}

function releaseWaiting(state: ShippingState, done: (call: number) => void): void {
  let settled = state.head;
  for (let peer = 0; peer < state.acked.length; peer++) {
    if (state.broken[peer] === 0 && state.acked[peer] < settled) settled = state.acked[peer];
  }
  let ready = 0;
  while (ready < state.waitingEntries.length && state.waitingEntries[ready] <= settled) ready++;
  if (ready === 0) return;
  const calls = state.waitingCalls.splice(0, ready);
  state.waitingEntries.splice(0, ready);
  for (const call of calls) done(call);
}
