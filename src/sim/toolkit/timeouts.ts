import type { NodeContext } from '../kinds/context';

/** Calls whose patience runs out in the order they were sent, because each waits equally long: a ring, and one timer. */
export interface TimeoutsState {
  calls: Int32Array;
  generations: Int32Array;
  deadlinesNs: Float64Array;
  head: number;
  count: number;
  armed: boolean;
}

const FIRST_SIZE = 16;

/** No calls waited for. */
export function emptyTimeouts(): TimeoutsState {
  return {
    calls: new Int32Array(FIRST_SIZE),
    generations: new Int32Array(FIRST_SIZE),
    deadlinesNs: new Float64Array(FIRST_SIZE),
    head: 0,
    count: 0,
    armed: false,
  };
}

/** Watches a call just sent; `timeoutNs` 0 means endless patience. Fires the node's timer `tag`. */
export function watchTimeout<P, D, S>(
  node: NodeContext<P, D, S>,
  state: TimeoutsState,
  call: number,
  timeoutNs: number,
  tag: number,
): void {
  if (timeoutNs === 0) return;
  dropAnswered(node, state);
  if (state.count === state.calls.length) enlarge(state);
  const at = (state.head + state.count) & (state.calls.length - 1);
  // Patience is measured by the node's own clock, which may go wrong.
  const patienceNs = node.byClock(timeoutNs);
  const deadlineNs = node.now() + patienceNs;
  state.calls[at] = call;
  state.generations[at] = node.calls.generation(call);
  state.deadlinesNs[at] = deadlineNs;
  state.count++;
  if (!state.armed) {
    state.armed = true;
    node.afterQuietly(patienceNs, tag, 0);
  }
}

/** Handles the timer: calls back for every call whose time is up, then waits for the next. */
export function fireTimeouts<P, D, S>(node: NodeContext<P, D, S>, state: TimeoutsState, tag: number, expire: (call: number) => void): void {
  state.armed = false;
  const nowNs = node.now();
  while (state.count > 0 && (state.deadlinesNs[state.head] <= nowNs || !isWaiting(node, state))) {
    const call = state.calls[state.head];
    const waiting = isWaiting(node, state);
    dropHead(state);
    if (waiting) expire(call);
  }
  if (state.count > 0 && !state.armed) {
    state.armed = true;
    node.afterQuietly(state.deadlinesNs[state.head] - nowNs, tag, 0);
  }
}

function isWaiting<P, D, S>(node: NodeContext<P, D, S>, state: TimeoutsState): boolean {
  const call = state.calls[state.head];
  return node.calls.generation(call) === state.generations[state.head] && !node.calls.isAbandoned(call);
}

function dropAnswered<P, D, S>(node: NodeContext<P, D, S>, state: TimeoutsState): void {
  while (state.count > 0 && !isWaiting(node, state)) dropHead(state);
}

function dropHead(state: TimeoutsState): void {
  state.head = (state.head + 1) & (state.calls.length - 1);
  state.count--;
}

function enlarge(state: TimeoutsState): void {
  const old = state.calls.length;
  const calls = new Int32Array(old * 2);
  const generations = new Int32Array(old * 2);
  const deadlinesNs = new Float64Array(old * 2);
  for (let i = 0; i < state.count; i++) {
    const from = (state.head + i) & (old - 1);
    calls[i] = state.calls[from];
    generations[i] = state.generations[from];
    deadlinesNs[i] = state.deadlinesNs[from];
  }
  Object.assign(state, { calls, generations, deadlinesNs, head: 0 });
}
