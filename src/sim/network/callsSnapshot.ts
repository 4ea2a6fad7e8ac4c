import type { BaggageSnapshot } from './baggage';

/** A copy of all calls. */
export interface CallsSnapshot extends BaggageSnapshot {
  readonly ints: Int32Array;
  readonly times: Float64Array;
  readonly used: number;
  readonly live: number;
  readonly freeHead: number;
}
