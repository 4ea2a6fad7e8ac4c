import { NS_PER_SECOND } from '../kernel/units';

/** Numbers before the entries of a batch: epoch, how long the log is, whether it is a copy, and when its last write was made (s, ns). */
const HEAD = 6;
const LINEAGE = 5;

/** What a primary says beside the entries. */
export interface BatchHead {
  /** Under which promotion it sends. */
  readonly epoch: number;
  /** Entries that its log has. */
  readonly head: number;
  /** `entries`: the next ones; `copy`: all that it holds, in the place of all that the follower has; `ask`: how far are you? */
  readonly sort: 'entries' | 'copy' | 'ask';
  /** When the last entry was written, ns. */
  readonly writtenNs: number;
  /** Pairs: an epoch, and the place in the log from which entries are of it. */
  readonly lineage: readonly number[];
}

const SORTS = ['entries', 'copy', 'ask'] as const;

/** A batch as it travels: its head, then entries. */
export function makeBatch({ epoch, head, sort, writtenNs, lineage }: BatchHead, entries: Int32Array): Int32Array {
  const batch = new Int32Array(HEAD + lineage.length + entries.length);
  const seconds = Math.floor(writtenNs / NS_PER_SECOND);
  batch.set([epoch, head, SORTS.indexOf(sort), seconds, writtenNs - seconds * NS_PER_SECOND, lineage.length, ...lineage]);
  batch.set(entries, HEAD + lineage.length);
  return batch;
}

/** The head of a batch. */
export function batchHead(batch: Int32Array): BatchHead {
  const lineage = Array.from(batch.subarray(HEAD, HEAD + batch[LINEAGE]));
  return { epoch: batch[0], head: batch[1], sort: SORTS[batch[2]], writtenNs: batch[3] * NS_PER_SECOND + batch[4], lineage };
}

/** The entries of a batch. */
export function batchEntries(batch: Int32Array): Int32Array {
  return batch.subarray(HEAD + batch[LINEAGE]);
}
