import type { NodeContext } from '../parts/context';
import { followersAt, settledPlace, type Acknowledged, type OnAckTimeout } from './ackModes';

/** Writes that wait for followers: the call of each, the place behind its entry, and since when, ns. In the order of the log. */
export interface WaitingWrites {
  calls: number[];
  places: number[];
  sinceNs: number[];
}

/** How writes are waited for. */
export interface AckPolicy {
  /** Followers that must have a write before it is acknowledged. */
  readonly needed: number;
  readonly ackTimeoutNs: number;
  readonly onAckTimeout: OnAckTimeout;
  /** Tag of the timer that ends a wait. */
  readonly ackTag: number;
}

/** Answers a write. `short`: fewer followers have it than were asked for. */
export type Settle = (call: number, outcome: 'acknowledged' | 'short' | 'failed', place: number) => void;

type Node<P, D, S> = NodeContext<P, D, S>;

/** Nobody waits. */
export function noWaiting(): WaitingWrites {
  return { calls: [], places: [], sinceNs: [] };
}

/** Lets a write wait, the last of the log. */
export function startWaiting<P, D, S>(node: Node<P, D, S>, policy: AckPolicy, waiting: WaitingWrites, call: number, head: number): void {
  waiting.calls.push(call);
  waiting.places.push(head);
  waiting.sinceNs.push(node.now());
  if (policy.onAckTimeout === 'fail') armAck(node, policy, 0);
}

/** Answers those that have the acknowledgements that they need by now. */
export function settleWaiting(waiting: WaitingWrites, policy: AckPolicy, peers: Acknowledged, settle: Settle): void {
  const settled = settledPlace(peers, policy.needed, policy.onAckTimeout);
  let ready = 0;
  while (ready < waiting.places.length && waiting.places[ready] <= settled) ready++;
  takeFirst(waiting, ready).forEach(({ call, place }) => {
    settle(call, followersAt(peers, place) < policy.needed ? 'short' : 'acknowledged', place);
  });
}

/** Ends the wait of those whose time is up: it may be that they are kept. */
export function failOverdue<P, D, S>(node: Node<P, D, S>, policy: AckPolicy, waiting: WaitingWrites, settle: Settle): void {
  if (policy.onAckTimeout !== 'fail') return;
  const beganNs = node.now() - waitNs(node, policy);
  let due = 0;
  while (due < waiting.sinceNs.length && waiting.sinceNs[due] <= beganNs) due++;
  takeFirst(waiting, due).forEach(({ call, place }) => settle(call, 'failed', place));
}

/** Ends every wait. */
export function endWaiting(waiting: WaitingWrites, settle: Settle): void {
  takeFirst(waiting, waiting.calls.length).forEach(({ call, place }) => settle(call, 'failed', place));
}

/** Fields have changed: whoever waits is waited for as long as they say now, counted from when its wait began. */
export function rearmWaiting<P, D, S>(node: Node<P, D, S>, policy: AckPolicy, waiting: WaitingWrites): void {
  if (policy.onAckTimeout !== 'fail') return;
  for (const sinceNs of waiting.sinceNs) armAck(node, policy, node.now() - sinceNs);
}

function waitNs<P, D, S>(node: Node<P, D, S>, policy: AckPolicy): number {
  return Math.max(1, node.byClock(policy.ackTimeoutNs));
}

function armAck<P, D, S>(node: Node<P, D, S>, policy: AckPolicy, passedNs: number): void {
  node.afterQuietly(Math.max(0, waitNs(node, policy) - passedNs), policy.ackTag, 0);
}

function takeFirst(waiting: WaitingWrites, count: number): { call: number; place: number }[] {
  if (count === 0) return [];
  const calls = waiting.calls.splice(0, count);
  const places = waiting.places.splice(0, count);
  waiting.sinceNs.splice(0, count);
  return calls.map((call, i) => ({ call, place: places[i] }));
}
