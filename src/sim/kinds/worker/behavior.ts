import { Fate } from '../../network/fates';
import { Op } from '../../network/calls';
import { LOG_VERBS } from '../../trace/types';
import { emptyGroups, groupLearn, groupTarget, groupTools, type GroupPolicy, type GroupState, type GroupTools } from '../../toolkit/groups';
import { emptyStation, stationAccept, stationRefill, stationRelease, stationTools, type StationState, type StationTools } from '../../toolkit/station';
import { emptyTimeouts, fireTimeouts, watchTimeout, type TimeoutsState } from '../../toolkit/timeouts';
import type { Behavior } from '../contract';
import type { NodeContext } from '../context';
import type { WorkerParams } from './kind';

const SERVED = 0;
const TIMEOUT = 1;
const RECEIVED = LOG_VERBS.indexOf('received');
const FINISHED = LOG_VERBS.indexOf('finished');
const REJECTED = LOG_VERBS.indexOf('rejected');

interface WorkerTools {
  readonly station: StationTools;
  readonly groups: GroupTools;
  readonly policy: GroupPolicy;
  readonly timeoutNs: number;
}

interface WorkerState {
  station: StationState;
  groups: GroupState;
  timeouts: TimeoutsState;
}

type WorkerNode = NodeContext<WorkerParams, WorkerTools, WorkerState>;

/** Handlers of the worker. */
export const workerBehavior: Behavior<WorkerParams, WorkerTools, WorkerState> = {
  prepare: (setup, params) => ({
    station: stationTools(setup, { ...params, tag: SERVED }),
    groups: groupTools(setup),
    policy: params,
    timeoutNs: Math.floor(params.callTimeoutMs * 1e6 + 0.5),
  }),
  init: (node) => ({ station: emptyStation(), groups: emptyGroups(node.derived.groups), timeouts: emptyTimeouts() }),
  capacity: (params) => params.concurrency,
  queueLimit: (params) => params.queueLimit,
  onRequest: (node, call) => {
    node.log(RECEIVED, call, -1);
    if (stationAccept(node, node.derived.station, node.state.station, call)) return;
    node.log(REJECTED, call, Fate.queueFull);
    node.reply(call, Fate.queueFull, 0);
  },
  onTimer: (node, tag, call) => {
    if (tag === TIMEOUT) expireCalls(node);
    else if (node.derived.groups.members.length === 0) finish(node, call, Fate.ok, node.calls.value(call));
    else {
      if (!node.params.holdSlot) stationRelease(node, node.derived.station, node.state.station);
      ask(node, call, 0);
    }
  },
  onReply: (node, call, fate) => {
    if (node.calls.op(call) === Op.promote) return;
    answered(node, call, fate);
  },
  onParams: (node) => stationRefill(node, node.derived.station, node.state.station),
};

function ask(node: WorkerNode, call: number, group: number): void {
  const { derived, state } = node;
  const position = groupTarget(derived.groups, state.groups, derived.policy, group, node.calls.op(call), node.now());
  const sent = node.forward(derived.groups.links[position], call);
  node.calls.setMark(sent, position);
  watchTimeout(node, state.timeouts, sent, derived.timeoutNs, TIMEOUT);
}

function answered(node: WorkerNode, call: number, fate: number): void {
  const { groups } = node.derived;
  const position = node.calls.mark(call);
  groupLearn(node, groups, node.state.groups, node.derived.policy, position, fate);
  const parent = node.calls.parent(call);
  const group = groups.groupOf[position];
  if (fate === Fate.ok && group + 1 < groups.members.length) ask(node, parent, group + 1);
  else finish(node, parent, fate, node.calls.value(call));
}

function expireCalls(node: WorkerNode): void {
  fireTimeouts(node, node.state.timeouts, TIMEOUT, (call) => {
    answered(node, call, Fate.timedOut);
    node.abandon(call);
  });
}

function finish(node: WorkerNode, call: number, fate: number, value: number): void {
  if (fate === Fate.ok) node.log(FINISHED, call, -1);
  const holdsSlot = node.derived.groups.members.length === 0 || node.params.holdSlot;
  node.reply(call, fate, value);
  if (holdsSlot) stationRelease(node, node.derived.station, node.state.station);
}
