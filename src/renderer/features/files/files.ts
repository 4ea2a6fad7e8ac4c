import { serializeScenario, type Scenario } from '../../../sim/index';
import { createFiles, fieldChanges, isUnsaved, keepWork, type FieldChange } from '../../document/index';
import { strings } from '../../workbench/strings';
import { api, documentModel, playbackModel } from '../../workbench/model';
import { fileQuestions } from './questions';
import { announce, uiStore } from '../../workbench/windowState';

const { store } = documentModel;
/** How often a file is looked at for changes by other programs while the window is in sight, ms. */
const LOOK_AT_DISK_MS = 5000;
const recoveryId = crypto.randomUUID();

/** Opening, saving and recovering the document of this window. */
export const files = createFiles({
  api,
  document: documentModel,
  questions: fileQuestions,
  onShown: (scenario) => {
    playbackModel.actions.reset();
    uiStore.setState({ sideTab: scenario.nodes.length > 0 ? 'scenario' : 'part' });
    announce(strings.opened(scenario.name));
  },
  onSaved: (name) => announce(strings.saved(name)),
  shellGone: strings.stopped,
  takeDiskLabel: strings.takeDiskLabel,
});

/** Keeps unsaved work, notices files changed by others, and warns before unsaved work would be closed. Returns how to stop. */
export function watchDocument(): () => void {
  const keeping = keepWork({
    api,
    document: documentModel,
    recoveryId,
    after: (ms, work) => {
      const timer = window.setTimeout(work, ms);
      return () => window.clearTimeout(timer);
    },
  });
  const look = (): void => {
    if (document.visibilityState === 'visible' && uiStore.getState().dialog === null) void files.checkDisk();
  };
  const timer = window.setInterval(look, LOOK_AT_DISK_MS);
  const leave = (): void => keeping.now();
  const warn = (event: BeforeUnloadEvent): void => {
    keeping.now();
    // The desktop shell asks by itself, in words of its own.
    if (window.faultboard === undefined && isUnsaved(store.getState())) event.preventDefault();
  };
  window.addEventListener('focus', look);
  window.addEventListener('pagehide', leave);
  window.addEventListener('beforeunload', warn);
  return () => {
    keeping.stop();
    window.clearInterval(timer);
    window.removeEventListener('focus', look);
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('beforeunload', warn);
  };
}

const MOST_KNOWN = 100;
/** Scenarios that were run, by their revision: to know what has changed since. */
const ranScenarios = new Map<number, Scenario>();

function remember(revision: number, scenario: Scenario): void {
  ranScenarios.set(revision, scenario);
  const [oldest] = ranScenarios.keys();
  if (ranScenarios.size > MOST_KNOWN) ranScenarios.delete(oldest);
}

/** Runs the scenario as it stands, from the start. */
export async function runScenario(): Promise<void> {
  const { scenario, revision } = store.getState();
  uiStore.setState({ sideTab: 'results' });
  remember(revision, scenario);
  await playbackModel.actions.run(serializeScenario(scenario), revision);
}

/** What was changed since the run on screen began and can be taken over in the middle of it; null when that is nothing, or not possible. */
export function changesToTakeOver(): FieldChange[] | null {
  const { scenario, revision } = store.getState();
  const { runs, currentRunId } = playbackModel.store.getState();
  const run = runs.find((candidate) => candidate.runId === currentRunId);
  const before = run === undefined || run.revision === revision ? undefined : ranScenarios.get(run.revision);
  if (run?.report === null || before === undefined) return null;
  const changes = fieldChanges(before, scenario);
  return changes === null || changes.length === 0 ? null : changes;
}

/** Goes on from the playhead with the fields as they are now: a branch of the run on screen. */
export async function takeOverChanges(): Promise<void> {
  const changes = changesToTakeOver();
  if (changes === null) return;
  const { scenario, revision } = store.getState();
  remember(revision, scenario);
  await playbackModel.actions.inject(changes, revision);
}
