/** When a write is acknowledged: at once, or once so many followers have it. */
export const REPLICATION_MODES = ['async', 'semi-sync', 'majority', 'sync'] as const;

/** One of them. */
export type ReplicationMode = (typeof REPLICATION_MODES)[number];

/** What becomes of a write whose acknowledgements do not come in time. */
export type OnAckTimeout = 'fall-back' | 'fail';

/** How many of so many followers must have a write before it is acknowledged. A majority is one of the whole group, the primary with it. */
export function acksNeeded(mode: ReplicationMode, followers: number): number {
  if (mode === 'async') return 0;
  if (mode === 'semi-sync') return Math.min(1, followers);
  return mode === 'majority' ? Math.floor((followers + 1) / 2) : followers;
}

/** What is known of followers: how far each has come, and whether it is out of touch. */
export interface Acknowledged {
  readonly head: number;
  readonly acked: ArrayLike<number>;
  readonly broken: ArrayLike<number>;
}

/**
 * Every write below this place of the log has the acknowledgements that it needs. With `fall-back`, followers that are out of touch are
 * not waited for, as MySQL's semi-synchronous replication does after its timeout; with `fail`, they are.
 */
export function settledPlace({ head, acked, broken }: Acknowledged, needed: number, onAckTimeout: OnAckTimeout): number {
  const places: number[] = [];
  for (let peer = 0; peer < acked.length; peer++) if (onAckTimeout === 'fail' || broken[peer] === 0) places.push(acked[peer]);
  const wanted = Math.min(needed, places.length);
  if (wanted === 0) return head;
  places.sort((p, q) => q - p);
  return Math.min(head, places[wanted - 1]);
}

/** How many followers have every write up to a place of the log. */
export function followersAt({ acked }: Acknowledged, place: number): number {
  let count = 0;
  for (let peer = 0; peer < acked.length; peer++) if (acked[peer] >= place) count++;
  return count;
}
