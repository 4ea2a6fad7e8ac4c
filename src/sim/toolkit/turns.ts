import type { NodeContext } from '../parts/context';
import { Phase } from '../network/calls';

/**
 * Calls that a part holds and that each wait for a moment of their own: in a list, in which a call finds its place by its `next`. Such a
 * moment can be moved; timers of the old one find nothing to do.
 */
export interface TurnsState {
  calls: Int32Array;
  /** When the wait began and when it is over, ns. */
  sinceNs: Float64Array;
  dueNs: Float64Array;
  count: number;
}

const FIRST_SIZE = 8;

/** Nobody waits. */
export function noTurns(): TurnsState {
  return { calls: new Int32Array(FIRST_SIZE), sinceNs: new Float64Array(FIRST_SIZE), dueNs: new Float64Array(FIRST_SIZE), count: 0 };
}

/** Lets a call that the part holds wait for so long; fires the node's timer `tag` with it. */
export function takeTurn<P, D, S>(node: NodeContext<P, D, S>, turns: TurnsState, call: number, delayNs: number, tag: number): void {
  if (turns.count === turns.calls.length) enlarge(turns);
  const at = turns.count++;
  turns.calls[at] = call;
  turns.sinceNs[at] = node.now();
  turns.dueNs[at] = node.now() + delayNs;
  node.calls.setNext(call, at);
  node.afterCall(delayNs, tag, call);
}

/** Handles the timer: whether this call's wait is over now. It then waits no more. */
export function isTurn<P, D, S>(node: NodeContext<P, D, S>, turns: TurnsState, call: number): boolean {
  const { calls } = node;
  if (calls.phase(call) !== Phase.atCallee || calls.to(call) !== node.index) return false;
  const at = calls.next(call);
  if (at < 0 || at >= turns.count || turns.calls[at] !== call || turns.dueNs[at] > node.now()) return false;
  const last = --turns.count;
  turns.calls[at] = turns.calls[last];
  turns.sinceNs[at] = turns.sinceNs[last];
  turns.dueNs[at] = turns.dueNs[last];
  if (at !== last) calls.setNext(turns.calls[at], at);
  return true;
}

/** Moves the moment of everybody who waits: `dueOf` gives the new one from when the wait began and when it was to be over, ns. */
export function moveTurns<P, D, S>(
  node: NodeContext<P, D, S>,
  turns: TurnsState,
  tag: number,
  dueOf: (sinceNs: number, dueNs: number) => number,
): void {
  const nowNs = node.now();
  for (let at = 0; at < turns.count; at++) {
    turns.dueNs[at] = Math.max(nowNs, dueOf(turns.sinceNs[at], turns.dueNs[at]));
    node.afterCall(turns.dueNs[at] - nowNs, tag, turns.calls[at]);
  }
}

function enlarge(turns: TurnsState): void {
  const size = turns.calls.length * 2;
  const calls = new Int32Array(size);
  const sinceNs = new Float64Array(size);
  const dueNs = new Float64Array(size);
  calls.set(turns.calls);
  sinceNs.set(turns.sinceNs);
  dueNs.set(turns.dueNs);
  Object.assign(turns, { calls, sinceNs, dueNs });
}
