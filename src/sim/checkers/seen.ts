import type { HistoryRow } from '../history/history';
import type { Seen } from './order';

/** What the sinks of a run took, by its history. */
export interface StreamsSeen {
  /** Of each sink what it took, in order; sources by their place in `sourceIds`. */
  readonly seen: readonly Seen[];
  /** Index of the part that each sink is. */
  readonly nodes: readonly number[];
  readonly sourceIds: readonly string[];
  /**
   * The sources of each sink. Of a source that one of two sinks has not seen there is nothing to compare, so those it has seen stand for
   * those it follows.
   */
  readonly sources: readonly ReadonlySet<number>[];
}

/** What each sink took, in order, by the rows of a history that tell of it. */
export function seenBySinks(rows: readonly HistoryRow[]): StreamsSeen {
  const sinks = new Map<number, Seen[number][]>();
  const places = new Map<string, number>();
  for (const { type, operation, node, value } of rows) {
    if (type !== 'ok' || operation !== 'take') continue;
    const [source, number] = value as readonly [string, number];
    const place = places.get(source) ?? places.size;
    places.set(source, place);
    const list = sinks.get(node) ?? [];
    sinks.set(node, list);
    list.push({ source: place, number });
  }
  const seen = [...sinks.values()];
  return {
    seen,
    nodes: [...sinks.keys()],
    sourceIds: [...places.keys()],
    sources: seen.map((list) => new Set(list.map(({ source }) => source))),
  };
}
