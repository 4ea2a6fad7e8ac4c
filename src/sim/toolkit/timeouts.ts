import type { NodeContext } from '../parts/context';
import { Phase } from '../network/calls';
import { LOG_VERBS } from '../trace/types';
import { isRequestOp } from '../network/operations';

const TIMED_OUT = LOG_VERBS.indexOf('timed out on');

/** Calls and the end of the patience with each, in columns that grow together. */
export interface WaitColumns {
  calls: Int32Array;
  generations: Int32Array;
  /** When the wait began, and when it is over, ns. */
  sinceNs: Float64Array;
  deadlinesNs: Float64Array;
}

/**
 * Calls whose patience is going to run out: those that were sent in the order in which they are due in a ring, which is nearly always all
 * of them; whoever is due before somebody who was there before (a clock went wrong meanwhile) in a heap. One timer, for whoever is due
 * next.
 */
export interface TimeoutsState extends WaitColumns {
  head: number;
  count: number;
  /** A binary heap: the earliest deadline first. */
  early: WaitColumns;
  earlyCount: number;
  /** When the timer fires that counts, ns; Infinity: none. Others that still fire find nothing to do. */
  armedNs: number;
  /** The patience that calls are watched with at present, ns; Infinity: endless. */
  timeoutNs: number;
}

type Node<P, D, S> = NodeContext<P, D, S>;
/** Whether a call of the node is one of those that are watched. */
export type IsWatched = (call: number) => boolean;

const FIRST_SIZE = 8;

/** No calls waited for. */
export function emptyTimeouts(): TimeoutsState {
  return { ...columns(FIRST_SIZE), head: 0, count: 0, early: columns(0), earlyCount: 0, armedNs: Infinity, timeoutNs: Infinity };
}

/** Watches a call just sent; `timeoutNs` 0 means endless patience. Fires the node's timer `tag`. */
export function watchTimeout<P, D, S>(node: Node<P, D, S>, state: TimeoutsState, call: number, timeoutNs: number, tag: number): void {
  if (timeoutNs === 0) return;
  state.timeoutNs = timeoutNs;
  dropAnswered(node, state);
  const nowNs = node.now();
  // Patience is measured by the node's own clock, which may go wrong; it always takes some time, so that every moment comes to an end.
  const deadlineNs = nowNs + Math.max(1, node.byClock(timeoutNs));
  enter(node, state, call, nowNs, deadlineNs);
  arm(node, state, deadlineNs, tag);
}

/**
 * Handles the timer: calls back for every call whose time is up, in the order in which they are due, then waits for the next. Handlers may
 * watch further calls meanwhile. `isPatience`: somebody gives up, and the log says so.
 */
export function fireTimeouts<P, D, S>(
  node: Node<P, D, S>,
  state: TimeoutsState,
  tag: number,
  expire: (call: number) => void,
  isPatience = true,
): void {
  const nowNs = node.now();
  // A timer that was set before an earlier one took its place. (One that counts may come late: its part stood still.)
  if (nowNs < state.armedNs) return;
  while (true) {
    dropAnswered(node, state);
    const dueNs = nextDueNs(state);
    if (dueNs > nowNs) {
      state.armedNs = Infinity;
      arm(node, state, dueNs, tag);
      return;
    }
    // While `armedNs` is in the past, whatever the handler watches sets no timer of its own.
    const call = takeNext(state);
    if (isPatience) node.log(TIMED_OUT, call, node.calls.link(call) < 0 ? -1 : node.calls.to(call));
    expire(call);
  }
}

/**
 * Gives another patience to everything that waits, counted from when each wait began: what has waited longer than that is due now. A part
 * calls this when its fields have changed; the same patience as before changes nothing. `isWatched` tells, among the calls of the node,
 * which ones were sent with endless patience (default: requests, not what parts say to each other).
 */
export function changeTimeout<P, D, S>(
  node: Node<P, D, S>,
  state: TimeoutsState,
  timeoutNs: number,
  tag: number,
  isWatched: IsWatched = (call) => isTraffic(node, call),
): void {
  const before = state.timeoutNs;
  if ((timeoutNs === 0 ? Infinity : timeoutNs) === before) return;
  const waiting = before === Infinity ? unwatched(node, isWatched) : taken(node, state);
  Object.assign(state, { head: 0, count: 0, earlyCount: 0, timeoutNs: timeoutNs === 0 ? Infinity : timeoutNs });
  if (timeoutNs === 0) return;
  const patienceNs = Math.max(1, node.byClock(timeoutNs));
  waiting.sort((p, q) => p.sinceNs - q.sinceNs);
  for (const { call, sinceNs } of waiting) enter(node, state, call, sinceNs, Math.max(node.now(), sinceNs + patienceNs));
  if (waiting.length > 0) arm(node, state, nextDueNs(state), tag);
}

/** When the next of those watched is due, ns; Infinity: nobody is watched. */
function nextDueNs(state: TimeoutsState): number {
  const ring = state.count > 0 ? state.deadlinesNs[state.head] : Infinity;
  return state.earlyCount > 0 ? Math.min(ring, state.early.deadlinesNs[0]) : ring;
}

function arm<P, D, S>(node: Node<P, D, S>, state: TimeoutsState, dueNs: number, tag: number): void {
  if (dueNs >= state.armedNs) return;
  state.armedNs = dueNs;
  node.afterQuietly(dueNs - node.now(), tag, 0);
}

function isTraffic<P, D, S>(node: Node<P, D, S>, call: number): boolean {
  return isRequestOp(node.calls.op(call)) && node.calls.link(call) >= 0;
}

/** Calls of the node that nobody's patience ends, and when each was sent (or its answer, where that is all that is known). */
function unwatched<P, D, S>(node: Node<P, D, S>, isWatched: IsWatched): { call: number; sinceNs: number }[] {
  const { calls } = node;
  const found: { call: number; sinceNs: number }[] = [];
  for (let call = 0; call < calls.limit; call++) {
    if (calls.phase(call) === Phase.free || calls.from(call) !== node.index || calls.isAbandoned(call) || !isWatched(call)) continue;
    found.push({ call, sinceNs: calls.parent(call) < 0 && calls.root(call) > 0 ? calls.startedNs(call) : calls.sentNs(call) });
  }
  return found;
}

function taken<P, D, S>(node: Node<P, D, S>, state: TimeoutsState): { call: number; sinceNs: number }[] {
  const all: { call: number; sinceNs: number }[] = [];
  const take = (from: WaitColumns, at: number): void => {
    if (isWaiting(node, from, at)) all.push({ call: from.calls[at], sinceNs: from.sinceNs[at] });
  };
  for (let i = 0; i < state.count; i++) take(state, (state.head + i) & (state.calls.length - 1));
  for (let at = 0; at < state.earlyCount; at++) take(state.early, at);
  return all;
}

function isWaiting<P, D, S>(node: Node<P, D, S>, from: WaitColumns, at: number): boolean {
  const call = from.calls[at];
  return node.calls.generation(call) === from.generations[at] && !node.calls.isAbandoned(call);
}

function dropAnswered<P, D, S>(node: Node<P, D, S>, state: TimeoutsState): void {
  while (state.count > 0 && !isWaiting(node, state, state.head)) dropHead(state);
  while (state.earlyCount > 0 && !isWaiting(node, state.early, 0)) dropEarly(state);
}

function dropHead(state: TimeoutsState): void {
  state.head = (state.head + 1) & (state.calls.length - 1);
  state.count--;
}

/** Takes out the call that is due first; of two that are due together, the one that has waited longer. */
function takeNext(state: TimeoutsState): number {
  const { early, head } = state;
  const isEarly =
    state.earlyCount > 0 &&
    (state.count === 0 ||
      early.deadlinesNs[0] < state.deadlinesNs[head] ||
      (early.deadlinesNs[0] === state.deadlinesNs[head] && early.sinceNs[0] < state.sinceNs[head]));
  const call = isEarly ? early.calls[0] : state.calls[head];
  if (isEarly) dropEarly(state);
  else dropHead(state);
  return call;
}

function enter<P, D, S>(node: Node<P, D, S>, state: TimeoutsState, call: number, sinceNs: number, deadlineNs: number): void {
  const generation = node.calls.generation(call);
  node.calls.setWatched(call);
  const last = (state.head + state.count - 1) & (state.calls.length - 1);
  if (state.count > 0 && deadlineNs < state.deadlinesNs[last]) {
    enterEarly(state, call, generation, sinceNs, deadlineNs);
    return;
  }
  if (state.count === state.calls.length) makeRoom(node, state);
  put(state, (state.head + state.count) & (state.calls.length - 1), call, generation, sinceNs, deadlineNs);
  state.count++;
}

function put(into: WaitColumns, at: number, call: number, generation: number, sinceNs: number, deadlineNs: number): void {
  into.calls[at] = call;
  into.generations[at] = generation;
  into.sinceNs[at] = sinceNs;
  into.deadlinesNs[at] = deadlineNs;
}

function columns(size: number): WaitColumns {
  return {
    calls: new Int32Array(size),
    generations: new Int32Array(size),
    sinceNs: new Float64Array(size),
    deadlinesNs: new Float64Array(size),
  };
}

/** Forgets who was answered behind somebody who was not, and makes the ring larger when that leaves it more than half full. */
function makeRoom<P, D, S>(node: Node<P, D, S>, state: TimeoutsState): void {
  const size = state.calls.length;
  const kept = columns(size);
  let count = 0;
  for (let i = 0; i < state.count; i++) {
    const from = (state.head + i) & (size - 1);
    if (isWaiting(node, state, from)) move(state, from, kept, count++);
  }
  const larger = count * 2 > size ? widened(kept, size * 2) : kept;
  Object.assign(state, larger, { head: 0, count });
}

function widened(old: WaitColumns, size: number): WaitColumns {
  const wide = columns(size);
  wide.calls.set(old.calls);
  wide.generations.set(old.generations);
  wide.sinceNs.set(old.sinceNs);
  wide.deadlinesNs.set(old.deadlinesNs);
  return wide;
}

function move(from: WaitColumns, at: number, to: WaitColumns, place: number): void {
  put(to, place, from.calls[at], from.generations[at], from.sinceNs[at], from.deadlinesNs[at]);
}

function isBefore(heap: WaitColumns, p: number, q: number): boolean {
  return heap.deadlinesNs[p] < heap.deadlinesNs[q] || (heap.deadlinesNs[p] === heap.deadlinesNs[q] && heap.sinceNs[p] < heap.sinceNs[q]);
}

function swap(heap: WaitColumns, p: number, q: number): void {
  const [call, generation, sinceNs, deadlineNs] = [heap.calls[p], heap.generations[p], heap.sinceNs[p], heap.deadlinesNs[p]];
  move(heap, q, heap, p);
  put(heap, q, call, generation, sinceNs, deadlineNs);
}

function enterEarly(state: TimeoutsState, call: number, generation: number, sinceNs: number, deadlineNs: number): void {
  if (state.earlyCount === state.early.calls.length) state.early = widened(state.early, Math.max(FIRST_SIZE, state.earlyCount * 2));
  const heap = state.early;
  let at = state.earlyCount++;
  put(heap, at, call, generation, sinceNs, deadlineNs);
  while (at > 0 && isBefore(heap, at, (at - 1) >> 1)) {
    swap(heap, at, (at - 1) >> 1);
    at = (at - 1) >> 1;
  }
}

function dropEarly(state: TimeoutsState): void {
  const heap = state.early;
  const count = --state.earlyCount;
  move(heap, count, heap, 0);
  let at = 0;
  while (true) {
    const left = 2 * at + 1;
    if (left >= count) return;
    const child = left + 1 < count && isBefore(heap, left + 1, left) ? left + 1 : left;
    if (!isBefore(heap, child, at)) return;
    swap(heap, child, at);
    at = child;
  }
}
