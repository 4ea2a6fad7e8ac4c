import { drawNs, drawZipf } from '../../kernel/distribution';
import { PROFILE_FIELDS } from '../../data/profiles';
import { Op } from '../../network/calls';
import { Fate } from '../../network/fates';
import { changeTimeout, fireTimeouts, watchTimeout } from '../../toolkit/timeouts';
import { gaveUp } from '../../toolkit/giveUp';
import { Gauge, type Behavior } from '../contract';
import { arrivalGapNs } from './arrivals';
import { inspectClient } from './inspect';
import type { ClientParams } from './kind';
import { learnPace } from './pace';
import { attemptEnded, beginRequest, deadlinePassed, hedge, requestTimer, Tag } from './policies';
import { clientState, clientTools, listTargets, nextLink, type ClientNode, type ClientState, type ClientTools } from './requests';

const PACE = Gauge.first + 4;

/** Handlers of the client. */
export const clientBehavior: Behavior<ClientParams, ClientTools, ClientState> = {
  prepare: clientTools,
  init: (node) => clientState(node.params),
  onCrash: (node, { budget, pace, sent, targets }, loses) => ({
    ...clientState(node.params),
    ...(loses === 'nothing' ? { budget, pace, sent, targets } : {}),
  }),
  inspect: inspectClient,
  onStart: begin,
  onRestart: begin,
  onRequest: (node, call) => node.reply(call, Fate.noTarget, 0),
  onReply: ended,
  onTargets: listTargets,
  onParams: changePatience,
  onTimer: (node, tag, arg) => {
    switch (tag) {
      case Tag.arrive:
        if (sendOne(node)) scheduleArrival(node);
        return;
      case Tag.think:
        sendOne(node);
        return;
      case Tag.timeout:
        fireTimeouts(node, node.state.timeouts, Tag.timeout, (call) => {
          gaveUp(node, call);
          ended(node, call, Fate.timedOut);
          node.abandon(call);
        });
        return;
      case Tag.hedge:
        fireTimeouts(node, node.state.hedging, Tag.hedge, (attempt) => hedge(node, attempt));
        return;
      case Tag.deadline:
        fireTimeouts(node, node.state.deadlines, Tag.deadline, (anchor) => {
          if (deadlinePassed(node, anchor)) thinkAgain(node);
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
  if (node.params.backpressure) listen(node, fate, node.calls.isPressed(call));
  if (node.calls.parent(call) < 0) node.conclude(call, fate);
  else if (!attemptEnded(node, call, fate)) return;
  thinkAgain(node);
}

function listen(node: ClientNode, fate: number, isMarked: boolean): void {
  const { pace } = node.state;
  if (learnPace(pace, node.params, fate, isMarked, node.now())) node.setGauge(PACE, Math.floor(pace.share * 100 + 0.5));
}

function begin(node: ClientNode): void {
  if (node.derived.links.length === 0) return;
  if (node.params.arrivals !== 'closed') {
    scheduleArrival(node);
    return;
  }
  for (let user = 0; user < node.params.users; user++) node.after(thinkNs(node), Tag.think, 0);
}

function scheduleArrival(node: ClientNode): void {
  const { requestLimit } = node.params;
  if (requestLimit > 0 && node.state.sent >= requestLimit) return;
  const gapNs = arrivalGapNs(node.params, node.streams, node.derived.arrivals, node.now());
  if (gapNs !== Infinity) node.after(paced(node, gapNs), Tag.arrive, 0);
}

function thinkAgain(node: ClientNode): void {
  if (node.params.arrivals !== 'closed') return;
  const { requestLimit } = node.params;
  if (requestLimit > 0 && node.state.sent >= requestLimit) return;
  node.after(thinkNs(node), Tag.think, 0);
}

function thinkNs(node: ClientNode): number {
  return paced(node, drawNs(node.derived.thinkTime, node.streams, node.derived.think));
}

/** A pause as long as backpressure makes it. */
function paced(node: ClientNode, pauseNs: number): number {
  const { share } = node.state.pace;
  return share === 1 ? pauseNs : Math.floor(pauseNs / share + 0.5);
}

/** Sends a request unless the limit is reached; false when it is. */
function sendOne(node: ClientNode): boolean {
  const { derived, params, state, streams } = node;
  if (params.requestLimit > 0 && state.sent >= params.requestLimit) return false;
  state.sent++;
  const key =
    derived.popularity === null ? streams.below(derived.keys, params.keyCount) : drawZipf(derived.popularity, streams, derived.keys);
  const isWrite = derived.writeBelow > 0 && streams.next(derived.choose) < derived.writeBelow;
  const field = isWrite ? streams.below(derived.choose, PROFILE_FIELDS.length) : 3;
  if (!derived.isPlain) {
    beginRequest(node, isWrite ? Op.write : Op.read, key, field);
    return true;
  }
  const call = node.originate(nextLink(node), isWrite ? Op.write : Op.read, key, field);
  watchTimeout(node, state.timeouts, call, derived.timeoutNs, Tag.timeout);
  return true;
}
