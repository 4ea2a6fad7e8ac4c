import type { CostSummary } from './costSummary';
import type { KeysSpec } from '../data/keySpaces';
import type { Bottleneck } from './bottleneck';
import type { FactsSection } from './inspection';

/** What travels on a wire; decides shape and colour on the canvas. */
export const MessageType = { request: 0, reply: 1, replication: 2, ack: 3, error: 4, control: 5, message: 6 } as const;

/** Names of the message types, indexed by code. */
export const MESSAGE_TYPE_NAMES = ['request', 'reply', 'replication', 'acknowledgement', 'error reply', 'control', 'message'] as const;

/** Status of a part, the value of its first gauge. */
export const NodeStatus = { up: 0, down: 1, paused: 2, slow: 3, off: 4, starting: 5 } as const;

/** What a log line says happened; the text is made by `logText`. */
export const LOG_VERBS = [
  'received',
  'updated',
  'read',
  'finished',
  'failed',
  'rejected',
  'sent',
  'timed out on',
  'crashed',
  'restarted',
  'paused',
  'resumed',
  'slowed down',
  'back to normal speed',
  'replicated',
  'was promoted',
  'stopped sending to',
  'sends again to',
  'retried',
  'cut',
  'healed',
  'changed',
  'opened',
  'half-opened',
  'closed',
  'hedged',
  'gave a default answer',
  'lost processor time',
  'has its processor back',
  'has a full disk',
  'has room on its disk',
  'has a wrong clock',
  'has the right time',
  'disturbed',
  'undisturbed',
  'had',
  'missed',
  'delivered',
  'redelivered',
  'gave up on',
  'lists',
  'no longer lists',
  'ran out of memory',
  'collects garbage',
  'wants targets:',
  'was split',
  'was joined',
  'says',
] as const;

/** Code of a log verb. */
export type LogVerb = (typeof LOG_VERBS)[number];

/** Message spans of a window, one row each, ordered by departure. All columns have `count` rows. */
export interface MessageColumns {
  readonly count: number;
  /** Departure, ns of simulated time. */
  readonly sentNs: Float64Array;
  /** Arrival, ns; for a lost message the moment it was due to arrive. */
  readonly arriveNs: Float64Array;
  /** Index into TraceIndex.links; from its length on: a lane of the window, see TraceWindow.lanes. */
  readonly link: Int32Array;
  /** 1 = along the wire (from -> to), 0 = back. */
  readonly forward: Uint8Array;
  /** MessageType. */
  readonly type: Uint8Array;
  /** 1 when it was lost or cut on the way. */
  readonly lost: Uint8Array;
  /** Fate code carried by a reply (0 ok), 0 on requests. */
  readonly fate: Uint8Array;
  /** 1 when it asks for a write, or answers one. */
  readonly isWrite: Uint8Array;
  /** Number of the client request it belongs to, from 1. 0: none. */
  readonly request: Int32Array;
  /** Key index of the data set, -1: none. Of a message between members: its type, by number in TraceWindow.messageTypes. */
  readonly key: Int32Array;
  /** Number of this message in the run, from 1; modulo 2^32. */
  readonly id: Uint32Array;
  /** Number of the message whose handling sent this one; 0: none (a timer or a client). */
  readonly cause: Uint32Array;
  /** Number of the message it belongs to: of a reply its request, of a request the one it is asked for. 0: none, or before the window. */
  readonly belongsTo: Uint32Array;
}

/** Changes of gauges in a window, ordered by time; `changesOf` reads them. */
export interface ChangeColumns {
  readonly count: number;
  /** The event in which it changed: its place in the window's `eventNs`. */
  readonly event: Int32Array;
  /** TraceIndex.nodes[n].gaugeBase + position in the node's gauge list. Below 0: a counter and a level at once, see `pairOf`. */
  readonly gauge: Int32Array;
  readonly value: Float64Array;
}

/** Log lines of a window, ordered by time. */
export interface LogColumns {
  readonly count: number;
  readonly atNs: Float64Array;
  /** Node index, -1: the run itself. */
  readonly node: Int32Array;
  /** Index into LOG_VERBS. */
  readonly verb: Uint8Array;
  /** Key index, -1: none. */
  readonly key: Int32Array;
  readonly request: Int32Array;
  /** Fate code, the other node's index for "stopped sending to", or the place in `texts` for "says"; -1: none. */
  readonly detail: Int32Array;
  /** What programs have written; left out where nobody has. */
  readonly texts?: readonly string[];
}

/** Everything that happened between two moments, in typed arrays that can be transferred. */
export interface TraceWindow {
  readonly fromNs: number;
  /** End of what is covered; less than asked for when `truncated`. */
  readonly toNs: number;
  /** True when the row limit was reached before the end asked for. */
  readonly truncated: boolean;
  /** Value of every gauge at `fromNs` (before any change in the window). */
  readonly gauges: Float64Array;
  /** Per link: bit 1 forward direction cut, bit 2 backward cut, at `fromNs`. */
  readonly cuts: Uint8Array;
  /** Lanes of networks used by the end of the window, from number TraceIndex.links.length on: the network part and both ends. */
  readonly lanes: Int32Array;
  /** Names of the types of messages, by number. */
  readonly messageTypes: readonly string[];
  /** What messages between members say, in words, by the number of the message; of the first few thousand. */
  readonly bodies?: Readonly<Record<number, string>> | undefined;
  /** The same as JSON, for whoever asks. */
  readonly bodiesAsJson?: Readonly<Record<number, string>> | undefined;
  readonly messages: MessageColumns;
  readonly changes: ChangeColumns;
  readonly log: LogColumns;
  /** Times of every event of the simulator in the window (ns), for stepping. Number of the first in `firstEvent`. */
  readonly eventNs: Float64Array;
  readonly firstEvent: number;
}

/** A gauge of a part, as the trace numbers it. */
export interface GaugeInfo {
  readonly name: string;
  readonly title: string;
  /** 'level' goes up and down and is averaged over time; 'counter' only grows. */
  readonly type: 'level' | 'counter';
  readonly unit?: string;
  /** Added to a kind after its first release: it joins the trace hash only once it is not zero, so that old traces keep theirs. */
  readonly later?: boolean;
  /** It only shows what follows from others, and never joins the trace hash; `later`, too. */
  readonly derived?: boolean;
  /** A level that is one of a few states: the word for each value from 0. */
  readonly words?: readonly string[];
  /** Values that a face warns of, by the word. */
  readonly warnsAt?: readonly number[];
  /** The face says it at 0 too. */
  readonly isAlwaysShown?: boolean;
  /** Every member of a network is to come to hold all of it: a face draws how much of it there is. */
  readonly isForAll?: boolean;
}

/** Names behind the numbers of a run's windows and series. */
export interface TraceIndex {
  readonly nodes: readonly {
    readonly id: string;
    readonly label?: string;
    readonly kind: string;
    readonly gaugeBase: number;
    readonly gauges: readonly GaugeInfo[];
    /** Slots that can be busy at once; 0 when the kind has none. */
    readonly capacity: number;
    readonly queueLimit: number;
    /** Whether it stores keys, so that a lookup makes sense. */
    readonly storesKeys: boolean;
    /** Where it stands, for faults that hit a whole zone. */
    readonly zone?: string;
  }[];
  readonly links: readonly { readonly id: string; readonly from: number; readonly to: number; readonly role: string }[];
  readonly gaugeCount: number;
  /** How its keys are written (`keySpace` makes names of numbers); undefined: those of the data set. */
  readonly keys?: KeysSpec;
}

/** Whole-run curves: one value per sample, `sampleCount` samples of `sampleNs` each. */
export interface RunSeries {
  readonly sampleNs: number;
  readonly sampleCount: number;
  /** Requests answered ok in each sample. */
  readonly ok: Float64Array;
  /** Requests that failed in each sample. */
  readonly failed: Float64Array;
  readonly sent: Float64Array;
  readonly inFlight: Float64Array;
  /** Latency of requests that ended ok in the sample, ms; NaN where none did. */
  readonly p50Ms: Float64Array;
  readonly p95Ms: Float64Array;
  readonly p99Ms: Float64Array;
  /** gauges[g * sampleCount + i]: time average (level) or value at the end (counter) of gauge g in sample i. */
  readonly gauges: Float32Array;
  /** links[l * sampleCount + i]: messages that entered link l, both ways, in sample i. */
  readonly links: Float32Array;
  /** failedBy[fate * sampleCount + i]: requests that failed with that fate in sample i. */
  readonly failedBy: Float32Array;
  /** latencyBands[i * LATENCY_BANDS + b]: requests that ended ok in sample i with a latency in band b, see `latencyBandNs`. */
  readonly latencyBands: Float32Array;
}

/** Bands of latency in the whole-run curves: two to each power of two, from 1 ns to 2^50 ns (13 days). */
export const LATENCY_BANDS = 100;

/** Where a band of latency begins, ns; it ends where the next begins. `band`: 0 to LATENCY_BANDS. */
export function latencyBandNs(band: number): number {
  let ns = band % 2 === 0 ? 1 : 1.5;
  for (let octave = band >> 1; octave > 0; octave--) ns *= 2;
  return ns;
}

/** Latency of successful requests, milliseconds. Zeros when there were none. */
export interface LatencySummary {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Figures of one part over the whole run. */
export interface NodeSummary {
  readonly id: string;
  readonly kind: string;
  readonly received: number;
  readonly completed: number;
  readonly rejected: number;
  readonly failed: number;
  /** Busy slots over capacity, time average, 0..1; null where the kind has no slots. */
  readonly utilization: number | null;
  readonly queueMean: number;
  readonly queueMax: number;
  /** Mean time from arrival to reply of what it served (refusals and errors are not), ms; 0 when it served nothing. */
  readonly meanTimeInNodeMs: number;
  /** The same of all that left it, failures and refusals included: what Little's law is about. */
  readonly meanStayMs: number;
  /** Mean number of requests inside (waiting or served), time average. */
  readonly meanInNode: number;
  readonly keysHeld: number | null;
  /** Requests inside, busy slots, and the gauges of its kind. */
  readonly gauges: readonly GaugeSummary[];
  /** Of parts that spread requests over several: the highest load and the most keys in multiples of their means; null: there are none. */
  readonly imbalance?: { readonly load: number | null; readonly keys: number | null };
  /** What has gone wrong with a program of the part, one sentence for its author. */
  readonly problem?: string;
  /** What the part has found out about others, in the words of its field. */
  readonly results?: FactsSection['facts'];
}

/** One gauge of a part over the whole run. */
export interface GaugeSummary {
  readonly name: string;
  readonly title: string;
  readonly unit?: string;
  /** Its value at the end. */
  readonly end: number;
  /** Of a level, its highest value and its average over time; of a counter, its value at the end. */
  readonly max: number;
  readonly mean: number;
}

/** Figures of one link over the whole run. */
export interface LinkSummary {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly sent: number;
  readonly delivered: number;
  readonly lost: number;
  readonly meanLatencyMs: number;
  readonly messagesPerSecond: number;
  /** Messages on the link at a time (waiting for their turn or travelling), time average. */
  readonly meanInTransit: number;
  /** Share of the time in which the busier direction sends, 0..1; null where nothing bounds the bytes per second. */
  readonly utilization: number | null;
}

/** Figures of the requests for one range of keys, over the whole run. */
export interface KeyRangeSummary {
  /** First and last key, in the order of the alphabet. */
  readonly from: string;
  readonly to: string;
  readonly ok: number;
  readonly failed: number;
  readonly throughputPerSecond: number;
  /** Of ok requests, ms; 0 when there were none. */
  readonly meanLatencyMs: number;
}

/** Verdict of one check. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly ok: boolean;
  /** 'no-evidence': the figure rests on fewer observations than it needs (`leastEvidence`), or there is none. */
  readonly verdict: 'met' | 'unmet' | 'no-evidence';
  readonly evidence: number;
  readonly leastEvidence: number;
  /** One sentence with the figure and the limit. */
  readonly message: string;
}

/** A figure with the interval that covers its true value in 95 of 100 runs. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** How many batches (or replications) the interval rests on. */
  readonly count: number;
}

/** Figures in the long run, behind the warm-up, with 95 % intervals. One is null where the run is too short, all unless it settled. */
export interface SteadyState {
  /** 'settled': there are intervals; 'unsettled': the load inside still drifts; 'disturbed': faults acted; 'short': too little happened. */
  readonly state: 'settled' | 'unsettled' | 'disturbed' | 'short';
  /** What was left out at the beginning, simulated seconds; 0 unless settled. */
  readonly warmUpSeconds: number;
  /** One sentence for the user. */
  readonly message: string;
  readonly throughputPerSecond: Estimate | null;
  readonly goodputPerSecond: Estimate | null;
  readonly inFlight: Estimate | null;
  readonly latencyMs: Readonly<Record<'mean' | 'p50' | 'p95' | 'p99', Estimate | null>>;
  /** For each figure of latency that has no range though the run settled: why, in one sentence. */
  readonly missing: Readonly<Partial<Record<'mean' | 'p50' | 'p95' | 'p99', string>>>;
  /** Nodes, links and ranges of keys in the order of the summary's. */
  readonly nodes: readonly {
    readonly id: string;
    readonly queueMean: Estimate | null;
    /** Why there is no range of the queue though the run settled, in one sentence. */
    readonly queueMissing: string | null;
    readonly utilization: Estimate | null;
  }[];
  readonly links: readonly { readonly id: string; readonly messagesPerSecond: Estimate | null }[];
  /** Failures per second, for every reason that came up. */
  readonly failedPerSecond: Readonly<Record<string, Estimate | null>>;
  readonly keyRanges: readonly { readonly throughputPerSecond: Estimate | null; readonly meanLatencyMs: Estimate | null }[];
}

/** The result of a run: the object that `faultboard run --json` prints. */
export interface RunSummary {
  readonly engineVersion: string;
  readonly scenario: string;
  readonly seed: number;
  readonly simulatedSeconds: number;
  readonly events: number;
  readonly traceHash: string;
  /** 'drained': all requests done; 'duration': the scenario's end; 'limit': an event or memory limit; 'cancelled'. */
  readonly endedBy: 'drained' | 'duration' | 'limit' | 'cancelled';
  /** What limit ended it and what to do, as a sentence; null: none. */
  readonly limit: string | null;
  readonly requests: {
    readonly sent: number;
    readonly ok: number;
    readonly failed: number;
    /** Of those that failed, writes that may have taken effect all the same; the others surely did not happen. */
    readonly indefinite: number;
    readonly inFlight: number;
    /** Of those in flight: nothing will ever end them. */
    readonly stuck: number;
    readonly byReason: Readonly<Record<string, number>>;
  };
  /**
   * Throughput: requests that the system carried through, whether anybody still waited for the answer or not (what was turned away is
   * none). Goodput: those of them that were answered in time.
   */
  readonly throughputPerSecond: number;
  readonly goodputPerSecond: number;
  readonly latencyMs: LatencySummary;
  readonly nodes: readonly NodeSummary[];
  readonly links: readonly LinkSummary[];
  readonly keyRanges: readonly KeyRangeSummary[];
  readonly cost: CostSummary;
  readonly steady: SteadyState;
  /** What limits the system, by the figures of this run. */
  readonly bottleneck: Bottleneck;
  readonly checks: readonly CheckResult[];
}
