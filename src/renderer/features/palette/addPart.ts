import { offeredPlace } from '../../document/index';
import type { Services } from '../../workbench/workbenchApi';

/** Adds a part, selects it and has it seen; without a place, where one would look for it. Returns its id. Throws for an unknown kind. */
export function addPart(
  { document, boardView }: Services,
  kind: string,
  at: { readonly x: number; readonly y: number } | null = null,
): string {
  const { scenario, rules } = document.store.getState();
  const id = document.actions.addPart(kind, at ?? offeredPlace(scenario, rules, kind) ?? boardView.placeForNew());
  if (at === null) boardView.reveal(id);
  return id;
}
