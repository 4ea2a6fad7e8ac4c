import { Fate } from '../../network/fates';
import { gaveUp } from '../../toolkit/giveUp';
import { emptyGroups, groupLearn, groupTarget, groupTools, type GroupPolicy, type GroupState, type GroupTools } from '../../toolkit/groups';
import { changeTimeout, emptyTimeouts, fireTimeouts, watchTimeout, type TimeoutsState } from '../../toolkit/timeouts';
import { LOG_VERBS } from '../../trace/types';
import type { Behavior } from '../../parts/contract';
import type { NodeContext } from '../../parts/context';
import { inspectRouter } from './inspect';
import type { ShardRouterParams } from './kind';
import { membersInUse, placementsOf, shardNames, specOf } from './members';
import { PROMOTE } from '../../toolkit/operations';
import { NOWHERE, type Placement } from '../../toolkit/placement/table';
import { msToNs } from '../../kernel/units';

const TIMEOUT = 0;
const REJECTED = LOG_VERBS.indexOf('rejected');

interface RouterTools {
  readonly groups: GroupTools;
  readonly placed: Placement;
  readonly policy: GroupPolicy;
  readonly stream: number;
  readonly timeoutNs: number;
}

interface RouterState {
  groups: GroupState;
  timeouts: TimeoutsState;
}

type RouterNode = NodeContext<ShardRouterParams, RouterTools, RouterState>;

/** Handlers of the shard router. */
export const shardRouterBehavior: Behavior<ShardRouterParams, RouterTools, RouterState> = {
  prepare: (setup, params) => {
    const groups = groupTools(setup);
    return {
      groups,
      placed: placementsOf(setup, groups).of(JSON.stringify(specOf(params, membersInUse(shardNames(setup, groups), params)))),
      policy: params,
      stream: setup.stream('choice'),
      timeoutNs: msToNs(params.callTimeoutMs),
    };
  },
  init: (node) => ({ groups: emptyGroups(node.derived.groups), timeouts: emptyTimeouts() }),
  onCrash: (node, before, loses) => ({
    groups: loses === 'nothing' ? before.groups : emptyGroups(node.derived.groups),
    timeouts: emptyTimeouts(),
  }),
  onStart: handOutKeys,
  onRequest: (node, call) => {
    const { derived, state, calls } = node;
    const shards = derived.groups.members.length;
    if (shards === 0) {
      node.reply(call, Fate.noTarget, 0);
      return;
    }
    const place = derived.placed.places[calls.key(call)];
    if (place === NOWHERE) {
      node.log(REJECTED, call, Fate.programError);
      node.reply(call, Fate.programError, 0);
      return;
    }
    const group = place >= 0 ? place : node.streams.below(derived.stream, shards);
    const position = groupTarget(derived.groups, state.groups, derived.policy, group, calls.op(call), node.now());
    const sent = node.forward(derived.groups.links[position], call);
    calls.setMark(sent, position);
    watchTimeout(node, state.timeouts, sent, derived.timeoutNs, TIMEOUT);
  },
  onParams: (node) => changeTimeout(node, node.state.timeouts, node.derived.timeoutNs, TIMEOUT),
  onReply: (node, call, fate) => {
    if (node.calls.op(call) === PROMOTE.code) return;
    answered(node, call, fate);
  },
  onTimer: (node) => {
    fireTimeouts(node, node.state.timeouts, TIMEOUT, (call) => {
      gaveUp(node, call);
      answered(node, call, Fate.timedOut);
      node.abandon(call);
    });
  },
  inspect: (node) => inspectRouter(node.setup, node.params, node.derived.groups, node.state.groups, node.derived.placed, node.now()),
  problem: ({ id, derived: { placed } }) => (placed.problem === null ? null : `${id} ${placed.problem}.`),
};

function answered(node: RouterNode, call: number, fate: number): void {
  groupLearn(node, node.derived.groups, node.state.groups, node.derived.policy, node.calls.mark(call), fate);
  node.reply(node.calls.parent(call), fate, node.calls.value(call));
}

function handOutKeys(node: RouterNode): void {
  const { groups, placed } = node.derived;
  groups.members.forEach((members, group) => {
    const held = Uint8Array.from(placed.places, (place) => (place === group ? 1 : 0));
    node.load(groups.links[members[0]], held);
  });
}
