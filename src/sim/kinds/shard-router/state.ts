import type { NodeContext } from '../../parts/context';
import type { GroupPolicy, GroupState, GroupTools } from '../../toolkit/groups';
import type { Placement, Placements } from '../../toolkit/placement/table';
import type { TimeoutsState } from '../../toolkit/timeouts';
import type { ShardRouterParams } from './kind';

/** Tags of timers. */
export const Timer = { timeout: 0, move: 1, moveTimeout: 2, boot: 3, split: 4 } as const;

/** What is under way for a batch of keys. */
export const Phase = { none: 0, fetch: 1, adopt: 2, forget: 3 } as const;

/** What a router works with. */
export interface RouterTools {
  readonly groups: GroupTools;
  readonly names: readonly string[];
  readonly placements: Placements;
  /** Where keys are by the fields alone: what counts while nothing moves. */
  readonly placed: Placement;
  readonly policy: GroupPolicy;
  readonly stream: number;
  readonly timeoutNs: number;
  /** Whether an autoscaler is wired to it. */
  readonly isScaled: boolean;
}

/** Keys on the move. The batch is the next `batch` keys of the plan from `cursor` on; `again`: those of it written meanwhile. */
export interface MoveState {
  goal: string;
  cursor: number;
  batch: number;
  phase: number;
  /** The message under way; -1: none. */
  call: number;
  again: number[];
  /** Calls of writes that wait until their key has arrived. */
  held: number[];
  /** Failures in a row. */
  failures: number;
  beganNs: number;
  batchBeganNs: number;
}

/** How a rebalance went. */
export interface MoveReport {
  readonly beganNs: number;
  readonly endedNs: number;
  readonly before: string;
  readonly after: string;
}

/** What an autoscaler is told, and what it has ordered. */
export interface ScaleState {
  received: number;
  open: number;
  /** Shards wanted, and shards that have started; 0: as the fields say. */
  wanted: number;
  ordered: number;
}

/** Ranges as splits have made them, by the fields that they began with; requests of each since the last look. */
export interface SplitState {
  base: string;
  starts: string[];
  owners: number[];
  counts: number[];
  isArmed: boolean;
}

/** State of a router. What moves is kept elsewhere, safe from crashes. */
export interface RouterState {
  groups: GroupState;
  timeouts: TimeoutsState;
  /** By what keys lie where they are, but for those that a move under way has brought over: a spec as JSON. */
  settled: string;
  move: MoveState | null;
  /** Messages about moving so far: of two, stores go by the later. */
  handovers: number;
  last: MoveReport | null;
  moveTimeouts: TimeoutsState;
  scale: ScaleState | null;
  splits: SplitState | null;
}

/** A router at work. */
export type RouterNode = NodeContext<ShardRouterParams, RouterTools, RouterState>;
