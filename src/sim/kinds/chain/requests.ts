import { registerOf } from '../../data/values';
import { Fate } from '../../network/fates';
import { isWriteOp } from '../../network/operations';
import { answerNumber } from '../../toolkit/versions/answer';
import type { TypedValue } from '../../toolkit/versions/value';
import { ChainGauge } from './gauges';
import { order, tryLater, versionsOf } from './log';
import { finish, pendingOf } from './pending';
import { ChainTag, isHead, isTail, mayServe, say, type ChainNode, type Job, type Pending, type Version } from './state';
import { doneJob, hasJob, takeJob } from './work';

/** A node passes a write on to the head. */
export interface AskBody {
  readonly id: number;
  readonly op: number;
  readonly cell: number;
  readonly write: number;
}

/** A node asks the tail for a value (`query`), or which version of it counts (`which`). */
export interface QueryBody {
  readonly epoch: number;
  readonly id: number;
  readonly cell: number;
}

/** What the tail answers to `query`, or head and tail that have no room. `values`: none, where nothing was ever written. */
export interface ValueBody {
  readonly id: number;
  readonly cell: number;
  readonly fate: number;
  readonly values: readonly TypedValue[] | null;
}

/** What the tail answers to `which`; 0: nothing was ever written. */
export interface WhichBody {
  readonly epoch: number;
  readonly id: number;
  readonly cell: number;
  readonly seq: number;
}

/** A client has asked something of this node, which sees to it. */
export function beginRequest(node: ChainNode, call: number): void {
  const { calls, state, derived } = node;
  const id = ++state.serial;
  const delayNs = Math.max(1, node.byClock(derived.patienceNs));
  const op = calls.op(call);
  const cell = registerOf(calls.key(call), Math.max(0, calls.field(call)));
  const write = isWriteOp(op) ? calls.value(call) : -1;
  state.pending[id] = { call, op, cell, write, stage: 'waits', dueNs: node.now() + delayNs, askedNs: 0 };
  node.after(delayNs, ChainTag.patience, id);
  goOn(node, id);
}

/** Does for a request what can be done now: works on it, passes it on, or lets it wait. */
export function goOn(node: ChainNode, id: number): void {
  const pending = pendingOf(node, id);
  if (pending === undefined || pending.stage !== 'waits' || !mayServe(node)) return;
  const { op, cell, write } = pending;
  const isHere = write < 0 ? node.params.reads === 'any' || isTail(node) : isHead(node);
  if (isHere) {
    pending.stage = 'works';
    if (!takeJob(node, { id, by: node.index, cell, op, write })) finish(node, id, Fate.queueFull);
    return;
  }
  pending.stage = 'asked';
  node.addGauge(ChainGauge.passedOn, 1);
  if (write < 0) askTail(node, id, pending, 'query');
  else say(node, node.state.chain[0].node, 'ask', { id, op, cell, write } satisfies AskBody);
}

/** Goes on with all requests that wait; `isNewChain`: those that have asked the tail ask again. */
export function goOnAll(node: ChainNode, isNewChain = false): void {
  for (const [id, pending] of Object.entries(node.state.pending)) {
    if (isNewChain && pending.stage === 'asked' && pending.write < 0) pending.stage = 'waits';
    goOn(node, Number(id));
  }
}

/** Asks those again that have not answered for too long. */
export function askAgain(node: ChainNode): void {
  const latestNs = node.now() - node.derived.retryNs;
  for (const [id, pending] of Object.entries(node.state.pending)) {
    if (pending.write >= 0 || pending.stage !== 'asked' || pending.askedNs > latestNs) continue;
    askTail(node, Number(id), pending, node.params.reads === 'any' ? 'which' : 'query');
  }
}

function askTail(node: ChainNode, id: number, pending: Pending, word: 'query' | 'which'): void {
  const tail = node.state.chain.at(-1);
  pending.askedNs = node.now();
  if (tail !== undefined) say(node, tail.node, word, { epoch: node.state.epoch, id, cell: pending.cell } satisfies QueryBody);
  tryLater(node);
}

/** Work on a request is done. */
export function served(node: ChainNode, number: number): void {
  const job = doneJob(node, number);
  if (job === undefined) return;
  if (job.by !== node.index) serveOther(node, job);
  else serveOwn(node, job);
}

function serveOwn(node: ChainNode, { id, cell, write }: Job): void {
  const pending = pendingOf(node, id);
  if (pending === undefined) return;
  const isRead = write < 0;
  if (!mayServe(node) || (isRead ? node.params.reads === 'tail' && !isTail(node) : !isHead(node))) {
    // The chain has changed meanwhile.
    pending.stage = 'waits';
    goOn(node, id);
    return;
  }
  pending.stage = 'asked';
  const versions = versionsOf(node, cell);
  if (!isRead) {
    if (node.isDiskFull) finish(node, id, Fate.diskFull);
    else order(node, pending, node.index, id);
  } else if (isTail(node) || versions.every(({ seq }) => seq <= node.state.committed)) answerRead(node, id, cell, versions.at(-1));
  else {
    node.addGauge(ChainGauge.askedTail, 1);
    askTail(node, id, pending, 'which');
  }
}

function answerRead(node: ChainNode, id: number, cell: number, version: Version | undefined): void {
  finish(node, id, Fate.ok, answerNumber(node, cell, version === undefined ? undefined : [version.value]));
}

/** What another node has passed on. Where this one may not do it any more, the other asks again, or gives up. */
function serveOther(node: ChainNode, { id, by, cell, op, write }: Job): void {
  if (!mayServe(node)) return;
  if (write >= 0) {
    if (isHead(node) && !node.isDiskFull) order(node, { op, cell, write }, by, id);
  } else if (isTail(node)) {
    const version = versionsOf(node, cell).at(-1);
    say(node, by, 'value', { id, cell, fate: Fate.ok, values: version === undefined ? null : [version.value] } satisfies ValueBody);
  }
}

/** A write that another node passes on. */
export function hearAsk(node: ChainNode, from: number, { id, op, cell, write }: AskBody): void {
  if (mayServe(node) && isHead(node)) takeOther(node, { id, by: from, cell, op, write });
}

/** A read that another node passes on. */
export function hearQuery(node: ChainNode, from: number, { epoch, id, cell }: QueryBody): void {
  if (mayServe(node) && isTail(node) && epoch === node.state.epoch) takeOther(node, { id, by: from, cell, op: 0, write: -1 });
}

function takeOther(node: ChainNode, job: Job): void {
  if (hasJob(node, job) || takeJob(node, job)) return;
  say(node, job.by, 'value', { id: job.id, cell: job.cell, fate: Fate.queueFull, values: null } satisfies ValueBody);
}

/** Another node asks which version of a value counts. */
export function hearWhich(node: ChainNode, from: number, { epoch, id, cell }: QueryBody, msgId: number): void {
  if (!mayServe(node) || !isTail(node) || epoch !== node.state.epoch) return;
  const seq = versionsOf(node, cell).at(-1)?.seq ?? 0;
  say(node, from, 'this', { epoch, id, cell, seq } satisfies WhichBody, msgId);
}

/** What was passed on is answered. */
export function hearValue(node: ChainNode, { id, cell, fate, values }: ValueBody): void {
  finish(node, id, fate, fate === Fate.ok ? answerNumber(node, cell, values ?? undefined) : 0);
}

/** The tail says which version counts; should it be gone already, a later one is committed, which is as good. */
export function hearThis(node: ChainNode, { epoch, id, cell, seq }: WhichBody): void {
  if (epoch !== node.state.epoch) return;
  const versions = versionsOf(node, cell);
  answerRead(node, id, cell, versions.findLast((version) => version.seq <= seq) ?? (seq > 0 ? versions.at(0) : undefined));
}

/** The patience with a request is over: nobody is sure how it ended. */
export function runOut(node: ChainNode, id: number): void {
  const pending = pendingOf(node, id);
  if (pending !== undefined && node.now() >= pending.dueNs) finish(node, id, Fate.noQuorum);
}
