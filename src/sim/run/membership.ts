import type { Behavior, Kind } from '../parts/contract';
import type { NodeContext, NodeSetup } from '../parts/context';
import { Fate } from '../network/fates';
import { REGISTRY_TIMER } from './events';
import { ANNOUNCE, RESOLVE } from '../toolkit/operations';
import { NS_PER_SECOND, NS_PER_MS } from '../kernel/units';

type AnyBehavior = Behavior<unknown, unknown, object>;
type AnyNode = NodeContext<unknown, unknown, object>;
type Node = NodeContext<unknown, unknown, { membership: MembershipState }>;

/** How long an answer is waited for, and how soon the question is asked again when it failed or nobody is listed yet. */
const PATIENCE_NS = NS_PER_SECOND;
const AGAIN_NS = 250 * NS_PER_MS;
/** Timers carry the chore below this, and above it the number by which the latest is known. */
const MOST_CHORES = 4096;

/** What a node has to do with the registries that it is wired to. Chore 2r: be listed by registry r. Chore 2r + 1: ask it who is. */
export interface MembershipPlan {
  readonly chores: readonly number[];
  /** Index of the node at the end of each wire in `setup.out`. */
  readonly targets: Int32Array;
  /** managed[r * targets + t] = 1: target t is found through registry r. */
  readonly managed: Uint8Array;
}

/** What a node remembers of its registries, by chore. */
export interface MembershipState {
  /** Call that is not answered yet, or -1. */
  calls: Int32Array;
  generations: Int32Array;
  /** Number of the latest timer. */
  timers: Int32Array;
  /** listedBy[r * targets + t] = 1: registry r lists target t. */
  listedBy: Uint8Array;
  listed: Uint8Array;
}

/**
 * Who does what: a part that takes requests and never asks registries is listed; one that asks (it has `onTargets`) is listed too
 * when somebody who sends to it asks the same registry. A target is found through a registry when it is wired to it.
 */
export function membershipPlan(setups: readonly NodeSetup[], at: number, kind: Kind): MembershipPlan {
  const { out, in: into, registries } = setups[at];
  const isWired = (node: number, registry: number): boolean => setups[node].registries.some((end) => end.node === registry);
  const asks = kind.behavior.onTargets !== undefined;
  const chores = registries.flatMap((end, r) => {
    const isListed = !asks || into.some((sender) => isWired(sender.node, end.node));
    return [...(isListed ? [2 * r] : []), ...(asks ? [2 * r + 1] : [])];
  });
  return {
    chores,
    targets: Int32Array.from(out, (end) => end.node),
    managed: Uint8Array.from(registries.flatMap((registry) => out.map((end) => (isWired(end.node, registry.node) ? 1 : 0)))),
  };
}

/**
 * A behaviour that also keeps in touch with service registries: registers, sends heartbeats as often as the registry wants them, and
 * asks for the list as often as the registry allows it to be kept. Without an answer the last list stays in use.
 */
export function withMembership(behavior: Kind['behavior'], plan: MembershipPlan): Kind['behavior'] {
  const inner = behavior as unknown as AnyBehavior;
  const joined = (node: AnyNode, state: object): object => Object.assign(state, { membership: emptyMembership(node, plan) });
  const begin = (node: AnyNode): void => {
    // By a timer, so that a part that is down from the very beginning never registers.
    for (const chore of plan.chores) schedule(node as Node, chore, 0);
  };
  const wrapped: AnyBehavior = {
    ...inner,
    init: (node) => joined(node, inner.init(node)),
    onStart: (node) => {
      inner.onStart?.(node);
      inner.onTargets?.(node, membershipOf(node).listed);
      begin(node);
    },
    onCrash: (node, before, loses) => joined(node, inner.onCrash === undefined ? inner.init(node) : inner.onCrash(node, before, loses)),
    onRestart: (node) => {
      inner.onRestart?.(node);
      inner.onTargets?.(node, membershipOf(node).listed);
      begin(node);
    },
    onReply: (node, call, fate) => {
      const op = node.calls.op(call);
      if (op === ANNOUNCE.code || op === RESOLVE.code) choreDone(node as Node, plan, call, fate, inner);
      else inner.onReply?.(node, call, fate);
    },
    onTimer: (node, tag, arg) => {
      if (tag !== REGISTRY_TIMER) inner.onTimer?.(node, tag, arg);
      else if (membershipOf(node).timers[arg % MOST_CHORES] === Math.floor(arg / MOST_CHORES)) doChore(node as Node, arg % MOST_CHORES);
    },
  };
  return wrapped as unknown as Kind['behavior'];
}

function membershipOf(node: AnyNode): MembershipState {
  return (node as Node).state.membership;
}

function emptyMembership(node: AnyNode, plan: MembershipPlan): MembershipState {
  const chores = node.setup.registries.length * 2;
  const listed = Uint8Array.from(plan.targets, (_, t) =>
    node.setup.registries.some((_end, r) => plan.managed[r * plan.targets.length + t] === 1) ? 0 : 1,
  );
  return {
    calls: new Int32Array(chores).fill(-1),
    generations: new Int32Array(chores),
    timers: new Int32Array(chores),
    listedBy: new Uint8Array(plan.managed.length),
    listed,
  };
}

function doChore(node: Node, chore: number): void {
  const { membership } = node.state;
  const waiting = membership.calls[chore];
  if (waiting >= 0 && node.calls.generation(waiting) === membership.generations[chore]) node.abandon(waiting);
  const call = node.send(node.setup.registries[chore >> 1].link, chore % 2 === 0 ? ANNOUNCE.code : RESOLVE.code, -1, -1, 0);
  node.calls.setMark(call, chore);
  membership.calls[chore] = call;
  membership.generations[chore] = node.calls.generation(call);
  schedule(node, chore, PATIENCE_NS);
}

function schedule(node: Node, chore: number, delayNs: number): void {
  const timer = (node.state.membership.timers[chore] + 1) % MOST_CHORES;
  node.state.membership.timers[chore] = timer;
  node.afterQuietly(delayNs, REGISTRY_TIMER, timer * MOST_CHORES + chore);
}

/** A registry has answered; its answer says, in ms, when it wants to hear again. */
function choreDone(node: Node, plan: MembershipPlan, call: number, fate: number, inner: AnyBehavior): void {
  const chore = node.calls.mark(call);
  node.state.membership.calls[chore] = -1;
  let againNs = fate === Fate.ok ? node.calls.value(call) * NS_PER_MS : AGAIN_NS;
  if (fate === Fate.ok && chore % 2 === 1) {
    const { membership } = node.state;
    if (takeList(membership, plan, chore >> 1, node.calls.payload(call) ?? new Int32Array(0))) inner.onTargets?.(node, membership.listed);
    if (!membership.listed.includes(1)) againNs = Math.min(againNs, AGAIN_NS);
  }
  schedule(node, chore, againNs);
}

/** Takes over a registry's list; true when it changes who may be sent to. */
function takeList(membership: MembershipState, plan: MembershipPlan, registry: number, list: Int32Array): boolean {
  const targets = plan.targets.length;
  let isChanged = false;
  for (let t = 0; t < targets; t++) {
    if (plan.managed[registry * targets + t] === 0) continue;
    membership.listedBy[registry * targets + t] = list.includes(plan.targets[t]) ? 1 : 0;
    let listed = 0;
    for (let at = t; at < membership.listedBy.length; at += targets) listed |= membership.listedBy[at];
    if (membership.listed[t] === listed) continue;
    membership.listed[t] = listed;
    isChanged = true;
  }
  return isChanged;
}
