/** Where keys are, by the fields of a part that hands each to one of the shards behind it. */
export interface KeyPlacement {
  /** Shards that get keys, by their place among those behind; at least one where there are any. */
  readonly inUse: readonly number[];
  /** Ids of those that are wired and get none. */
  readonly leftOut: readonly string[];
  /** Whether keys move when shards change during a run. */
  readonly movesKeys: boolean;
  readonly hash: 'murmur3' | 'xxhash32';
  /** What its strategy goes by, as `PlacerSpec` of the toolkit has it; a strategy of one's own counts as modulo. */
  readonly rule: {
    readonly strategy: string;
    readonly boundaries: string;
    readonly virtualNodes: number;
    readonly tableSize: string;
    readonly directory: string;
  };
  /** Fields to set so that others are left out, and their keys move. In this order: keys move as the fields say at that moment. */
  readonly withLeftOut: (ids: readonly string[]) => Readonly<Record<string, string>>;
}
