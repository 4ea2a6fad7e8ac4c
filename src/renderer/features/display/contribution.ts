import type { Contribution, Services } from '../../workbench/workbenchApi';
import { displayCommands } from './displayCommands';
import { strings } from './strings';
import { themeOf } from './themeOf';

/** Puts theme and motion on the page, and follows the system's colours. Returns how to stop. */
function start({ window: { store } }: Services): () => void {
  const [dark, contrast, forced] = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'].map((query) =>
    window.matchMedia(query),
  );
  const apply = (): void => {
    const { theme, reducedMotion } = store.getState().settings;
    const system = { isDark: dark.matches, isContrast: contrast.matches, isForced: forced.matches };
    document.documentElement.dataset.theme = themeOf(theme, system);
    document.documentElement.dataset.motion = reducedMotion;
  };
  apply();
  for (const query of [dark, contrast, forced]) query.addEventListener('change', apply);
  const stop = store.subscribe((state, before) => {
    if (state.settings !== before.settings) apply();
  });
  return () => {
    for (const query of [dark, contrast, forced]) query.removeEventListener('change', apply);
    stop();
  };
}

/** Theme, presentation, and how traffic is drawn. */
export const displayContribution: Contribution = { id: 'display', title: strings.title, commands: displayCommands, start };
