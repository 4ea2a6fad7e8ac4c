/** A value of an inspection; null: not known. */
export type Cell = string | number | null;

/** Names with values. */
export interface FactsSection {
  readonly type: 'facts';
  readonly title: string;
  readonly facts: readonly (readonly [name: string, value: Cell])[];
}

/** Rows under column titles; `total` may be more than the rows that are given. */
export interface TableSection {
  readonly type: 'table';
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly total: number;
}

/** A circle of hash values: who owns which stretch (each from its point back to the one before), and where keys lie. */
export interface RingSection {
  readonly type: 'ring';
  readonly title: string;
  /** Where on the circle, 0 up to 1, and whose. Empty: keys have no stretches, only owners. */
  readonly points: readonly { readonly at: number; readonly owner: string }[];
  readonly keys: readonly { readonly at: number; readonly key: string; readonly owner: string }[];
}

/** One thing that a part shows of its state. */
export type InspectSection = FactsSection | TableSection | RingSection;

/** What a store holds: `keys` in the order of the data set, `writes[row * fields + field]` the number of the last write (0 as shipped, -1 not there). */
export interface StoreRows {
  readonly keys: Int32Array;
  readonly writes: Int32Array;
}

/** The inside of a part just before a moment, ready to be read. */
export interface NodeInspection {
  readonly node: string;
  readonly kind: string;
  readonly atNs: number;
  readonly sections: readonly InspectSection[];
  readonly rows: StoreRows | null;
}
