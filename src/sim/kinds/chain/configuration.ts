import { copyPlain } from '../../kernel/plain';
import { mix32 } from '../../kernel/hash';
import { setAlarm } from '../../toolkit/alarm';
import { BEATS_A_LEASE, type BeatBody, type ChainBody } from '../../toolkit/chainTalk';
import { ChainGauge, ROLES } from './gauges';
import { acknowledge, commit, resend, showLog, tryLater } from './log';
import { goOnAll } from './requests';
import { ChainTag, isHead, isTail, nodeAt, placeOf, say, type ChainNode, type Update, type Version } from './state';

/** All that a node has, for the one that joins after it. */
export interface StateBody {
  readonly epoch: number;
  readonly since: number;
  readonly cells: Readonly<Record<string, readonly Version[]>>;
  readonly log: readonly Update[];
  readonly applied: number;
  readonly committed: number;
}

/** The state has arrived. */
export interface HasBody {
  readonly since: number;
}

/** Says to the master that it is there, and when it will next. */
export function beat(node: ChainNode): void {
  const { state, derived } = node;
  if (derived.master < 0) return;
  const body: BeatBody = { life: state.life, isReady: state.isReady, clockNs: node.clock() };
  say(node, derived.master, 'beat', body);
  const everyNs = state.leaseNs > 0 ? Math.max(1, Math.floor(state.leaseNs / BEATS_A_LEASE)) : derived.retryNs;
  // Being there keeps no run going.
  const quiet = { now: () => node.now(), after: (delayNs: number, tag: number, arg: number) => node.afterQuietly(delayNs, tag, arg) };
  setAlarm(quiet, state.beat, everyNs, ChainTag.beat);
}

/** The master says who is in the chain, and gives a lease to whom it answers. */
export function hearChain(node: ChainNode, { epoch, chain, leaseNs, clockNs }: ChainBody): void {
  const { state } = node;
  if (epoch < state.epoch) return;
  if (leaseNs !== state.leaseNs) {
    state.leaseNs = leaseNs;
    state.leaseUntilNs = Math.min(state.leaseUntilNs, node.clock() + leaseNs);
    beat(node);
  }
  if (epoch > state.epoch) {
    Object.assign(state, { epoch, chain: copyPlain(chain), early: {} });
    closeUp(node);
  }
  const hadLease = node.clock() < state.leaseUntilNs;
  if (clockNs >= 0) state.leaseUntilNs = Math.max(state.leaseUntilNs, clockNs + leaseNs);
  if (!hadLease) goOnAll(node);
}

/** The chain is another one: the node takes its new place, and sends again what was under way. */
function closeUp(node: ChainNode): void {
  const { state } = node;
  const since = state.chain.at(placeOf(node) < 0 ? state.chain.length : placeOf(node))?.since ?? 0;
  // Whoever has been out lacks what was written meanwhile, and may have what the others have not.
  if (since !== state.since) Object.assign(state, { since, isReady: false });
  showRole(node);
  if (state.isReady) settle(node);
  goOnAll(node, true);
}

/** At its place, with all the data: the tail commits what it has, others hand on what is not acknowledged. */
function settle(node: ChainNode): void {
  if (isTail(node)) commit(node, node.state.applied);
  acknowledge(node);
  resend(node);
  feed(node);
  if (nodeAt(node, 1) >= 0) tryLater(node);
}

/** Gives the node after it the whole state, if that has joined since it last had it. */
export function feed(node: ChainNode): void {
  const next = lacksState(node);
  if (next < 0 || !node.state.isReady) return;
  const { epoch, chain, cells, log, applied, committed } = node.state;
  const since = chain[placeOf(node) + 1].since;
  say(node, next, 'state', copyPlain({ epoch, since, cells, log, applied, committed }) satisfies StateBody);
}

/** The next node, if it is not known to have the state; else -1. */
export function lacksState(node: ChainNode): number {
  const { state } = node;
  const place = placeOf(node);
  const next = place < 0 ? undefined : state.chain.at(place + 1 < state.chain.length ? place + 1 : state.chain.length);
  // Those of the first chain have had it from the beginning.
  return next === undefined || (state.fed[next.node] ?? 1) === next.since ? -1 : next.node;
}

/** The whole state comes from the node before: what it has of its own, it forgets. */
export function hearState(node: ChainNode, from: number, body: StateBody): void {
  const { state } = node;
  if (body.epoch !== state.epoch || from !== nodeAt(node, -1) || body.since !== state.since) return;
  if (!state.isReady) {
    const { cells, log, applied, committed } = copyPlain(body);
    Object.assign(state, { cells, log, applied, committed, isReady: true, fed: {} });
    state.known = Object.keys(state.cells).length;
    state.view = Object.entries(state.cells).reduce((view, [cell, versions]) => (view + shareOf(Number(cell), versions)) % 0x100000000, 0);
    showLog(node);
    beat(node);
    settle(node);
    goOnAll(node);
  }
  say(node, from, 'has', { since: state.since } satisfies HasBody);
}

function shareOf(cell: number, versions: readonly Version[]): number {
  return mix32((versions.at(-1)?.seq ?? 0) ^ mix32(cell + 1));
}

/** The next node has the state. */
export function hearHas(node: ChainNode, from: number, { since }: HasBody): void {
  node.state.fed[from] = since;
  resend(node);
}

/** What it is in the chain. */
export function roleOf(node: ChainNode): (typeof ROLES)[number] {
  if (placeOf(node) < 0) return 'out';
  if (isHead(node)) return isTail(node) ? 'alone' : 'head';
  return isTail(node) ? 'tail' : 'middle';
}

/** Shows that. */
export function showRole(node: ChainNode): void {
  node.setGauge(ChainGauge.role, ROLES.indexOf(roleOf(node)));
}
