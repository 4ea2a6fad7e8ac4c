import { Fate } from '../../network/fates';
import { LOG_VERBS } from '../../trace/types';
import { meansDown } from '../../toolkit/groups';
import { emptyTimeouts, fireTimeouts, watchTimeout, type TimeoutsState } from '../../toolkit/timeouts';
import { Gauge, type Behavior } from '../contract';
import type { NodeContext } from '../context';
import type { LoadBalancerParams } from './kind';

const TIMEOUT = 0;
const AVOIDED = Gauge.first;
const STOPPED = LOG_VERBS.indexOf('stopped sending to');
const AGAIN = LOG_VERBS.indexOf('sends again to');

interface BalancerTools {
  readonly links: Int32Array;
  readonly nodes: Int32Array;
  readonly stream: number;
  readonly timeoutNs: number;
  readonly tryAgainNs: number;
}

/** What a balancer knows of its targets, by position. */
interface BalancerState {
  next: number;
  open: Int32Array;
  failures: Int32Array;
  /** Out of use until this moment, ns; 0: in use. */
  outUntilNs: Float64Array;
  out: number;
  timeouts: TimeoutsState;
}

type BalancerNode = NodeContext<LoadBalancerParams, BalancerTools, BalancerState>;

/** Handlers of the load balancer. */
export const loadBalancerBehavior: Behavior<LoadBalancerParams, BalancerTools, BalancerState> = {
  prepare: (setup, params) => ({
    links: Int32Array.from(setup.out, (out) => out.link),
    nodes: Int32Array.from(setup.out, (out) => out.node),
    stream: setup.stream('choice'),
    timeoutNs: Math.floor(params.timeoutMs * 1e6 + 0.5),
    tryAgainNs: Math.floor(params.tryAgainSeconds * 1e9 + 0.5),
  }),
  init: (node) => {
    const targets = node.derived.links.length;
    node.setGauge(AVOIDED, 0);
    return { next: 0, open: new Int32Array(targets), failures: new Int32Array(targets), outUntilNs: new Float64Array(targets), out: 0, timeouts: emptyTimeouts() };
  },
  onRequest: (node, call) => {
    const { derived, state } = node;
    if (derived.links.length === 0) {
      node.reply(call, Fate.noTarget, 0);
      return;
    }
    const target = choose(node);
    state.open[target]++;
    const sent = node.forward(derived.links[target], call);
    node.calls.setMark(sent, target);
    watchTimeout(node, state.timeouts, sent, derived.timeoutNs, TIMEOUT);
  },
  onReply: answered,
  onTimer: (node) => {
    fireTimeouts(node, node.state.timeouts, TIMEOUT, (call) => {
      answered(node, call, Fate.timedOut);
      node.abandon(call);
    });
  },
};

function answered(node: BalancerNode, call: number, fate: number): void {
  const target = node.calls.mark(call);
  node.state.open[target]--;
  if (fate !== Fate.ok && meansDown(fate)) learnFailure(node, target);
  else if (node.state.failures[target] > 0) learnSuccess(node, target);
  node.reply(node.calls.parent(call), fate, node.calls.value(call));
}

function learnFailure(node: BalancerNode, target: number): void {
  const { state, params } = node;
  state.failures[target]++;
  if (params.stopAfterFailures === 0 || state.failures[target] < params.stopAfterFailures) return;
  if (state.outUntilNs[target] === 0) {
    state.out++;
    node.setGauge(AVOIDED, state.out);
    node.logAbout(STOPPED, node.derived.nodes[target]);
  }
  state.outUntilNs[target] = node.now() + node.derived.tryAgainNs;
}

function learnSuccess(node: BalancerNode, target: number): void {
  const { state } = node;
  state.failures[target] = 0;
  if (state.outUntilNs[target] === 0) return;
  state.outUntilNs[target] = 0;
  state.out--;
  node.setGauge(AVOIDED, state.out);
  node.logAbout(AGAIN, node.derived.nodes[target]);
}

function isUsable(state: BalancerState, target: number, nowNs: number): boolean {
  return state.outUntilNs[target] <= nowNs;
}

function choose(node: BalancerNode): number {
  const { state, derived, params } = node;
  const targets = derived.links.length;
  const nowNs = node.now();
  let usable = targets;
  if (state.out > 0) {
    usable = 0;
    for (let t = 0; t < targets; t++) if (isUsable(state, t, nowNs)) usable++;
  }
  const all = usable === 0 || usable === targets;
  if (params.strategy === 'random') {
    let nth = node.streams.below(derived.stream, all ? targets : usable);
    if (all) return nth;
    for (let t = 0; ; t++) if (isUsable(state, t, nowNs) && nth-- === 0) return t;
  }
  return params.strategy === 'round-robin' ? nextInTurn(state, targets, all, nowNs) : leastOpen(state, targets, all, nowNs);
}

function nextInTurn(state: BalancerState, targets: number, all: boolean, nowNs: number): number {
  for (;;) {
    const target = state.next;
    state.next = target + 1 === targets ? 0 : target + 1;
    if (all || isUsable(state, target, nowNs)) return target;
  }
}

/** Fewest open requests; ties go to the next in turn, so that an idle system is used evenly. */
function leastOpen(state: BalancerState, targets: number, all: boolean, nowNs: number): number {
  let best = -1;
  for (let i = 0; i < targets; i++) {
    const target = (state.next + i) % targets;
    if (!all && !isUsable(state, target, nowNs)) continue;
    if (best < 0 || state.open[target] < state.open[best]) best = target;
  }
  state.next = (best + 1) % targets;
  return best;
}
