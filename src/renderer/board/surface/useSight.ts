import { useStoreApi } from '@xyflow/react';
import { useLayoutEffect } from 'react';
import { useBoard } from '../context';
import { areaToDraw, FEW_FACES, isWithin, type Area } from './sight';

/**
 * Marks the faces that are out of sight, so that nothing within them is styled, laid out or painted: a browser does all of that at each
 * step of a zoom. Outside of React, since it happens while the view moves. Faces that are drawn as from afar have so little within them
 * that to take it away and bring it back would cost more than it saves.
 */
export function useSight(isFar: boolean): void {
  const { faces } = useBoard();
  const flow = useStoreApi();
  // Before the faces are drawn for another distance: those out of sight are never styled for it.
  useLayoutEffect(() => {
    let area: Area | null = null;
    const mark = (): void => {
      const { nodeLookup } = flow.getState();
      for (const { id, root } of faces.roots()) {
        const node = nodeLookup.get(id);
        // A name that is just being written stays, too.
        const isOut =
          area !== null &&
          node !== undefined &&
          !isWithin(area, node.internals.positionAbsolute) &&
          !root.contains(window.document.activeElement);
        if (root.hasAttribute('data-out') !== isOut) root.toggleAttribute('data-out', isOut);
      }
    };
    const look = (state: ReturnType<typeof flow.getState>, areNew: boolean): void => {
      const next = state.nodeLookup.size > FEW_FACES && state.width > 0 ? areaToDraw(state, area) : null;
      if (next === area && !(areNew && next !== null)) return;
      area = next;
      mark();
    };
    if (isFar) return mark();
    look(flow.getState(), true);
    return flow.subscribe((state, before) => look(state, state.nodes !== before.nodes));
  }, [faces, flow, isFar]);
}
