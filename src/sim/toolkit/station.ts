import { invariant } from '../kernel/assert';
import { compileDistribution, drawNs, type Distribution, type Sampler } from '../kernel/distribution';
import { Gauge } from '../parts/contract';
import type { NodeContext, NodeSetup } from '../parts/context';
import { Fate } from '../network/fates';
import { isTooLate, joinQueue, takeNext, turnAway, type CallQueue } from './queue';
import { sheddingOf, type Shedding, type SheddingParams } from './shedding';
import { msToNs } from '../kernel/units';

/** What a station is made of: slots, a bounded queue (first in, first out, unless it sheds load), and a service time. */
export interface StationTools {
  readonly slots: number;
  readonly queueLimit: number;
  readonly service: Sampler;
  readonly stream: number;
  /** Added to each service for every request that waits when it begins, ns: the cost of queueing. */
  readonly perQueuedNs: number;
  readonly tag: number;
  readonly shedding: Shedding | null;
}

/** State of a station: its queue, and the number of busy slots. */
export interface StationState extends CallQueue {
  busy: number;
}

/** An empty station. */
export function emptyStation(): StationState {
  return { head: -1, tail: -1, waiting: 0, busy: 0 };
}

/** Makes a station's tools; its timers carry `tag` and the call. Draws from the node's stream `purpose`. */
export function stationTools(
  setup: NodeSetup,
  options: {
    concurrency: number;
    queueLimit: number;
    serviceTimeMs: Distribution;
    costPerQueuedMs?: number;
    tag: number;
    purpose?: string;
  } & Partial<SheddingParams>,
): StationTools {
  return {
    slots: options.concurrency,
    queueLimit: options.queueLimit,
    service: compileDistribution(options.serviceTimeMs),
    stream: setup.stream(options.purpose ?? 'service'),
    perQueuedNs: msToNs(options.costPerQueuedMs ?? 0),
    tag: options.tag,
    shedding: sheddingOf(options),
  };
}

/**
 * Takes a call into service or into the queue; false when the queue is full (the caller of this must then reject it). A call whose
 * deadline has passed is answered at once.
 */
export function stationAccept<P, D, S>(node: NodeContext<P, D, S>, tools: StationTools, state: StationState, call: number): boolean {
  if (state.busy >= tools.slots) return joinQueue(node, state, tools.queueLimit, tools.shedding, call);
  if (isTooLate(node, call)) {
    turnAway(node, call, Fate.deadlineExceeded);
    return true;
  }
  state.busy++;
  showBusy(node, tools, state);
  begin(node, tools, state, call);
  return true;
}

/** Frees a slot and starts the next waiting call, if there is one. */
export function stationRelease<P, D, S>(node: NodeContext<P, D, S>, tools: StationTools, state: StationState): void {
  const call = state.busy > tools.slots ? -1 : takeNext(node, state, tools.shedding);
  if (call >= 0) {
    begin(node, tools, state, call);
    return;
  }
  state.busy--;
  invariant(state.busy >= 0, 'a slot was given back twice');
  showBusy(node, tools, state);
}

/** Goes on with another number of slots: starts waiting calls while there are free ones. */
export function stationRefill<P, D, S>(node: NodeContext<P, D, S>, tools: StationTools, state: StationState): void {
  while (state.head >= 0 && state.busy < tools.slots) {
    state.busy++;
    stationRelease(node, tools, state);
  }
  showBusy(node, tools, state);
}

/** Slots that were taken away while they were busy are none any more: what still runs there counts as inside, not as a busy slot. */
function showBusy<P, D, S>(node: NodeContext<P, D, S>, tools: StationTools, state: StationState): void {
  node.setGauge(Gauge.busy, Math.min(state.busy, tools.slots));
}

function begin<P, D, S>(node: NodeContext<P, D, S>, tools: StationTools, state: StationState, call: number): void {
  let ns = drawNs(tools.service, node.streams, tools.stream) + tools.perQueuedNs * state.waiting;
  const slowness = node.slowness();
  if (slowness !== 1) ns = Math.floor(ns * slowness + 0.5);
  node.afterWork(ns, tools.tag, call);
}
