import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** The order in which two things that give the focus back do so matters: before the next thing is drawn, or once it is there. */
type When = 'at once' | 'after drawing';

/**
 * Gives the focus back to where it was, once the thing that has it now is gone; at once, so that what opens next finds it there. Returns
 * whether the thing is still shown: it hears of the focus that left it when another one may have taken its place, which is not to be closed
 * for that.
 */
export function useFocusBack(when: When = 'at once'): RefObject<boolean> {
  const isShown = useRef(true);
  const useWhen = when === 'at once' ? useLayoutEffect : useEffect;
  useWhen(() => {
    const before = document.activeElement;
    isShown.current = true;
    return () => {
      isShown.current = false;
      const canTakeFocus = before instanceof HTMLElement || before instanceof SVGElement;
      if (canTakeFocus && before.isConnected) standIn(before).focus({ preventScroll: true });
    };
  }, []);
  return isShown;
}

/** A tab opens what it stands for as soon as it has the focus: when another one of its row has been chosen meanwhile, that one takes it. */
function standIn(before: HTMLElement | SVGElement): HTMLElement | SVGElement {
  if (before.getAttribute('role') !== 'tab') return before;
  return before.closest('[role=tablist]')?.querySelector<HTMLElement>('[role=tab][aria-selected=true]') ?? before;
}
