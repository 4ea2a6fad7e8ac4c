import { kindNames, kindOf, placeNames, type Scenario } from '../../sim/index';

/** What of a board its names are made of. */
export type NamedBoard = Pick<Scenario, 'nodes' | 'links'>;

/** Words that may be ids, with what would make them a part of something else: a quoted key, or a field such as `peter.city`. */
const WORD = '(?<![\\w"\'.-])[A-Za-z][\\w-]*(?![\\w-])';
const WORDS = new RegExp(WORD, 'g');

/** Makes sentences by ids into sentences by the names that stand on a board. */
type Namer = (text: string) => string;

const known = new WeakMap<readonly unknown[], { readonly links: readonly unknown[]; readonly name: Namer }>();

/**
 * A sentence with the names that stand on the board: parts by their labels, wires by their ends. An id that is a usual word stays one,
 * unless it is all there is (`primary` in a table is a part; in a sentence it is any primary).
 */
export function withNames(text: string, board: NamedBoard): string {
  const before = known.get(board.nodes);
  if (before !== undefined && before.links === board.links) return before.name(text);
  const name = namer(board);
  known.set(board.nodes, { links: board.links, name });
  return name(text);
}

function namer(board: NamedBoard): Namer {
  const { part, wire } = placeNames(board);
  const parts = new Map(board.nodes.flatMap(({ id, label }) => (label === undefined || label === id ? [] : [[id, label] as const])));
  const names = new Map([...board.links.map(({ id }) => [id, wire(id)] as const), ...parts]);
  if (names.size === 0) return (text) => text;
  // What is a name already stays: one that holds another part's id would be named twice.
  const taken = [...parts.values()].filter((label) => label.match(WORDS)?.some((word) => names.has(word)) === true);
  const words = taken.length === 0 ? WORDS : new RegExp(`${taken.map(escaped).join('|')}|${WORD}`, 'g');
  return (text) => {
    if (parts.has(text)) return part(text);
    return text.replace(words, (word) => (isUsual(word) ? word : (names.get(word) ?? word)));
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Words of everyday use that no kind of part happens to be told of in. */
const EVERYDAY = ['server', 'servers', 'service', 'system'];
let usual: ReadonlySet<string> | null = null;

/** Whether a word is one of those in which kinds of parts are told of, such as `server`, `primary` or `waiting`. */
function isUsual(word: string): boolean {
  usual ??= new Set([
    ...EVERYDAY,
    ...kindNames.flatMap((kind) =>
      [kind, ...(JSON.stringify(kindOf(kind)?.descriptor).match(/[A-Za-z]{2,}/g) ?? [])].map((each) => each.toLowerCase()),
    ),
  ]);
  return !/\d/.test(word) && usual.has(word.toLowerCase());
}
