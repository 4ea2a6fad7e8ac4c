import type { MessageBody } from '../network/messages';
import { withProcesses, type ProcessRow } from './operations';
import type { HistoryRow } from './history';

/** No text of a long run is held whole. */
const LINES_A_PIECE = 5000;

/** Names behind the numbers of a history. */
export interface HistoryNames {
  readonly node: (index: number) => string;
  /** Of a key and a field (-1: none). */
  readonly key: (key: number, field: number) => string;
}

/**
 * A history in Jepsen's form as EDN, one operation map a line (jepsen.history; time in ns), in pieces. An operation about a key has the
 * value `[key value]`, as Jepsen's independent keys have, and beside it the version of the value, since data may come again.
 */
export function jepsenEdn(rows: readonly HistoryRow[], names: HistoryNames): Iterable<string> {
  return lines(rows, (row, index) => {
    const value = edn(valueOf(row, names));
    return (
      `{:index ${index} :time ${row.atNs} :type :${row.type} :process ${row.process} :f :${row.operation} :value ` +
      `${value}${row.version === undefined ? '' : ` :version ${row.version}`} :node ${edn(names.node(row.node))}}`
    );
  });
}

/** The same as JSON, one object a line. */
export function jepsenJsonLines(rows: readonly HistoryRow[], names: HistoryNames): Iterable<string> {
  return lines(rows, (row, index) =>
    JSON.stringify({
      index,
      time: row.atNs,
      type: row.type,
      process: row.process,
      f: row.operation,
      value: valueOf(row, names),
      version: row.version,
      node: names.node(row.node),
    }),
  );
}

function* lines(rows: readonly HistoryRow[], line: (row: ProcessRow, index: number) => string): Generator<string> {
  const all = withProcesses(rows);
  for (let first = 0; first < all.length; first += LINES_A_PIECE) {
    yield all
      .slice(first, first + LINES_A_PIECE)
      .map((row, i) => `${line(row, first + i)}\n`)
      .join('');
  }
}

function valueOf(row: HistoryRow, names: HistoryNames): MessageBody {
  return row.key < 0 ? row.value : [names.key(row.key, row.field), row.value];
}

/** Plain data as EDN: maps have keywords as keys. */
export function edn(value: MessageBody): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return ednText(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(edn).join(' ')}]`;
  return `{${Object.entries(value)
    .map(([name, item]) => `${/^[A-Za-z][\w-]*$/.test(name) ? `:${name}` : ednText(name)} ${edn(item)}`)
    .join(' ')}}`;
}

function isList(value: MessageBody): value is readonly MessageBody[] {
  return Array.isArray(value);
}

/** EDN knows the escapes \t \r \n \\ \" and \u with four digits; everything else that is no plain text is written by its number. */
function ednText(text: string): string {
  const escaped = text.replaceAll(/["\\]|[^ -~]/g, (letter) => {
    if (letter === '"' || letter === '\\') return `\\${letter}`;
    const simple = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[letter];
    return simple ?? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
