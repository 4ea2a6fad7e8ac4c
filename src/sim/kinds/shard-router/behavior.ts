import { Fate } from '../../network/fates';
import { gaveUp } from '../../toolkit/giveUp';
import { emptyGroups, groupTools } from '../../toolkit/groups';
import { changeTimeout, emptyTimeouts, fireTimeouts } from '../../toolkit/timeouts';
import type { Behavior } from '../../parts/contract';
import { answered, passOn } from './answers';
import { inspectRouter } from './inspect';
import type { ShardRouterParams } from './kind';
import { keyPlacement, membersInUse, placementsOf, shardNames, specOf } from './members';
import { moveAfterCrash, moveAnswered, moveTimedOut, moveTimer, resumeMove, review } from './moving';
import { control, noOrders, started } from './scaling';
import { countRange, splitTimer, watchRanges } from './splitting';
import { Timer, type RouterNode, type RouterState, type RouterTools } from './state';
import { PROMOTE } from '../../toolkit/operations';
import { msToNs } from '../../kernel/units';

/** Handlers of the shard router. */
export const shardRouterBehavior: Behavior<ShardRouterParams, RouterTools, RouterState> = {
  placesKeys: keyPlacement,
  prepare: (setup, params) => {
    const groups = groupTools(setup);
    const names = shardNames(setup, groups);
    const placements = placementsOf(setup, groups);
    return {
      groups,
      names,
      placements,
      placed: placements.of(JSON.stringify(specOf(params, membersInUse(names, params)))),
      policy: params,
      stream: setup.stream('choice'),
      timeoutNs: msToNs(params.callTimeoutMs),
      isScaled: setup.in.some((link) => link.role === 'control'),
    };
  },
  init: (node) => ({
    groups: emptyGroups(node.derived.groups),
    timeouts: emptyTimeouts(),
    settled: JSON.stringify(specOf(node.params, membersInUse(node.derived.names, node.params))),
    move: null,
    handovers: 0,
    last: null,
    moveTimeouts: emptyTimeouts(),
    scale: node.derived.isScaled ? noOrders() : null,
    splits: null,
  }),
  onCrash: (node, before, loses) => ({
    ...before,
    groups: loses === 'nothing' ? before.groups : emptyGroups(node.derived.groups),
    timeouts: emptyTimeouts(),
    move: moveAfterCrash(before.move),
    moveTimeouts: emptyTimeouts(),
    scale: before.scale === null ? null : { ...before.scale, open: 0, wanted: before.scale.ordered },
    splits: before.splits === null ? null : { ...before.splits, isArmed: false },
  }),
  onStart: (node) => {
    handOutKeys(node);
    watchRanges(node);
  },
  onRestart: (node) => {
    watchRanges(node);
    resumeMove(node);
  },
  onControl: control,
  onRequest: (node, call) => {
    const { derived, state, calls } = node;
    if (derived.groups.members.length === 0) {
      node.reply(call, Fate.noTarget, 0);
      return;
    }
    if (state.scale !== null) {
      state.scale.received++;
      state.scale.open++;
    }
    if (state.splits !== null) countRange(node, state.splits, calls.key(call));
    passOn(node, call);
  },
  onParams: (node) => {
    changeTimeout(node, node.state.timeouts, node.derived.timeoutNs, Timer.timeout);
    watchRanges(node);
    review(node);
  },
  onReply: (node, call, fate) => {
    if (node.calls.op(call) === PROMOTE.code) return;
    if (!moveAnswered(node, call, fate, passOn)) answered(node, call, fate);
  },
  onTimer: (node, tag, arg) => {
    if (tag === Timer.move) moveTimer(node);
    else if (tag === Timer.moveTimeout) moveTimedOut(node, passOn);
    else if (tag === Timer.boot) started(node, arg);
    else if (tag === Timer.split) splitTimer(node);
    else {
      fireTimeouts(node, node.state.timeouts, Timer.timeout, (call) => {
        gaveUp(node, call);
        answered(node, call, Fate.timedOut);
        node.abandon(call);
      });
    }
  },
  inspect: inspectRouter,
  problem: ({ id, derived: { placed } }) => (placed.problem === null ? null : `${id} ${placed.problem}.`),
};

function handOutKeys(node: RouterNode): void {
  const { groups, placed } = node.derived;
  groups.members.forEach((members, group) => {
    const held = Uint8Array.from(placed.places, (place) => (place === group ? 1 : 0));
    node.load(groups.links[members[0]], held);
  });
}
