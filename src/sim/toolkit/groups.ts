import type { NodeContext, NodeSetup } from '../parts/context';
import { Fate } from '../network/fates';
import { LOG_VERBS } from '../trace/types';
import { isWriteOp } from '../network/operations';
import { NS_PER_SECOND } from '../kernel/units';

const STOPPED = LOG_VERBS.indexOf('stopped sending to');
const AGAIN_NS = NS_PER_SECOND;

/** Which copies answer reads. */
export type ReadsFrom = 'primary' | 'replicas' | 'any';

/** What is wired behind a node, in groups: a part, and the replicas of it that are wired here too. Positions index setup.out. */
export interface GroupTools {
  readonly links: Int32Array;
  readonly nodes: Int32Array;
  readonly groupOf: Int32Array;
  /** Per group: position of the primary, then of its replicas. */
  readonly members: readonly Int32Array[];
}

/** What a node knows of its groups. */
export interface GroupState {
  /** Per group: index in its members of whom it takes for the primary. */
  leader: Int32Array;
  failures: Int32Array;
  turn: Int32Array;
  /** Per position: not to be used for reads before this moment, ns. */
  downUntilNs: Float64Array;
  /** Per group: the epoch of whom it takes for the primary, as a failover monitor has told. */
  epochs: Int32Array;
}

/** How a node treats its groups. */
export interface GroupPolicy {
  readonly readsFrom: ReadsFrom;
  /** Failures in a row after which a replica is made primary; 0: never. */
  readonly promoteAfterFailures: number;
}

/** Sorts what is wired behind a node into groups. */
export function groupTools(setup: NodeSetup): GroupTools {
  const positionOf = new Map(setup.out.map((out, position) => [out.node, position]));
  const groupOf = new Int32Array(setup.out.length).fill(-1);
  const members: number[][] = [];
  setup.out.forEach((out, position) => {
    if (out.follows >= 0 && positionOf.has(out.follows)) return;
    groupOf[position] = members.length;
    members.push([position]);
  });
  setup.out.forEach((out, position) => {
    if (groupOf[position] >= 0) return;
    groupOf[position] = groupOf[positionOf.get(out.follows) as number];
    members[groupOf[position]].push(position);
  });
  return {
    links: Int32Array.from(setup.out, (out) => out.link),
    nodes: Int32Array.from(setup.out, (out) => out.node),
    groupOf,
    members: members.map((list) => Int32Array.from(list)),
  };
}

/** Nothing known yet: every first member is primary. */
export function emptyGroups(tools: GroupTools): GroupState {
  return {
    leader: new Int32Array(tools.members.length),
    failures: new Int32Array(tools.members.length),
    turn: new Int32Array(tools.members.length),
    downUntilNs: new Float64Array(tools.links.length),
    epochs: new Int32Array(tools.members.length),
  };
}

/** The position to send a request of this kind to. */
export function groupTarget(tools: GroupTools, state: GroupState, policy: GroupPolicy, group: number, op: number, nowNs: number): number {
  const members = tools.members[group];
  if (members.length === 1) return members[0];
  const leader = state.leader[group];
  if (isWriteOp(op) || policy.readsFrom === 'primary' || leader !== 0) return members[leader];
  const first = policy.readsFrom === 'any' ? 0 : 1;
  const span = members.length - first;
  for (let tried = 0; tried < span; tried++) {
    const member = first + (state.turn[group] % span);
    state.turn[group] = (state.turn[group] + 1) % span;
    if (state.downUntilNs[members[member]] <= nowNs) return members[member];
  }
  return members[0];
}

/** Learns from an answer (or its absence): skips a failing replica for a second, and promotes a replica when the primary keeps failing. */
export function groupLearn<P, D, S>(
  node: NodeContext<P, D, S>,
  tools: GroupTools,
  state: GroupState,
  policy: GroupPolicy,
  position: number,
  fate: number,
): void {
  const group = tools.groupOf[position];
  const members = tools.members[group];
  const isLeader = members[state.leader[group]] === position;
  if (!meansDown(fate)) {
    if (isLeader) state.failures[group] = 0;
    return;
  }
  if (!isLeader) {
    state.downUntilNs[position] = node.now() + AGAIN_NS;
    return;
  }
  state.failures[group]++;
  if (policy.promoteAfterFailures === 0 || state.failures[group] < policy.promoteAfterFailures || members.length === 1) return;
  state.failures[group] = 0;
  const next = nextLeader(tools, state, group, node.now());
  if (next < 0) return;
  state.leader[group] = next;
  node.logAbout(STOPPED, tools.nodes[position]);
  node.promote(tools.links[members[next]]);
}

/** Learns from a failover monitor who is primary, and answers it. News of an older epoch than one that is known is refused. */
export function groupNews<P, D, S>(node: NodeContext<P, D, S>, tools: GroupTools, state: GroupState, call: number): void {
  const isNews = groupLed(tools, state, node.calls.value(call), node.calls.payload(call)?.[0] ?? 0);
  node.reply(call, isNews ? Fate.ok : Fate.fenced, 0);
}

function groupLed(tools: GroupTools, state: GroupState, leader: number, epoch: number): boolean {
  const position = tools.nodes.indexOf(leader);
  if (position < 0) return true;
  const group = tools.groupOf[position];
  if (epoch < state.epochs[group]) return false;
  state.epochs[group] = epoch;
  const member = tools.members[group].indexOf(position);
  if (member !== state.leader[group]) {
    state.leader[group] = member;
    state.failures[group] = 0;
  }
  return true;
}

/** Whether a fate says that the part itself is in trouble, rather than the request. */
export const meansDown = (fate: number): boolean => fate === Fate.crashed || fate === Fate.unreachable || fate === Fate.timedOut;

function nextLeader(tools: GroupTools, state: GroupState, group: number, nowNs: number): number {
  const members = tools.members[group];
  for (let step = 1; step < members.length; step++) {
    const candidate = (state.leader[group] + step) % members.length;
    if (candidate !== 0 && state.downUntilNs[members[candidate]] <= nowNs) return candidate;
  }
  return -1;
}
