import { Phase } from '../../network/calls';
import { Fate } from '../../network/fates';
import { gaveUp } from '../../toolkit/giveUp';
import { groupLearn, groupTarget } from '../../toolkit/groups';
import { fireTimeouts, watchTimeout } from '../../toolkit/timeouts';
import { Tag, WorkerGauge, type WorkerNode } from './state';
import { PROMOTE } from '../../toolkit/operations';

/** What is told when everything behind has answered, or one has failed. */
export type Finish = (node: WorkerNode, call: number, fate: number, value: number) => void;

/** Asks the parts behind about a request: one after the other, or all at once. There is at least one. */
export function askBehind(node: WorkerNode, call: number, finish: Finish): void {
  const { state, derived, params } = node;
  const groups = derived.groups.members.length;
  if (params.callOrder === 'sequence' || groups === 1) {
    ask(node, call, 0, finish);
    return;
  }
  state.joins[call] = [groups, Fate.ok, 0];
  state.joining++;
  for (let group = 0; group < groups; group++) ask(node, call, group, finish);
}

function ask(node: WorkerNode, call: number, group: number, finish: Finish): void {
  const { state, params } = node;
  if (params.connections > 0) {
    if (state.connections[group] >= params.connections) {
      waitForConnection(node, call, group, finish);
      return;
    }
    state.connections[group]++;
  }
  send(node, call, group);
}

function send(node: WorkerNode, call: number, group: number): void {
  const { derived, state } = node;
  const position = groupTarget(derived.groups, state.groups, derived.policy, group, node.calls.op(call), node.now());
  const sent = node.forward(derived.groups.links[position], call);
  node.calls.setMark(sent, position);
  watchTimeout(node, state.timeouts, sent, derived.timeoutNs, Tag.timeout);
}

function waitForConnection(node: WorkerNode, call: number, group: number, finish: Finish): void {
  const queue = node.state.forConnection[group];
  if (queue.length >= node.derived.station.queueLimit + node.derived.machine.processes * node.derived.machine.threads) {
    answeredBy(node, call, group, Fate.queueFull, 0, finish);
    return;
  }
  queue.push(call);
  showWaiting(node);
}

function showWaiting(node: WorkerNode): void {
  node.setGauge(
    WorkerGauge.forConnection,
    node.state.forConnection.reduce((sum, queue) => sum + queue.length, 0),
  );
}

/** Gives back a connection: to the next that waits for one, if there is one. */
function giveBack(node: WorkerNode, group: number): void {
  const { state, params } = node;
  const isTooMany = params.connections > 0 && state.connections[group] > params.connections;
  const next = isTooMany ? undefined : state.forConnection[group].shift();
  if (next === undefined) {
    state.connections[group]--;
    return;
  }
  showWaiting(node);
  send(node, next, group);
}

/** More connections may be open than before: those who wait for one get it. */
export function openConnections(node: WorkerNode): void {
  const { params, state } = node;
  state.forConnection.forEach((queue, group) => {
    while (queue.length > 0 && (params.connections === 0 || state.connections[group] < params.connections)) {
      const call = queue.shift() as number;
      if (params.connections > 0) state.connections[group]++;
      send(node, call, group);
    }
  });
  if (state.forConnection.length > 0) showWaiting(node);
}

/** A part behind has answered a call, or its patience is over. */
export function answered(node: WorkerNode, call: number, fate: number, finish: Finish): void {
  const { groups } = node.derived;
  const position = node.calls.mark(call);
  const parent = node.calls.parent(call);
  const group = groups.groupOf[position];
  groupLearn(node, groups, node.state.groups, node.derived.policy, position, fate);
  if (node.state.connections[group] > 0) giveBack(node, group);
  answeredBy(node, parent, group, fate, node.calls.value(call), finish);
}

function answeredBy(node: WorkerNode, call: number, group: number, fate: number, value: number, finish: Finish): void {
  const join = node.state.joining > 0 ? node.state.joins[call] : undefined;
  if (join !== undefined) {
    if (fate !== Fate.ok && join[1] === Fate.ok) join[1] = fate;
    else if (fate === Fate.ok) join[2] = value;
    if (--join[0] > 0) return;
    delete node.state.joins[call];
    node.state.joining--;
    finish(node, call, join[1], join[2]);
  } else if (fate === Fate.ok && group + 1 < node.derived.groups.members.length) ask(node, call, group + 1, finish);
  else finish(node, call, fate, value);
}

/** Gives up on the calls whose time is up. */
export function expireCalls(node: WorkerNode, finish: Finish): void {
  fireTimeouts(node, node.state.timeouts, Tag.timeout, (call) => {
    gaveUp(node, call);
    answered(node, call, Fate.timedOut, finish);
    node.abandon(call);
  });
}

/** Forgets what was asked for requests that have ended: their connections are free, and nothing waits for one on their behalf. */
export function forgetBehind(node: WorkerNode, ended: ReadonlySet<number>): void {
  const { calls, derived, params, state } = node;
  state.forConnection = state.forConnection.map((queue) => queue.filter((call) => !ended.has(call)));
  for (const call of ended) {
    if (!(call in state.joins)) continue;
    delete state.joins[call];
    state.joining--;
  }
  for (let call = 0; call < calls.limit; call++) {
    const isOurs = calls.phase(call) !== Phase.free && calls.from(call) === node.index && !calls.isAbandoned(call);
    if (!isOurs || calls.link(call) < 0 || !ended.has(calls.parent(call))) continue;
    const group = derived.groups.groupOf[calls.mark(call)];
    if (state.connections[group] > 0) state.connections[group]--;
    node.abandon(call);
  }
  if (params.connections > 0)
    state.forConnection.forEach((queue, group) => {
      while (queue.length > 0 && state.connections[group] < params.connections) {
        state.connections[group]++;
        send(node, queue.shift() as number, group);
      }
    });
  showWaiting(node);
}

/** Whether a reply belongs to a request that is being worked on. */
export function isAnswer(node: WorkerNode, call: number): boolean {
  return node.calls.op(call) !== PROMOTE.code;
}
