import { addPart } from '../../board/index';
import { offeredPlace } from '../../document/index';
import type { Services } from '../../workbench/workbenchApi';

/** Adds a part where one would look for it, selects it and has it seen. Throws for an unknown kind. */
export function addPartInSight({ document, boardView, window }: Services, kind: string): void {
  const { scenario, rules } = document.store.getState();
  const added = addPart(document, kind, { corner: offeredPlace(scenario, rules, kind) ?? boardView.placeForNew() });
  window.announce(added.announcement);
  if (added.ok) boardView.reveal(added.id);
}
