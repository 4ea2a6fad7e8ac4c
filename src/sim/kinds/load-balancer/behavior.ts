import { Op } from '../../network/calls';
import { Fate } from '../../network/fates';
import { gaveUp } from '../../toolkit/giveUp';
import { meansDown } from '../../toolkit/groups';
import { LOG_VERBS } from '../../trace/types';
import { changeTimeout, fireTimeouts, watchTimeout } from '../../toolkit/timeouts';
import type { Behavior } from '../contract';
import { chooseTarget, learnResponse } from './choose';
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

const TIMEOUT = 0;
const REJECTED = LOG_VERBS.indexOf('rejected');

/** Handlers of the load balancer. */
export const loadBalancerBehavior: Behavior<LoadBalancerParams, BalancerTools, BalancerState> = {
  prepare: balancerTools,
  init: (node) => {
    node.setGauge(AVOIDED, 0);
    return emptyBalancer(node.derived.links.length);
  },
  onCrash: (node, before, loses) => {
    if (loses === 'nothing') return remindedBalancer(before);
    node.setGauge(AVOIDED, 0);
    return crashedBalancer(before);
  },
  onStart: (node) => {
    beginScaled(node);
    beginChecks(node);
  },
  onRestart: beginChecks,
  onParams: (node) => {
    const { calls, derived, state } = node;
    changeTimeout(node, state.timeouts, derived.timeoutNs, TIMEOUT);
    changeTimeout(node, state.checkTimeouts, derived.checkTimeoutNs, CHECK_TIMEOUT, (call) => calls.op(call) === Op.probe);
    beginChecks(node);
  },
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
    if (op === Op.probe) checked(node, call, fate);
    else if (op === Op.scale) ordered(node, call, fate);
    else answered(node, call, fate);
  },
  onControl: control,
  problem: programProblem,
  onTimer: (node, tag, arg) => {
    if (tag === CHECK) checkAll(node, arg);
    else if (tag === CHECK_TIMEOUT) checksTimedOut(node);
    else if (tag === JUDGE) judgeAll(node, arg);
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
  const { state, derived } = node;
  const target = node.calls.mark(call);
  const parent = node.calls.parent(call);
  const isTrouble = fate !== Fate.ok && meansDown(fate);
  state.open[target]--;
  if (derived.judgeEveryNs > 0) countAnswer(state, target, isTrouble);
  if (isTrouble) learnFailure(node, target);
  else if (state.failures[target] > 0 || state.outUntilNs[target] > 0) learnSuccess(node, target);
  // What failed at once says nothing about speed: else whoever refuses fastest would get everything.
  const { strategy } = node.params;
  if (fate === Fate.ok && (strategy === 'least-response-time' || strategy === 'own'))
    learnResponse(node, target, node.now() - node.calls.arrivedNs(parent));
  node.reply(parent, fate, node.calls.value(call));
}
