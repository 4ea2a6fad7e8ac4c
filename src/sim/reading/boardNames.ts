import { kindOf } from '../kinds/index';
import { fieldMeta } from '../model/fieldMeta';
import { placeNames as plainNames, type NamedParts, type PlaceNames } from '../model/placeNames';

interface Board extends NamedParts {
  readonly nodes: readonly { readonly id: string; readonly label?: string | undefined; readonly kind?: string }[];
}

const known = new WeakMap<Board, PlaceNames>();

/**
 * The names that stand on a board, with those of the fields of its parts and their units: `Slots` of a worker, for `concurrency` in its
 * file.
 */
export function placeNames(board: Board): PlaceNames {
  const before = known.get(board);
  if (before !== undefined) return before;
  const meta = (part: string, param: string): ReturnType<typeof fieldMeta> =>
    fieldMeta(kindOf(board.nodes.find(({ id }) => id === part)?.kind ?? '')?.descriptor.fields, param);
  const names: PlaceNames = {
    ...plainNames(board),
    field: (part, param) => meta(part, param).title ?? param,
    unit: (part, param) => meta(part, param).unit,
  };
  known.set(board, names);
  return names;
}
