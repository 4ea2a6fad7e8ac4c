import { END_OF_CHAIN } from '../network/calls';
import { Gauge } from '../parts/contract';
import type { NodeContext } from '../parts/context';
import { Fate } from '../network/fates';
import { LOG_VERBS } from '../trace/types';
import { codelDrops, emptyDelays, noteEmpty, timeoutNs, type DelayState, type Shedding } from './shedding';

const REJECTED = LOG_VERBS.indexOf('rejected');

/** Calls that wait, chained through their `next`, oldest first. */
export interface CallQueue {
  head: number;
  tail: number;
  waiting: number;
  /** What load shedding knows of the delay; made when it is first needed. */
  delays?: DelayState;
}

type Holder<P, D, S> = NodeContext<P, D, S>;
/** Called for every call that is turned away while it waits. */
export type OnShed<P, D, S> = (node: Holder<P, D, S>) => void;

/** Whether nobody waits for the answer to a call any more: its deadline travels with it and has passed. */
export const isTooLate = <P, D, S>(node: Holder<P, D, S>, call: number): boolean =>
  node.calls.hasDeadline(call) && node.calls.deadlineNs(call) <= node.now();

/** Answers a call that is not going to be worked on. */
export function turnAway<P, D, S>(node: Holder<P, D, S>, call: number, fate: number): void {
  node.log(REJECTED, call, fate);
  node.reply(call, fate, 0);
}

/** Puts a call at the end; false when the queue is full. Where the newest go first, the oldest makes room instead. */
export function joinQueue<P, D, S>(
  node: Holder<P, D, S>,
  queue: CallQueue,
  limit: number,
  shedding: Shedding | null,
  call: number,
  onShed?: OnShed<P, D, S>,
): boolean {
  if (queue.waiting >= limit) {
    if (shedding === null || !shedding.isNewestFirst || queue.waiting === 0) return false;
    turnAway(node, takeOldest(node, queue), Fate.overloaded);
    onShed?.(node);
  }
  const { calls } = node;
  if (shedding !== null) {
    if (shedding.markAbove > 0 && queue.waiting >= shedding.markAbove) calls.setPressed(call);
    if (queue.waiting === 0) noteEmpty(delaysOf(queue), node.now());
  }
  calls.setNext(call, END_OF_CHAIN);
  if (queue.tail < 0) queue.head = call;
  else calls.setNext(queue.tail, call);
  queue.tail = call;
  queue.waiting++;
  node.setGauge(Gauge.queue, queue.waiting);
  return true;
}

/** Takes out the call that is to be worked on next, or -1. Calls that are shed or too late are answered on the way. */
export function takeNext<P, D, S>(node: Holder<P, D, S>, queue: CallQueue, shedding: Shedding | null, onShed?: OnShed<P, D, S>): number {
  while (queue.head >= 0) {
    const call = shedding === null ? takeOldest(node, queue) : takeShedding(node, queue, shedding, onShed);
    if (call < 0 || !isTooLate(node, call)) return call;
    turnAway(node, call, Fate.deadlineExceeded);
    onShed?.(node);
  }
  return -1;
}

function delaysOf(queue: CallQueue): DelayState {
  return (queue.delays ??= emptyDelays());
}

function takeOldest<P, D, S>(node: Holder<P, D, S>, queue: CallQueue): number {
  const call = queue.head;
  queue.head = node.calls.next(call);
  if (queue.head < 0) queue.tail = -1;
  queue.waiting--;
  node.setGauge(Gauge.queue, queue.waiting);
  return call;
}

/** The newest stands at the end of the chain, so finding the one before it takes as many steps as calls wait. */
function takeNewest<P, D, S>(node: Holder<P, D, S>, queue: CallQueue): number {
  const { calls } = node;
  const call = queue.tail;
  let before = -1;
  for (let at = queue.head; at !== call; at = calls.next(at)) before = at;
  if (before < 0) queue.head = -1;
  else calls.setNext(before, END_OF_CHAIN);
  queue.tail = before;
  queue.waiting--;
  node.setGauge(Gauge.queue, queue.waiting);
  return call;
}

function takeShedding<P, D, S>(node: Holder<P, D, S>, queue: CallQueue, shedding: Shedding, onShed?: OnShed<P, D, S>): number {
  const { calls } = node;
  const nowNs = node.now();
  const delays = delaysOf(queue);
  if (shedding.dropsOld) {
    const oldestNs = nowNs - timeoutNs(shedding, delays, nowNs);
    while (queue.waiting > 1 && calls.arrivedNs(queue.head) < oldestNs) {
      turnAway(node, takeOldest(node, queue), Fate.overloaded);
      onShed?.(node);
    }
  }
  if (shedding.isNewestFirst && queue.waiting > shedding.newestFirstAbove) return takeNewest(node, queue);
  let call = takeOldest(node, queue);
  while (shedding.isCodel && codelDrops(shedding, delays, nowNs - calls.arrivedNs(call), queue.waiting === 0, nowNs)) {
    turnAway(node, call, Fate.overloaded);
    onShed?.(node);
    call = takeOldest(node, queue);
  }
  return call;
}
