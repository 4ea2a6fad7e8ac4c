import { useEffect, useMemo, useRef } from 'react';
import type { Scenario } from '../../sim/index';
import { createDocument, unsavedFile, type DocumentModel } from '../document/index';
import { designOnScreen } from '../playback/index';
import { useDocument, usePlayback, useServices } from '../workbench/context';
import { strings } from './strings';

/**
 * What the board shows: the document, or a copy of the design that a run chosen by hand ran on, which nobody can change. What is selected
 * there is selected in the document too, where it has such a part.
 */
export function useBoardDocument(): DocumentModel {
  const { boardView, document, toasts } = useServices();
  const revision = useDocument((state) => state.revision);
  const design = usePlayback((state) => designOnScreen(state, revision));
  const copy = useMemo(() => (design === null ? null : readOnly(design)), [design]);
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

function readOnly(design: Scenario): DocumentModel {
  const copy = createDocument(() => 0);
  copy.actions.open(design, unsavedFile(design.name));
  copy.actions.setLocked(true);
  return copy;
}
