import { Fate } from '../../network/fates';
import { gaveUp } from '../../toolkit/giveUp';
import { isUncounted } from '../../toolkit/outcomes';
import { LOG_VERBS } from '../../trace/types';
import { fireTimeouts, watchTimeout } from '../../toolkit/timeouts';
import type { Behavior } from '../../parts/contract';
import { changeFields } from './change';
import { chooseTarget } from './choose';
import { learnOutcome, learnResponse } from './response';
import {
  AVOIDED,
  beginChecks,
  CHECK,
  checkAll,
  checked,
  checksTimedOut,
  CHECK_TIMEOUT,
  countAnswer,
  isNoneThere,
  JUDGE,
  judgeAll,
  learnFailure,
  learnSuccess,
  listTargets,
  TIMEOUT,
} from './health';
import { inspectBalancer } from './inspect';
import type { LoadBalancerParams } from './kind';
import { programProblem } from './own';
import { beginScaled, control, ordered } from './scaling';
import {
  balancerTools,
  crashedBalancer,
  remindedBalancer,
  emptyBalancer,
  type BalancerNode,
  type BalancerState,
  type BalancerTools,
} from './state';
import { PROBE, SCALE } from '../../toolkit/operations';

const REJECTED = LOG_VERBS.indexOf('rejected');

/** Handlers of the load balancer. */
export const loadBalancerBehavior: Behavior<LoadBalancerParams, BalancerTools, BalancerState> = {
  prepare: balancerTools,
  init: (node) => {
    node.setGauge(AVOIDED, 0);
    return emptyBalancer(node.derived.links.length, node.params, node.now());
  },
  onCrash: (node, before, loses) => {
    if (loses === 'nothing') return remindedBalancer(before, node.params, node.now());
    node.setGauge(AVOIDED, 0);
    return crashedBalancer(before, node.params, node.now());
  },
  onStart: (node) => {
    beginScaled(node);
    beginChecks(node);
  },
  onRestart: beginChecks,
  onParams: changeFields,
  onRequest: (node, call) => {
    const { derived, state } = node;
    if (derived.links.length === 0 || (state.limited > 0 && isNoneThere(state))) {
      node.reply(call, Fate.noTarget, 0);
      return;
    }
    state.received++;
    const target = chooseTarget(node, call);
    if (target < 0) {
      node.log(REJECTED, call, Fate.programError);
      node.reply(call, Fate.programError, 0);
      return;
    }
    state.open[target]++;
    const sent = node.forward(derived.links[target], call);
    node.calls.setMark(sent, target);
    watchTimeout(node, state.timeouts, sent, derived.timeoutNs, TIMEOUT);
  },
  onTargets: listTargets,
  inspect: inspectBalancer,
  onReply: (node, call, fate) => {
    const op = node.calls.op(call);
    if (op === PROBE.code) checked(node, call, fate);
    else if (op === SCALE.code) ordered(node, call, fate);
    else answered(node, call, fate);
  },
  onControl: control,
  problem: programProblem,
  onTimer: (node, tag) => {
    if (tag === CHECK) checkAll(node);
    else if (tag === CHECK_TIMEOUT) checksTimedOut(node);
    else if (tag === JUDGE) judgeAll(node);
    else {
      fireTimeouts(node, node.state.timeouts, TIMEOUT, (call) => {
        gaveUp(node, call);
        answered(node, call, Fate.timedOut);
        node.abandon(call);
      });
    }
  },
};

function answered(node: BalancerNode, call: number, fate: number): void {
  const { state } = node;
  const target = node.calls.mark(call);
  const parent = node.calls.parent(call);
  state.open[target]--;
  // What says nothing about the target is as if it had not been asked.
  if (fate === Fate.ok || !isUncounted(fate)) learn(node, target, parent, fate);
  node.reply(parent, fate, node.calls.value(call));
}

function learn(node: BalancerNode, target: number, parent: number, fate: number): void {
  const { state, derived } = node;
  const isTrouble = fate !== Fate.ok;
  if (derived.judgeEveryNs > 0) countAnswer(state, target, isTrouble);
  if (isTrouble) learnFailure(node, target);
  else if (state.failures[target] > 0 || state.outUntilNs[target] > 0) learnSuccess(node, target);
  if (!derived.learnsTimes) return;
  learnOutcome(node, target, isTrouble);
  // What failed at once says nothing about speed: else whoever fails fastest would get everything.
  if (!isTrouble) learnResponse(node, target, node.now() - node.calls.arrivedNs(parent));
}
