import type { NodeContext } from '../../parts/context';
import type { Elections } from './elections';
import type { WorkloadParams } from './kind';
import type { ASKED } from './operations';
import type { Pace } from './pace';
import type { BroadcastValues } from './values';

/** An operation under way. */
export interface Pending {
  readonly call: number;
  readonly operation: keyof typeof ASKED;
  /** It is the read of a node at the end. */
  readonly isFinal: boolean;
  /** What is asked: the value that is broadcast, the number that is to be echoed, the round of questions for the leader. */
  readonly value: number;
  readonly target: number;
  readonly beganNs: number;
  /** When its patience is over. */
  dueNs: number;
}

/** What a workload knows. */
export interface WorkloadState {
  pace: Pace;
  messages: number;
  pending: Record<string, Pending>;
  values: BroadcastValues;
  elections: Elections;
  /** Ids that were given out already. */
  ids: Record<string, true>;
  /** How operations have ended. */
  counts: Record<'ok' | 'fail' | 'info', number>;
  /** What was wrong first; null: nothing. */
  fault: string | null;
}

/** What a workload works with. */
export interface WorkloadTools {
  readonly targets: readonly number[];
  readonly distance: number;
  readonly choice: number;
}

/** A workload at work. */
export type WorkloadNode = NodeContext<WorkloadParams, WorkloadTools, WorkloadState>;
