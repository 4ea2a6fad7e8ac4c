/** What parts and wires are called where people read of them. */
export interface PlaceNames {
  /** A part, by its id. */
  readonly part: (id: string) => string;
  /** A wire, by its id: its ends. */
  readonly wire: (id: string) => string;
  /** A field of a part, by the part's id and the field's name in files. */
  readonly field: (part: string, param: string) => string;
  /** The unit of a field where people read it: `ms`; undefined: it has none, or its name in files says it. */
  readonly unit?: (part: string, param: string) => string | undefined;
}

/** Ids as they are: for files, and for what is compared with files. */
export const ID_NAMES: PlaceNames = { part: (id) => id, wire: (id) => id, field: (_part, param) => param };

/** What of a board its names are made of. */
export interface NamedParts {
  readonly nodes: readonly { readonly id: string; readonly label?: string | undefined }[];
  readonly links: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}

const known = new WeakMap<NamedParts, PlaceNames>();

/** The names that stand on a board: parts by their labels, wires by their ends. What is not there any more goes by its id. */
export function placeNames(board: NamedParts): PlaceNames {
  const before = known.get(board);
  if (before !== undefined) return before;
  const labels = new Map(board.nodes.map(({ id, label }) => [id, label ?? id]));
  const part = (id: string): string => labels.get(id) ?? id;
  const ends = new Map(board.links.map(({ id, from, to }) => [id, `${part(from)} \u2192 ${part(to)}`]));
  const names: PlaceNames = { part, wire: (id) => ends.get(id) ?? id, field: ID_NAMES.field };
  known.set(board, names);
  return names;
}
