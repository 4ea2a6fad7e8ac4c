import { FIELD_COUNT } from '../../data/values';
import { Fate } from '../../network/fates';
import { changeTimeout, fireTimeouts, watchTimeout } from '../../toolkit/timeouts';
import { gaveUp } from '../../toolkit/giveUp';
import { Gauge, type Behavior } from '../../parts/contract';
import { inspectClient } from './inspect';
import { nextKey } from './keys';
import type { ClientParams } from './kind';
import { learnPace } from './pace';
import { attemptEnded, beginRequest, deadlinePassed, hedge, isOfUser, requestTimer } from './policies';
import { scripted, type ScriptedRequest } from './script';
import {
  keptState,
  clientState,
  clientTools,
  listTargets,
  nextLink,
  type ClientNode,
  type ClientState,
  type ClientTools,
} from './requests';
import { Tag } from './tags';
import { arrives, awaitArrival, awaitTimed, beginTraffic, hasThought, isSpent, settleTraffic, thinkAgain } from './traffic';
import { READ, WRITE } from '../../toolkit/operations';

const PACE = Gauge.first + 4;
const INCOMPLETE = Gauge.first + 5;
/** The mark of a plain call that a user waits for, and of one that nobody does. */
const USER = 1;
const NOBODY = 0;

/** Handlers of the client. */
export const clientBehavior: Behavior<ClientParams, ClientTools, ClientState> = {
  prepare: clientTools,
  init: (node) => clientState(node.params),
  onCrash: (node, before, loses) => (loses === 'nothing' ? keptState(node.params, before) : clientState(node.params)),
  inspect: inspectClient,
  onStart: beginTraffic,
  onRestart: beginTraffic,
  onRequest: (node, call) => node.reply(call, Fate.noTarget, 0),
  onReply: ended,
  onTargets: listTargets,
  onParams: (node) => {
    changePatience(node);
    settleTraffic(node);
  },
  onSend: (node, request) => {
    const ready = scripted(node.setup, request);
    if (ready.key < 0 || node.derived.links.length === 0) return;
    // By a timer, so that whoever stands still sends it when it goes on.
    node.state.byHand.push(ready);
    node.after(0, Tag.byHand, 0);
  },
  onTimer: (node, tag, arg) => {
    switch (tag) {
      case Tag.arrive:
        if (arrives(node, arg) && sendOne(node, false)) awaitArrival(node);
        return;
      case Tag.think:
        if (hasThought(node, arg) && !sendOne(node, true)) thinkAgain(node);
        return;
      case Tag.timed:
        sendTimed(node, arg);
        return;
      case Tag.byHand:
        sendScripted(node, node.state.byHand.shift());
        return;
      case Tag.timeout:
        fireTimeouts(node, node.state.timeouts, Tag.timeout, (call) => {
          gaveUp(node, call);
          ended(node, call, Fate.timedOut);
          node.abandon(call);
        });
        return;
      case Tag.hedge:
        fireTimeouts(node, node.state.hedging, Tag.hedge, (attempt) => hedge(node, attempt), false);
        return;
      case Tag.deadline:
        fireTimeouts(node, node.state.deadlines, Tag.deadline, (anchor) => {
          const isUsers = isOfUser(node, anchor);
          if (deadlinePassed(node, anchor) && isUsers) thinkAgain(node);
        });
        return;
      default:
        requestTimer(node, tag, arg);
    }
  },
};

/** Fields have changed: patience of another length holds for what is under way too. */
function changePatience(node: ClientNode): void {
  const { calls, derived, state } = node;
  changeTimeout(node, state.timeouts, derived.timeoutNs, Tag.timeout);
  changeTimeout(node, state.hedging, derived.hedgeAfterNs, Tag.hedge, (call) => calls.parent(call) >= 0);
  // The call that stands for a request as a whole is never sent.
  changeTimeout(node, state.deadlines, derived.deadlineNs, Tag.deadline, (call) => calls.link(call) < 0);
}

/** An answer has come, or the patience with one is over. */
function ended(node: ClientNode, call: number, fate: number): void {
  const { calls } = node;
  if (node.params.backpressure) listen(node, fate, calls.isPressed(call));
  const anchor = calls.parent(call);
  const isUsers = anchor < 0 ? calls.mark(call) === USER : isOfUser(node, anchor);
  if (fate === Fate.ok && calls.value(call) < 0) node.addGauge(INCOMPLETE, 1);
  if (anchor < 0) node.conclude(call, fate, calls.value(call));
  else if (!attemptEnded(node, call, fate)) return;
  if (isUsers) thinkAgain(node);
}

function listen(node: ClientNode, fate: number, isMarked: boolean): void {
  const { pace } = node.state;
  if (learnPace(pace, node.params, fate, isMarked, node.now())) node.setGauge(PACE, Math.floor(pace.share * 100 + 0.5));
}

/** Sends the next request, by the script or as drawn, unless there are to be no more; false when there are not. */
function sendOne(node: ClientNode, isUsers: boolean): boolean {
  const { derived, params, state, streams } = node;
  const { traffic } = state;
  if (isSpent(node)) return false;
  const { inTurn } = derived.script;
  if (traffic.turn >= inTurn.length && inTurn.length > 0 && params.afterScript === 'again') traffic.turn = 0;
  if (traffic.turn < inTurn.length) {
    send(node, inTurn[traffic.turn++], isUsers);
    return true;
  }
  if (params.afterScript === 'nothing') return false;
  state.sent++;
  const key = nextKey(node);
  const isWrite = derived.writeBelow > 0 && streams.next(derived.choose) < derived.writeBelow;
  const field = isWrite ? streams.below(derived.choose, FIELD_COUNT) : 3;
  begin(node, isWrite ? WRITE.code : READ.code, key, field, isUsers);
  return true;
}

function begin(node: ClientNode, op: number, key: number, field: number, isUsers: boolean): number {
  const { derived, state } = node;
  if (!derived.isPlain) return beginRequest(node, op, key, field, isUsers);
  const call = node.originate(nextLink(node), op, key, field);
  node.calls.setMark(call, isUsers ? USER : NOBODY);
  watchTimeout(node, state.timeouts, call, derived.timeoutNs, Tag.timeout);
  return call;
}

function send(node: ClientNode, { op, key, field, value, expected }: ScriptedRequest, isUsers: boolean): void {
  node.state.sent++;
  if (value !== undefined || expected !== undefined) node.nameNext(value, expected);
  begin(node, op, key, field, isUsers);
}

/** Sends what a script has for this moment, and waits for the next. */
function sendTimed(node: ClientNode, chain: number): void {
  const { traffic } = node.state;
  if (chain !== traffic.timedChain) return;
  const request = node.derived.script.timed[traffic.timed++];
  if (!isSpent(node)) send(node, request, false);
  awaitTimed(node);
}

function sendScripted(node: ClientNode, request: ScriptedRequest | undefined): void {
  if (request !== undefined) send(node, request, false);
}
