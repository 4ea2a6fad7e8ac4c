import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement, type RefObject } from 'react';
import { useStore } from 'zustand';
import { besideOf } from '../../workbench/besideState';
import { RunMark } from '../../workbench/RunMark';
import { usePlayback, useServices } from '../../workbench/context';
import type { RunSession } from '../../playback/index';
import { strings } from './strings';
import { treeRows } from './runTree';
import css from './runs.module.css';
import { Tip } from '../../ui/Tip';

/** The runs that are open as a tree: a branch stands below the run it left. Switch, compare, rename, close. */
export function RunTree(): ReactElement | null {
  const services = useServices();
  const { commands, playback } = services;
  const { actions } = playback;
  const { runs, currentRunId, ghostRunId } = usePlayback((state) => ({
    runs: state.runs,
    currentRunId: state.currentRunId,
    ghostRunId: state.ghostRunId,
  }));
  const isBeside = useStore(besideOf(services), (state) => state.isWanted);
  const [renaming, setRenaming] = useState<string | null>(null);
  const current = runs.find((run) => run.runId === currentRunId);
  const row = useInSight(currentRunId, runs.length);
  if (runs.length === 0) return null;
  const scenarios = new Set(runs.flatMap((run) => run.report?.summary.scenario ?? []));
  return (
    <section aria-label={strings.title} className={css.runTree}>
      <ul>
        {treeRows(runs).map(({ run, depth }) => (
          <li
            key={run.runId}
            ref={run === current ? row : undefined}
            className={run === current ? css.isCurrent : ''}
            style={{ paddingLeft: Math.min(depth, 6) * 12 }}
          >
            {depth > 0 && <Twig />}
            <RunMark run={run} />
            {renaming === run.runId ? (
              <NameField run={run} onDone={() => setRenaming(null)} />
            ) : (
              <RunName run={run} isCurrent={run === current} isNamed={scenarios.size > 1} onRename={() => setRenaming(run.runId)} />
            )}
            {run !== current && (
              <Tip text={strings.compareHelp(run.name)}>
                <button
                  type="button"
                  className="small-button"
                  aria-pressed={run.runId === ghostRunId}
                  onClick={() => actions.showGhost(run.runId === ghostRunId ? null : run.runId)}
                >
                  {strings.compare}
                </button>
              </Tip>
            )}
            <Tip text={strings.close(run.name)}>
              <button
                type="button"
                className={`icon-button ${css.runClose}`}
                aria-label={strings.close(run.name)}
                onClick={() => void actions.close(run.runId)}
              >
                {'\u00d7'}
              </button>
            </Tip>
          </li>
        ))}
      </ul>
      {ghostRunId !== null && (
        <button type="button" aria-pressed={isBeside} onClick={() => commands.run('run.beside')}>
          {strings.beside}
        </button>
      )}
      {current !== undefined && current.injected.length > 0 && (
        <button type="button" onClick={() => commands.run('fault.keep')}>
          {strings.keep}
        </button>
      )}
    </section>
  );
}

function Twig(): ReactElement {
  return (
    <span aria-hidden="true" className={css.runTwig}>
      {'\u21b3'}
    </span>
  );
}

/** Of a list that shows a few runs at a time: the row that is always in sight, whichever it is. */
function useInSight(runId: string | null, count: number): RefObject<HTMLLIElement | null> {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    row.current?.scrollIntoView?.({ block: 'nearest' });
  }, [runId, count]);
  return row;
}

interface RunNameProps {
  readonly run: RunSession;
  readonly isCurrent: boolean;
  /** Runs of several scenarios are open, so it says of which this one is. */
  readonly isNamed: boolean;
  readonly onRename: () => void;
}

function RunName({ run, isCurrent, isNamed, onRename }: RunNameProps): ReactElement {
  const { actions } = useServices().playback;
  const scenario = run.report?.summary.scenario;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'F2') return;
    // Elsewhere the key is for the selected part.
    event.stopPropagation();
    event.preventDefault();
    onRename();
  };
  return (
    <Tip text={`${run.name}. ${strings.renameHelp}`}>
      <button
        type="button"
        className={css.runName}
        aria-pressed={isCurrent}
        onClick={() => actions.show(run.runId)}
        onDoubleClick={onRename}
        onKeyDown={onKeyDown}
      >
        {run.name}
        {isNamed && run.parent === null && scenario !== undefined && <small>{scenario}</small>}
        {run.progress.phase === 'running' && <small>{strings.computing}...</small>}
      </button>
    </Tip>
  );
}

function NameField({ run, onDone }: { readonly run: RunSession; readonly onDone: () => void }): ReactElement {
  const { actions } = useServices().playback;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const keep = (name: string): void => {
    actions.rename(run.runId, name);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    // Enter and Escape of an input method are about the word that is being written.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') keep(event.currentTarget.value);
    else if (event.key === 'Escape') onDone();
  };
  return (
    <input
      className={css.runNameField}
      aria-label={strings.name}
      defaultValue={run.name}
      maxLength={120}
      ref={field}
      onKeyDown={onKeyDown}
      onBlur={(event) => keep(event.currentTarget.value)}
    />
  );
}
