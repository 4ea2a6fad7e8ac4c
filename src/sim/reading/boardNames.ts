import { kindOf } from '../kinds/index';
import { fieldMeta } from '../model/fieldMeta';
import { placeNames as plainNames, type NamedParts, type PlaceNames } from '../model/placeNames';

interface Board extends NamedParts {
  readonly nodes: readonly { readonly id: string; readonly label?: string | undefined; readonly kind?: string }[];
}

const known = new WeakMap<Board, PlaceNames>();

/** The names that stand on a board, with those of the fields of its parts: `Slots` of a worker, for `concurrency` in its file. */
export function placeNames(board: Board): PlaceNames {
  const before = known.get(board);
  if (before !== undefined) return before;
  const field = (part: string, param: string): string => {
    const kind = board.nodes.find(({ id }) => id === part)?.kind;
    return fieldMeta(kindOf(kind ?? '')?.descriptor.fields, param).title ?? param;
  };
  const names = { ...plainNames(board), field };
  known.set(board, names);
  return names;
}
