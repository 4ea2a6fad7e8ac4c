import { FIELD_COUNT, kindOf, type StoreRows, type TraceIndex } from '../../../sim/index';

/** How what a store has of a key stands to the newest that any of the stores compared has. */
export type Standing = 'same' | 'older' | 'partly' | 'missing';

/** A key, and how it stands in each store. */
export interface DiffRow {
  readonly key: number;
  readonly standings: readonly Standing[];
  readonly isDifferent: boolean;
  /** Number of the latest write to it in any of the stores; 0: as shipped. */
  readonly latest: number;
}

/** A store that is compared. */
export interface ComparedStore {
  readonly id: string;
  readonly rows: StoreRows;
  /** What it does not have is no loss: a cache. */
  readonly isCache: boolean;
}

/** Whether parts of a kind keep copies of what those behind them have. */
export function isCache(kind: string): boolean {
  return kindOf(kind)?.descriptor.isCache === true;
}

/** A part and all that hold copies of its data by replication, it first; for a cache, the store right behind it. */
export function relatedStores(index: TraceIndex, id: string): string[] {
  const start = index.nodes.findIndex((node) => node.id === id);
  if (start < 0) return [];
  const startsAtCache = isCache(index.nodes[start].kind);
  const found = [start];
  for (const at of found) {
    for (const link of index.links) {
      const other = link.from === at ? link.to : link.to === at ? link.from : -1;
      const isCopy = link.role === 'replication' || (startsAtCache && link.from === start && index.nodes[link.to].storesKeys);
      if (other >= 0 && isCopy && !found.includes(other)) found.push(other);
    }
  }
  return found.map((node) => index.nodes[node].id);
}

/** Every key that any of the stores holds, and how it stands in each of them. */
export function diffStores(stores: readonly ComparedStore[]): DiffRow[] {
  const places = stores.map(({ rows }) => new Map(Array.from(rows.keys, (key, row) => [key, row])));
  // A cache is asked what it has; it is no fault that it does not have the rest.
  const keys = new Set(stores[0]?.isCache === true ? stores[0].rows.keys : stores.flatMap(({ rows }) => [...rows.keys]));
  return [...keys]
    .sort((p, q) => p - q)
    .map((key) => {
      const writes = stores.map(({ rows }, s) => {
        const row = places[s].get(key);
        return row === undefined ? null : rows.writes.subarray(row * FIELD_COUNT, (row + 1) * FIELD_COUNT);
      });
      const newest = Array.from({ length: FIELD_COUNT }, (_, field) => Math.max(...writes.map((own) => own?.[field] ?? -1)));
      const standings = writes.map((own, s) => standingOf(own, newest, stores[s].isCache));
      return { key, standings, isDifferent: standings.some((standing) => standing !== 'same'), latest: Math.max(0, ...newest) };
    });
}

function standingOf(own: Int32Array | null, newest: readonly number[], isCache: boolean): Standing {
  if (own === null) return 'missing';
  let standing: Standing = 'same';
  for (let field = 0; field < FIELD_COUNT; field++) {
    if (own[field] === newest[field] || (isCache && own[field] < 0)) continue;
    if (own[field] >= 0) return 'older';
    standing = 'partly';
  }
  return standing;
}

/** Write number of each field of a key in a store; -1: not there. */
export function writesOf({ rows }: ComparedStore, key: number): readonly number[] {
  const row = rows.keys.indexOf(key);
  return Array.from({ length: FIELD_COUNT }, (_, field) => (row < 0 ? -1 : rows.writes[row * FIELD_COUNT + field]));
}
