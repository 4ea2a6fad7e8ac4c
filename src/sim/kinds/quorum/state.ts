import type { MessageBody } from '../../network/messages';
import type { NetworkSeat, NodeContext } from '../../parts/context';
import { noAlarm, type Alarm } from '../../toolkit/alarm';
import type { Copy } from '../../toolkit/versions/copy';
import type { QuorumParams } from './kind';

/** A ballot of CASPaxos, or the version of a value: a number, and the actor that gave it. */
export type Ballot = readonly [time: number, actor: number];

/** What one node of a request has said. */
export interface Answer {
  readonly node: number;
  readonly copy: Copy;
}

/** A request that a node sees to. */
export interface Pending {
  readonly call: number;
  readonly op: number;
  readonly cell: number;
  /** Number of the write. */
  readonly write: number;
  /** `read`: copies are asked for. `write`: copies are sent. `repair`: what was read is sent, before it is answered. */
  stage: 'read' | 'write' | 'repair';
  /** Raised with every round of messages: answers to an earlier one come for nothing. */
  turn: number;
  tries: number;
  asked: number[];
  answers: Answer[];
  kept: number[];
  refused: number[];
  /** Nodes that stand in for others: [who, for whom]. */
  standIns: [number, number][];
  isExtended: boolean;
  /** When the patience with this round is over, ns; Infinity: nothing is awaited. */
  dueNs: number;
  /** The highest version that anybody spoke of. */
  highest: number;
  ballot: Ballot | null;
  copy: Copy | null;
  /** What a read answers once the repair is done. */
  isAnswered: boolean;
  /** Copies may have been kept somewhere: it cannot be said any more that nothing happened. */
  isDoubtful: boolean;
  /** The number of its event among those of this node about the value; 0: it has none yet. */
  issued: number;
}

/** A write that somebody else has missed. */
export interface Hint {
  readonly for: number;
  readonly cell: number;
  readonly copy: Copy;
}

/** What a quorum node remembers. */
export interface QuorumState {
  /** On disk: copies by cell, a field of a key. */
  copies: Record<string, Copy>;
  /** On disk: ballots that it has promised to heed. */
  promises: Record<string, Ballot>;
  /** On disk: of each cell the events it has made, and the sum of what it has counted. */
  issued: Record<string, readonly [counter: number, sum: number]>;
  /** How often its disk was lost: it goes on under another name then, so that no event has the name of an older one. */
  life: number;
  /** On disk: by whom they are for and the cell. */
  hints: Record<string, Hint>;
  pending: Record<string, Pending>;
  /** Writes by ballot that this node sees to, by cell: one after the other, so that it can tell whether one of its own has come through. */
  lines: Record<string, number[]>;
  serial: number;
  /** Members that did not answer, and since when, ns. */
  suspects: Record<string, number>;
  handoff: Alarm;
  exchange: Alarm;
  /** The last time it has given a write, by its clock. */
  lastTime: number;
  known: number;
  view: number;
  siblings: number;
  /** Fields by which its alarms were set. */
  retryNs: number;
  exchangeNs: number;
}

/** What a quorum node works with. */
export interface QuorumTools {
  readonly seat: NetworkSeat | null;
  /** All quorum nodes of its network, itself included, in the order of the document. */
  readonly members: readonly number[];
  /** A hash of the name of each. */
  readonly salts: readonly number[];
  readonly parts: number;
  readonly patienceNs: number;
  readonly retryNs: number;
  readonly exchangeNs: number;
  readonly chance: number;
  readonly types: Readonly<Record<QuorumWord, number>>;
}

/** Types of the messages that quorum nodes send each other. */
export const QUORUM_WORDS = ['get', 'got', 'put', 'kept', 'refused', 'repair', 'hand', 'handed', 'tree', 'bucket'] as const;
export type QuorumWord = (typeof QUORUM_WORDS)[number];

/** Tags of a node's timers. */
export const QuorumTag = { patience: 0, again: 1, handoff: 2, exchange: 3 } as const;

/** A quorum node at work. */
export type QuorumNode = NodeContext<QuorumParams, QuorumTools, QuorumState>;

/** A node that keeps nothing. */
export function newQuorumState(life: number): QuorumState {
  return {
    copies: {},
    promises: {},
    issued: {},
    life,
    hints: {},
    pending: {},
    lines: {},
    serial: 0,
    suspects: {},
    handoff: noAlarm(),
    exchange: noAlarm(),
    lastTime: 0,
    known: 0,
    view: 0,
    siblings: 0,
    retryNs: 0,
    exchangeNs: 0,
  };
}

/** Sends a message to a member. What it says is plain data that nobody changes. */
export function say(node: QuorumNode, to: number, word: QuorumWord, body: object, inReplyTo = 0): void {
  if (node.derived.seat !== null) node.tell(0, to, node.derived.types[word], body as MessageBody, inReplyTo);
}

/** The name under which a node makes events. */
export function actorOf({ index, derived, state }: QuorumNode): number {
  return index + derived.parts * state.life;
}
