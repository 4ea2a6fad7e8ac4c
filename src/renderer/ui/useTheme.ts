import { useSyncExternalStore } from 'react';

function listen(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** The theme on screen: for what is drawn on a canvas, whose colours do not follow by themselves. */
export function useTheme(): string {
  return useSyncExternalStore(listen, () => document.documentElement.dataset.theme ?? '');
}
