import type { MessageBody } from './messages';

/** A copy of all calls. */
export interface CallsSnapshot {
  readonly ints: Int32Array;
  readonly times: Float64Array;
  readonly used: number;
  readonly live: number;
  readonly freeHead: number;
  readonly payloads: readonly (readonly [number, Int32Array])[];
  /** Bodies of messages; never changed, so not copied. */
  readonly bodies: readonly (readonly [number, MessageBody])[];
}
