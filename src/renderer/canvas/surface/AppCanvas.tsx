import { useEffect, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { lookInside } from '../../app/inside';
import { openBreakpoints } from '../../app/breakCommands';
import { api, documentModel, playbackModel } from '../../app/model';
import { uiStore } from '../../app/uiStore';
import { setView } from '../../app/view';
import { askWhy } from '../../app/why';
import type { AskRequest } from '../traffic/MessagePath';
import { CanvasSurface } from './CanvasSurface';

const STILL_QUERY = '(prefers-reduced-motion: reduce)';

function openLookup(node: string): void {
  uiStore.setState({ lookupNode: node, dockTab: 'lookup', dockOpen: true });
}

const askRequest: AskRequest = (runId, request) => api.runRequest({ runId, request });

function useReducedMotion(): boolean {
  const setting = useStore(uiStore, (state) => state.settings.reducedMotion);
  const [systemWants, setSystemWants] = useState(() => window.matchMedia(STILL_QUERY).matches);
  useEffect(() => {
    const query = window.matchMedia(STILL_QUERY);
    const listen = (): void => setSystemWants(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, []);
  return setting === 'system' ? systemWants : setting === 'on';
}

/** The canvas of the app's one document. */
export function Canvas(): ReactElement {
  return (
    <CanvasSurface
      document={documentModel}
      playback={playbackModel}
      reducedMotion={useReducedMotion()}
      onView={setView}
      onLookup={openLookup}
      onInspect={lookInside}
      onBreakpoint={openBreakpoints}
      onWhy={(request) => void askWhy({ request, check: null })}
      onRequest={askRequest}
    />
  );
}
