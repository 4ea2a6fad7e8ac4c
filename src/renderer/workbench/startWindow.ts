import { CONNECTION_EVENT } from './browserApi';
import { showFailures } from './failureToasts';
import { foldsFor } from './folds';
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
  model.store.setState({ shell, settings, open: foldsFor(settings, window.innerWidth, window.innerHeight) });
}
