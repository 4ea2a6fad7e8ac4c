import { gaveUp } from '../../toolkit/giveUp';
import { Fate } from '../../network/fates';
import { LOG_VERBS } from '../../trace/types';
import { fireTimeouts, watchTimeout } from '../../toolkit/timeouts';
import { Gauge } from '../../parts/contract';
import { Standing, type BalancerNode, type BalancerState } from './state';
import { PROBE } from '../../toolkit/operations';

/** Gauge: targets that get no requests. */
export const AVOIDED = Gauge.first;
/** Timers. */
export const TIMEOUT = 0;
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
  const isLocal = derived.local !== null && isEnoughNear(node, derived.local);
  if (state.limited > 0) usable = drawLots(node, usable, nowNs);
  return isLocal ? keepLocal(state, derived.local, usable) : usable;
}

/** Zone preference: whether enough of the targets in the balancer's own zone may be chosen. */
function isEnoughNear({ state, derived, params }: BalancerNode, local: Uint8Array): boolean {
  let near = 0;
  for (let t = 0; t < local.length; t++) near += local[t] & state.allowed[t];
  return near > 0 && near * 100 >= params.zoneSpillPercent * derived.localTargets;
}

/** Leaves those in the balancer's own zone, unless the lot of slow start left nobody there. */
function keepLocal({ allowed }: BalancerState, local: Uint8Array, usable: number): number {
  let near = 0;
  for (let t = 0; t < local.length; t++) near += local[t] & allowed[t];
  if (near === 0) return usable;
  for (let t = 0; t < local.length; t++) allowed[t] &= local[t];
  return near;
}

/**
 * Slow start: a target that came back takes part in the choice as often as it is warm, from never to always. Where that leaves nobody, the
 * warmer of them is the likelier.
 */
function drawLots(node: BalancerNode, usable: number, nowNs: number): number {
  const { state, derived, streams } = node;
  let left = usable;
  let warmth = 0;
  let cold = 0;
  for (let t = 0; t < state.allowed.length; t++) {
    if (state.startedNs[t] === 0) continue;
    const warm = warmthOf(node, t, nowNs);
    if (warm >= 1) endSlowStart(state, t);
    else if (state.allowed[t] === 1) {
      warmth += warm;
      cold++;
      if (streams.unit(derived.lottery) < warm) continue;
      state.allowed[t] = 0;
      left--;
    }
  }
  if (left > 0 || cold === 0) return left;
  return allowOneCold(node, usable, warmth, nowNs);
}

/** All that may be chosen are in slow start, and the lot fell on none of them: one is drawn by how warm each is. */
function allowOneCold(node: BalancerNode, usable: number, warmth: number, nowNs: number): number {
  const { state, derived, streams } = node;
  let at = streams.unit(derived.lottery) * (warmth > 0 ? warmth : usable);
  let last = -1;
  const isUp = isAnyUsable(state, nowNs);
  for (let t = 0; t < state.allowed.length; t++) {
    if (state.startedNs[t] === 0 || !(isUp ? isUsable(state, t, nowNs) : isThere(state, t))) continue;
    last = t;
    at -= warmth > 0 ? warmthOf(node, t, nowNs) : 1;
    if (at < 0) break;
  }
  state.allowed[last] = 1;
  return 1;
}

function isAnyUsable(state: BalancerState, nowNs: number): boolean {
  for (let t = 0; t < state.standing.length; t++) if (isUsable(state, t, nowNs)) return true;
  return false;
}

function warmthOf({ state, derived }: BalancerNode, target: number, nowNs: number): number {
  return derived.slowStartNs > 0 ? (nowNs - state.startedNs[target]) / derived.slowStartNs : 1;
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
  throwOut(node, target, false);
}

/** A target that had failed has answered well. */
export function learnSuccess(node: BalancerNode, target: number): void {
  const { state } = node;
  state.failures[target] = 0;
  // An outlier sits out its time: some of what it answered well was asked before.
  if (state.outUntilNs[target] === 0 || (state.ejections[target] > 0 && state.outUntilNs[target] > node.now())) return;
  letIn(node, target);
}

function throwOut(node: BalancerNode, target: number, isEjected: boolean): void {
  const { state, params, derived } = node;
  if (state.outUntilNs[target] === 0) {
    // However many are in trouble, some must carry the load.
    if ((state.out + 1) * 100 > params.mostEjectedPercent * derived.links.length) return;
    state.out++;
    if (state.unhealthy[target] === 0) leftOut(node, target);
  }
  state.ejected[target] = isEjected ? 1 : 0;
  state.outSinceNs[target] = node.now();
  state.outUntilNs[target] = node.now() + timeOutNs(node, target);
}

function timeOutNs({ state, derived }: BalancerNode, target: number): number {
  return derived.tryAgainNs * (state.ejected[target] === 1 ? Math.max(1, state.ejections[target]) : 1);
}

/** Fields have changed: who is out stays out for as long as they say now, or comes back where they would not have thrown it out. */
export function judgeOutAgain(node: BalancerNode): void {
  const { state, params, derived } = node;
  const { stopAfterFailures, ejectErrorPercent, mostEjectedPercent } = params;
  for (let t = 0; t < derived.links.length; t++) {
    const isFailing = stopAfterFailures > 0 && state.failures[t] >= stopAfterFailures;
    if (state.outUntilNs[t] === 0) {
      if (isFailing) throwOut(node, t, false);
    } else if (state.ejected[t] === 1 ? ejectErrorPercent > 0 : isFailing) state.outUntilNs[t] = state.outSinceNs[t] + timeOutNs(node, t);
    else letIn(node, t);
  }
  while (state.out * 100 > mostEjectedPercent * derived.links.length) letIn(node, latestOut(state));
}

function latestOut({ outUntilNs, outSinceNs }: BalancerState): number {
  let latest = -1;
  for (let t = 0; t < outUntilNs.length; t++) if (outUntilNs[t] > 0 && (latest < 0 || outSinceNs[t] >= outSinceNs[latest])) latest = t;
  return latest;
}

function letIn(node: BalancerNode, target: number): void {
  node.state.outUntilNs[target] = 0;
  node.state.out--;
  cameBack(node, target);
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

/** Begins the health checks and judgements that the fields ask for. */
export function beginChecks(node: BalancerNode): void {
  const { state } = node;
  Object.assign(state, { checkedNs: node.now(), judgedNs: node.now(), checkDueNs: Infinity, judgeDueNs: Infinity });
  setChecks(node);
}

/** Sets the next health check and judgement by the fields, counted from the last ones; those set before mean nothing if they differ. */
export function setChecks(node: BalancerNode): void {
  const { state, derived } = node;
  const { checkEveryNs, judgeEveryNs } = derived;
  if (derived.links.length === 0) return;
  if (checkEveryNs === 0) state.unhealthy.forEach((unhealthy, target) => unhealthy === 1 && setHealth(node, target, true));
  const checkDueNs = checkEveryNs === 0 ? Infinity : Math.max(node.now(), state.checkedNs + checkEveryNs);
  if (checkDueNs !== state.checkDueNs && checkDueNs < Infinity) node.afterQuietly(checkDueNs - node.now(), CHECK, 0);
  state.checkDueNs = checkDueNs;
  const judgeDueNs = judgeEveryNs === 0 ? Infinity : Math.max(node.now(), state.judgedNs + judgeEveryNs);
  if (judgeDueNs !== state.judgeDueNs && judgeDueNs < Infinity) node.afterQuietly(judgeDueNs - node.now(), JUDGE, 0);
  state.judgeDueNs = judgeDueNs;
}

/** Active health checks: asks every target whether it is well. */
export function checkAll(node: BalancerNode): void {
  const { state, derived } = node;
  if (node.now() < state.checkDueNs) return;
  for (let target = 0; target < derived.links.length; target++) {
    if (state.standing[target] !== Standing.on) continue;
    const probe = node.send(derived.links[target], PROBE.code, -1, -1, 0);
    node.calls.setMark(probe, target);
    watchTimeout(node, state.checkTimeouts, probe, derived.checkTimeoutNs, CHECK_TIMEOUT);
  }
  state.checkedNs = node.now();
  setChecks(node);
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
  // Nobody would look again: an answer to a check from before they were turned off says nothing any more.
  if (state.standing[target] !== Standing.on || node.derived.checkEveryNs === 0) return;
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
export function judgeAll(node: BalancerNode): void {
  const { state, derived, params } = node;
  if (node.now() < state.judgeDueNs) return;
  for (let target = 0; target < derived.links.length; target++) {
    const answers = state.judged[target];
    const isBad = answers >= params.ejectLeastRequests && state.judgedFailures[target] * 100 >= params.ejectErrorPercent * answers;
    state.ejections[target] = isBad
      ? Math.min(MOST_EJECTIONS, state.ejections[target] + 1)
      : answers > 0
        ? Math.max(0, state.ejections[target] - 1)
        : state.ejections[target];
    if (isBad) throwOut(node, target, true);
    state.judged[target] = 0;
    state.judgedFailures[target] = 0;
  }
  state.judgedNs = node.now();
  setChecks(node);
}
