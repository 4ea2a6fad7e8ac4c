import type { Contribution, Services } from '../../workbench/workbenchApi';
import { displayCommands } from './displayCommands';
import { strings } from './strings';

/** Puts theme and motion on the page, and follows the system's theme. Returns how to stop. */
function start({ window: { store } }: Services): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const { theme, reducedMotion } = store.getState().settings;
    document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    document.documentElement.dataset.motion = reducedMotion;
  };
  apply();
  dark.addEventListener('change', apply);
  const stop = store.subscribe((state, before) => {
    if (state.settings !== before.settings) apply();
  });
  return () => {
    dark.removeEventListener('change', apply);
    stop();
  };
}

/** Theme, presentation, and how traffic is drawn. */
export const displayContribution: Contribution = { id: 'display', title: strings.title, commands: displayCommands, start };
