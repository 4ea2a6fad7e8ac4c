import { Fate } from '../../network/fates';
import { isWriteOp } from '../../network/operations';
import { groupLearn, groupTarget } from '../../toolkit/groups';
import { watchTimeout } from '../../toolkit/timeouts';
import { LOG_VERBS } from '../../trace/types';
import { RouterGauge } from './moveGauges';
import { noteWritten } from './moving';
import { Timer, type RouterNode } from './state';
import { askedPlace, hasJustCome, holderOf, isInBatch, isPending } from './whereabouts';
import { NOWHERE } from '../../toolkit/placement/table';

const REJECTED = LOG_VERBS.indexOf('rejected');
/** What a call carries in its mark beside the position of whom it asks: whether the old shard was asked in the place of the new one. */
const SECOND = 1 << 20;
/** Whether it was asked once more because its key arrived while it was under way. */
const AGAIN = 1 << 21;
const POSITION = SECOND - 1;

/** Sends a request to the shard of its key, or keeps a write until its key has arrived. */
export function passOn(node: RouterNode, call: number): void {
  const { derived, state, calls, params } = node;
  const key = calls.key(call);
  const isPlain = state.move === null && params.moves === 'none' && state.scale === null && state.splits === null;
  const place = isPlain ? derived.placed.places[key] : askedPlace(node, key);
  if (place === NOWHERE) {
    node.log(REJECTED, call, Fate.programError);
    reply(node, call, Fate.programError, 0);
    return;
  }
  if (state.move !== null && params.moves === 'copy-first' && isWriteOp(calls.op(call)) && isInBatch(node, state.move, key)) {
    state.move.held.push(call);
    return;
  }
  ask(node, call, place >= 0 ? place : node.streams.below(derived.stream, derived.groups.members.length), 0);
}

/** A shard has answered, or will not: the answer goes back, unless the key is somewhere else by now. */
export function answered(node: RouterNode, call: number, fate: number): void {
  const { derived, state, calls } = node;
  groupLearn(node, derived.groups, state.groups, derived.policy, calls.mark(call) & POSITION, fate);
  if (node.params.moves !== 'none' && (fate === Fate.ok || fate === Fate.notFound) && follow(node, call, fate)) return;
  reply(node, calls.parent(call), fate, calls.value(call));
}

function ask(node: RouterNode, call: number, group: number, mark: number): void {
  const { derived, state, calls } = node;
  const position = groupTarget(derived.groups, state.groups, derived.policy, group, calls.op(call), node.now());
  const sent = node.forward(derived.groups.links[position], call);
  calls.setMark(sent, position | mark);
  watchTimeout(node, state.timeouts, sent, derived.timeoutNs, Timer.timeout);
}

function reply(node: RouterNode, call: number, fate: number, value: number): void {
  if (node.state.scale !== null) node.state.scale.open--;
  node.reply(call, fate, value);
}

/** Goes after a key that has moved; true: the request is asked again. */
function follow(node: RouterNode, call: number, fate: number): boolean {
  const { calls, state, derived } = node;
  const key = calls.key(call);
  const place = askedPlace(node, key);
  if (place < 0) return false;
  const group = derived.groups.groupOf[calls.mark(call) & POSITION];
  const isSecond = (calls.mark(call) & SECOND) !== 0;
  const parent = calls.parent(call);
  if (isWriteOp(calls.op(call))) {
    if (fate !== Fate.ok) return false;
    if (group !== place) {
      node.addGauge(RouterGauge.sentOn, 1);
      passOn(node, parent);
      return true;
    }
    if (node.params.moves === 'copy-first') noteWritten(node, key);
    return false;
  }
  if (fate === Fate.ok && calls.value(call) >= 0) return false;
  const isOnTheWay = state.move !== null && isPending(node, state.move, key);
  if (group !== place && !(isSecond && isOnTheWay)) {
    node.addGauge(RouterGauge.sentOn, 1);
    passOn(node, parent);
    return true;
  }
  if (!isOnTheWay && (calls.mark(call) & AGAIN) === 0 && hasJustCome(node, key, calls.startedNs(call))) {
    node.addGauge(RouterGauge.sentOn, 1);
    ask(node, parent, place, AGAIN);
    return true;
  }
  if (!isOnTheWay || node.params.moves === 'copy-first' || isSecond) return false;
  if (node.params.moves === 'double-read') {
    node.addGauge(RouterGauge.doubleReads, 1);
    ask(node, parent, holderOf(node, key), SECOND);
    return true;
  }
  node.addGauge(RouterGauge.missed, 1);
  return false;
}
