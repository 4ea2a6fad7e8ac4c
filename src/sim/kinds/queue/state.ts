import { noRepeats, type RepeatsState } from '../../toolkit/repeats';
import { emptyTimeouts, type TimeoutsState } from '../../toolkit/timeouts';
import type { NodeContext, NodeSetup } from '../../parts/context';
import type { QueueParams } from './kind';
import { emptyItems, type ItemsState } from './items';
import { msToNs } from '../../kernel/units';

/** Tags of the queue's timers. */
export const VISIBLE = 0;
export const RETRY = 1;
export const WAKE = 2;

/** What a queue needs to work. */
export interface QueueTools {
  readonly links: Int32Array;
  /** Copies of each message: one, or one for each consumer. */
  readonly copies: number;
  /** Lanes in which one message waits for the one before it, for each copy; 0: no order is kept. */
  readonly lanes: number;
  readonly poison: number;
  readonly poisonBelow: number;
  readonly visibilityNs: number;
  readonly retryNs: number;
}

/** A message that was given up. */
export interface DeadLetter {
  readonly request: number;
  readonly key: number;
  readonly tries: number;
  readonly fate: number;
  readonly atNs: number;
}

/** What a queue remembers. */
export interface QueueState {
  items: ItemsState;
  /** By consumer: messages under way to it, and until when it is left alone because it was down, ns. */
  flying: Int32Array;
  downUntilNs: Float64Array;
  turn: number;
  timeouts: TimeoutsState;
  /** Senders that are held back: first and last of the chain, and how many. */
  heldFirst: number;
  heldLast: number;
  held: number;
  /** Request numbers of messages that were taken in, for de-duplication. */
  taken: RepeatsState;
  dead: DeadLetter[];
  /** What is so at present: another makes messages that are here go on by other rules. */
  ordering: QueueParams['ordering'];
  retryNs: number;
}

/** A queue at work. */
export type QueueNode = NodeContext<QueueParams, QueueTools, QueueState>;

/** Everything that follows from the fields and the wires. */
export function queueTools(setup: NodeSetup, params: QueueParams): QueueTools {
  return {
    links: Int32Array.from(setup.out, (end) => end.link),
    copies: params.consumers === 'each' ? Math.max(1, setup.out.length) : 1,
    lanes: params.ordering === 'none' ? 0 : params.ordering === 'strict' ? 1 : setup.keys.count,
    poison: setup.stream('poison'),
    poisonBelow: Math.floor((params.poisonPercent / 100) * 4294967296 + 0.5),
    visibilityNs: msToNs(params.visibilityTimeoutMs),
    retryNs: msToNs(params.retryDelayMs),
  };
}

/** An empty queue. */
export function emptyQueue({ links: { length: consumers }, retryNs }: QueueTools, ordering: QueueParams['ordering']): QueueState {
  return {
    items: emptyItems(),
    flying: new Int32Array(consumers),
    downUntilNs: new Float64Array(consumers),
    turn: 0,
    timeouts: emptyTimeouts(),
    heldFirst: -1,
    heldLast: -1,
    held: 0,
    taken: noRepeats(),
    dead: [],
    ordering,
    retryNs,
  };
}

/** The lane of a message: in it, each waits for the one before. -1: none. */
export function laneOf({ lanes }: QueueTools, copy: number, key: number): number {
  return lanes === 0 ? -1 : copy * lanes + (lanes === 1 ? 0 : Math.max(0, key));
}
