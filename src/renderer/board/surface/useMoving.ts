import type { OnMove, Viewport } from '@xyflow/react';
import { useMemo, type RefObject } from 'react';

/** After the last step of a move, ms: the steps of a wheel are one move, however slowly they come. */
const STEPS_APART_MS = 300;

interface MovingHandlers {
  readonly onMoveStart: OnMove;
  readonly onMove: OnMove;
  readonly onMoveEnd: OnMove;
}

/**
 * While the view is moved to the side, it is moved as a picture: far smoother with hundreds of parts. A picture that changes its size is
 * painted anew at each step anyway, and all of it, not only what is seen; so it is none while the view is zoomed.
 */
export function useMoving(host: RefObject<HTMLElement | null>, onMoved: () => void): MovingHandlers {
  return useMemo(() => movingHandlers(host, onMoved), [host, onMoved]);
}

function isSameView(p: Viewport, q: Viewport): boolean {
  return p.x === q.x && p.y === q.y && p.zoom === q.zoom;
}

function movingHandlers(host: RefObject<HTMLElement | null>, onMoved: () => void): MovingHandlers {
  let zoomBefore = NaN;
  let from: Viewport | null = null;
  let timer = 0;
  // On the very element: from further up, styles of everything beneath would be looked at.
  const mark = (isMoving: boolean): void =>
    void host.current?.querySelector('.react-flow__viewport')?.toggleAttribute('data-moving', isMoving);
  return {
    onMoveStart: (event, view) => {
      zoomBefore = view.zoom;
      from = view;
      // The first step of a wheel is told as a start only.
      if (event?.type === 'wheel') onMoved();
    },
    onMove: (event, view) => {
      const { zoom } = view;
      // Without an event the view is moved by a command, not by a hand; and a click on the board moves nothing.
      if (event !== null && from !== null && !isSameView(view, from)) onMoved();
      window.clearTimeout(timer);
      mark(zoom === zoomBefore);
      zoomBefore = zoom;
    },
    onMoveEnd: () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => mark(false), STEPS_APART_MS);
    },
  };
}
