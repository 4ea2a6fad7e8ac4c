/** Bit of a message's flags: its receiver was down. */
export const UNHEARD = 64;

/** Figures of a part that a replay follows, in this order. */
export const REPLAY_GAUGES = ['status', 'queue', 'busy', 'received', 'completed', 'failed'] as const;

/** A stretch of a run, ready to be played without the simulator. Times are ns from the beginning of the run. */
export interface ReplayData {
  readonly name: string;
  readonly about: string;
  readonly fromNs: number;
  readonly toNs: number;
  /** Whether this is the whole run. */
  readonly isWhole: boolean;
  readonly nodes: readonly {
    readonly id: string;
    readonly title: string;
    readonly x: number;
    readonly y: number;
    readonly capacity: number;
    readonly queueLimit: number;
  }[];
  /** Wires, and behind them the pairs of members of networks that had talked. */
  readonly links: readonly { readonly from: number; readonly to: number }[];
  /** How many of the links are wires. */
  readonly wires: number;
  readonly cuts: readonly { readonly link: number; readonly fromNs: number; readonly toNs: number }[];
  /** `flags`: bit 0 along the wire, bit 1 lost, then the MessageType, bit 6 (UNHEARD) its receiver was down. Ordered by departure. */
  readonly messages: {
    readonly sentNs: readonly number[];
    readonly arriveNs: readonly number[];
    readonly link: readonly number[];
    readonly flags: readonly number[];
  };
  /** Figures at the beginning (node x REPLAY_GAUGES), and every change of one. */
  readonly initial: readonly number[];
  readonly changes: { readonly atNs: readonly number[]; readonly gauge: readonly number[]; readonly value: readonly number[] };
  readonly log: readonly (readonly [atNs: number, text: string])[];
}
