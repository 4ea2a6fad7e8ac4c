import { keySpace, FIELD_NAMES, type HistoryNames, type HistoryRow } from '../sim/index';
import type { ExportedRun, Exporter } from './exporter';

/** The history of a run, written in a form of Jepsen's. */
export function historyExporter(
  { index }: ExportedRun,
  write: (rows: readonly HistoryRow[], names: HistoryNames) => Iterable<string>,
): Exporter {
  const keys = keySpace(index.keys);
  const names: HistoryNames = {
    node: (node) => index.nodes[node].id,
    key: (key, field) => (field < 0 ? keys.nameOf(key) : `${keys.nameOf(key)}.${FIELD_NAMES[field]}`),
  };
  return { head: () => '', piece: () => '', foot: () => '', history: (rows) => write(rows, names) };
}
