/**
 * Why a part or wire holds up the others. 'busy': its slots are taken by its own work; 'slow': it has free slots, but takes its time;
 * 'connections': all its connections to the part behind are in use; 'limit': it lets no more pass by its own rule; 'down': it is down or
 * stands still; 'errors': it answers with errors. Of wires: 'lossy': what waits for a message that was lost waits in vain; 'latency': the
 * time goes into the way; 'narrow': more is sent than its bandwidth carries.
 */
export type LimitReason = 'busy' | 'slow' | 'connections' | 'limit' | 'down' | 'errors' | 'lossy' | 'latency' | 'narrow';

/** What a part did in the time in which there was a bottleneck: worked, or waited with its slots or requests for another. */
export interface PartLoad {
  readonly state: 'busy' | 'blocked' | 'free';
  /** Share of its slots that are taken by its own work, and by waiting for parts behind, 0..1; 0 where it has none. */
  readonly own: number;
  readonly waiting: number;
}

/** The part or wire that limits what a system can do, by the figures of a run. */
export interface Bottleneck {
  readonly what: 'part' | 'wire' | 'none';
  /** Id of the part or wire; empty: nothing limits. */
  readonly id: string;
  readonly reason: LimitReason | 'none';
  /** Ids of parts or wires that limit as much, for the same reason: equal workers side by side. */
  readonly alike: readonly string[];
  /** Ids of the parts that wait for it, the nearest first. */
  readonly blocked: readonly string[];
  /** In which share of the time with traffic it limited, 0..1. */
  readonly share: number;
  /** One sentence for a person. */
  readonly message: string;
  /** In the order of the summary's nodes. */
  readonly parts: readonly PartLoad[];
}
