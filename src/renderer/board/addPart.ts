import type { BoardDocument } from './context';
import { addAndWire, insertBetween, insertIntoWire, type HeldEnd } from './adapter/additions';
import type { Point } from './geometry/wireCurve';
import { strings } from './strings';

/** Where a new part goes. */
export interface NewPlace {
  /** Its upper left corner; without it, the middle of its wire, or the first free place. */
  readonly corner?: Point | undefined;
  /** It is wired to a part: to the end of a wire that is held. */
  readonly wired?: { readonly id: string; readonly held: HeldEnd };
  /** It takes its place in a wire, if it may stand there. */
  readonly link?: string | null;
}

/** A part that was added, or why it was not; both with a sentence to be read out. */
export type AddedPart =
  | { readonly ok: true; readonly id: string; readonly announcement: string }
  | { readonly ok: false; readonly announcement: string };

/**
 * Adds a part as one step and selects it: the one way there is, for the palette, the list of commands, menus, keys and what is dropped.
 * Throws for an unknown kind.
 */
export function addPart({ actions, store }: BoardDocument, kind: string, { corner, wired, link = null }: NewPlace = {}): AddedPart {
  const { scenario } = store.getState();
  if (wired !== undefined && corner !== undefined) {
    const added = addAndWire(scenario, kind, corner, wired.id, wired.held);
    if (!added.ok) return { ok: false, announcement: added.reason };
    const failure = actions.edit(added.label, added.edit);
    if (failure !== null) return { ok: false, announcement: failure.message };
    actions.select({ nodes: [added.id] });
    return { ok: true, id: added.id, announcement: strings.added(added.id) };
  }
  const inserted =
    link === null ? null : corner === undefined ? insertBetween(scenario, kind, link) : insertIntoWire(scenario, kind, corner, link);
  if (inserted === null) {
    const id = actions.addPart(kind, corner);
    return { ok: true, id, announcement: strings.added(id) };
  }
  const label = strings.insertLabel(inserted.id, inserted.from, inserted.to);
  const failure = actions.edit(label, { type: 'replace', scenario: inserted.scenario });
  if (failure !== null) return { ok: false, announcement: failure.message };
  actions.select({ nodes: [inserted.id] });
  return { ok: true, id: inserted.id, announcement: strings.inserted(inserted.id) };
}
