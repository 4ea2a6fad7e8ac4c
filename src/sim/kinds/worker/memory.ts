import { Fate } from '../../network/fates';
import { Phase } from '../../network/calls';
import { LOG_VERBS, NodeStatus } from '../../trace/types';
import { Gauge } from '../../parts/contract';
import { forgetBehind } from './behind';
import { isInMachine, showBlocked } from './machine';
import { emptyMachine, Tag, WorkerGauge, type WorkerNode } from './state';
import { secondsToNs } from '../../kernel/units';

const RAN_OUT = LOG_VERBS.indexOf('ran out of memory');

/** The system kills the process that wants more memory than there is: every request inside fails, and it takes a while to start again. */
export function killForMemory(node: WorkerNode, newest = -1): void {
  const { state, derived, params } = node;
  node.logAbout(RAN_OUT, -1);
  const killed = requestsInside(node);
  if (newest >= 0) killed.add(newest);
  const { chain, life, neighbourChain, neighbourDueNs, neighbourMeanNs, isStolen } = state.machine;
  state.machine = {
    ...emptyMachine(node.now(), node.workedNs(), derived.machine.processes),
    chain: chain + 1,
    life: life + 1,
    neighbourChain,
    neighbourDueNs,
    neighbourMeanNs,
    isStolen,
  };
  for (const gauge of [WorkerGauge.computing, WorkerGauge.collecting, WorkerGauge.memory]) node.setGauge(gauge, 0);
  // Requests from before the worker had a machine of this kind are not its to lose.
  node.setGauge(Gauge.queue, state.station.waiting);
  node.setGauge(Gauge.busy, state.station.busy);
  showBlocked(node);
  forgetBehind(node, killed);
  for (const call of killed) node.reply(call, Fate.outOfMemory, 0);
  beginStart(node, secondsToNs(params.memoryRestartSeconds));
  state.machine.startsForMemory = true;
}

/** Every request that the machine holds: running, waiting for a thread, or for a part behind. */
function requestsInside(node: WorkerNode): Set<number> {
  const {
    calls,
    state: { machine },
  } = node;
  const found = new Set<number>();
  for (let call = machine.head; call >= 0; call = calls.next(call)) found.add(call);
  for (let call = 0; call < calls.limit; call++) {
    if (calls.phase(call) === Phase.atCallee && calls.to(call) === node.index && isInMachine(node, call)) found.add(call);
  }
  return found;
}

/** Starts the process: until then it takes no requests. */
export function beginStart(node: WorkerNode, afterNs: number): void {
  const { state } = node;
  state.machine.startBeganNs = node.now();
  state.machine.startsForMemory = false;
  state.machine.startedNs = node.now() + afterNs;
  if (afterNs === 0) return;
  state.starting = true;
  showOpen(node);
  node.after(afterNs, Tag.ready, state.machine.life);
}

/** The time that a start takes has changed: the one under way is over when it would have been, had it always taken so long. */
export function changeStart(node: WorkerNode): void {
  const { derived, params, state } = node;
  if (!state.starting || state.startOrder >= 0) return;
  const { machine } = state;
  const takesNs = machine.startsForMemory ? secondsToNs(params.memoryRestartSeconds) : derived.startNs;
  const readyNs = Math.max(node.now(), machine.startBeganNs + takesNs);
  if (readyNs === machine.startedNs) return;
  machine.startedNs = readyNs;
  node.after(readyNs - node.now(), Tag.ready, machine.life);
}

/** The process is ready. */
export function endStart(node: WorkerNode, life: number): void {
  const { state } = node;
  // Of two starts that overlap the later one counts.
  if (life !== state.machine.life || !state.starting || node.now() < state.machine.startedNs) return;
  state.starting = false;
  showOpen(node);
  answerOrder(node, Fate.ok);
}

function answerOrder(node: WorkerNode, fate: number): void {
  const order = node.state.startOrder;
  node.state.startOrder = -1;
  if (order >= 0) node.reply(order, fate, 0);
}

/** Is switched on or off by order: on is answered when it is ready; off, it finishes what it has. */
export function switchByOrder(node: WorkerNode, order: number): void {
  const { state, calls } = node;
  const isOn = calls.value(order) > 0;
  // Overtaken on the way by a later one, which holds.
  if (calls.startedNs(order) < state.orderedNs) {
    node.reply(order, Fate.ok, 0);
    return;
  }
  state.orderedNs = calls.startedNs(order);
  answerOrder(node, Fate.unreachable);
  if (isOn && state.off) {
    setOff(node, false);
    beginStart(node, Math.max(0, calls.field(order)) * 1_000_000);
  } else if (!isOn) {
    state.starting = false;
    setOff(node, true);
  }
  state.startOrder = order;
  if (!state.starting) answerOrder(node, Fate.ok);
}

/** Turns the worker on or off. */
export function setOff(node: WorkerNode, off: boolean): void {
  if (node.state.off === off) return;
  node.state.off = off;
  showOpen(node);
}

function showOpen(node: WorkerNode): void {
  const { state } = node;
  state.closed = state.starting || state.off;
  const open = node.slowness() === 1 ? NodeStatus.up : NodeStatus.slow;
  node.setGauge(Gauge.status, state.off ? NodeStatus.off : state.starting ? NodeStatus.starting : open);
}
