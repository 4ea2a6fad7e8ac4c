/** Numbers of an entry: key, field, write, and its place in the log from 0. */
export const ENTRY = 4;
const TRIM_AT = 1024;
/** Fields, and what else an entry may say of a key (`WHOLE`, `GONE`), are below this. */
const FIELD_CODES = 256;
/** Of a longer log, writes that a later one of the same field has overtaken are dropped. */
const COMPACT_AT = 8192;

/** Changes that followers may still need, in order. */
export interface ShipLog {
  entries: Int32Array;
  /** When each was written, ns. */
  writtenNs: Float64Array;
  count: number;
  /** Writes so far: the place that the next has in the log. */
  head: number;
  /** How long the log may grow before it is made shorter. */
  compactAt: number;
  /** From this place on it has everything that is not overtaken. */
  base: number;
}

/** A log without entries, of which the next has this place. */
export function emptyLog(head = 0): ShipLog {
  return { entries: new Int32Array(ENTRY * 16), writtenNs: new Float64Array(16), count: 0, head, compactAt: COMPACT_AT, base: head };
}

/** Adds a write at the end, made at `nowNs`. */
export function appendEntry(log: ShipLog, key: number, field: number, write: number, nowNs: number): void {
  if (log.count >= log.compactAt) compact(log);
  const at = log.count * ENTRY;
  if (log.count === log.writtenNs.length) {
    const bigger = new Int32Array(log.entries.length * 2);
    bigger.set(log.entries);
    const longer = new Float64Array(log.writtenNs.length * 2);
    longer.set(log.writtenNs);
    Object.assign(log, { entries: bigger, writtenNs: longer });
  }
  log.entries[at] = key;
  log.entries[at + 1] = field;
  log.entries[at + 2] = write;
  log.entries[at + 3] = log.head;
  log.writtenNs[log.count] = nowNs;
  log.count++;
  log.head++;
}

/** Forgets what is below a place, once that is much. */
export function trimLog(log: ShipLog, place: number): void {
  const spare = firstFrom(log, place);
  if (spare < TRIM_AT) return;
  log.base = place;
  log.entries.copyWithin(0, spare * ENTRY, log.count * ENTRY);
  log.writtenNs.copyWithin(0, spare, log.count);
  log.count -= spare;
  log.compactAt = Math.max(COMPACT_AT, Math.min(log.compactAt, log.count * 2));
}

/** Position of the first entry with at least this place in the log. */
export function firstFrom({ entries, count }: ShipLog, place: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle * ENTRY + 3] < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Drops every write that a later one of the same field has overtaken, as log compaction does: so the log for a follower that is gone for
 * good is at most twice as long as there are fields that were written. Whoever comes back gets the newest of everything, in order.
 */
function compact(log: ShipLog): void {
  const { entries, count, writtenNs } = log;
  const seen = new Set<number>();
  let to = count;
  for (let at = count - 1; at >= 0; at--) {
    const cell = entries[at * ENTRY] * FIELD_CODES + entries[at * ENTRY + 1];
    if (seen.has(cell)) continue;
    seen.add(cell);
    to--;
    if (to === at) continue;
    entries.copyWithin(to * ENTRY, at * ENTRY, (at + 1) * ENTRY);
    writtenNs[to] = writtenNs[at];
  }
  entries.copyWithin(0, to * ENTRY, count * ENTRY);
  writtenNs.copyWithin(0, to, count);
  log.count = count - to;
  log.compactAt = Math.max(COMPACT_AT, log.count * 2);
}
