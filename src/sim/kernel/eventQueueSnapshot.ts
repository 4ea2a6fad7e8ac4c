/** The pending events of a copy of the queue, in an order that keeps events of one moment as they would have happened. */
export interface EventQueueSnapshot {
  readonly nowNs: number;
  /** Per event: time, ns. */
  readonly timesNs: Float64Array;
  /** Per event: meta, a, b. */
  readonly data: Int32Array;
}
