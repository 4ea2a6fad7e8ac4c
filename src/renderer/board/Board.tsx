import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { useServices, useWindow } from '../workbench/context';
import type { AskRequest } from './traffic/MessagePath';
import { useBoardDocument } from './boardDocument';
import { BoardSurface } from './surface/BoardSurface';

const STILL_QUERY = '(prefers-reduced-motion: reduce)';

function useReducedMotion(): boolean {
  const setting = useWindow((state) => state.settings.reducedMotion);
  const [systemWants, setSystemWants] = useState(() => window.matchMedia(STILL_QUERY).matches);
  useEffect(() => {
    const query = window.matchMedia(STILL_QUERY);
    const listen = (): void => setSystemWants(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, []);
  return setting === 'system' ? systemWants : setting === 'on';
}

/** The board of the window's document. */
export function Board(): ReactElement {
  const { api, playback, explanations, commands, contributions, setBoardView } = useServices();
  const document = useBoardDocument();
  const host = useMemo(
    () => ({
      partMenu: contributions.flatMap((contribution) => contribution.partMenu ?? []),
      onRequest: ((runId, request) => api.runRequest({ runId, request })) satisfies AskRequest,
    }),
    [api, contributions],
  );
  return (
    <BoardSurface
      document={document}
      playback={playback}
      reducedMotion={useReducedMotion()}
      onView={setBoardView}
      onCommand={commands.run}
      onWhy={(request) => void explanations.ask({ request, check: null })}
      {...host}
    />
  );
}
