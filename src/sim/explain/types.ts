import type { Fault, Scenario } from '../model/scenario';
import type { HistoryRow } from '../history/history';
import type { TimedAction } from '../run/actions';
import type { LookupResult, MomentState } from '../trace/moments';
import type { RunSeries, RunSummary, TraceIndex, TraceWindow } from '../trace/types';

/** What an explanation is made from; a `Run` is one. Nothing here may change it. */
export interface Explainable {
  readonly index: TraceIndex;
  /** What the parts were set to at the start. */
  readonly scenario: Pick<Scenario, 'nodes' | 'checks'>;
  /** Every fault that takes part in the run. */
  readonly faults: readonly Fault[];
  /** When they begin and end, and what they hit, in order of time. */
  readonly actions: readonly TimedAction[];
  /** Up to where the run has been computed, ns. */
  readonly reachedNs: number;
  series(): RunSeries;
  summary(): RunSummary;
  window(fromNs: number, toNs: number, maxRows: number): TraceWindow;
  moment(atNs: number): MomentState;
  /** What a store knows of a key just before a moment; null: there is no such store or key. */
  lookup(atNs: number, nodeId: string, key: string): LookupResult | null;
  /** Operations with their values, up to a moment or as far as the run was computed. */
  history(atNs?: number): readonly HistoryRow[];
  /** Messages of a wire that were thrown away because they were damaged, or because they were more than it can carry, in the whole run. */
  wireTroubles(link: number): { readonly damaged: number; readonly overflowed: number };
}

/**
 * What a sentence is to the story: the first cause, what followed from it, the way of the request, where it broke, what was seen, the
 * verdict.
 */
export type StepRole = 'cause' | 'effect' | 'way' | 'break' | 'seen' | 'verdict';

/** One plain sentence of an explanation and the moment it tells of. */
export interface ExplainedStep {
  readonly role: StepRole;
  readonly atNs: number;
  readonly text: string;
  /** Index of the part the sentence is about, -1: none. */
  readonly node: number;
  /** Id of the message the sentence is about, 0: none. */
  readonly message: number;
}

/** Why a request failed, or a check: three to six sentences in order of time, and the way through the parts and wires. */
export interface Explanation {
  /** E.g. `Request 12 for "peter"`. */
  readonly subject: string;
  /** Number of the client request that is told of, 0: none. */
  readonly request: number;
  readonly steps: readonly ExplainedStep[];
  /** Parts and wires of the path, as indices of the TraceIndex, in the order of the way. */
  readonly nodes: readonly number[];
  readonly links: readonly number[];
}

/** An explanation, or one sentence why there is none. */
export type ExplainResult = { readonly ok: true; readonly explanation: Explanation } | { readonly ok: false; readonly message: string };
