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
  /** Column whose numbers are levels, and what a full one is. */
  readonly meter?: { readonly column: number; readonly most: number };
  /** There are so many places, of which the rows take the first: the slots of a part. */
  readonly places?: number;
}

/** A machine of a few states: each with what is counted in it, or what leads out of it. */
export interface StatesSection {
  readonly type: 'states';
  readonly title: string;
  readonly states: readonly { readonly name: string; readonly text: string }[];
  /** Position of the state that it is in. */
  readonly current: number;
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
export type InspectSection = FactsSection | TableSection | RingSection | StatesSection;

/** A timer that a part has set and that has not fired yet. */
export interface PendingTimer {
  readonly tag: number;
  readonly arg: number;
  readonly atNs: number;
}

/**
 * What a store holds: `keys` in the order of the data set, `writes[row * fields + field]` the number of the last write (0 as shipped, -1
 * not there).
 */
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
