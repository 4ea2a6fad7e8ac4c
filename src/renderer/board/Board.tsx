import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { RunSession } from '../playback/index';
import { besideOf } from '../workbench/besideState';
import { usePlayback, useServices, useWindow } from '../workbench/context';
import { RunMark } from '../workbench/RunMark';
import type { AskRequest } from './traffic/MessagePath';
import { useBoardDocument } from './boardDocument';
import { SideBoard, type SideBoardProps } from './SideBoard';
import { strings } from './strings';
import { BoardSurface } from './surface/BoardSurface';
import css from './board.module.css';

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

/** The board of the window's document; beside it, on request, that of the run it is compared with. */
export function Board(): ReactElement {
  const services = useServices();
  const { api, playback, explanations, commands, contributions, setBoardView } = services;
  const document = useBoardDocument();
  const reducedMotion = useReducedMotion();
  const host = useMemo(
    () => ({
      partMenu: contributions.flatMap((contribution) => contribution.partMenu ?? []),
      onRequest: ((runId, request) => api.runRequest({ runId, request })) satisfies AskRequest,
    }),
    [api, contributions],
  );
  const { here, there } = useCompared();
  return (
    <div className={css.boards} data-two={there !== null || undefined}>
      <div className={css.board}>
        <BoardSurface
          document={document}
          playback={playback}
          reducedMotion={reducedMotion}
          onView={setBoardView}
          onCommand={commands.run}
          onWhy={(request) => void explanations.ask({ request, check: null })}
          {...host}
        />
        {there !== null && here !== null && (
          <p className={css.boardName}>
            <RunMark run={here} />
            <span>{strings.onScreen(here.name)}</span>
          </p>
        )}
      </div>
      {there !== null && (
        <section className={css.board} aria-label={there.run.name}>
          <SideBoard key={there.run.runId} {...there} other={here?.design} reducedMotion={reducedMotion} />
          <p className={css.boardName}>
            <RunMark run={there.run} />
            <span>{strings.comparedWith(there.run.name)}</span>
            <button type="button" className="small-button" onClick={() => commands.run('run.beside')}>
              {strings.oneBoard}
            </button>
          </p>
        </section>
      )}
    </div>
  );
}

/** The run on screen, and the one whose board stands beside it; null: none is wanted, or there is none to compare with. */
function useCompared(): { readonly here: RunSession | null; readonly there: Pick<SideBoardProps, 'run'> | null } {
  const isWanted = useStore(besideOf(useServices()), (state) => state.isWanted);
  const { here, ghost } = usePlayback(({ runs, currentRunId, ghostRunId }) => ({
    here: runs.find(({ runId }) => runId === currentRunId) ?? null,
    ghost: isWanted ? runs.find(({ runId }) => runId === ghostRunId) : undefined,
  }));
  return useMemo(() => {
    const { design } = ghost ?? {};
    return { here, there: ghost === undefined || design === undefined ? null : { run: { ...ghost, design } } };
  }, [here, ghost]);
}
