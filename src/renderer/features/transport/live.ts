import { momentText, type RunSession } from '../../playback/index';
import type { Services } from '../../workbench/workbenchApi';
import { runningOf } from './running';
import { strings } from './strings';
import { NS_PER_MS } from '../../../sim/index';

/** While a field is being dragged or typed into, only what it comes to is taken over. */
const SETTLED_MS = 300;
const TOAST = 'live';
/** Changes of the same fields that come so soon after each other are one edit, ms. */
const SAME_EDIT_MS = 10_000;

/** A change that has taken hold: the branch it made, which fields it was about, and when, ms. */
export interface Hold {
  readonly runId: string;
  readonly fields: readonly string[];
  readonly atMs: number;
}

/**
 * Whether a change goes on with the one before: of the same fields, and soon after it or before anything of its branch was played. Then the
 * new branch takes the place of the one before, so that a script or a number that is still being written leaves one branch, not many.
 */
export function goesOn(before: Hold | null, now: Hold, hasPlayed: boolean): boolean {
  if (before === null || before.runId !== now.runId) return false;
  const isSame = before.fields.every((field) => now.fields.includes(field)) && now.fields.every((field) => before.fields.includes(field));
  return isSame && (!hasPlayed || now.atMs - before.atMs < SAME_EDIT_MS);
}

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
  let last: Hold | null = null;
  const settle = (): void => {
    if (timer !== null) window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      timer = null;
      void takeHold(services, last).then((hold) => {
        last = hold;
      });
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

/** Lets the changes take hold where they can. Returns the change that holds now, for the next one to go on with. */
async function takeHold(services: Services, last: Hold | null): Promise<Hold | null> {
  const { commands, document, playback, toasts } = services;
  const { revision, locked } = document.store.getState();
  const { runs, currentRunId, playheadNs, isLookingBack } = playback.store.getState();
  // Somebody has chosen a run of another board: that one is to be looked at, and not to be changed.
  if (isLookingBack) return last;
  const current = runs.find((run) => run.runId === currentRunId);
  if (current === undefined || current.report === null || current.revision === revision || locked) return last;
  const known = runOfRevision(runs, current, revision);
  if (known !== undefined) {
    toasts.close(TOAST);
    playback.actions.show(known.runId);
    return last;
  }
  const running = runningOf(services);
  const changes = running.changes();
  if (changes === null || playheadNs >= current.report.endNs) return last;
  const hold: Hold = { runId: current.runId, fields: changes.map(({ node, param }) => `${node} ${param}`), atMs: performance.now() };
  await running.takeOver();
  const { currentRunId: made } = playback.store.getState();
  if (made === null || made === current.runId) return last;
  if (goesOn(last, hold, playheadNs > (current.parent?.atNs ?? 0) + 1) && isOnlyAStep(services, current, made))
    await playback.actions.close(current.runId);
  toasts.show({
    id: TOAST,
    message: strings.takesHold(momentText(Math.round(playheadNs / NS_PER_MS) * NS_PER_MS)),
    actions: [
      { label: strings.fromStart, run: () => commands.run('run.restart') },
      { label: strings.undo, run: () => commands.run('edit.undo') },
    ],
  });
  return { ...hold, runId: made };
}

/** Whether nobody would miss a branch: it has no name, nothing else branched from it, and it is not compared with. */
function isOnlyAStep({ playback }: Services, run: RunSession, made: string): boolean {
  const { runs, ghostRunId } = playback.store.getState();
  const isParent = runs.some(({ runId, parent }) => parent?.runId === run.runId && runId !== made);
  return run.isNamed !== true && run.parent !== null && !isParent && ghostRunId !== run.runId;
}
