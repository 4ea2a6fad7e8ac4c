import type { z } from 'zod';
import type { FieldName } from '../data/values';
import type { MachineImage } from '../machines/machine';
import type { ProcessCommand } from '../machines/process';
import type { Message, MessageBody } from '../network/messages';
import type { Operation } from '../network/operations';
import type { NetworkSpec } from '../network/topology';
import type { FactsSection, InspectSection, PendingTimer } from '../trace/inspection';
import type { GaugeInfo } from '../trace/types';
import type { NodeContext, NodeSetup } from './context';
import type { KindGroup } from './groups';
import type { KeyPlacement } from './keyPlacement';
import type { LinkRole } from './roles';

/**
 * Takes a document of format n, or the params of a part of version n, to n + 1. It gets plain JSON that nobody has checked,
 * changes a copy and returns it. Frozen once released: files made since depend on it.
 */
export type Migration = (before: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** How a kind whose parts begin requests (clients), events (sources) or operations (workloads) by themselves begins hardly any. */
export interface Beginning<P = unknown> {
  readonly what: 'requests' | 'events' | 'operations';
  /** Fields that leave one of them in the whole run. */
  readonly once: Readonly<Record<string, unknown>>;
  /** Fields that leave about a hundredth, in a run so long. */
  readonly hundredth: (params: P, durationSeconds: number) => Readonly<Record<string, unknown>>;
}

/** What a part is, without what it does: everything the palette, the face, the inspector, the file format and the docs need. */
export interface KindDescriptor<P = unknown> {
  /** Name in files, e.g. `load-balancer`. */
  readonly kind: string;
  /** Version of the params; raised with a migration. */
  readonly version: number;
  /** Entry 0 takes params of version 1 to 2, and so on. */
  readonly migrations?: readonly Migration[];
  readonly title: string;
  readonly group: KindGroup;
  /** Prefix of ids, e.g. `W` for W1, W2. */
  readonly idPrefix: string;
  /** One line for the palette. */
  readonly summary: string;
  /** SVG path data on a 24 x 24 grid, drawn with a 1.75 stroke and no fill. */
  readonly iconPath: string;
  readonly accepts: readonly LinkRole[];
  readonly offers: readonly LinkRole[];
  /** Why a wire into this part may be refused, one sentence. */
  readonly acceptsHelp: string;
  /** Why a wire out of this part may be refused, one sentence. */
  readonly offersHelp: string;
  /** Fields as one zod object; every field has a default. */
  readonly fields: z.ZodType<P>;
  /** Gauges after the six standard ones (see STANDARD_GAUGES). */
  readonly gauges: readonly GaugeInfo[];
  readonly storesKeys: boolean;
  /** Its parts begin things by themselves, without being asked; see Beginning. */
  readonly begins?: Beginning<P>;
  /** What it stores are copies of what the parts behind it have: that it lacks some is no loss. */
  readonly isCache?: true;
  /** It hands each request to one of several parts behind it, and answers none without them; how evenly it does is measured. */
  readonly spreads?: true;
  /** It takes the events of sources, and its history says in which order: what checks of orders are about. */
  readonly takesEvents?: true;
  /** Fields that are lists of requests, each about a `key` of the scenario. */
  readonly requestFields?: readonly string[];
  /** Whether what it keeps lies on a disk: a fault can fill it, or take it. */
  readonly hasDisk?: boolean;
  /** Its parts talk by messages: it is a member of networks, and counts what it sends and gets (MEMBER_GAUGES). */
  readonly isMember?: boolean;
  /**
   * What its parts ask of others by themselves, and what they answer. Requests that are common need not be named. `passesOn`: whatever is
   * asked as a request, it hands on. What a part does not know is answered as the operation says.
   */
  readonly operations?: {
    readonly begins?: readonly Operation[];
    readonly answers?: readonly Operation[];
    readonly passesOn?: true;
  };
  /** It takes messages as Maelstrom has them, objects with a type, from whoever sends them. */
  readonly takesBodies?: boolean;
  /** A member that has no place in the topology: it talks to the others, and is nobody's neighbour. */
  readonly standsApart?: boolean;
  readonly card: { readonly models: readonly string[]; readonly leavesOut: readonly string[] };
}

/** Gauges that every part has, first and in this order. */
export const STANDARD_GAUGES: readonly GaugeInfo[] = [
  { name: 'status', title: 'Status', type: 'level' },
  { name: 'queue', title: 'Waiting', type: 'level', unit: 'requests' },
  { name: 'busy', title: 'Busy slots', type: 'level', unit: 'slots' },
  { name: 'received', title: 'Received', type: 'counter', unit: 'requests' },
  { name: 'completed', title: 'Completed', type: 'counter', unit: 'requests' },
  { name: 'failed', title: 'Failed', type: 'counter', unit: 'requests' },
  { name: 'inside', title: 'Inside', type: 'level', unit: 'requests' },
];

/** Positions of the standard gauges. */
export const Gauge = { status: 0, queue: 1, busy: 2, received: 3, completed: 4, failed: 5, inside: 6, first: 7 } as const;

/** Gauges that every member of networks has, behind its own; `defineKind` adds them. */
export const MEMBER_GAUGES: readonly GaugeInfo[] = [
  { name: 'messagesSent', title: 'Messages sent', type: 'counter', unit: 'messages' },
  { name: 'messagesReceived', title: 'Messages received', type: 'counter', unit: 'messages' },
];

/**
 * Gauges that every part that is a network has, before its own; `defineKind` adds them. The engine counts them, for a network does
 * nothing by itself.
 */
export const NETWORK_GAUGES: readonly GaugeInfo[] = [
  { name: 'sent', title: 'Messages', type: 'counter', unit: 'messages', isAlwaysShown: true },
  { name: 'underWay', title: 'Under way', type: 'level', unit: 'messages' },
  { name: 'lost', title: 'Lost', type: 'counter', unit: 'messages' },
  { name: 'lanes', title: 'Pairs that have talked', type: 'level', unit: 'pairs' },
];

/** Positions of the gauges of networks. */
export const NetworkGauge = { sent: Gauge.first, underWay: Gauge.first + 1, lost: Gauge.first + 2, lanes: Gauge.first + 3 } as const;

/** A request as a person writes it down. With a value it is a write, unless `op` says otherwise. */
export interface RequestByHand {
  readonly key: string;
  /** The name of an operation that the kind begins. */
  readonly op?: string | undefined;
  readonly field?: FieldName | undefined;
  readonly value?: string | number | undefined;
  /** Of a compare-and-set: the value that must be there; null: none. */
  readonly expected?: string | number | null | undefined;
}

/** What a crash takes away: only what was under way, all that was in memory (the usual case), or the disk too. */
export type CrashLoss = 'nothing' | 'memory' | 'disk';

/**
 * What a part does: handlers over the node's own plain-data state. P are its params, D what is derived from them
 * (samplers, streams, link lists; never changed by handlers), S the state (plain data, copied by checkpoints).
 */
export interface Behavior<P, D, S> {
  /** Makes what the handlers need from the params; called at the start and again when a param changes during the run. */
  readonly prepare: (setup: NodeSetup, params: P) => D;
  /** The state at the start of a run, and after a crash (which loses memory; a store keeps its disk by itself). */
  readonly init: (node: NodeContext<P, D, S>) => S;
  /** Time 0, in the order of the document, after every node has its state. */
  readonly onStart?: (node: NodeContext<P, D, S>) => void;
  /** A request has arrived. It is owed exactly one `reply`, now or later. */
  readonly onRequest: (node: NodeContext<P, D, S>, call: number) => void;
  /** A call made by this node has been answered. The call is freed when the handler returns. */
  readonly onReply?: (node: NodeContext<P, D, S>, call: number, fate: number) => void;
  readonly onTimer?: (node: NodeContext<P, D, S>, tag: number, arg: number) => void;
  /** The state after a crash, given the one before it: what survives (a disk). Default: `init`. */
  readonly onCrash?: (node: NodeContext<P, D, S>, before: S, loses: CrashLoss) => S;
  readonly onRestart?: (node: NodeContext<P, D, S>) => void;
  /** A message has arrived over a network. Nobody is owed anything. */
  readonly onMessage?: (node: NodeContext<P, D, S>, message: Message) => void;
  /** The program of this computer that a part would start; null: none yet. A kind with this starts processes, once somebody allows it. */
  readonly startsProcess?: (params: P) => ProcessCommand | null;
  /** Where keys are, of a part that hands each to one of the shards behind it, given their ids in the order of their wires. */
  readonly placesKeys?: (params: P, shards: readonly string[]) => KeyPlacement;
  /** What a part that is a network is like, for the lanes between its members. */
  readonly asNetwork?: (params: P) => NetworkSpec;
  /** The node was told to become primary. */
  readonly onPromote?: (node: NodeContext<P, D, S>) => void;
  /**
   * Another part asks something that is no request: whether this one is well (`PROBE`), and the like. It is owed exactly one `reply`.
   * It gets those operations that the descriptor names.
   */
  readonly onControl?: (node: NodeContext<P, D, S>, call: number, op: number) => void;
  /**
   * What a service registry lists has changed: 1 for each of `setup.out` that is listed, or that is not found through it. A kind with
   * this asks registries.
   */
  readonly onTargets?: (node: NodeContext<P, D, S>, listed: Uint8Array) => void;
  /** A person tells the part to send one request now. A part without this sends none. */
  readonly onSend?: (node: NodeContext<P, D, S>, request: RequestByHand) => void;
  /** Params changed while running; `prepare` has been called. */
  readonly onParams?: (node: NodeContext<P, D, S>) => void;
  /** Takes over keys before the run starts (a database or a router hands data to what is behind it). */
  readonly onLoad?: (node: NodeContext<P, D, S>, held: Uint8Array) => void;
  /** What a store knows of a key: per field the write number (0: as shipped, -1: not there). Null: not a store. */
  readonly lookup?: (node: NodeContext<P, D, S>, key: number) => { readonly writes: readonly number[]; readonly keysHeld: number };
  /** Keys that a store has met, in its order, where there are so many that not all can be shown. */
  readonly keysMet?: (state: S) => Iterable<number>;
  /**
   * What the part shows of its state, and of the timers it has set, when somebody looks inside. Without it, its plain state is read out
   * field by field (`run/describeState`).
   */
  readonly inspect?: (node: NodeContext<P, D, S>, timers: readonly PendingTimer[]) => readonly InspectSection[];
  /**
   * What a message that the part has sent says, in words; without it, fields are told one by one. `known`: words that were found for the
   * same window, to be kept there under names of the kind's own, since thousands of messages say much the same.
   */
  readonly says?: (node: NodeContext<P, D, S>, body: MessageBody, known: Map<string, string>) => string;
  /** What a checkpoint keeps of the node's machine, which is no plain data; null: it has none. */
  readonly save?: (node: NodeContext<P, D, S>) => MachineImage | null;
  /** Puts its machine back; its plain state is there already. */
  readonly load?: (node: NodeContext<P, D, S>, image: MachineImage) => void;
  /** What has gone wrong with a program of the part, as one sentence for its author. Null: nothing. */
  readonly problem?: (node: NodeContext<P, D, S>) => string | null;
  /** What it has found out about others; `betweenNodes`: messages that programs as nodes have sent each other. */
  readonly results?: (node: NodeContext<P, D, S>, betweenNodes: number) => FactsSection['facts'];
  /** Slots that can be busy at once, for utilization; 0: none. */
  readonly capacity?: (params: P) => number;
  /** Cores that can compute at once, where slots share cores (gauge `computing` says how many do); 0: each slot computes for itself. */
  readonly computing?: (params: P) => number;
  /** What is paid for, in slots or cores. Default: its slots. */
  readonly paidSlots?: (params: P) => number;
  readonly queueLimit?: (params: P) => number;
}

/** A kind of part: descriptor and behaviour. */
export interface Kind<P = unknown, D = unknown, S = unknown> {
  readonly descriptor: KindDescriptor<P>;
  readonly behavior: Behavior<P, D, S>;
}
