import type { MessageBody } from '../../network/messages';
import type { NetworkSeat, NodeContext } from '../../parts/context';
import { noAlarm, type Alarm } from '../../toolkit/alarm';
import type { Copy } from '../../toolkit/versions/copy';
import type { Seen } from '../../toolkit/versions/seen';
import type { MultiLeaderParams } from './kind';

/** What a leader remembers. */
export interface MultiLeaderState {
  /** Copies by cell, a field of a key. */
  copies: Record<string, Copy>;
  /** Of each cell how many events it has made. */
  issued: Record<string, number>;
  /** How often it has lost what it kept: it goes on under another name then, so that no event has the name of an older one. */
  life: number;
  /** The last time that it has given a write: by its clock, and in Lamport's sense. */
  lastTime: number;
  logicalTime: number;
  /** By member: cells of which it has not acknowledged what this one keeps, each with when that was last sent, ns (-1: not yet). */
  owed: Record<string, Record<string, number>>;
  owedCount: number;
  /** By client and cell: what the client has seen of the value when it last read it here. */
  contexts: Record<string, Seen>;
  /** Members that it must compare itself with after a crash, until they answer. */
  asks: number[];
  batch: Alarm;
  again: Alarm;
  exchange: Alarm;
  known: number;
  view: number;
  siblings: number;
  /** Fields by which its alarms were set. */
  replicateNs: number;
  retryNs: number;
  exchangeNs: number;
}

/** What a leader works with. */
export interface MultiLeaderTools {
  readonly seat: NetworkSeat | null;
  /** All multi-leader nodes of its network, itself included, in the order of the document. */
  readonly members: readonly number[];
  readonly parts: number;
  readonly replicateNs: number;
  readonly retryNs: number;
  readonly exchangeNs: number;
  readonly chance: number;
  readonly types: Readonly<Record<MultiLeaderWord, number>>;
}

/** Types of the messages that leaders send each other. */
export const MULTI_LEADER_WORDS = ['replicate', 'kept', 'tree', 'same', 'bucket'] as const;
export type MultiLeaderWord = (typeof MULTI_LEADER_WORDS)[number];

/** Tags of a leader's timers. */
export const MultiLeaderTag = { batch: 0, again: 1, exchange: 2 } as const;

/** A leader at work. */
export type MultiLeaderNode = NodeContext<MultiLeaderParams, MultiLeaderTools, MultiLeaderState>;

/** A leader that keeps nothing. */
export function newMultiLeaderState(life: number): MultiLeaderState {
  return {
    copies: {},
    issued: {},
    life,
    lastTime: 0,
    logicalTime: 0,
    owed: {},
    owedCount: 0,
    contexts: {},
    asks: [],
    batch: noAlarm(),
    again: noAlarm(),
    exchange: noAlarm(),
    known: 0,
    view: 0,
    siblings: 0,
    replicateNs: 0,
    retryNs: 0,
    exchangeNs: 0,
  };
}

/** Sends a message to a member. What it says is plain data that nobody changes. */
export function say(node: MultiLeaderNode, to: number, word: MultiLeaderWord, body: object, inReplyTo = 0): void {
  if (node.derived.seat !== null) node.tell(0, to, node.derived.types[word], body as MessageBody, inReplyTo);
}

/** The name under which a leader makes events. */
export function actorOf({ index, derived, state }: MultiLeaderNode): number {
  return index + derived.parts * state.life;
}

/** The leaders that this one replicates to: those it is next to at present. */
export function neighboursOf({ derived: { seat, members }, index }: MultiLeaderNode): number[] {
  if (seat === null) return [];
  const next = Array.from({ length: seat.neighbourCount }, (_, position) => seat.neighbour(position));
  return next.filter((member) => member !== index && members.includes(member));
}
