import type { MessageBody } from '../../network/messages';
import type { NodeContext } from '../../parts/context';
import type { Sampler } from '../../kernel/distribution';
import { noAlarm, type Alarm } from '../../toolkit/alarm';
import type { ChainEntry } from '../../toolkit/chainTalk';
import type { TypedValue } from '../../toolkit/versions/value';
import type { ChainParams } from './kind';

/** A version of a value: the number of its write in the chain, and what it holds. */
export interface Version {
  readonly seq: number;
  readonly value: TypedValue;
}

/** A write as it goes down the chain. */
export interface Update extends Version {
  readonly cell: number;
  /** How its request ends once it is committed: a compare-and-set that found another value writes nothing anew. */
  readonly fate: number;
  /** The node that was asked, and the number of the request there. */
  readonly by: number;
  readonly id: number;
}

/** A request that a node sees to. */
export interface Pending {
  readonly call: number;
  readonly op: number;
  readonly cell: number;
  /** Number of the write; -1: it is a read. */
  readonly write: number;
  /** `waits`: it cannot go on yet. `works`: it waits for a slot or has one. `asked`: others have it. */
  stage: 'waits' | 'works' | 'asked';
  /** When its patience is over, ns. */
  readonly dueNs: number;
  /** When it last asked the tail, ns. */
  askedNs: number;
}

/** Work on a request: of this node's own, or one that another node passed on. */
export interface Job {
  readonly id: number;
  /** The node that was asked: this one or another. */
  readonly by: number;
  readonly op: number;
  readonly cell: number;
  /** Number of the write; -1: it is a read. */
  readonly write: number;
}

/** What a chain node remembers. */
export interface ChainState {
  /** The chain as far as it knows. */
  epoch: number;
  chain: readonly ChainEntry[];
  /** The epoch in which it has joined, how often it has lost its disk, and whether it has all that the chain has. */
  since: number;
  life: number;
  isReady: boolean;
  /** Until when it may answer by itself, by its clock, ns. */
  leaseNs: number;
  leaseUntilNs: number;
  /** On disk: versions by cell. All but the first are not committed yet. */
  cells: Record<string, Version[]>;
  /** On disk: writes that it has and that are not known to be committed, in their order. */
  log: Update[];
  applied: number;
  committed: number;
  /** Writes that have overtaken others on their way, by their number. */
  early: Record<string, Update>;
  /** By node: the epoch in which it had joined when it was last found to have the whole state. */
  fed: Record<string, number>;
  pending: Record<string, Pending>;
  serial: number;
  /** What waits for a slot, and what has one, by number. */
  queue: Job[];
  running: Record<string, Job>;
  jobs: number;
  beat: Alarm;
  again: Alarm;
  retryNs: number;
  known: number;
  view: number;
}

/** What a chain node works with. */
export interface ChainTools {
  /** All chain nodes of its network, itself included, in the order of the document. */
  readonly members: readonly number[];
  /** The master; -1: there is none, and the chain stays as it is. */
  readonly master: number;
  readonly service: Sampler;
  readonly stream: number;
  readonly patienceNs: number;
  readonly retryNs: number;
  readonly types: Readonly<Record<ChainWord, number>>;
}

/** Types of the messages of a chain. */
export const CHAIN_WORDS = ['beat', 'chain', 'update', 'committed', 'state', 'has', 'ask', 'query', 'value', 'which', 'this'] as const;
export type ChainWord = (typeof CHAIN_WORDS)[number];

/** Tags of a node's timers. */
export const ChainTag = { beat: 0, again: 1, served: 2, patience: 3 } as const;

/** A chain node at work. */
export type ChainNode = NodeContext<ChainParams, ChainTools, ChainState>;

/** A node that keeps nothing. */
export function newChainState(life: number): ChainState {
  return {
    epoch: 0,
    chain: [],
    since: 0,
    life,
    isReady: false,
    leaseNs: 0,
    leaseUntilNs: -1,
    cells: {},
    log: [],
    applied: 0,
    committed: 0,
    early: {},
    fed: {},
    pending: {},
    serial: 0,
    queue: [],
    running: {},
    jobs: 0,
    beat: noAlarm(),
    again: noAlarm(),
    retryNs: 0,
    known: 0,
    view: 0,
  };
}

/** Sends a message to a member. What it says is plain data that nobody changes. */
export function say(node: ChainNode, to: number, word: ChainWord, body: object, inReplyTo = 0): void {
  if (node.setup.networks.length > 0) node.tell(0, to, node.derived.types[word], body as MessageBody, inReplyTo);
}

/** Its place in the chain; -1: it is not in it. */
export function placeOf({ state, index }: ChainNode): number {
  return state.chain.findIndex((entry) => entry.node === index);
}

/** The node so many places further down (or, below 0, up); -1: there is none. */
export function nodeAt(node: ChainNode, distance: number): number {
  const place = placeOf(node);
  return place < 0 ? -1 : (node.state.chain.at(place + distance < 0 ? node.state.chain.length : place + distance)?.node ?? -1);
}

/** Whether it is the first, or the last. */
export function isHead(node: ChainNode): boolean {
  return placeOf(node) === 0;
}

export function isTail(node: ChainNode): boolean {
  return placeOf(node) === node.state.chain.length - 1 && node.state.chain.length > 0;
}

/** Whether it may answer anybody: it has the data, it is in the chain, and its lease has not run out. */
export function mayServe(node: ChainNode): boolean {
  const { state, derived } = node;
  return state.isReady && placeOf(node) >= 0 && (derived.master < 0 || node.clock() < state.leaseUntilNs);
}
