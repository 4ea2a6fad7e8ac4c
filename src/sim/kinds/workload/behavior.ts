import { NO_ANSWER } from '../../network/doubt';
import { Fate } from '../../network/fates';
import type { Message, MessageBody } from '../../network/messages';
import { rings } from '../../toolkit/alarm';
import { errorOf } from '../../toolkit/maelstromErrors';
import type { InspectSection } from '../../trace/inspection';
import type { Behavior } from '../../parts/contract';
import type { NodeContext, NodeSetup } from '../../parts/context';
import { WorkloadGauge } from './gauges';
import type { WorkloadParams } from './kind';
import { ASKED } from './operations';
import { changePace, FINAL, newPace, schedule, stopped, type Pace } from './pace';
import { acknowledge, lostValues, nextValue, noValues, quantileOf, stableLatenciesNs, takeRead, type BroadcastValues } from './values';
import { NS_PER_MS } from '../../kernel/units';

const PATIENCE = 1;

/** An operation under way. */
interface Pending {
  readonly call: number;
  readonly operation: keyof typeof ASKED;
  /** It is the read of a node at the end. */
  readonly isFinal: boolean;
  /** What is asked: the value that is broadcast, the number that is to be echoed. */
  readonly value: number;
  readonly beganNs: number;
  /** When its patience is over. */
  dueNs: number;
}

interface WorkloadState {
  pace: Pace;
  messages: number;
  pending: Record<string, Pending>;
  values: BroadcastValues;
  /** Ids that were given out already. */
  ids: Record<string, true>;
  /** What was wrong first; null: nothing. */
  fault: string | null;
}

interface WorkloadTools {
  readonly targets: readonly number[];
  readonly distance: number;
  readonly choice: number;
}

type WorkloadNode = NodeContext<WorkloadParams, WorkloadTools, WorkloadState>;

/** Handlers of a workload. Its operations are requests that end in a fate, though they travel as messages. */
export const workloadBehavior: Behavior<WorkloadParams, WorkloadTools, WorkloadState> = {
  prepare: (setup: NodeSetup) => ({
    targets: [...(setup.networks.at(0)?.members ?? [])].filter(
      (index) => setup.takesBodies[index] && setup.nodeKinds[index] !== setup.nodeKinds[setup.index],
    ),
    distance: setup.stream('distances'),
    choice: setup.stream('choice'),
  }),
  init: () => ({ pace: newPace(), messages: 0, pending: {}, values: noValues(), ids: {}, fault: null }),
  // Values and ids are never used twice, whatever the crash takes; what was under way has ended with it.
  onCrash: (_node, before) => ({ ...before, pending: {}, pace: stopped(before.pace) }),
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
  inspect: (node) => [results(node)],
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

/** Begins the next operation, at a node drawn at random. */
function begin(node: WorkloadNode): void {
  const { derived, params, state, streams } = node;
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
  state.pending[id] = { call, operation, isFinal, value, beganNs: node.now(), dueNs: node.now() + patienceNs };
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
  end(node, id, Fate.timedOut, operation === 'broadcast' ? WorkloadGauge.info : WorkloadGauge.fail);
}

function end(node: WorkloadNode, id: number, fate: number, gauge: number): void {
  const { calls, state } = node;
  const { call, operation } = state.pending[id];
  delete state.pending[id];
  node.conclude(call, fate, fate !== Fate.ok ? NO_ANSWER : operation === 'broadcast' ? calls.value(call) : 0);
  node.abandon(call);
  node.addGauge(gauge, 1);
}

function hear(node: WorkloadNode, { body, from }: Message): void {
  const { state, setup } = node;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return;
  const reply = body as Readonly<Record<string, MessageBody>>;
  const id = Number(reply.in_reply_to);
  if (!Object.hasOwn(state.pending, id)) return;
  if (reply.type === 'error') {
    const error = errorOf(reply.code);
    if (!error.isDefinite && state.pending[id].operation === 'broadcast') node.calls.setDoubtful(state.pending[id].call);
    end(node, id, error.fate, error.isDefinite || state.pending[id].operation !== 'broadcast' ? WorkloadGauge.fail : WorkloadGauge.info);
    return;
  }
  const fault = judge(node, state.pending[id], reply);
  if (fault !== null) {
    node.addGauge(WorkloadGauge.wrong, 1);
    state.fault ??= `${setup.nodeIds[from]} ${fault}`;
  }
  end(node, id, Fate.ok, WorkloadGauge.ok);
}

/** What is wrong with an answer; null: nothing. */
function judge(
  node: WorkloadNode,
  { operation, isFinal, value, beganNs }: Pending,
  reply: Readonly<Record<string, MessageBody>>,
): string | null {
  const { values, ids } = node.state;
  if (reply.type !== `${operation}_ok`) return `answered ${operation} with ${String(reply.type).slice(0, 40)} and not with ${operation}_ok`;
  if (operation === 'echo')
    return reply.echo === `Please echo ${value}` ? null : `was to echo "Please echo ${value}" and sent ${shown(reply.echo)}`;
  if (operation === 'generate') {
    const given = JSON.stringify(reply.id ?? null);
    if (reply.id === undefined || reply.id === null) return 'gave no id';
    if (Object.hasOwn(ids, given)) return `gave out the id ${given.slice(0, 40)} a second time`;
    ids[given] = true;
    return null;
  }
  if (operation === 'broadcast') {
    acknowledge(values, value, node.now());
    return null;
  }
  if (!Array.isArray(reply.messages)) return `answered a read with ${shown(reply.messages)} and not with a list of messages`;
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

function results({ state, params }: WorkloadNode): InspectSection {
  const isWaiting = Object.keys(state.pending).length > 0;
  const { values } = state;
  const stable = stableLatenciesNs(values);
  const lost = lostValues(values);
  const isValid = state.fault === null && lost === 0 && values.duplicated === 0;
  const ms = (share: number): number | null => {
    const value = quantileOf(stable, share);
    return value === null ? null : value / NS_PER_MS;
  };
  return {
    type: 'facts',
    title: 'Results',
    facts: [
      ['valid?', isValid ? (isWaiting ? 'true so far' : 'true') : 'false'],
      ...(state.fault === null ? [] : ([['first fault', state.fault]] as const)),
      ['operations', state.pace.begun],
      ...(params.workload !== 'broadcast'
        ? []
        : ([
            ['values broadcast', values.count],
            ['lost', lost],
            ['duplicated', values.duplicated],
            ['stable latency, median (ms)', ms(0.5)],
            ['stable latency, 95 % (ms)', ms(0.95)],
            ['stable latency, 99 % (ms)', ms(0.99)],
            ['stable latency, highest (ms)', ms(1)],
          ] as const)),
    ],
  };
}
