/**
 * Who leads, by epochs, as in Kafka's replication (KIP-101) and Raft (Ongaro and Ousterhout 2014): every promotion has a higher number,
 * and each part keeps from which place on the entries of its log are of which epoch. 0 is the epoch before any promotion with a number.
 */
export interface Leadership {
  isPrimary: boolean;
  /** The highest epoch that it has heard of: what comes under an older one is refused. */
  promised: number;
  /** Pairs: an epoch, and the place in the log from which entries are of it. */
  lineage: number[];
  /** It was primary, and does not know yet which of its writes are lost. */
  isUnsettled: boolean;
  /** It is primary, and has heard that another part is, too: which one, and from which place of the log on the entries differ. */
  rival: { readonly node: number; readonly start: number } | null;
  /** It has lost its disk, and whatever its log has come to, it has nothing of it. */
  isWiped: boolean;
}

/** What a part says of itself to a primary or a monitor. */
export interface Standing {
  readonly promised: number;
  /** Epoch of the last entry of its log. */
  readonly epoch: number;
  /** Entries of its log. */
  readonly head: number;
  readonly isPrimary: boolean;
}

/** Nothing has happened yet. */
export function firstLeadership(isPrimary: boolean): Leadership {
  return { isPrimary, promised: 0, lineage: [], isUnsettled: false, rival: null, isWiped: false };
}

/** The epoch of the last of so many entries. */
export function lastEpoch(lineage: readonly number[], head: number): number {
  let epoch = 0;
  for (let at = 0; at < lineage.length; at += 2) if (lineage[at + 1] < head) epoch = lineage[at];
  return epoch;
}

/** The place from which entries are of an epoch; -1: unknown. */
export function startOf(lineage: readonly number[], epoch: number): number {
  for (let at = 0; at < lineage.length; at += 2) if (lineage[at] === epoch) return lineage[at + 1];
  return -1;
}

/** Whether a log that ends so is the beginning of one with this lineage and so many entries: equal place and epoch, equal beginnings. */
export function isPrefix(lineage: readonly number[], head: number, other: Pick<Standing, 'epoch' | 'head'>): boolean {
  return other.head === 0 || (other.head <= head && lastEpoch(lineage, other.head) === other.epoch);
}

/** Whether the log of one part has more to it than another's: a later epoch, or more entries of the same. */
export function isMoreUpToDate(one: Pick<Standing, 'epoch' | 'head'>, other: Pick<Standing, 'epoch' | 'head'>): boolean {
  return one.epoch !== other.epoch ? one.epoch > other.epoch : one.head > other.head;
}

/** A standing as it travels. */
export function packStanding({ promised, epoch, head, isPrimary }: Standing): Int32Array {
  return Int32Array.of(promised, epoch, head, isPrimary ? 1 : 0);
}

/** A standing that has travelled; null: there is none. */
export function readStanding(payload: Int32Array | null): Standing | null {
  if (payload === null || payload.length !== 4) return null;
  return { promised: payload[0], epoch: payload[1], head: payload[2], isPrimary: payload[3] === 1 };
}
