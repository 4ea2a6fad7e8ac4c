import { drawNs } from '../../kernel/distribution';
import { murmur3 } from '../../kernel/hash';
import { arrivalGapNs, arrivalUnits, unitsGapNs } from './arrivals';
import type { ClientParams } from './kind';
import type { ClientNode } from './requests';
import { Tag } from './tags';

const SORTS: readonly ClientParams['arrivals'][] = ['poisson', 'constant', 'ramp', 'burst', 'closed'];

/** When a client sends next of its own accord. Timers of earlier chains are void: the fields have changed since they were set. */
export interface TrafficState {
  /** It has begun: not so while its machine is down. */
  isOn: boolean;
  /** Open traffic: the chain that is valid, and the sort of traffic and the fields that it follows (0: no arrival is awaited). */
  chain: number;
  sort: number;
  follows: number;
  /** When the awaited arrival was drawn, how long it takes at a rate of one a second, and when it is due, ns. */
  sinceNs: number;
  units: number;
  dueNs: number;
  /** Closed traffic: users there are, those of them who think, who wait for the limit to be raised, and who will go. */
  users: number;
  thinking: number;
  idle: number;
  leaving: number;
  thinkChain: number;
  thinksBy: number;
  /** Script: the next of the requests in turn, the next of those with a time, and the chain of their timer. */
  turn: number;
  /** How far it had come before a crash that kept its memory. */
  keptTurn: number;
  timed: number;
  timedChain: number;
  script: number;
}

/** A client that has not begun. */
export function emptyTraffic(): TrafficState {
  const none = { users: 0, thinking: 0, idle: 0, leaving: 0, thinkChain: 0, thinksBy: 0 };
  // Fractions first, see "Things to know" in ARCHITECTURE.md.
  return {
    isOn: false,
    chain: 0,
    sort: 0,
    follows: 0,
    sinceNs: 0.5,
    units: 0.5,
    dueNs: 0.5,
    ...none,
    turn: 0,
    keptTurn: 0,
    timed: 0,
    timedChain: 0,
    script: 0,
  };
}

/** Begins to send. */
export function beginTraffic(node: ClientNode): void {
  node.state.traffic.isOn = true;
  settleTraffic(node);
}

/** Goes on after fields have changed, as if they had always been as they are now. */
export function settleTraffic(node: ClientNode): void {
  if (node.derived.links.length === 0 || !node.state.traffic.isOn) return;
  settleArrivals(node);
  settleUsers(node);
  settleScript(node);
}

/** Whether no more requests may be sent. */
export function isSpent({ params, state }: ClientNode): boolean {
  return params.requestLimit > 0 && state.sent >= params.requestLimit;
}

/** Whether the traffic has come to the end of the script and is to stop there. */
export function isScriptOver({ derived, params, state }: ClientNode): boolean {
  return params.afterScript === 'nothing' && state.traffic.turn >= derived.script.inTurn.length;
}

/** An awaited arrival is here: whether it counts. */
export function arrives({ state }: ClientNode, chain: number): boolean {
  if (chain !== state.traffic.chain) return false;
  state.traffic.follows = 0;
  return true;
}

/** Waits for the next arrival of open traffic, if there is to be one. */
export function awaitArrival(node: ClientNode): void {
  const { derived, params, state, streams } = node;
  if (isSpent(node) || isScriptOver(node)) return;
  const { traffic } = state;
  const units = arrivalUnits(params, streams, derived.arrivals);
  const gapNs = units >= 0 ? unitsGapNs(units, params) : arrivalGapNs(params, streams, derived.arrivals, node.now());
  if (gapNs === Infinity) return;
  traffic.follows = derived.rates;
  traffic.sort = derived.sort;
  traffic.units = units;
  setArrival(node, paced(node, gapNs));
}

function setArrival(node: ClientNode, gapNs: number): void {
  const { traffic } = node.state;
  traffic.sinceNs = node.now();
  traffic.dueNs = traffic.sinceNs + gapNs;
  node.after(gapNs, Tag.arrive, traffic.chain);
}

/** The sort of traffic, and a mark of the fields that say when requests arrive; 0: none does of its own accord. */
export function ratesOf(p: ClientParams): { sort: number; rates: number } {
  const sort = SORTS.indexOf(p.arrivals);
  if (p.arrivals === 'closed') return { sort, rates: 0 };
  const { ratePerSecond, endRatePerSecond, rampSeconds, burstRatePerSecond, burstSeconds, burstEverySeconds } = p;
  const more =
    p.arrivals === 'ramp'
      ? [endRatePerSecond, rampSeconds]
      : p.arrivals === 'burst'
        ? [burstRatePerSecond, burstSeconds, burstEverySeconds]
        : [];
  return { sort, rates: markOf([p.arrivals, ratePerSecond, ...more]) };
}

/** A number above 0 by which to see that something has changed. */
function markOf(value: unknown): number {
  return murmur3(JSON.stringify(value)) + 1;
}

/**
 * At another rate, what is left of the wait passes at that rate: of a Poisson process this is exact, since it has no memory, and evenly
 * spaced traffic keeps its phase. Traffic of another sort begins anew.
 */
function settleArrivals(node: ClientNode): void {
  const { derived, params, state } = node;
  const { traffic } = state;
  const isOver = isSpent(node) || isScriptOver(node);
  const rates = isOver ? 0 : derived.rates;
  if (rates === traffic.follows) return;
  const isAwaited = traffic.follows > 0;
  const isSameSort = isAwaited && rates > 0 && traffic.sort === derived.sort && traffic.units >= 0;
  if (isAwaited) traffic.chain++;
  traffic.follows = 0;
  if (rates === 0) return;
  if (!isSameSort) {
    awaitArrival(node);
    return;
  }
  const spanNs = traffic.dueNs - traffic.sinceNs;
  const left = spanNs === 0 ? 0 : (traffic.dueNs - node.now()) / spanNs;
  traffic.units *= left;
  traffic.follows = rates;
  setArrival(node, paced(node, unitsGapNs(traffic.units, params)));
}

/** Brings the number of users to what it should be: new ones begin to think, and who is too many goes when next it is their turn. */
function settleUsers(node: ClientNode): void {
  const { params, state } = node;
  const { traffic } = state;
  const wanted = params.arrivals === 'closed' ? params.users : 0;
  const stay = traffic.users - traffic.leaving;
  if (stay > wanted) traffic.leaving += stay - wanted;
  else {
    const kept = Math.min(traffic.leaving, wanted - stay);
    traffic.leaving -= kept;
    const added = wanted - stay - kept;
    traffic.users += added;
    for (let user = 0; user < added; user++) think(node);
  }
  rethink(node);
  wakeIdle(node);
}

/** Whoever thinks at a moment at which the time to think changes has as long to think as it takes from now on. */
function rethink(node: ClientNode): void {
  const { params, state } = node;
  const { traffic } = state;
  const thinksBy = markOf(params.thinkTimeMs);
  if (thinksBy === traffic.thinksBy) return;
  const isFirst = traffic.thinksBy === 0;
  traffic.thinksBy = thinksBy;
  if (isFirst || traffic.thinking === 0) return;
  const { thinking } = traffic;
  traffic.thinkChain++;
  traffic.thinking = 0;
  for (let user = 0; user < thinking; user++) think(node);
}

function wakeIdle(node: ClientNode): void {
  const { traffic } = node.state;
  if (traffic.idle === 0 || isSpent(node) || isScriptOver(node)) return;
  const { idle } = traffic;
  traffic.idle = 0;
  for (let user = 0; user < idle; user++) think(node);
}

function think(node: ClientNode): void {
  const { traffic } = node.state;
  traffic.thinking++;
  node.after(paced(node, drawNs(node.derived.thinkTime, node.streams, node.derived.think)), Tag.think, traffic.thinkChain);
}

/** A user has thought enough: whether there is still such a user, to send a request. */
export function hasThought(node: ClientNode, chain: number): boolean {
  const { traffic } = node.state;
  if (chain !== traffic.thinkChain) return false;
  traffic.thinking--;
  return !goes(node);
}

/** The request of a user is over: the user thinks again, goes, or waits for the limit to be raised. */
export function thinkAgain(node: ClientNode): void {
  if (goes(node)) return;
  if (isSpent(node) || isScriptOver(node)) node.state.traffic.idle++;
  else think(node);
}

function goes({ state: { traffic } }: ClientNode): boolean {
  if (traffic.leaving === 0) return false;
  traffic.leaving--;
  traffic.users--;
  return true;
}

/** Follows a script from its beginning, but for what would have been sent before now. */
function settleScript(node: ClientNode): void {
  const { derived, params, state } = node;
  const { traffic } = state;
  const script = params.script.length === 0 ? 0 : markOf(params.script);
  if (script === traffic.script) return;
  traffic.script = script;
  traffic.turn = traffic.keptTurn;
  traffic.keptTurn = 0;
  traffic.timedChain++;
  const { timed } = derived.script;
  traffic.timed = 0;
  while (traffic.timed < timed.length && timed[traffic.timed].atNs < node.now()) traffic.timed++;
  awaitTimed(node);
}

/** Waits for the next request of the script that has a time. */
export function awaitTimed(node: ClientNode): void {
  const { traffic } = node.state;
  const { timed } = node.derived.script;
  if (traffic.timed >= timed.length) return;
  // While it stood still, the times of several may have passed.
  node.after(Math.max(0, timed[traffic.timed].atNs - node.now()), Tag.timed, traffic.timedChain);
}

/** A pause as long as backpressure makes it. */
function paced(node: ClientNode, pauseNs: number): number {
  const { share } = node.state.pace;
  return share === 1 ? pauseNs : Math.floor(pauseNs / share + 0.5);
}
