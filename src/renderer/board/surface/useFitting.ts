import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { useBoard } from '../context';
import { roomAround, type Room } from './freeRoom';

export const MOST_ZOOM_TO_FIT = 1.25;
/** A panel may still change the height after a document was opened, ms. */
const SETTLED_MS = 150;

type Padding = Readonly<Record<keyof Room, `${number}px`>>;
type FitIn = (durationMs: number) => void;

/** The view that shows everything. */
export interface Fitting {
  /** Shows everything. */
  readonly fit: () => void;
  /** Told when a hand has moved the view: it is not fitted again by itself. */
  readonly onMoved: () => void;
}

/** What the window puts over its board. */
function overlayOf(host: HTMLElement): Element | null {
  return host.closest('main')?.querySelector('[data-over-board]') ?? null;
}

/** What lies over the board: along its upper edge what the window puts there, along the lower one the view's own bar and the small map. */
function overBoard(host: HTMLElement): { readonly above: readonly Element[]; readonly below: readonly Element[] } {
  return {
    above: [...(overlayOf(host)?.children ?? [])],
    below: [...host.querySelectorAll('.react-flow__panel.bottom')],
  };
}

/** The room to leave around the parts as the board is now, as React Flow takes it. */
export function paddingOf(host: HTMLElement | null): Padding {
  const none = { top: 0, bottom: 0 };
  const { above, below } = host === null ? { above: [], below: [] } : overBoard(host);
  const board = host?.getBoundingClientRect();
  // Beside another board, only what lies over this one counts.
  const boxes = (elements: readonly Element[]): readonly DOMRect[] =>
    elements
      .map((element) => element.getBoundingClientRect())
      .filter(({ left, right }) => board && left < board.right && right > board.left);
  const room = roomAround(board ?? none, boxes(above), boxes(below));
  return { top: `${room.top}px`, right: `${room.right}px`, bottom: `${room.bottom}px`, left: `${room.left}px` };
}

/** Shows a newly opened document whole, and everything again when there is more room or less, until a hand moves the view. */
export function useFitting(host: RefObject<HTMLElement | null>, durationMs: number): Fitting {
  const { document } = useBoard();
  const { fitView, zoomTo } = useReactFlow();
  const isMoved = useRef(false);
  const fitIn = useCallback(
    (duration: number) => {
      isMoved.current = false;
      const isEmpty = document.store.getState().scenario.nodes.length === 0;
      const fitted = isEmpty ? zoomTo(1) : fitView({ padding: paddingOf(host.current), maxZoom: MOST_ZOOM_TO_FIT, duration });
      void fitted.then(() => host.current?.removeAttribute('data-opening'));
    },
    [document, fitView, zoomTo, host],
  );
  const fit = useCallback(() => fitIn(durationMs), [fitIn, durationMs]);
  const onMoved = useCallback(() => void (isMoved.current = true), []);
  useFitWhenOpened(host, fitIn);
  useFitWhenResized(host, isMoved, fitIn);
  return { fit, onMoved };
}

/**
 * Shows a document whole once it is opened, and comes near again to a board that was cleared. Until it is fitted nothing of it is seen:
 * whoever sees a part can take hold of it.
 */
function useFitWhenOpened(host: RefObject<HTMLElement | null>, fitIn: FitIn): void {
  const { document } = useBoard();
  const { getZoom, zoomTo } = useReactFlow();
  useEffect(() => {
    // A board that comes with its parts is shown whole as well.
    if (document.store.getState().scenario.nodes.length > 0) requestAnimationFrame(() => fitIn(0));
  }, [document, fitIn]);
  useEffect(
    () =>
      document.store.subscribe((state, before) => {
        // What comes next on a board that was cleared is to be seen, however far away the last part was looked at. At once: there is
        // nothing to be seen moving, and a part that is added meanwhile would stop it half-way.
        if (state.scenario.nodes.length === 0 && before.scenario.nodes.length > 0 && getZoom() < 1) void zoomTo(1);
        const isOpened = state.scenario !== before.scenario && state.past.length === 0 && state.future.length === 0;
        if (!isOpened) return;
        host.current?.setAttribute('data-opening', '');
        // React Flow asks for the fit to be called after it has the new parts; a panel may still change the height after that.
        requestAnimationFrame(() => fitIn(0));
        window.setTimeout(() => {
          fitIn(0);
          host.current?.removeAttribute('data-opening');
        }, SETTLED_MS);
      }),
    [document, getZoom, zoomTo, fitIn, host],
  );
}

/** Shows everything again when the parts have got more room or less, unless the view was moved by hand since it was last fitted. */
function useFitWhenResized(host: RefObject<HTMLElement | null>, isMoved: RefObject<boolean>, fitIn: FitIn): void {
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const roomNow = (): string => `${element.clientWidth} ${element.clientHeight} ${Object.values(paddingOf(element)).join(' ')}`;
    let known = roomNow();
    let frame = 0;
    const look = (): void => {
      const now = roomNow();
      if (now === known) return;
      known = now;
      cancelAnimationFrame(frame);
      // One frame later React Flow knows the new size, too. What somebody holds in the hand does not move away under it.
      if (!isMoved.current && !element.matches(':active')) frame = requestAnimationFrame(() => requestAnimationFrame(() => fitIn(0)));
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    const above = overlayOf(element);
    for (const grown of [above, element.querySelector('.react-flow__panel.bottom')]) if (grown) sizes.observe(grown);
    // What comes over the board and goes again: the verdict, and the small map.
    const comings = new MutationObserver(look);
    for (const parent of [above, element.querySelector('.react-flow')]) if (parent) comings.observe(parent, { childList: true });
    return () => {
      sizes.disconnect();
      comings.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [host, isMoved, fitIn]);
}
