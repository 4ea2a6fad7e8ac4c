import { Fate } from '../../network/fates';
import { NS_PER_SECOND, secondsToNs } from '../../kernel/units';
import { batchOf, isHandover, keyList, RECORD, HEAD } from '../../toolkit/handover';
import { ADOPT, FETCH, FORGET } from '../../toolkit/operations';
import { batchAt } from '../../toolkit/placement/plan';
import { fireTimeouts, watchTimeout } from '../../toolkit/timeouts';
import { RouterGauge } from './moveGauges';
import { Phase, Timer, type MoveState, type RouterNode } from './state';
import { isInBatch, planOf, wantedSpec } from './whereabouts';

/** A batch that failed is tried again after this long, ns. */
const AGAIN_NS = 0.5 * NS_PER_SECOND;
/** An answer that does not come is waited for so long, ns; twice as long after each that failed, up to so many times. */
const PATIENCE_NS = 10 * NS_PER_SECOND;
const MOST_DOUBLINGS = 5;

/** What has to be done once writes may go where their keys have arrived. */
export type SendHeld = (node: RouterNode, call: number) => void;

/** Looks whether keys are to lie elsewhere than they do, and begins to move them; one move at a time. */
export function review(node: RouterNode): void {
  const { state, params } = node;
  if (params.moves === 'none' || state.move !== null) return;
  const goal = wantedSpec(node);
  if (goal === state.settled) return;
  const { order } = planOf(node, state.settled, goal);
  const nowNs = node.now();
  state.move = {
    goal,
    cursor: 0,
    batch: 0,
    phase: Phase.none,
    call: -1,
    again: [],
    held: [],
    failures: 0,
    beganNs: nowNs,
    batchBeganNs: nowNs,
  };
  node.setGauge(RouterGauge.toMove, order.length);
  node.say(`moves ${order.length} of ${node.setup.keys.count} keys`);
  nextBatch(node, state.move);
}

/** Goes on with what a crash has interrupted. */
export function resumeMove(node: RouterNode): void {
  const { move } = node.state;
  if (move === null) review(node);
  else if (move.phase === Phase.forget) ask(node, move);
  else nextBatch(node, move);
}

/** What is left of a move after a crash: what has arrived; a batch that was under way is brought over anew. */
export function moveAfterCrash(move: MoveState | null): MoveState | null {
  if (move === null) return null;
  const isThere = move.phase === Phase.forget;
  return {
    ...move,
    call: -1,
    again: [],
    held: [],
    batch: isThere ? move.batch : 0,
    phase: isThere ? Phase.forget : Phase.none,
  };
}

/** The timer of a batch that is due or is tried again. */
export function moveTimer(node: RouterNode): void {
  const { move } = node.state;
  if (move === null || move.call >= 0) return;
  if (move.phase === Phase.none) nextBatch(node, move);
  else ask(node, move);
}

/** No answer has come. */
export function moveTimedOut(node: RouterNode, sendHeld: SendHeld): void {
  fireTimeouts(
    node,
    node.state.moveTimeouts,
    Timer.moveTimeout,
    (call) => {
      moveAnswered(node, call, Fate.timedOut, sendHeld);
      node.abandon(call);
    },
    false,
  );
}

/** A shard has answered what it was asked for a move; true when the call was one of these. */
export function moveAnswered(node: RouterNode, call: number, fate: number, sendHeld: SendHeld): boolean {
  if (!isHandover(node.calls.op(call))) return false;
  const { move } = node.state;
  if (move === null || move.call !== call) return true;
  move.call = -1;
  if (fate !== Fate.ok) {
    move.failures++;
    // Nobody knows what has arrived: the whole batch is brought over anew.
    move.again = [];
    if (move.phase === Phase.adopt) move.phase = Phase.fetch;
    node.afterQuietly(AGAIN_NS, Timer.move, 0);
    return true;
  }
  move.failures = 0;
  if (move.phase === Phase.fetch) {
    move.phase = Phase.adopt;
    sendBatch(node, move, node.calls.payload(call) ?? new Int32Array(HEAD));
  } else if (move.phase === Phase.adopt) adopted(node, move, sendHeld);
  else forgotten(node, move);
  return true;
}

/** A write of a key that was just fetched has been carried out where it was: it is fetched once more. */
export function noteWritten(node: RouterNode, key: number): void {
  const { move } = node.state;
  if (move !== null && isInBatch(node, move, key) && !move.again.includes(key)) move.again.push(key);
}

function nextBatch(node: RouterNode, move: MoveState): void {
  const { derived, state, params } = node;
  const plan = planOf(node, state.settled, move.goal);
  const before = derived.placements.of(state.settled).places;
  const after = derived.placements.of(move.goal).places;
  move.batch = batchAt(plan, before, after, move.cursor, params.moveBatchKeys);
  if (move.batch === 0) {
    finish(node, move);
    return;
  }
  move.batchBeganNs = node.now();
  move.phase = Phase.fetch;
  ask(node, move);
}

function keysOfBatch(node: RouterNode, move: MoveState): Int32Array {
  return planOf(node, node.state.settled, move.goal).order.subarray(move.cursor, move.cursor + move.batch);
}

/** Asks the old shard for the batch (or for what of it was written since), or tells it to forget it. */
function ask(node: RouterNode, move: MoveState): void {
  const keys = keysOfBatch(node, move);
  const from = node.derived.placements.of(node.state.settled).places[keys[0]];
  const isFetch = move.phase === Phase.fetch;
  if (isFetch && move.again.length === 0) {
    send(node, move, from, FETCH.code, keyList(keys, recordBytes(node), ++node.state.handovers));
    return;
  }
  const wanted = isFetch ? move.again : keys;
  send(node, move, from, isFetch ? FETCH.code : FORGET.code, keyList(wanted, recordBytes(node), ++node.state.handovers));
  if (isFetch) move.again = [];
}

function sendBatch(node: RouterNode, move: MoveState, answer: Int32Array): void {
  const keys = keysOfBatch(node, move);
  const to = node.derived.placements.of(move.goal).places[keys[0]];
  node.addGauge(RouterGauge.bytes, answer[0]);
  send(node, move, to, ADOPT.code, batchOf(answer, node.params.moves === 'copy-first', ++node.state.handovers));
}

function send(node: RouterNode, move: MoveState, group: number, op: number, payload: Int32Array): void {
  const { groups } = node.derived;
  const position = groups.members[group][node.state.groups.leader[group]];
  move.call = node.send(groups.links[position], op, -1, -1, (payload.length - HEAD) / (op === ADOPT.code ? RECORD : 1), payload);
  node.calls.setMark(move.call, position);
  const patienceNs = PATIENCE_NS * (1 << Math.min(MOST_DOUBLINGS, move.failures));
  watchTimeout(node, node.state.moveTimeouts, move.call, patienceNs, Timer.moveTimeout);
}

/** The batch has arrived: from now on its keys are asked for there. */
function adopted(node: RouterNode, move: MoveState, sendHeld: SendHeld): void {
  if (move.again.length > 0) {
    move.phase = Phase.fetch;
    ask(node, move);
    return;
  }
  move.phase = Phase.forget;
  node.addGauge(RouterGauge.moved, move.batch);
  node.addGauge(RouterGauge.toMove, -move.batch);
  const held = move.held;
  move.held = [];
  ask(node, move);
  for (const call of held) sendHeld(node, call);
}

function forgotten(node: RouterNode, move: MoveState): void {
  const { moveKeysPerSecond } = node.params;
  const leastNs = moveKeysPerSecond === 0 ? 0 : secondsToNs(move.batch / moveKeysPerSecond);
  const waitNs = Math.max(0, move.batchBeganNs + leastNs - node.now());
  move.cursor += move.batch;
  move.batch = 0;
  move.phase = Phase.none;
  if (waitNs > 0) node.after(waitNs, Timer.move, 0);
  else nextBatch(node, move);
}

function finish(node: RouterNode, move: MoveState): void {
  const { state } = node;
  state.last = { beganNs: move.beganNs, endedNs: node.now(), before: state.settled, after: move.goal };
  state.settled = move.goal;
  state.move = null;
  node.say(`has moved ${move.cursor} keys`);
  review(node);
}

function recordBytes(node: RouterNode): number {
  return Math.floor(node.params.recordKB * 1000 + 0.5);
}
