import type { Data } from '../data/values';
import type { KeySpace } from '../data/keySpaces';
import type { Streams } from '../kernel/random';
import type { Processes } from '../machines/processes';
import type { Calls } from '../network/calls';
import type { MessageBody } from '../network/messages';
import type { LinkRole } from './roles';
import type { Program } from './programs';

/** A wire as seen from the node it leaves. */
export interface OutLink {
  /** Index of the link. */
  readonly link: number;
  readonly linkId: string;
  /** Index of the node at the other end. */
  readonly node: number;
  readonly nodeId: string;
  readonly kind: string;
  readonly role: LinkRole;
  /** Whether the other end keeps keys. */
  readonly storesKeys: boolean;
  /** The node that the other end follows by replication (index), or -1. */
  readonly follows: number;
  /** Where the other end stands; empty: nowhere in particular. */
  readonly zone: string;
  /** How many parts the other end can send requests to. */
  readonly targets: number;
}

/** The place of a node in a network. Parts are named by their index. */
export interface NetworkSeat {
  /** Index and id of the network part. */
  readonly node: number;
  readonly id: string;
  /** All members, in the order of the document. */
  readonly members: Int32Array;
  /** This node's position among them. */
  readonly place: number;
  /** Those that this node is next to, by the topology of the network at present. */
  readonly neighbourCount: number;
  neighbour(position: number): number;
}

/** Where a stream of events goes: a part that this one is wired to, and the seat over which it is reached. */
export interface Feed {
  readonly node: number;
  readonly seat: number;
}

/** What a kind may know while it prepares: its place in the graph and its random streams. */
export interface NodeSetup {
  readonly id: string;
  readonly index: number;
  /** Where it stands; empty: nowhere in particular. */
  readonly zone: string;
  /** Wires that leave this node, but for those to registries. */
  readonly out: readonly OutLink[];
  /** Service registries that this node is wired to; `run/membership` talks to them. */
  readonly registries: readonly OutLink[];
  /** Links into this node; `node` is the sender. */
  readonly in: readonly OutLink[];
  /** Networks that this node is a member of. */
  readonly networks: readonly NetworkSeat[];
  /** Parts that this node sends a stream of events to. */
  readonly feeds: readonly Feed[];
  readonly streams: Streams;
  /** The keys of the scenario. */
  readonly keys: KeySpace;
  /** Names of all parts, by index. */
  readonly nodeIds: readonly string[];
  /** What people call them: their labels, or their ids. */
  readonly nodeLabels: readonly string[];
  /** Their kinds, and whether they take messages as Maelstrom has them. */
  readonly nodeKinds: readonly string[];
  readonly takesBodies: readonly boolean[];
  /** A program of the scenario; null for an empty id. Throws when it was not made ready before the run. */
  program(id: string): Program | null;
  /** The processes of the run. */
  readonly processes: Processes;
  /** The number of a type of message, by its name. */
  messageType(name: string): number;
  /** The name of a type of message, by its number. */
  messageTypeName(type: number): string;
  /** A stream for one purpose of this node. */
  stream(purpose: string): number;
}

/**
 * A node at work: its state and everything it may do. Kinds see nothing else of the simulator.
 * Times are integer nanoseconds of simulated time. A `call` is a small integer naming a request between two nodes.
 */
export interface NodeContext<P, D, S> {
  readonly id: string;
  readonly index: number;
  readonly setup: NodeSetup;
  readonly params: P;
  readonly derived: D;
  state: S;
  readonly calls: Calls;
  readonly streams: Streams;
  /** Now, ns. */
  now(): number;
  /** What the node's own clock says, ns: the right time unless a fault makes it wrong. For expiry times that others set or read. */
  clock(): number;
  /** How long it takes until the node's own clock has gone on by so much, ns: for patience. */
  byClock(durationNs: number): number;
  /** Whether a fault has filled its disk: it can read but not write. */
  readonly isDiskFull: boolean;
  /** How many times slower this node is than normal (1 = normal). */
  slowness(): number;
  /** Starts a client request and returns its call; it counts as sent. `link` is one of setup.out[i].link. */
  originate(link: number, op: number, key: number, field: number): number;
  /** Begins a client request without sending anything: a call to forward from, once for each attempt. It counts as sent. */
  open(op: number, key: number, field: number): number;
  /**
   * Gives the write that this node begins next, now, the value that its author wants; others make one up from their number. `expected`:
   * what a compare-and-set takes for the value before it (null: nothing is there).
   */
  nameNext(value: string | number | undefined, expected?: string | number | null): void;
  /** What its author named a write; undefined: nothing. */
  nameOf(write: number): string | number | undefined;
  /** What a version of a register holds, see `storedValue`. */
  dataOf(key: number, field: number, version: number): Data;
  /**
   * The number of the newest write of a register that any store behind this node has; 0: as shipped, -1: nothing is there. For figures
   * alone: no part can know it, so none may act on it.
   */
  newestBehind(key: number, field: number): number;
  /** What a compare-and-set expects to find, by the number of its write. */
  expectedBy(write: number): string | number | null;
  /** A number for an answer that is no single write, such as several values side by side, a list or a sum; `versions`: those in it. */
  answer(value: MessageBody, versions: readonly number[]): number;
  /**
   * Ends a client request with its fate. Every originated request is ended exactly once. `answer`: the value in the answer (the number of a
   * write, -1: nothing is there), or NO_ANSWER where nobody gave one.
   */
  conclude(call: number, fate: number, answer: number): void;
  /** Sends on a request that this node has received, over one of its links, as a new call whose parent is `parent`. */
  forward(link: number, parent: number): number;
  /** Sends a request of this node's own (replication, control), with no parent. `payload`: data that travels with it. */
  send(link: number, op: number, key: number, field: number, value: number, payload?: Int32Array): number;
  /**
   * Sends a message that this node keeps for somebody who was answered long ago, with the number of that request (0: none), by which
   * stores know repeats. `isKeyed`: it carries an idempotency key, so that a repeat is not carried out again.
   */
  sendAs(link: number, request: number, op: number, key: number, field: number, value: number, isKeyed: boolean): number;
  /**
   * Sends a message to a member of a network (the node itself included): `seat` is a place in `setup.networks`, `to` the index of a part,
   * `inReplyTo` the number of the message it answers (0: none). Returns its number. Nobody is told whether it arrives.
   */
  tell(seat: number, to: number, type: number, body: MessageBody, inReplyTo?: number): number;
  /** Writes down in the history that an operation of this node has happened at this moment, with its value. */
  record(operation: string, value: MessageBody): void;
  /** Answers a received request; `value` is the write number read or written. Exactly once for each received call. */
  reply(call: number, fate: number, value: number): void;
  /** Stops waiting for a call made by this node: a reply that still comes is ignored. */
  abandon(call: number): void;
  /** Calls `onTimer(tag, arg)` after a delay. A crash cancels all timers of the node. */
  after(delayNs: number, tag: number, arg: number): void;
  /** The same with a call as argument. */
  afterCall(delayNs: number, tag: number, call: number): void;
  /**
   * The same for work on a call that takes so long: a part that stands still meanwhile does not get on with it, and is done later by as
   * much.
   */
  afterWork(delayNs: number, tag: number, call: number): void;
  /** How long it could have worked by now, ns: time goes on but while the part stands still. */
  workedNs(): number;
  /** The same, for housekeeping that must not keep a run alive once all traffic is done. */
  afterQuietly(delayNs: number, tag: number, arg: number): void;
  /**
   * Changes the number of things that this node still has to see to although nothing is scheduled for them: while there are any, the run
   * is not over.
   */
  owe(change: number): void;
  /** Sets a level gauge (Gauge.queue, or Gauge.first + i for the kind's own). */
  setGauge(gauge: number, value: number): void;
  addGauge(gauge: number, change: number): void;
  /** Adds a log line about a call (its key), with a LOG_VERBS index. `detail`: fate code or -1. */
  log(verb: number, call: number, detail: number): void;
  /** Adds a log line about another node (its index) or nothing (-1). */
  logAbout(verb: number, node: number): void;
  /** Adds a log line in words of the node's own. */
  say(text: string): void;
  /**
   * A program of the node is about to be given something: a message of a type, a `timer`, its `start`. `text`: what it is, in words; asked
   * for only where somebody listens.
   */
  given(what: string, text: () => string): void;
  /** Lines of its program that somebody waits for, and that one of them has been reached. */
  wantedLines(): readonly number[];
  reached(line: number, text: string): void;
  /** The node crashes now, by itself: what it has in memory is lost. */
  crash(): void;
  /** Hands keys to the node behind a link before the run starts. */
  load(link: number, held: Uint8Array): void;
  /** Makes the node at the other end of a link primary (a control message travels there). */
  promote(link: number): void;
}
