import type { CheckResult } from './types';

/** What a store knows of one key at one moment. */
export interface LookupResult {
  readonly node: string;
  readonly key: string;
  readonly atNs: number;
  readonly found: boolean;
  /** Fields the store has; a shard may have only some. */
  readonly fields: Readonly<Record<string, string | number>>;
  readonly missing: readonly string[];
  /** What it knows of the key: nothing, a part, all of it; or things of which another shard says something else. */
  readonly state: 'nothing' | 'incomplete' | 'complete' | 'contradictory';
  readonly contradictions: readonly Contradiction[];
  readonly keysHeld: number;
  readonly keysTotal: number;
  /** One sentence for the learner. */
  readonly message: string;
}

/** Another shard that says something else of a field than the one that was looked into. */
export interface Contradiction {
  readonly field: string;
  readonly node: string;
  readonly value: string | number;
}

/** Counts of everything and levels of every gauge at one moment. */
export interface MomentState {
  readonly atNs: number;
  readonly event: number;
  readonly gauges: Float64Array;
  readonly cuts: Uint8Array;
  readonly sent: number;
  readonly ok: number;
  readonly failed: number;
  readonly inFlight: number;
  /** How the checks stand by what has happened so far. */
  readonly checks: readonly CheckResult[];
  /** Hash of everything that has happened so far: equal hashes, equal pasts. */
  readonly traceHash: string;
  /** Hash of the state of every part, wire, stream and waiting event: equal hashes, equal futures. */
  readonly stateHash: string;
}
