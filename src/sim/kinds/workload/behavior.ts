import { NO_ANSWER } from '../../network/doubt';
import { Fate } from '../../network/fates';
import type { Message, MessageBody } from '../../network/messages';
import { rings } from '../../toolkit/alarm';
import { answeredNumber } from '../../toolkit/answeredNumber';
import { errorOf } from '../../toolkit/maelstromErrors';
import type { Behavior } from '../../parts/contract';
import type { NodeSetup } from '../../parts/context';
import { WorkloadGauge } from './gauges';
import { beginRound, judgeRounds, noElections, roundsGivenUp, takeName } from './elections';
import type { WorkloadParams } from './kind';
import { ASKED } from './operations';
import type { Pending, WorkloadNode, WorkloadState, WorkloadTools } from './state';
import { changePace, FINAL, newPace, schedule, stopped } from './pace';
import { resultsOf } from './results';
import { acknowledge, lostValues, nextValue, noValues, quantileOf, stableLatenciesNs, takeRead } from './values';
import { NS_PER_MS, NS_PER_SECOND } from '../../kernel/units';

const PATIENCE = 1;

/** Handlers of a workload. Its operations are requests that end in a fate, though they travel as messages. */
export const workloadBehavior: Behavior<WorkloadParams, WorkloadTools, WorkloadState> = {
  prepare: (setup: NodeSetup) => ({
    targets: [...(setup.networks.at(0)?.members ?? [])].filter(
      (index) => setup.takesBodies[index] && setup.nodeKinds[index] !== setup.nodeKinds[setup.index],
    ),
    distance: setup.stream('distances'),
    choice: setup.stream('choice'),
  }),
  init: () => ({
    pace: newPace(),
    messages: 0,
    pending: {},
    values: noValues(),
    elections: noElections(),
    ids: {},
    counts: { ok: 0, fail: 0, info: 0 },
    fault: null,
  }),
  // Values and ids are never used twice, whatever the crash takes; what was under way has ended with it.
  onCrash: (_node, before) => ({
    ...before,
    pending: {},
    pace: stopped(before.pace),
    elections: roundsGivenUp(before.elections),
  }),
  onStart: schedule,
  onRestart: schedule,
  onParams: changed,
  onRequest: (node, call) => node.reply(call, Fate.noTarget, 0),
  onTimer: (node, tag, arg) => {
    if (tag === PATIENCE) runOut(node, arg);
    else if (tag === FINAL) {
      if (rings(node, node.state.pace.final)) readAll(node);
    } else if (rings(node, node.state.pace.next)) {
      begin(node);
      schedule(node);
    }
  },
  onMessage: hear,
  problem: ({ id, derived, state }) =>
    derived.targets.length === 0
      ? `${id} has nobody to ask: wire it to a network with nodes.`
      : state.fault === null
        ? null
        : `The answers to ${id} are not valid: ${state.fault}.`,
  results: (node, betweenNodes) => resultsOf(node, betweenNodes),
  inspect: (node) => [{ type: 'facts', title: 'Results', facts: resultsOf(node, null) }],
};

/** Fields have changed: patience of another length holds for what is under way too, counted from its beginning. */
function changed(node: WorkloadNode): void {
  const patienceNs = patience(node);
  for (const [id, pending] of Object.entries(node.state.pending)) {
    const dueNs = pending.beganNs + patienceNs;
    if (dueNs === pending.dueNs) continue;
    pending.dueNs = Math.max(node.now() + 1, dueNs);
    node.afterQuietly(pending.dueNs - node.now(), PATIENCE, Number(id));
  }
  changePace(node);
}

function patience(node: WorkloadNode): number {
  return Math.max(1, node.byClock(Math.floor(node.params.timeoutMs * NS_PER_MS)));
}

/** Begins the next operation, at a node drawn at random; who leads is asked of all. */
function begin(node: WorkloadNode): void {
  const { derived, params, state, streams } = node;
  if (params.workload === 'leader') {
    const round = beginRound(state.elections, derived.targets.length, node.now());
    state.pace.begun++;
    for (const each of derived.targets) ask(node, each, 'leader', round, {});
    return;
  }
  const target = derived.targets[streams.below(derived.choice, derived.targets.length)];
  const number = state.pace.begun++;
  if (params.workload === 'echo') ask(node, target, 'echo', number, { echo: `Please echo ${number}` });
  else if (params.workload === 'unique-ids') ask(node, target, 'generate', number, {});
  else if (streams.unit(derived.choice) * 100 < params.readPercent) ask(node, target, 'read', number, {});
  else {
    const value = nextValue(state.values);
    ask(node, target, 'broadcast', value, { message: value });
  }
}

/** Every node is read once more. */
function readAll(node: WorkloadNode): void {
  for (const target of node.derived.targets) ask(node, target, 'read', 0, {}, true);
}

function ask(
  node: WorkloadNode,
  target: number,
  operation: Pending['operation'],
  value: number,
  more: Readonly<Record<string, MessageBody>>,
  isFinal = false,
): void {
  const { setup, state } = node;
  if (operation === 'broadcast') node.nameNext(value);
  const call = node.open(ASKED[operation].code, -1, -1);
  const id = ++state.messages;
  const patienceNs = patience(node);
  state.pending[id] = { call, operation, isFinal, value, target, beganNs: node.now(), dueNs: node.now() + patienceNs };
  const seat = setup.networks.findIndex(({ members }) => members.includes(target));
  node.tell(seat, target, setup.messageType(operation), { type: operation, ...more, msg_id: id });
  node.afterQuietly(patienceNs, PATIENCE, id);
}

/** Nobody has answered in time: whether it happened, nobody can say. */
function runOut(node: WorkloadNode, id: number): void {
  if (!Object.hasOwn(node.state.pending, id)) return;
  const { call, dueNs, operation } = node.state.pending[id];
  // It was given more time meanwhile.
  if (node.now() < dueNs) return;
  if (operation === 'broadcast') node.calls.setDoubtful(call);
  end(node, id, Fate.timedOut, operation === 'broadcast' ? 'info' : 'fail');
}

function end(node: WorkloadNode, id: number, fate: number, as: 'ok' | 'fail' | 'info', leader?: string | null): void {
  const { calls, state } = node;
  const { call, operation, value, target } = state.pending[id];
  delete state.pending[id];
  node.conclude(call, fate, fate !== Fate.ok ? NO_ANSWER : operation === 'broadcast' ? calls.value(call) : 0);
  node.abandon(call);
  state.counts[as]++;
  node.addGauge(WorkloadGauge[as], 1);
  if (operation === 'leader') hearName(node, value, target, leader);
}

/** A node has named its leader, or has not answered. */
function hearName(node: WorkloadNode, round: number, target: number, leader: string | null | undefined): void {
  const { derived, params, setup, state } = node;
  takeName(state.elections, round, target, leader);
  const fault = judgeRounds(state.elections, derived.targets, setup.nodeIds, params.agreeSeconds * NS_PER_SECOND);
  node.setGauge(WorkloadGauge.apartMaxMs, state.elections.longestNs / NS_PER_MS);
  if (fault === null) return;
  node.addGauge(WorkloadGauge.wrong, 1);
  state.fault ??= fault;
}

function hear(node: WorkloadNode, { body, from }: Message): void {
  const { state, setup } = node;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return;
  const reply = body as Readonly<Record<string, MessageBody>>;
  const id = Number(answeredNumber(reply) ?? NaN);
  if (!Object.hasOwn(state.pending, id)) return;
  if (reply.type === 'error') {
    const error = errorOf(reply.code);
    if (!error.isDefinite && state.pending[id].operation === 'broadcast') node.calls.setDoubtful(state.pending[id].call);
    end(node, id, error.fate, error.isDefinite || state.pending[id].operation !== 'broadcast' ? 'fail' : 'info');
    return;
  }
  const fault = judge(node, state.pending[id], reply);
  if (fault !== null) {
    node.addGauge(WorkloadGauge.wrong, 1);
    state.fault ??= `${setup.nodeIds[from]} ${fault}`;
  }
  end(node, id, Fate.ok, 'ok', typeof reply.leader === 'string' ? reply.leader : null);
}

/** What is wrong with an answer; null: nothing. */
function judge(
  node: WorkloadNode,
  { operation, isFinal, value, beganNs }: Pending,
  reply: Readonly<Record<string, MessageBody>>,
): string | null {
  const { values, ids } = node.state;
  if (reply.type !== `${operation}_ok`) return `answered ${operation} with ${String(reply.type).slice(0, 40)} , not with ${operation}_ok`;
  if (operation === 'echo')
    return reply.echo === `Please echo ${value}` ? null : `was to echo "Please echo ${value}" and sent ${shown(reply.echo)}`;
  if (operation === 'generate') {
    const given = JSON.stringify(reply.id ?? null);
    if (reply.id === undefined || reply.id === null) return 'gave no id';
    if (Object.hasOwn(ids, given)) return `gave out the id ${given.slice(0, 40)} a second time`;
    ids[given] = true;
    return null;
  }
  if (operation === 'leader')
    return reply.leader === null || typeof reply.leader === 'string' ? null : `named ${shown(reply.leader)} and not a node`;
  if (operation === 'broadcast') {
    acknowledge(values, value, node.now());
    return null;
  }
  if (!Array.isArray(reply.messages)) return `answered a read with ${shown(reply.messages)} , not with a list of messages`;
  const isSound = takeRead(values, reply.messages as readonly unknown[], beganNs, node.now(), isFinal);
  if (isFinal) node.addGauge(WorkloadGauge.finalReads, 1);
  showValues(node);
  return isSound ? null : 'has messages that nobody has broadcast';
}

function shown(value: MessageBody | undefined): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}

function showValues(node: WorkloadNode): void {
  const { values } = node.state;
  const stable = stableLatenciesNs(values);
  node.setGauge(WorkloadGauge.lost, lostValues(values));
  node.setGauge(WorkloadGauge.duplicated, values.duplicated);
  node.setGauge(WorkloadGauge.stableMedianMs, (quantileOf(stable, 0.5) ?? 0) / NS_PER_MS);
  node.setGauge(WorkloadGauge.stableMaxMs, (quantileOf(stable, 1) ?? 0) / NS_PER_MS);
}
