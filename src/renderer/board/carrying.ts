import type { Point } from './geometry/wireCurve';

/** So far a finger goes before it takes a part with it, CSS pixels. */
const TAKEN_AFTER_PX = 8;
/** A way that goes less sideways than this, as a share of up and down, scrolls the list. */
const SIDEWAYS = 0.4;

/** What is done with a part that a finger carries; places are of the window, CSS pixels. */
export interface Carrying {
  readonly move: (at: Point) => void;
  readonly drop: (at: Point) => void;
  readonly end: () => void;
}

/**
 * Lets a finger take a part from its entry in a list: browsers drag by touch only after a long press, and not all of them do. Sideways the
 * part comes along; up and down the list scrolls, until the finger has left it. Returns how to stop listening.
 */
export function letCarry(entry: HTMLElement, carrying: () => Carrying): () => void {
  let from: Point | null = null;
  let isTaken = false;
  const end = (): void => {
    if (isTaken) carrying().end();
    from = null;
    isTaken = false;
  };
  const onStart = (event: TouchEvent): void => {
    if (event.touches.length > 1) return end();
    from = pointOf(event);
    return undefined;
  };
  const onMove = (event: TouchEvent): void => {
    if (from === null) return;
    const at = pointOf(event);
    isTaken ||= isTakenBy(entry, from, at);
    if (!isTaken) return;
    // Without it the browser would scroll.
    if (event.cancelable) event.preventDefault();
    carrying().move(at);
  };
  const onEnd = (event: TouchEvent): void => {
    const at = pointOf(event);
    const wasTaken = isTaken;
    if (wasTaken && event.cancelable) event.preventDefault();
    end();
    if (wasTaken) carrying().drop(at);
  };
  entry.addEventListener('touchstart', onStart, { passive: true });
  entry.addEventListener('touchmove', onMove, { passive: false });
  entry.addEventListener('touchend', onEnd, { passive: false });
  entry.addEventListener('touchcancel', end);
  return () => {
    end();
    entry.removeEventListener('touchstart', onStart);
    entry.removeEventListener('touchmove', onMove);
    entry.removeEventListener('touchend', onEnd);
    entry.removeEventListener('touchcancel', end);
  };
}

function isTakenBy(entry: HTMLElement, from: Point, at: Point): boolean {
  const [sideways, upOrDown] = [Math.abs(at.x - from.x), Math.abs(at.y - from.y)];
  if (sideways >= TAKEN_AFTER_PX && sideways >= upOrDown * SIDEWAYS) return true;
  const list = (entry.closest('aside') ?? entry).getBoundingClientRect();
  return at.x < list.left || at.x > list.right;
}

function pointOf({ changedTouches: [touch] }: TouchEvent): Point {
  return { x: touch.clientX, y: touch.clientY };
}
