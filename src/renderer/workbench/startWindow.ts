import { CONNECTION_EVENT } from './browserApi';
import { showFailures } from './failureToasts';
import type { Settings } from '../../contract/index';
import { foldsFor, foldsResized, type Folds, type Room } from './folds';
import { listenToKeys } from './keyboard';
import { keepMenu } from './nativeMenu';
import type { Services } from './workbenchApi';

/** Has the window listen to its keys, its shell and its features, and learn its settings. Rejects without a shell. */
export async function startWindow(services: Services): Promise<void> {
  const { api, commands, contributions, window: model } = services;
  window.addEventListener(CONNECTION_EVENT, (event) =>
    model.store.setState({ disconnected: (event as CustomEvent<string | null>).detail }),
  );
  listenToKeys(services);
  showFailures(services);
  api.onCommand(({ id, path }) => {
    if (path === undefined && commands.all.some((command) => command.id === id)) commands.run(id);
  });
  for (const contribution of contributions) contribution.start?.(services);
  const [shell, settings] = await Promise.all([api.shellInfo(), api.getSettings(), keepMenu(services)]);
  model.store.setState({ shell, settings, open: foldsNow(services, settings) });
  unfoldForRuns(services);
  foldWhenResized(services);
}

function roomNow({ playback }: Services): Room {
  return { widthPx: window.innerWidth, heightPx: window.innerHeight, hasRun: playback.store.getState().currentRunId !== null };
}

function foldsNow(services: Services, settings: Settings): Folds {
  return foldsFor(settings, roomNow(services));
}

/** Folds and unfolds what stands around the board as the window gets smaller or larger (zoom of the browser, too). */
function foldWhenResized(services: Services): void {
  const { window: model } = services;
  let before = roomNow(services);
  window.addEventListener('resize', () => {
    const { open, settings, presenting } = model.store.getState();
    const now = roomNow(services);
    const folds = presenting ? open : foldsResized(open, settings, { ...before, hasRun: now.hasRun }, now);
    before = now;
    if (folds !== open) model.store.setState({ open: folds });
  });
}

/** Unfolds what lies below the board once there is a run to be seen there, and folds it again without one, unless somebody has chosen. */
function unfoldForRuns(services: Services): void {
  const { playback, window: model } = services;
  playback.store.subscribe((state, before) => {
    if ((state.currentRunId === null) === (before.currentRunId === null)) return;
    const { open, settings, presenting } = model.store.getState();
    const { dock } = foldsNow(services, settings);
    if (settings.dockOpen === null && !presenting && open.dock !== dock) model.store.setState({ open: { ...open, dock } });
  });
}
