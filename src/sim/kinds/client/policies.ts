import { NO_ANSWER } from '../../network/doubt';
import { Fate } from '../../network/fates';
import { watchTimeout } from '../../toolkit/timeouts';
import { LOG_VERBS } from '../../trace/types';
import { Gauge } from '../../parts/contract';
import { backoffNs } from './backoff';
import { freeRow, takeRow } from './pool';
import { nextLink, type ClientNode } from './requests';
import { A_RETRY, Tag } from './tags';
import { isWriteOp } from '../../network/operations';
import { msToNs } from '../../kernel/units';

const RETRIES = Gauge.first;
const HEDGES = Gauge.first + 1;
const FALLBACKS = Gauge.first + 2;
const BUDGET = Gauge.first + 3;
const RETRIED = LOG_VERBS.indexOf('retried');
const HEDGED = LOG_VERBS.indexOf('hedged');
const BY_DEFAULT = LOG_VERBS.indexOf('gave a default answer');
/** Failures that asking again cannot mend. */
const PERMANENT: ReadonlySet<number> = new Set([Fate.notFound, Fate.readOnly, Fate.noTarget, Fate.poisoned]);

/**
 * Begins a request that may be sent more than once, and returns the call that stands for it as a whole. It is one call that is never sent
 * (the anchor), and one under it for each attempt.
 */
export function beginRequest(node: ClientNode, op: number, key: number, field: number, isUsers: boolean): number {
  const { calls, derived, params, state, streams } = node;
  const anchor = node.open(op, key, field);
  const row = takeRow(state.pool, anchor);
  state.pool.isUsers[row] = isUsers ? 1 : 0;
  calls.setMark(anchor, row);
  if (params.retries > 0 || params.hedgeAfterMs > 0 || params.doubleSubmitPercent > 0 || params.idempotencyKeys)
    calls.setRepeatable(anchor);
  if (params.idempotencyKeys) calls.setKeyed(anchor);
  if (derived.budgetGain > 0) setBudget(node, Math.min(params.retryBudgetReserve * A_RETRY, state.budget + derived.budgetGain));
  if (derived.deadlineNs > 0) {
    if (params.tellDeadline) calls.setDeadline(anchor, derived.deadlineNs);
    watchTimeout(node, state.deadlines, anchor, derived.deadlineNs, Tag.deadline);
  }
  if (derived.twiceBelow > 0 && streams.next(derived.twiceStream) < derived.twiceBelow)
    arm(node, row, msToNs(params.doubleSubmitAfterMs), Tag.twice);
  sendAttempt(node, row, true);
  return anchor;
}

/** Whether a user waits for the end of a request; `anchor` stands for the whole of it. */
export function isOfUser({ calls, state }: ClientNode, anchor: number): boolean {
  return state.pool.isUsers[calls.mark(anchor)] === 1;
}

/**
 * An attempt has been answered, or has run out of time; `fate` is what the client makes of it. Returns whether the request is over by it.
 */
export function attemptEnded(node: ClientNode, attempt: number, fate: number): boolean {
  const { calls, state } = node;
  const anchor = calls.parent(attempt);
  const row = calls.mark(anchor);
  state.pool.open[row]--;
  const isOver = !calls.isConcluded(anchor) && decide(node, row, fate, calls.value(attempt));
  leaveRow(node, row);
  return isOver;
}

/** Handles the timers that belong to one request. */
export function requestTimer(node: ClientNode, tag: number, row: number): void {
  const { calls, state } = node;
  state.pool.timers[row]--;
  const anchor = state.pool.anchor[row];
  if (!calls.isConcluded(anchor)) {
    if (tag === Tag.retry) {
      node.log(RETRIED, anchor, -1);
      node.addGauge(RETRIES, 1);
    }
    sendAttempt(node, row, tag === Tag.retry);
  }
  leaveRow(node, row);
}

/** An attempt has had no answer for a while: one more copy of it is sent. */
export function hedge(node: ClientNode, attempt: number): void {
  const { calls, params, state } = node;
  const anchor = calls.parent(attempt);
  if (anchor < 0 || calls.isConcluded(anchor)) return;
  const row = calls.mark(anchor);
  if (state.pool.hedges[row] >= params.hedgesMost || state.pool.fellBack[row] === 1) return;
  state.pool.hedges[row]++;
  node.log(HEDGED, anchor, -1);
  node.addGauge(HEDGES, 1);
  sendAttempt(node, row, false);
}

/** The whole request has run out of time. Returns whether it was still going on. */
export function deadlinePassed(node: ClientNode, anchor: number): boolean {
  const { calls, params } = node;
  if (calls.isConcluded(anchor)) return false;
  const row = calls.mark(anchor);
  // What is still under way may yet be carried out; where nothing is, the attempts before have told all.
  if (node.state.pool.open[row] > 0) calls.setDoubtful(anchor);
  if (params.fallback === 'default-answer') answerByDefault(node, anchor);
  else node.conclude(anchor, Fate.timedOut, NO_ANSWER);
  leaveRow(node, row);
  return true;
}

/** Sends the request once more; `isFresh` begins a new attempt, of which there may be copies again. */
function sendAttempt(node: ClientNode, row: number, isFresh: boolean): void {
  const { calls, derived, params, state } = node;
  const { pool } = state;
  if (isFresh) pool.hedges[row] = 0;
  const anchor = pool.anchor[row];
  const isFallback = pool.fellBack[row] === 1 && derived.fallbackLink >= 0;
  const link = isFallback ? derived.fallbackLink : nextLink(node);
  if (params.tellDeadline && derived.timeoutNs > 0) {
    const patienceNs = node.now() - calls.startedNs(anchor) + derived.timeoutNs;
    calls.setDeadline(anchor, derived.deadlineNs > 0 ? Math.min(derived.deadlineNs, patienceNs) : patienceNs);
  }
  pool.open[row]++;
  const sent = node.forward(link, anchor);
  watchTimeout(node, state.timeouts, sent, derived.timeoutNs, Tag.timeout);
  if (derived.hedgeAfterNs > 0) watchTimeout(node, state.hedging, sent, derived.hedgeAfterNs, Tag.hedge);
}

/** What becomes of a request after an attempt, given its answer: true when it is over. */
function decide(node: ClientNode, row: number, fate: number, value: number): boolean {
  const { derived, params, state } = node;
  const { pool } = state;
  const anchor = pool.anchor[row];
  if (fate === Fate.ok) {
    if (pool.fellBack[row] === 1) node.addGauge(FALLBACKS, 1);
    node.conclude(anchor, Fate.ok, value);
    return true;
  }
  // Another attempt is under way, or will be: its answer decides.
  if (pool.open[row] > 0 || pool.timers[row] > 0) return false;
  if (pool.fellBack[row] === 0 && retryLater(node, row, fate)) return false;
  if (params.fallback === 'default-answer') {
    answerByDefault(node, anchor);
    return true;
  }
  if (derived.fallbackLink >= 0 && pool.fellBack[row] === 0) {
    pool.fellBack[row] = 1;
    sendAttempt(node, row, true);
    return false;
  }
  node.conclude(anchor, fate, value);
  return true;
}

/** Arms a retry if the policy, the budget and the deadline allow one. */
function retryLater(node: ClientNode, row: number, fate: number): boolean {
  const { calls, derived, params, state } = node;
  const { pool } = state;
  const anchor = pool.anchor[row];
  if (pool.retries[row] >= params.retries || PERMANENT.has(fate)) return false;
  const isSafe = !calls.isDoubtful(anchor) || !isWriteOp(calls.op(anchor)) || params.idempotencyKeys;
  if (params.retryWhat === 'safe' && !isSafe) return false;
  const waitNs = backoffNs(derived.backoff, pool.retries[row] + 1, pool.waitNs[row], node.streams, derived.retryStream);
  if (derived.deadlineNs > 0 && node.now() + waitNs >= calls.startedNs(anchor) + derived.deadlineNs) return false;
  if (derived.budgetGain > 0) {
    if (state.budget < A_RETRY) return false;
    setBudget(node, state.budget - A_RETRY);
  }
  pool.retries[row]++;
  pool.waitNs[row] = waitNs;
  arm(node, row, waitNs, Tag.retry);
  return true;
}

function setBudget(node: ClientNode, budget: number): void {
  const shown = Math.floor(node.state.budget / A_RETRY);
  node.state.budget = budget;
  if (Math.floor(budget / A_RETRY) !== shown) node.setGauge(BUDGET, Math.floor(budget / A_RETRY));
}

function arm(node: ClientNode, row: number, delayNs: number, tag: number): void {
  node.state.pool.timers[row]++;
  node.afterQuietly(delayNs, tag, row);
}

/** Nobody has answered, and the client makes do with an answer of its own. */
function answerByDefault(node: ClientNode, anchor: number): void {
  node.addGauge(FALLBACKS, 1);
  node.log(BY_DEFAULT, anchor, -1);
  node.conclude(anchor, Fate.ok, NO_ANSWER);
}

/** Forgets a request once it is over and nothing can come back to it any more. */
function leaveRow(node: ClientNode, row: number): void {
  const { calls, state } = node;
  const { pool } = state;
  const anchor = pool.anchor[row];
  if (!calls.isConcluded(anchor) || pool.open[row] > 0 || pool.timers[row] > 0) return;
  node.abandon(anchor);
  freeRow(pool, row);
}
