import { Fate } from '../../network/fates';
import { LOG_VERBS } from '../../trace/types';
import { isTooLate, turnAway } from '../../toolkit/queue';
import { changeTimeout } from '../../toolkit/timeouts';
import { stationAccept, stationRefill, stationRelease } from '../../toolkit/station';
import type { Behavior } from '../../parts/contract';
import { answered, askBehind, expireCalls, isAnswer, openConnections } from './behind';
import { inspectWorker } from './inspect';
import type { WorkerParams } from './kind';
import {
  beginNeighbour,
  changeNeighbour,
  beginWaiting,
  countBlocked,
  endCollection,
  isInMachine,
  isMachinePlace,
  isStationSlot,
  leaveThread,
  machineAccept,
  machineRelease,
  machineTick,
  markSlotFree,
  moveClocks,
  neighbourTurn,
  placeOf,
  settleMachine,
  showBusy,
} from './machine';
import { beginStart, changeStart, endStart, killForMemory, setOff, switchByOrder } from './memory';
import { isOverMemory, memoryFor, memoryFrom, showMemory } from './memoryUse';
import { emptyWorker, Tag, WorkerGauge, workerTools, type WorkerNode, type WorkerState, type WorkerTools } from './state';
import { groupNews } from '../../toolkit/groups';
import { PROBE, ROUTE, SCALE } from '../../toolkit/operations';

const RECEIVED = LOG_VERBS.indexOf('received');
const FINISHED = LOG_VERBS.indexOf('finished');
const FAILED = LOG_VERBS.indexOf('failed');
const REJECTED = LOG_VERBS.indexOf('rejected');

/** Handlers of the worker. */
export const workerBehavior: Behavior<WorkerParams, WorkerTools, WorkerState> = {
  prepare: workerTools,
  init: emptyWorker,
  capacity: (params) => (params.execution === 'processes' ? params.processes * params.threads : params.concurrency),
  computing: ({ cores, cpuPercent, execution, oneThreadComputes, processes, threads }) =>
    execution === 'processes' && cpuPercent > 0 ? Math.min(cores, oneThreadComputes ? processes : processes * threads) : 0,
  paidSlots: (params) => (params.execution === 'processes' ? params.cores : params.concurrency),
  queueLimit: (params) => params.queueLimit,
  onStart: beginMachine,
  onCrash: (node, before, loses) => {
    node.setGauge(WorkerGauge.blocked, 0);
    const empty = { ...emptyWorker(node), off: before.off };
    if (loses !== 'nothing') return empty;
    const { leakedMb } = before.machine;
    return { ...empty, groups: before.groups, machine: { ...empty.machine, leakedMb } };
  },
  onRestart: (node) => {
    const { off } = node.state;
    node.state.off = false;
    setOff(node, off);
    beginStart(node, node.derived.startNs);
    beginMachine(node);
  },
  onRequest: (node, call) => {
    node.log(RECEIVED, call, -1);
    if (node.state.closed) node.reply(call, Fate.unreachable, 0);
    else if (node.derived.usesMachine) enterMachine(node, call);
    else if (!stationAccept(node, node.derived.station, node.state.station, call)) reject(node, call);
  },
  onTimer,
  onReply: (node, call, fate) => {
    if (!isAnswer(node, call)) return;
    answered(node, call, fate, finish);
    if (node.state.machine.dirty) settleMachine(node);
  },
  onControl: (node, call, op) => {
    if (op === SCALE.code) switchByOrder(node, call);
    else if (op === ROUTE.code) groupNews(node, node.derived.groups, node.state.groups, call);
    else node.reply(call, node.state.closed && op === PROBE.code ? Fate.unreachable : Fate.ok, 0);
  },
  onParams: changed,
  inspect: inspectWorker,
};

function reject(node: WorkerNode, call: number): void {
  node.log(REJECTED, call, Fate.queueFull);
  node.reply(call, Fate.queueFull, 0);
}

function enterMachine(node: WorkerNode, call: number): void {
  if (isTooLate(node, call)) {
    turnAway(node, call, Fate.deadlineExceeded);
    return;
  }
  if (!memoryFor(node)) {
    killForMemory(node, call);
    return;
  }
  if (!machineAccept(node, call)) {
    memoryFrom(node);
    reject(node, call);
  }
  if (node.state.machine.dirty) settleMachine(node);
}

function onTimer(node: WorkerNode, tag: number, arg: number): void {
  if (tag === Tag.served) served(node, arg);
  else if (tag === Tag.timeout) expireCalls(node, finish);
  else if (tag === Tag.tick) machineTick(node, arg, (call) => served(node, call));
  else if (tag === Tag.collected) endCollection(node, arg, (call) => served(node, call));
  else if (tag === Tag.neighbour) neighbourTurn(node, arg);
  else endStart(node, arg);
  if (node.state.machine.dirty) settleMachine(node);
}

/** The worker's own work on a request is done. */
function served(node: WorkerNode, call: number): void {
  const { errorBelow, errorStream } = node.derived;
  if (errorBelow > 0 && node.streams.next(errorStream) < errorBelow) failInside(node, call);
  else if (node.derived.groups.members.length === 0) finish(node, call, Fate.ok, node.calls.value(call));
  else {
    if (!node.params.holdSlot) {
      if (isInMachine(node, call)) leaveThread(node, call);
      else {
        stationRelease(node, node.derived.station, node.state.station);
        markSlotFree(node, call);
      }
    }
    countBlocked(node, call, 1);
    askBehind(node, call, finish);
  }
}

/** Something inside goes wrong: the work was done in vain. */
function failInside(node: WorkerNode, call: number): void {
  node.log(FAILED, call, Fate.serverError);
  answer(node, call, Fate.serverError, 0);
}

/** Answers a request and gives back what it held, which is known before: with the answer the call may be gone. */
function answer(node: WorkerNode, call: number, fate: number, value: number): void {
  const place = placeOf(node, call);
  node.reply(call, fate, value);
  if (isMachinePlace(place)) {
    memoryFrom(node);
    machineRelease(node, place);
  } else if (isStationSlot(place)) {
    stationRelease(node, node.derived.station, node.state.station);
    if (node.derived.usesMachine) showBusy(node);
  }
}

function finish(node: WorkerNode, call: number, fate: number, value: number): void {
  if (fate === Fate.ok) node.log(FINISHED, call, -1);
  if (node.derived.groups.members.length > 0) countBlocked(node, call, -1);
  answer(node, call, fate, value);
}

function beginMachine(node: WorkerNode): void {
  if (!node.derived.usesMachine) return;
  showMemory(node);
  beginNeighbour(node);
  if (node.state.machine.dirty) settleMachine(node);
}

/** Fields have changed: what waits moves to where requests go from now on, and what runs goes on at its new pace. */
function changed(node: WorkerNode): void {
  const { state, derived } = node;
  changeTimeout(node, state.timeouts, derived.timeoutNs, Tag.timeout);
  moveClocks(node);
  // What waits takes memory where it waits.
  if (derived.usesMachine) state.machine.inside += moveQueue(node, state.station, state.machine);
  else state.machine.inside -= moveQueue(node, state.machine, state.station);
  if (!derived.usesMachine) stationRefill(node, derived.station, state.station);
  else beginWaiting(node);
  showBusy(node);
  changeNeighbour(node);
  changeStart(node);
  openConnections(node);
  if (derived.usesMachine && isOverMemory(node)) killForMemory(node);
  if (state.machine.busy > 0 || state.machine.dirty) settleMachine(node);
}

interface Queue {
  head: number;
  tail: number;
  waiting: number;
}

/** Returns how many requests were moved. */
function moveQueue(node: WorkerNode, from: Queue, to: Queue): number {
  if (from.head < 0) return 0;
  const moved = from.waiting;
  if (to.tail < 0) to.head = from.head;
  else node.calls.setNext(to.tail, from.head);
  to.tail = from.tail;
  to.waiting += moved;
  Object.assign(from, { head: -1, tail: -1, waiting: 0 });
  return moved;
}
