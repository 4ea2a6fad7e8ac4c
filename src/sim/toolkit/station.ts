import { compileDistribution, drawNs, type Distribution, type Sampler } from '../kernel/distribution';
import { Gauge } from '../kinds/contract';
import type { NodeContext, NodeSetup } from '../kinds/context';

/** What a station is made of: slots, a bounded first-in first-out queue, and a service time. */
export interface StationTools {
  readonly slots: number;
  readonly queueLimit: number;
  readonly service: Sampler;
  readonly stream: number;
  /** Added to each service for every request that waits when it begins, ns: the cost of queueing. */
  readonly perQueuedNs: number;
  readonly tag: number;
}

/** State of a station: an intrusive queue through the waiting calls, and the number of busy slots. */
export interface StationState {
  head: number;
  tail: number;
  waiting: number;
  busy: number;
}

/** An empty station. */
export function emptyStation(): StationState {
  return { head: -1, tail: -1, waiting: 0, busy: 0 };
}

/** Makes a station's tools; its timers carry `tag` and the call. Draws from the node's stream `purpose`. */
export function stationTools(
  setup: NodeSetup,
  options: { concurrency: number; queueLimit: number; serviceTimeMs: Distribution; costPerQueuedMs?: number; tag: number; purpose?: string },
): StationTools {
  return {
    slots: options.concurrency,
    queueLimit: options.queueLimit,
    service: compileDistribution(options.serviceTimeMs),
    stream: setup.stream(options.purpose ?? 'service'),
    perQueuedNs: Math.floor((options.costPerQueuedMs ?? 0) * 1e6 + 0.5),
    tag: options.tag,
  };
}

/** Takes a call into service or into the queue; false when the queue is full (the caller of this must then reject it). */
export function stationAccept<P, D, S>(node: NodeContext<P, D, S>, tools: StationTools, state: StationState, call: number): boolean {
  if (state.busy < tools.slots) {
    state.busy++;
    node.setGauge(Gauge.busy, state.busy);
    begin(node, tools, state, call);
    return true;
  }
  if (state.waiting >= tools.queueLimit) return false;
  node.calls.setNext(call, -1);
  if (state.tail < 0) state.head = call;
  else node.calls.setNext(state.tail, call);
  state.tail = call;
  state.waiting++;
  node.setGauge(Gauge.queue, state.waiting);
  return true;
}

/** Frees a slot and starts the next waiting call, if there is one. */
export function stationRelease<P, D, S>(node: NodeContext<P, D, S>, tools: StationTools, state: StationState): void {
  const call = state.head;
  if (call < 0 || state.busy > tools.slots) {
    state.busy--;
    node.setGauge(Gauge.busy, state.busy);
    return;
  }
  state.head = node.calls.next(call);
  if (state.head < 0) state.tail = -1;
  state.waiting--;
  node.setGauge(Gauge.queue, state.waiting);
  begin(node, tools, state, call);
}

/** Starts waiting calls while there are free slots: after the number of slots was raised. */
export function stationRefill<P, D, S>(node: NodeContext<P, D, S>, tools: StationTools, state: StationState): void {
  while (state.head >= 0 && state.busy < tools.slots) {
    state.busy++;
    node.setGauge(Gauge.busy, state.busy);
    stationRelease(node, tools, state);
  }
}

function begin<P, D, S>(node: NodeContext<P, D, S>, tools: StationTools, state: StationState, call: number): void {
  let ns = drawNs(tools.service, node.streams, tools.stream) + tools.perQueuedNs * state.waiting;
  const slowness = node.slowness();
  if (slowness !== 1) ns = Math.floor(ns * slowness + 0.5);
  node.afterCall(ns, tools.tag, call);
}
