import { documentModel } from '../../workbench/model';
import { view } from '../../workbench/boardView';

/** Adds a part, selects it and has it seen; without a place, where one would look for it. Returns its id. Throws for an unknown kind. */
export function addPart(kind: string, at: { readonly x: number; readonly y: number } | null = null): string {
  const id = documentModel.actions.addPart(kind, at ?? view.placeForNew());
  if (at === null) view.reveal(id);
  return id;
}
