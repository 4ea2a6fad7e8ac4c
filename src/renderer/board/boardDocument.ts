import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { DocumentModel } from '../document/index';
import { useServices } from '../workbench/context';
import { designDocumentOf } from '../workbench/designDocument';
import { strings } from './strings';

/**
 * What the board shows: the document, or a copy of the design that a run chosen by hand ran on, which nobody can change. What is selected
 * there is selected in the document too, where it has such a part.
 */
export function useBoardDocument(): DocumentModel {
  const services = useServices();
  const { boardView, document, toasts } = services;
  const { model: copy } = useStore(designDocumentOf(services));
  useEffect(
    () =>
      copy?.store.subscribe((state, before) => {
        if (state.selection !== before.selection) document.actions.select(state.selection);
        if (state.failure !== null && state.failure !== before.failure) toasts.show({ id: 'readOnly', message: strings.readOnly });
      }),
    [copy, document, toasts],
  );
  const wasCopy = useRef(copy);
  useEffect(() => {
    // Another board may lie elsewhere; what is changed on the same one leaves the view alone.
    if (wasCopy.current !== copy) requestAnimationFrame(() => boardView.fit());
    wasCopy.current = copy;
  }, [copy, boardView]);
  return copy ?? document;
}
