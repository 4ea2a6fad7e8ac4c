import { serializeScenario } from '../../sim/index';
import { createFiles, isUnsaved, keepWork } from '../document/index';
import { strings } from '../ui/strings';
import { api, documentModel, playbackModel } from './model';
import { fileQuestions } from './questions';
import { announce, uiStore } from './uiStore';

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

/** Runs the scenario as it stands, from the start. */
export async function runScenario(): Promise<void> {
  const { scenario, revision } = store.getState();
  uiStore.setState({ sideTab: 'results' });
  await playbackModel.actions.run(serializeScenario(scenario), revision);
}
