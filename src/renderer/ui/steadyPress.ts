import { useEffect, type RefObject } from 'react';

/**
 * Keeps a button that was pressed under the pointer while things above it come and go, by scrolling the box that it is in, so that it can
 * be pressed again at the same place. It holds until the pointer leaves the button, or somebody scrolls.
 */
export function useSteadyPress(box: RefObject<HTMLElement | null>): void {
  useEffect(() => (box.current === null ? undefined : follow(box.current)), [box]);
}

function follow(box: HTMLElement): () => void {
  let held: { readonly button: Element; readonly topPx: number } | null = null;
  const press = ({ target }: Event): void => {
    const button = target instanceof Element ? target.closest('button') : null;
    held = button === null ? null : { button, topPx: button.getBoundingClientRect().top };
  };
  const settle = (): void => {
    if (held?.button.isConnected !== true) held = null;
    else box.scrollTop += held.button.getBoundingClientRect().top - held.topPx;
  };
  const release = (): void => {
    held = null;
  };
  const move = ({ target }: Event): void => {
    if (!(target instanceof Node) || held?.button.contains(target) !== true) held = null;
  };
  const changes = new MutationObserver(settle);
  changes.observe(box, { childList: true, subtree: true, characterData: true });
  box.addEventListener('pointerdown', press, true);
  box.addEventListener('wheel', release, { passive: true });
  window.addEventListener('pointermove', move);
  return () => {
    changes.disconnect();
    box.removeEventListener('pointerdown', press, true);
    box.removeEventListener('wheel', release);
    window.removeEventListener('pointermove', move);
  };
}
