import { useEffect, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { lookInside } from '../features/inside/inside';
import { openBreakpoints } from '../features/breakpoints/breakCommands';
import { api, documentModel, playbackModel } from '../workbench/model';
import { uiStore } from '../workbench/windowState';
import { setView } from '../workbench/boardView';
import { askWhy } from '../features/why/why';
import type { AskRequest } from './traffic/MessagePath';
import { CanvasSurface } from './surface/BoardSurface';

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
