import type { GroupState, GroupTools } from '../../toolkit/groups';
import { groupLearn, groupTarget, type GroupPolicy } from '../../toolkit/groups';
import type { StationState, StationTools } from '../../toolkit/station';
import { watchTimeout, type TimeoutsState } from '../../toolkit/timeouts';
import type { TurnsState } from '../../toolkit/turns';
import type { NodeContext } from '../../parts/context';
import { keyAt, rowForKey, type EntriesState } from './entries';
import { growFlights, type FlightsState } from './flights';
import { CacheGauge } from './gauges';
import type { CacheParams } from './kind';
import { orderCount, type Eviction } from './order';

/** Tags of the cache's timers. */
export const SERVED = 0;
export const TIMEOUT = 1;
export const LOOK = 2;
export const FLUSH = 3;
export const LEASE = 4;

const POLICY: GroupPolicy = { readsFrom: 'any', promoteAfterFailures: 0 };

/** What a cache needs to work. */
export interface CacheTools {
  readonly station: StationTools;
  readonly groups: GroupTools;
  readonly early: number;
  readonly jitter: number;
  readonly ttlNs: number;
  readonly negativeTtlNs: number;
  readonly staleNs: number;
  readonly timeoutNs: number;
  readonly lockRetryNs: number;
  readonly lockLeaseNs: number;
  readonly flushAfterNs: number;
}

/** What a cache remembers. */
export interface CacheState {
  station: StationState;
  groups: GroupState;
  timeouts: TimeoutsState;
  entries: EntriesState;
  flights: FlightsState;
  /** Calls that fetch for all, as long as they may; and requests that wait to look again. */
  leases: TimeoutsState;
  looks: TurnsState;
  turn: number;
  eviction: Eviction;
  isFlushing: boolean;
  flushSinceNs: number;
  /** What timers were set by, ns. */
  lockRetryNs: number;
  flushAfterNs: number;
  /** Key at which the next flush begins, so that none is forgotten. */
  flushFrom: number;
}

/** A cache at work. */
export type CacheNode = NodeContext<CacheParams, CacheTools, CacheState>;

/** Asks what is wired behind on behalf of a request; -1 when nothing is. */
export function askBehind(node: CacheNode, parent: number): number {
  const position = choosePosition(node, node.calls.op(parent));
  if (position < 0) return -1;
  return watched(node, node.forward(node.derived.groups.links[position], parent), position);
}

/** The row of a call's key, under which the cache keeps what it knows of it. */
export function rowOfCall({ calls, state }: CacheNode, call: number): number {
  const row = rowForKey(state.entries, calls.key(call));
  if (row >= state.flights.call.length) growFlights(state.flights, state.entries.absent.length);
  return row;
}

/** Asks on the cache's own account about the key of a row: renewals and writes that come later. */
export function askAlone(node: CacheNode, op: number, row: number, field: number, value: number): number {
  const position = choosePosition(node, op);
  if (position < 0) return -1;
  return watched(node, node.send(node.derived.groups.links[position], op, keyAt(node.state.entries, row), field, value), position);
}

/** Learns from an answer which copies can be asked. */
export function learn(node: CacheNode, call: number, fate: number): void {
  groupLearn(node, node.derived.groups, node.state.groups, POLICY, node.calls.mark(call), fate);
}

/** Shows how many profiles are held. */
export function showKeys(node: CacheNode): void {
  node.setGauge(CacheGauge.keys, orderCount(node.state.entries.order));
}

function choosePosition(node: CacheNode, op: number): number {
  const { derived, state } = node;
  const groups = derived.groups.members.length;
  if (groups === 0) return -1;
  state.turn = state.turn + 1 >= groups ? 0 : state.turn + 1;
  return groupTarget(derived.groups, state.groups, POLICY, state.turn, op, node.now());
}

function watched(node: CacheNode, call: number, position: number): number {
  node.calls.setMark(call, position);
  watchTimeout(node, node.state.timeouts, call, node.derived.timeoutNs, TIMEOUT);
  return call;
}
