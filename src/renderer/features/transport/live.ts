import { momentText, type RunSession } from '../../playback/index';
import type { Services } from '../../workbench/workbenchApi';
import { runningOf } from './running';
import { strings } from './strings';
import { NS_PER_MS } from '../../../sim/index';

/** While a field is being dragged or typed into, only what it comes to is taken over. */
const SETTLED_MS = 300;
const TOAST = 'live';

/** The run to go back to when the document is again what it ran on: the nearest that this one branched from, else the last of them. */
export function runOfRevision(runs: readonly RunSession[], current: RunSession, revision: number): RunSession | undefined {
  const byId = new Map(runs.map((run) => [run.runId, run]));
  for (let run = parentOf(byId, current); run !== undefined; run = parentOf(byId, run)) if (run.revision === revision) return run;
  return runs.findLast((run) => run.revision === revision && run.report !== null);
}

function parentOf(byId: ReadonlyMap<string, RunSession>, run: RunSession): RunSession | undefined {
  return run.parent === null ? undefined : byId.get(run.parent.runId);
}

/**
 * A field that is changed while a run is on screen takes hold at the playhead: the run goes on from there as a branch. What is undone
 * brings back the run of before. Returns how to stop.
 */
export function followChanges(services: Services): () => void {
  const { document, playback, toasts } = services;
  let timer: number | null = null;
  const settle = (): void => {
    if (timer !== null) window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      timer = null;
      void takeHold(services);
    }, SETTLED_MS);
  };
  const stops = [
    document.store.subscribe((state, before) => {
      if (state.revision !== before.revision && state.file === before.file) settle();
    }),
    playback.store.subscribe((state, before) => {
      // The run that the toast tells of is no longer on screen.
      if (state.currentRunId !== before.currentRunId && !isBranch(state.runs, state.currentRunId)) toasts.close(TOAST);
      // What was changed while a run was computed takes hold as soon as there is something to branch from.
      if (state.runs !== before.runs && timer === null && hasJustEnded(state.runs, before.runs, state.currentRunId)) settle();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    if (timer !== null) window.clearTimeout(timer);
  };
}

function isBranch(runs: readonly RunSession[], runId: string | null): boolean {
  return runs.some((run) => run.runId === runId && run.parent !== null);
}

function hasJustEnded(runs: readonly RunSession[], before: readonly RunSession[], current: string | null): boolean {
  const of = (all: readonly RunSession[]): RunSession | undefined => all.find((run) => run.runId === current);
  return of(runs)?.report != null && of(before)?.report === null;
}

async function takeHold(services: Services): Promise<void> {
  const { commands, document, playback, toasts } = services;
  const { revision, locked } = document.store.getState();
  const { runs, currentRunId, playheadNs, isLookingBack } = playback.store.getState();
  // Somebody has chosen a run of another board: that one is to be looked at, and not to be changed.
  if (isLookingBack) return;
  const current = runs.find((run) => run.runId === currentRunId);
  if (current === undefined || current.report === null || current.revision === revision || locked) return;
  const known = runOfRevision(runs, current, revision);
  if (known !== undefined) {
    toasts.close(TOAST);
    playback.actions.show(known.runId);
    return;
  }
  const running = runningOf(services);
  if (running.changes() === null || playheadNs >= current.report.endNs) return;
  await running.takeOver();
  toasts.show({
    id: TOAST,
    message: strings.takesHold(momentText(Math.round(playheadNs / NS_PER_MS) * NS_PER_MS)),
    actions: [
      { label: strings.fromStart, run: () => commands.run('run.restart') },
      { label: strings.undo, run: () => commands.run('edit.undo') },
    ],
  });
}
