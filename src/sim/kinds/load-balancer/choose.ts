import { mix32 } from '../../kernel/hash';
import { ringPosition } from '../../toolkit/placement/hashRing';
import { allow, isUsable } from './health';
import { chooseOwn } from './own';
import { expectedNs } from './response';
import type { BalancerNode } from './state';

/** Which target gets a request: its position, or -1 when the learner's program chooses nobody. There is at least one target. */
export function chooseTarget(node: BalancerNode, call: number): number {
  const { state, derived, params } = node;
  const targets = derived.links.length;
  if (params.stickyBy === 'off') return pick(node, call, targets);
  const session = params.stickyBy === 'key' ? Math.max(0, node.calls.key(call)) : clientOf(node, call);
  if (session >= state.sessions.length) state.sessions = grown(state.sessions, session + 1);
  const known = state.sessions[session];
  if (known >= 0 && known < targets && isUsable(state, known, node.now())) return known;
  return (state.sessions[session] = pick(node, call, targets));
}

function grown(sessions: Int32Array, least: number): Int32Array {
  const bigger = new Int32Array(Math.max(least, sessions.length * 2)).fill(-1);
  bigger.set(sessions);
  return bigger;
}

/** Index of the client whose request it is. The chain of calls would not do: of one that came too late the beginning may be gone. */
function clientOf(node: BalancerNode, call: number): number {
  return node.calls.origin(call);
}

function pick(node: BalancerNode, call: number, targets: number): number {
  const usable = allow(node, targets);
  const all = usable === targets;
  switch (node.params.strategy) {
    case 'random':
      return nth(node, node.streams.below(node.derived.stream, usable), all);
    case 'round-robin':
      return nextInTurn(node, targets, all);
    case 'weighted':
      return smoothWeighted(node, targets, all);
    case 'two-choices':
      return twoChoices(node, usable, all);
    case 'least-response-time':
      return lowest(node, targets, all, expectedNs);
    case 'hash':
      return byHash(node, hashOf(node, call), targets, all);
    case 'bounded-hash':
      return byBoundedHash(node, hashOf(node, call), targets, usable, all);
    case 'own':
      return chooseOwn(node, call, targets, all);
    default:
      return lowest(node, targets, all, openPerWeight);
  }
}

/** The nth (from 0) target that may be chosen. */
function nth(node: BalancerNode, n: number, all: boolean): number {
  if (all) return n;
  const { allowed } = node.state;
  let left = n;
  for (let t = 0; ; t++) if (allowed[t] === 1 && left-- === 0) return t;
}

function nextInTurn({ state }: BalancerNode, targets: number, all: boolean): number {
  for (;;) {
    const target = state.next;
    state.next = target + 1 === targets ? 0 : target + 1;
    if (all || state.allowed[target] === 1) return target;
  }
}

/**
 * Smooth weighted round-robin, as in nginx: everybody earns its weight, who has most is chosen and pays for all. Spreads the turns of a
 * heavy target evenly.
 */
function smoothWeighted({ state, derived }: BalancerNode, targets: number, all: boolean): number {
  const { credit, allowed } = state;
  let best = -1;
  let total = 0;
  for (let t = 0; t < targets; t++) {
    if (!all && allowed[t] === 0) continue;
    const weight = derived.weights === null ? 1 : derived.weights[t];
    credit[t] += weight;
    total += weight;
    if (best < 0 || credit[t] > credit[best]) best = t;
  }
  credit[best] -= total;
  return best;
}

/**
 * Two different targets at random, and of these the one with less to do (M. Mitzenmacher, The Power of Two Choices, IEEE TPDS 12, 2001).
 */
function twoChoices(node: BalancerNode, usable: number, all: boolean): number {
  const { streams, derived } = node;
  if (usable === 1) return nth(node, 0, all);
  const first = streams.below(derived.stream, usable);
  const other = streams.below(derived.stream, usable - 1);
  const p = nth(node, first, all);
  const q = nth(node, other < first ? other : other + 1, all);
  return openPerWeight(node, q) < openPerWeight(node, p) ? q : p;
}

function openPerWeight({ state, derived }: BalancerNode, target: number): number {
  if (derived.weights === null) return state.open[target];
  const weight = derived.weights[target];
  return weight > 0 ? (state.open[target] + 1) / weight : Infinity;
}

/** Lowest by a measure; ties go to the next in turn, so that an idle system is used evenly. */
function lowest(node: BalancerNode, targets: number, all: boolean, measure: (node: BalancerNode, target: number) => number): number {
  const { state } = node;
  let best = -1;
  let least = 0;
  for (let i = 0; i < targets; i++) {
    const target = (state.next + i) % targets;
    if (!all && state.allowed[target] === 0) continue;
    const value = measure(node, target);
    if (best >= 0 && value >= least) continue;
    best = target;
    least = value;
  }
  state.next = (best + 1) % targets;
  return best;
}

function hashOf(node: BalancerNode, call: number): number {
  const key = node.calls.key(call);
  if (node.params.hashBy === 'key' && key >= 0) return node.setup.keys.hashOf(key);
  return mix32(Math.imul(clientOf(node, call) + 1, 0x9e3779b1));
}

const MOST_REHASHES = 32;

/** Hash modulo the number of targets; of a target that may not be chosen, only its own keys go elsewhere. */
function byHash({ state }: BalancerNode, hash: number, targets: number, all: boolean): number {
  let rehashed = hash;
  for (let tried = 0; tried < MOST_REHASHES; tried++) {
    const target = rehashed % targets;
    if (all || state.allowed[target] === 1) return target;
    rehashed = mix32(rehashed + 0x9e3779b1);
  }
  return state.allowed.indexOf(1);
}

/**
 * Consistent hashing with bounded loads (V. Mirrokni, M. Thorup, M. Zadimoghaddam, SODA 2018): round the circle from the key to the
 * first target that holds less than its share of the open requests, this one counted, times the bound. There always is one.
 */
function byBoundedHash({ state, derived, params }: BalancerNode, hash: number, targets: number, usable: number, all: boolean): number {
  const { ring } = derived;
  if (ring === null) return 0;
  let open = 1;
  for (let t = 0; t < targets; t++) if (all || state.allowed[t] === 1) open += state.open[t];
  const most = Math.ceil((params.loadBoundPercent * open) / (100 * usable));
  let at = ringPosition(ring, hash);
  for (;;) {
    const target = ring.owners[at];
    if ((all || state.allowed[target] === 1) && state.open[target] < most) return target;
    at = at + 1 === ring.owners.length ? 0 : at + 1;
  }
}
