import { Fate } from '../../network/fates';
import { LOG_VERBS } from '../../trace/types';
import { changeTimeout, emptyTimeouts, fireTimeouts, watchTimeout, type TimeoutsState } from '../../toolkit/timeouts';
import { Gauge, type Behavior } from '../../parts/contract';
import type { NodeContext } from '../../parts/context';
import { inspectAutoscaler } from './inspect';
import type { AutoscalerParams } from './kind';
import { MEASURE, SCALE } from '../../toolkit/operations';
import { NS_PER_SECOND, secondsToNs } from '../../kernel/units';

const LOOK = 0;
const TIMEOUT = 1;
const WANTED = Gauge.first;
const WANTS = LOG_VERBS.indexOf('wants targets:');
/** What a measurement asks for, as the field of the call: open requests now, or requests received so far. */
const OPEN = 0;
const RECEIVED = 1;

interface AutoscalerTools {
  readonly links: Int32Array;
  readonly measureNs: number;
  readonly decideNs: number;
  readonly calmNs: number;
  readonly bootMs: number;
  /** Targets that there are behind the largest of its balancers, and between which it may want: never more than there are. */
  readonly least: number;
  readonly most: number;
}

interface AutoscalerState {
  wanted: number;
  /**
   * Sum and number of measurements since the last decision; and for each balancer, the last count of requests received (-1: none) and
   * when.
   */
  sum: number;
  measured: number;
  lastReceived: Float64Array;
  lastMeasuredNs: Float64Array;
  decidedNs: number;
  /** What was wanted at recent decisions, and when. */
  recentNs: number[];
  recent: number[];
  /** What it watches; what was measured of something else means nothing. */
  metric: AutoscalerParams['metric'];
  /** When it measured last, and will measure next, ns. A timer of another moment means nothing. */
  measuredNs: number;
  measureDueNs: number;
  timeouts: TimeoutsState;
}

type AutoscalerNode = NodeContext<AutoscalerParams, AutoscalerTools, AutoscalerState>;

/** Handlers of the autoscaler. */
export const autoscalerBehavior: Behavior<AutoscalerParams, AutoscalerTools, AutoscalerState> = {
  prepare: (setup, params) => {
    const there = Math.max(1, ...setup.out.map((out) => out.targets));
    const least = Math.min(there, params.least);
    return {
      links: Int32Array.from(setup.out, (out) => out.link),
      measureNs: secondsToNs(params.measureSeconds),
      decideNs: secondsToNs(params.decideSeconds),
      calmNs: secondsToNs(params.calmSeconds),
      bootMs: Math.floor(params.bootSeconds * 1000 + 0.5),
      least,
      most: Math.max(least, Math.min(there, params.most)),
    };
  },
  init: emptyAutoscaler,
  onCrash: (node, before, loses) => ({
    ...emptyAutoscaler(node),
    ...(loses === 'nothing' ? { wanted: before.wanted, recentNs: before.recentNs, recent: before.recent } : {}),
  }),
  onStart: begin,
  onRestart: (node) => {
    Object.assign(node.state, { decidedNs: node.now(), measuredNs: node.now() });
    setMeasuring(node);
  },
  onParams: changed,
  inspect: (node) => inspectAutoscaler(node.params, node.derived, node.state, node.now()),
  onRequest: (node, call) => node.reply(call, Fate.noTarget, 0),
  onTimer: (node, tag) => {
    if (tag === TIMEOUT) fireTimeouts(node, node.state.timeouts, TIMEOUT, (call) => node.abandon(call));
    else if (node.now() >= node.state.measureDueNs) measure(node);
  },
  onReply: (node, call, fate) => {
    if (fate !== Fate.ok || node.calls.op(call) !== MEASURE.code) return;
    learn(node, node.calls.mark(call), node.calls.field(call), node.calls.value(call));
    if (node.now() - node.state.decidedNs >= node.derived.decideNs) decide(node);
  },
};

function emptyAutoscaler(node: AutoscalerNode): AutoscalerState {
  return {
    wanted: 0,
    sum: 0,
    measured: 0,
    lastReceived: new Float64Array(node.derived.links.length).fill(-1),
    lastMeasuredNs: new Float64Array(node.derived.links.length),
    decidedNs: node.now(),
    recentNs: [],
    recent: [],
    metric: node.params.metric,
    measuredNs: node.now(),
    measureDueNs: Infinity,
    timeouts: emptyTimeouts(),
  };
}

function begin(node: AutoscalerNode): void {
  want(node, node.derived.least, 0);
  setMeasuring(node);
}

/** Sets the next measurement, counted from the last one. */
function setMeasuring(node: AutoscalerNode): void {
  const { state, derived } = node;
  if (derived.links.length === 0) return;
  const dueNs = Math.max(node.now(), state.measuredNs + derived.measureNs);
  if (dueNs === state.measureDueNs) return;
  state.measureDueNs = dueNs;
  node.afterQuietly(dueNs - node.now(), LOOK, 0);
}

/** Fields have changed: what was wanted of late counts as far as it may be wanted now. */
function changed(node: AutoscalerNode): void {
  const { state, derived, params } = node;
  const within = (wanted: number): number => Math.max(derived.least, Math.min(derived.most, wanted));
  changeTimeout(node, state.timeouts, derived.measureNs, TIMEOUT, () => true);
  setMeasuring(node);
  if (state.metric !== params.metric) Object.assign(state, { metric: params.metric, sum: 0, measured: 0 });
  if (state.metric !== 'rate') state.lastReceived.fill(-1);
  state.recent = state.recent.map(within);
  if (state.wanted > 0 && within(state.wanted) !== state.wanted) want(node, within(state.wanted), derived.bootMs);
}

function measure(node: AutoscalerNode): void {
  const { derived, params, state } = node;
  derived.links.forEach((link, balancer) => {
    const call = node.send(link, MEASURE.code, -1, params.metric === 'rate' ? RECEIVED : OPEN, 0);
    node.calls.setMark(call, balancer);
    watchTimeout(node, state.timeouts, call, derived.measureNs, TIMEOUT);
  });
  state.measuredNs = node.now();
  setMeasuring(node);
}

function learn(node: AutoscalerNode, balancer: number, what: number, value: number): void {
  const { state } = node;
  const nowNs = node.now();
  // Asked for before it watched something else.
  if ((what === RECEIVED) !== (state.metric === 'rate')) return;
  if (what === OPEN) {
    state.sum += value;
    state.measured++;
    return;
  }
  const last = state.lastReceived[balancer];
  const passedNs = nowNs - state.lastMeasuredNs[balancer];
  if (last >= 0 && value >= last && passedNs > 0) {
    state.sum += ((value - last) * NS_PER_SECOND) / passedNs;
    state.measured++;
  }
  state.lastReceived[balancer] = value;
  state.lastMeasuredNs[balancer] = nowNs;
}

/** As many targets as the measure needs. More at once; fewer only when nothing more was wanted for a while. */
function decide(node: AutoscalerNode): void {
  const { state, params, derived } = node;
  const nowNs = node.now();
  if (state.measured === 0) return;
  const current = Math.max(1, state.wanted);
  const needed = ((state.sum / state.measured) * derived.links.length) / params.targetEach;
  const isNear = Math.abs(needed / current - 1) * 100 <= params.tolerancePercent;
  const desired = Math.max(derived.least, Math.min(derived.most, isNear ? current : Math.ceil(needed)));
  Object.assign(state, { sum: 0, measured: 0, decidedNs: nowNs });
  while (state.recentNs.length > 0 && state.recentNs[0] < nowNs - derived.calmNs) {
    state.recentNs.shift();
    state.recent.shift();
  }
  state.recentNs.push(nowNs);
  state.recent.push(desired);
  want(node, desired >= current ? desired : Math.min(current, Math.max(...state.recent)), derived.bootMs);
}

/** Tells every balancer how many targets it may use. Told again at each decision, because an order can be lost. */
function want(node: AutoscalerNode, wanted: number, bootMs: number): void {
  const { state, derived } = node;
  if (wanted !== state.wanted) {
    state.wanted = wanted;
    node.setGauge(WANTED, wanted);
    node.logAbout(WANTS, wanted);
  }
  for (const link of derived.links) {
    const call = node.send(link, SCALE.code, -1, bootMs, wanted);
    watchTimeout(node, state.timeouts, call, derived.measureNs, TIMEOUT);
  }
}
