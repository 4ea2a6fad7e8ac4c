import { FASTEST, type PlaybackModel } from '../../playback/index';
import type { Command, CommandContext, Services } from '../../workbench/workbenchApi';
import { runningOf } from './running';
import { stepByOf } from './stepBy';
import { strings } from './strings';

const running = (c: CommandContext): boolean => c.playback.currentRunId !== null;
const SPEEDS = [0.001, 0.01, 0.1, 0.25, 0.5, 1, 2, 5, 10, 100, 1000, FASTEST] as const;

/** Speeds to choose from, simulated seconds a second. */
export const speeds: readonly number[] = SPEEDS;

/** Run, pause or go on: what the big button and a tap on Space do. */
function runOrPause(services: Services): void {
  const { store, actions } = services.playback;
  const { currentRunId, playing, runs, isLookingBack } = store.getState();
  const current = runs.find((run) => run.runId === currentRunId);
  const isStale = current !== undefined && current.revision !== services.document.store.getState().revision && !isLookingBack;
  if (current === undefined || (isStale && !playing)) void runningOf(services).run();
  else if (playing) actions.pause();
  else actions.play();
}

function stepAtPart({ document, playback, window }: Services, direction: 1 | -1): void {
  const part = document.store.getState().selection.nodes[0];
  if (part === undefined) window.announce(strings.selectToStep);
  else void playback.actions.step(direction, 'event', part);
}

/** A step of the sort chosen beside the buttons. */
function stepAsChosen(services: Services, direction: 1 | -1): void {
  const { stepBy } = stepByOf(services).getState();
  if (stepBy === 'part') stepAtPart(services, direction);
  else if (stepBy === 'breakpoint') void services.playback.actions.stepToBreak(direction);
  else void services.playback.actions.step(direction, stepBy);
}

function changeSpeed({ store, actions }: PlaybackModel, direction: 1 | -1): void {
  const { speed } = store.getState();
  const at = SPEEDS.findIndex((candidate) => candidate >= speed);
  actions.setSpeed(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at + direction))]);
}

/** Running, pausing and everything that begins a run. */
function runCommands(services: Services): readonly Command[] {
  const { actions } = services.playback;
  const runs = runningOf(services);
  return [
    { id: 'run.toggle', label: strings.runOrPause, group: 'Run', keys: ['Space'], native: true, run: () => runOrPause(services) },
    { id: 'run.restart', label: strings.runFromStart, group: 'Run', keys: ['Mod+Enter'], native: true, run: () => void runs.run() },
    {
      id: 'run.takeOver',
      label: strings.takeOver,
      group: 'Run',
      keys: ['Mod+Shift+Enter'],
      enabled: () => runs.changes() !== null,
      run: () => void runs.takeOver(),
    },
    {
      id: 'run.reset',
      native: true,
      label: strings.stopRun,
      group: 'Run',
      keys: ['Shift+Escape'],
      enabled: running,
      run: () => actions.reset(),
    },
  ];
}

/** Steps to single events, log lines and failures. */
function stepCommands(services: Services): readonly Command[] {
  const { actions } = services.playback;
  return [
    {
      id: 'run.stepBack',
      label: strings.stepBack,
      group: 'Run',
      line: true,
      keys: [','],
      enabled: running,
      run: () => stepAsChosen(services, -1),
    },
    { id: 'run.step', label: strings.stepForward, group: 'Run', keys: ['.'], enabled: running, run: () => stepAsChosen(services, 1) },
    {
      id: 'run.nextAtPart',
      label: strings.nextPartEvent,
      group: 'Run',
      keys: ['>'],
      enabled: (c) => running(c) && c.document.selection.nodes.length > 0,
      run: () => stepAtPart(services, 1),
    },
    {
      id: 'run.previousAtPart',
      label: strings.previousPartEvent,
      group: 'Run',
      keys: ['<'],
      enabled: (c) => running(c) && c.document.selection.nodes.length > 0,
      run: () => stepAtPart(services, -1),
    },
    {
      id: 'run.nextLog',
      label: strings.nextLogLine,
      group: 'Run',
      line: true,
      keys: ['L'],
      enabled: running,
      run: () => void actions.step(1, 'log'),
    },
    {
      id: 'run.previousLog',
      label: strings.previousLogLine,
      group: 'Run',
      keys: ['Shift+L'],
      enabled: running,
      run: () => void actions.step(-1, 'log'),
    },
    {
      id: 'run.nextFailure',
      label: strings.nextFailure,
      group: 'Run',
      keys: ['N'],
      enabled: running,
      run: () => void actions.step(1, 'failure'),
    },
    {
      id: 'run.previousFailure',
      label: strings.previousFailure,
      group: 'Run',
      keys: ['Shift+N'],
      enabled: running,
      run: () => void actions.step(-1, 'failure'),
    },
  ];
}

/** Everything that moves the playhead. */
export function transportCommands(services: Services): readonly Command[] {
  const { playback } = services;
  const { actions } = playback;
  return [
    ...runCommands(services),
    ...stepCommands(services),
    { id: 'run.start', label: strings.toTheStart, group: 'Run', line: true, keys: ['Home'], enabled: running, run: () => actions.seek(0) },
    {
      id: 'run.end',
      label: strings.toTheEnd,
      group: 'Run',
      keys: ['End'],
      enabled: running,
      run: () => actions.seek(Number.MAX_SAFE_INTEGER),
    },
    { id: 'run.slower', label: strings.slower, group: 'Run', line: true, keys: ['['], run: () => changeSpeed(playback, -1) },
    { id: 'run.faster', label: strings.faster, group: 'Run', keys: [']'], run: () => changeSpeed(playback, 1) },
    { id: 'run.cancel', label: strings.cancelComputation, group: 'Run', enabled: running, run: () => void actions.cancel() },
  ];
}
