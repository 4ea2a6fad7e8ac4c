import { gaveUp } from '../../toolkit/giveUp';
import { Op } from '../../network/calls';
import { Fate } from '../../network/fates';
import { LOG_VERBS } from '../../trace/types';
import { fireTimeouts, watchTimeout } from '../../toolkit/timeouts';
import { Gauge } from '../contract';
import { Standing, type BalancerNode, type BalancerState } from './state';

/** Gauge: targets that get no requests. */
export const AVOIDED = Gauge.first;
/** Timers of this room. */
export const CHECK = 1;
export const CHECK_TIMEOUT = 2;
export const JUDGE = 3;
const STOPPED = LOG_VERBS.indexOf('stopped sending to');
const AGAIN = LOG_VERBS.indexOf('sends again to');
/** A target that is thrown out again and again stays out longer each time, up to so many times the first. */
const MOST_EJECTIONS = 10;

/** Whether a target is thought to be well. */
export function isUsable(state: BalancerState, target: number, nowNs: number): boolean {
  return state.outUntilNs[target] <= nowNs && state.unhealthy[target] === 0 && isThere(state, target);
}

/** Whether a target is listed and switched on. */
function isThere(state: BalancerState, target: number): boolean {
  return state.unlisted[target] === 0 && state.standing[target] === Standing.on;
}

/** Whether there is no target at all, well or not. */
export function isNoneThere(state: BalancerState): boolean {
  for (let t = 0; t < state.standing.length; t++) if (isThere(state, t)) return false;
  return true;
}

/**
 * How many of the targets may be chosen now; who, is marked in `allowed` unless it is all of them. When none is well, all that are listed
 * and switched on are tried.
 */
export function allow(node: BalancerNode, targets: number): number {
  const { state, derived } = node;
  if (state.out === 0 && state.limited === 0 && derived.local === null) return targets;
  const nowNs = node.now();
  let usable = 0;
  for (let t = 0; t < targets; t++) {
    state.allowed[t] = isUsable(state, t, nowNs) ? 1 : 0;
    usable += state.allowed[t];
  }
  if (usable === 0) {
    for (let t = 0; t < targets; t++) {
      state.allowed[t] = isThere(state, t) ? 1 : 0;
      usable += state.allowed[t];
    }
  }
  if (derived.local !== null) usable = keepLocal(node, derived.local, usable);
  return state.limited === 0 ? usable : drawLots(node, usable, nowNs);
}

/** Zone preference: only targets in the balancer's own zone, unless too few of these may be chosen. */
function keepLocal({ state, derived, params }: BalancerNode, local: Uint8Array, usable: number): number {
  let near = 0;
  for (let t = 0; t < local.length; t++) near += local[t] & state.allowed[t];
  if (near === 0 || near * 100 < params.zoneSpillPercent * derived.localTargets) return usable;
  for (let t = 0; t < local.length; t++) state.allowed[t] &= local[t];
  return near;
}

/** Slow start: a target that came back takes part in the choice as often as it is warm, from never to always. */
function drawLots(node: BalancerNode, usable: number, nowNs: number): number {
  const { state, derived, streams } = node;
  let left = usable;
  for (let t = 0; t < state.allowed.length; t++) {
    if (state.startedNs[t] === 0) continue;
    const warm = derived.slowStartNs > 0 ? (nowNs - state.startedNs[t]) / derived.slowStartNs : 1;
    if (warm >= 1) endSlowStart(state, t);
    else if (state.allowed[t] === 1 && left > 1 && streams.unit(derived.lottery) >= warm) {
      state.allowed[t] = 0;
      left--;
    }
  }
  return left;
}

/** Ends the slow start of a target, if it is in one. */
export function endSlowStart(state: BalancerState, target: number): void {
  if (state.startedNs[target] === 0) return;
  state.startedNs[target] = 0;
  state.limited--;
}

/** A request to a target failed in a way that means it is in trouble. */
export function learnFailure(node: BalancerNode, target: number): void {
  const { state, params } = node;
  state.failures[target]++;
  if (params.stopAfterFailures === 0 || state.failures[target] < params.stopAfterFailures) return;
  throwOut(node, target, node.derived.tryAgainNs);
}

/** A target that had failed has answered well. */
export function learnSuccess(node: BalancerNode, target: number): void {
  const { state } = node;
  state.failures[target] = 0;
  // An outlier sits out its time: some of what it answered well was asked before.
  if (state.outUntilNs[target] === 0 || (state.ejections[target] > 0 && state.outUntilNs[target] > node.now())) return;
  state.outUntilNs[target] = 0;
  state.out--;
  cameBack(node, target);
}

function throwOut(node: BalancerNode, target: number, forNs: number): void {
  const { state, params, derived } = node;
  if (state.outUntilNs[target] === 0) {
    // However many are in trouble, some must carry the load.
    if ((state.out + 1) * 100 > params.mostEjectedPercent * derived.links.length) return;
    state.out++;
    if (state.unhealthy[target] === 0) leftOut(node, target);
  }
  state.outUntilNs[target] = node.now() + forNs;
}

function leftOut(node: BalancerNode, target: number): void {
  endSlowStart(node.state, target);
  showAvoided(node);
  node.logAbout(STOPPED, node.derived.nodes[target]);
}

function beginSlowStart({ state, derived }: BalancerNode, target: number, nowNs: number): void {
  if (derived.slowStartNs === 0 || state.startedNs[target] > 0) return;
  state.startedNs[target] = Math.max(1, nowNs);
  state.limited++;
}

/** A target was switched on: whatever was thought of it before, it is new. */
export function cameOn(node: BalancerNode, target: number): void {
  const { state } = node;
  state.failures[target] = 0;
  if (state.outUntilNs[target] !== 0) {
    state.outUntilNs[target] = 0;
    state.out--;
  }
  if (state.unhealthy[target] === 1) {
    state.unhealthy[target] = 0;
    state.limited--;
  }
  showAvoided(node);
  beginSlowStart(node, target, node.now());
}

function cameBack(node: BalancerNode, target: number): void {
  const { state, derived } = node;
  if (state.outUntilNs[target] !== 0 || state.unhealthy[target] === 1 || !isThere(state, target)) return;
  beginSlowStart(node, target, node.now());
  showAvoided(node);
  node.logAbout(AGAIN, derived.nodes[target]);
}

function showAvoided(node: BalancerNode): void {
  const { state } = node;
  let avoided = state.out;
  for (let t = 0; t < state.unhealthy.length; t++)
    if ((state.unhealthy[t] === 1 || state.unlisted[t] === 1) && state.outUntilNs[t] === 0) avoided++;
  node.setGauge(AVOIDED, avoided);
}

/** Begins the health checks and judgements that the fields ask for; those begun before are not heard any more. */
export function beginChecks(node: BalancerNode): void {
  const { state, derived } = node;
  state.chain++;
  if (derived.links.length === 0) return;
  if (derived.checkEveryNs > 0) node.afterQuietly(derived.checkEveryNs, CHECK, state.chain);
  else state.unhealthy.forEach((unhealthy, target) => unhealthy === 1 && setHealth(node, target, true));
  if (derived.judgeEveryNs > 0) node.afterQuietly(derived.judgeEveryNs, JUDGE, state.chain);
}

/** Active health checks: asks every target whether it is well. */
export function checkAll(node: BalancerNode, chain: number): void {
  const { state, derived } = node;
  if (chain !== state.chain) return;
  for (let target = 0; target < derived.links.length; target++) {
    if (state.standing[target] !== Standing.on) continue;
    const probe = node.send(derived.links[target], Op.probe, -1, -1, 0);
    node.calls.setMark(probe, target);
    watchTimeout(node, state.checkTimeouts, probe, derived.checkTimeoutNs, CHECK_TIMEOUT);
  }
  node.afterQuietly(derived.checkEveryNs, CHECK, chain);
}

/** Gives up on health checks that were not answered in time. */
export function checksTimedOut(node: BalancerNode): void {
  fireTimeouts(node, node.state.checkTimeouts, CHECK_TIMEOUT, (probe) => {
    gaveUp(node, probe);
    checked(node, probe, Fate.timedOut);
    node.abandon(probe);
  });
}

/** The answer to a health check; it takes several in a row to change what is believed. */
export function checked(node: BalancerNode, probe: number, fate: number): void {
  const { state, params } = node;
  const target = node.calls.mark(probe);
  const isWell = fate === Fate.ok;
  if (state.standing[target] !== Standing.on) return;
  if (isWell === (state.unhealthy[target] === 0)) {
    state.contrary[target] = 0;
    return;
  }
  if (++state.contrary[target] < (isWell ? params.healthyAfter : params.unhealthyAfter)) return;
  setHealth(node, target, isWell);
}

function setHealth(node: BalancerNode, target: number, isWell: boolean): void {
  const { state } = node;
  state.contrary[target] = 0;
  state.unhealthy[target] = isWell ? 0 : 1;
  state.limited += isWell ? -1 : 1;
  if (isWell) cameBack(node, target);
  else if (state.outUntilNs[target] === 0) leftOut(node, target);
}

/** The service registry's list: who is not on it gets no requests. */
export function listTargets(node: BalancerNode, listed: Uint8Array): void {
  const { state } = node;
  for (let target = 0; target < listed.length; target++) {
    if (state.unlisted[target] === 1 - listed[target]) continue;
    const change = listed[target] === 1 ? -1 : 1;
    state.unlisted[target] = 1 - listed[target];
    state.limited += change;
    if (change < 0) cameBack(node, target);
    else if (state.outUntilNs[target] === 0 && state.unhealthy[target] === 0) leftOut(node, target);
  }
}

/** Counts an answer for outlier ejection. */
export function countAnswer(state: BalancerState, target: number, isFailure: boolean): void {
  state.judged[target]++;
  if (isFailure) state.judgedFailures[target]++;
}

/** Outlier ejection: throws out the targets of which too large a share failed since the last time. */
export function judgeAll(node: BalancerNode, chain: number): void {
  const { state, derived, params } = node;
  if (chain !== state.chain) return;
  for (let target = 0; target < derived.links.length; target++) {
    const answers = state.judged[target];
    const isBad = answers >= params.ejectLeastRequests && state.judgedFailures[target] * 100 >= params.ejectErrorPercent * answers;
    state.ejections[target] = isBad
      ? Math.min(MOST_EJECTIONS, state.ejections[target] + 1)
      : answers > 0
        ? Math.max(0, state.ejections[target] - 1)
        : state.ejections[target];
    if (isBad) throwOut(node, target, derived.tryAgainNs * state.ejections[target]);
    state.judged[target] = 0;
    state.judgedFailures[target] = 0;
  }
  node.afterQuietly(derived.judgeEveryNs, JUDGE, chain);
}
