import { useSyncExternalStore } from 'react';

function listen(tell: () => void): () => void {
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** The theme on screen: for what is drawn on a canvas, whose colours do not follow by themselves. */
export function useShownTheme(): string {
  return useSyncExternalStore(listen, () => document.documentElement.dataset.theme ?? '');
}
