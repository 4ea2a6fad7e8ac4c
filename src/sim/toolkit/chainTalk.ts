/** A member of a chain as its master lists it. */
export interface ChainEntry {
  readonly node: number;
  /** The epoch in which it has joined: one that has been out since needs the state of whoever is before it. */
  readonly since: number;
  /** How often it had lost its disk when it joined. */
  readonly life: number;
}

/** A member says that it is there. */
export interface BeatBody {
  readonly life: number;
  /** Whether it has what it needs to be the only one left. */
  readonly isReady: boolean;
  /** What its clock says, ns: the lease that it gets in return begins then. */
  readonly clockNs: number;
}

/** The master says who is in the chain. */
export interface ChainBody {
  readonly epoch: number;
  readonly chain: readonly ChainEntry[];
  /** How long a lease is, ns. */
  readonly leaseNs: number;
  /** The clock of the beat that it answers, ns; -1: it answers none, and gives no lease. */
  readonly clockNs: number;
}

/** Types of the messages between a chain and its master. */
export const BEAT = 'beat';
export const CHAIN = 'chain';
/** Kinds of both. */
export const CHAIN_KIND = 'chain';
export const MASTER_KIND = 'chain-master';
/** Beats to a lease, so that a few may be lost. */
export const BEATS_A_LEASE = 4;

/** The chain as it stands at the beginning: all members, in the order of the document. */
export function firstChain(members: readonly number[]): readonly ChainEntry[] {
  return members.map((node) => ({ node, since: 1, life: 0 }));
}
