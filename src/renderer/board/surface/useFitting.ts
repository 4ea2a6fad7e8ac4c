import { useReactFlow, type Viewport } from '@xyflow/react';
import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { useBoard } from '../context';
import { joinedBetween, standingFrames } from '../networks/frames';
import { LOW_WINDOW_PX, roomAround } from './freeRoom';
import { viewOfAll, type Padding, type Standing } from './wholeView';

/** A panel may still change the height after a document was opened, ms. */
const SETTLED_MS = 150;

/** So many parts that join at once need more room than a hand can see. */
const MANY_JOINED = 20;

type FitIn = (durationMs: number) => void;

/** The view that shows everything. */
export interface Fitting {
  /** Shows everything. */
  readonly fit: () => void;
  /** Shows these whole; whoever asks for that has moved the view. */
  readonly show: (ids: readonly string[]) => void;
  /** Told when a hand has moved the view: it is not fitted again by itself. */
  readonly onMoved: () => void;
}

/** What the window puts over its board. */
function overlayOf(host: HTMLElement): Element | null {
  return host.closest('main')?.querySelector('[data-over-board]') ?? null;
}

/**
 * The room to leave around the parts as the board is now, as React Flow takes it: over the board lie what the window puts along its upper
 * edge, and the view's own bar and the small map along the lower one.
 */
export function paddingOf(host: HTMLElement | null): Padding {
  const board = host?.getBoundingClientRect() ?? new DOMRect();
  // Beside another board, only what lies over this one counts.
  const boxes = (elements: Iterable<Element>): readonly DOMRect[] =>
    Array.from(elements, (element) => element.getBoundingClientRect()).filter(
      ({ left, right }) => left < board.right - 1 && right > board.left + 1,
    );
  const room = roomAround(board, {
    above: host === null ? [] : boxes(overlayOf(host)?.children ?? []),
    below: host === null ? [] : boxes(host.querySelectorAll('.react-flow__panel.bottom')),
    isLow: window.innerHeight < LOW_WINDOW_PX,
  });
  return { top: `${room.top}px`, right: `${room.right}px`, bottom: `${room.bottom}px`, left: `${room.left}px` };
}

/** The view of the board as it is now that shows all of these. */
function viewOn({ current }: RefObject<HTMLElement | null>, all: readonly Standing[]): Viewport | null {
  if (current === null) return null;
  return viewOfAll(all, { width: current.clientWidth, height: current.clientHeight }, paddingOf(current));
}

/** Shows a newly opened document whole, and everything again when there is more room or less, until a hand moves the view. */
export function useFitting(
  host: RefObject<HTMLElement | null>,
  nodes: readonly (Standing & { readonly id: string })[],
  durationMs: number,
): Fitting {
  const { document } = useBoard();
  const { getViewport, setViewport, zoomTo } = useReactFlow();
  const isMoved = useRef(false);
  const standing = useRef(nodes);
  useLayoutEffect(() => void (standing.current = nodes), [nodes]);
  const showAll = useCallback(
    (all: readonly Standing[], duration: number) => {
      const view = viewOn(host, all);
      const now = getViewport();
      const isThere = duration === 0 && view !== null && view.x === now.x && view.y === now.y && view.zoom === now.zoom;
      // Every part and wire would look whether it is still where it was.
      if (view !== null && !isThere) void setViewport(view, { duration });
    },
    [getViewport, setViewport, host],
  );
  const fitIn = useCallback(
    (duration: number) => {
      isMoved.current = false;
      if (standing.current.length === 0) void zoomTo(1);
      else showAll([...standing.current, ...standingFrames(document.store.getState().scenario.nodes)], duration);
    },
    [showAll, zoomTo, document],
  );
  // A frame later: whoever has just moved parts wants to see where they are, not where they were.
  const fit = useCallback(() => void requestAnimationFrame(() => fitIn(durationMs)), [fitIn, durationMs]);
  const onMoved = useCallback(() => void (isMoved.current = true), []);
  const show = useCallback(
    (ids: readonly string[]) => {
      isMoved.current = true;
      const asked = new Set(ids);
      showAll(
        standing.current.filter(({ id }) => asked.has(id)),
        durationMs,
      );
    },
    [showAll, durationMs],
  );
  useFitWhenOpened(host, nodes, fitIn);
  useFitWhenManyJoined(fit);
  useFitWhenResized(host, isMoved, fitIn);
  return { fit, show, onMoved };
}

/**
 * Shows a document whole once it is opened, and comes near again to a board that was cleared. The view is there before the parts are: they
 * are laid out once, as they look from so far away. Until it is fitted nothing of it is seen: whoever sees a part can take hold of it.
 */
function useFitWhenOpened(host: RefObject<HTMLElement | null>, nodes: readonly Standing[], fitIn: FitIn): void {
  const { document } = useBoard();
  const { getZoom, zoomTo } = useReactFlow();
  const isOpening = useRef(false);
  useEffect(() => {
    // A board that comes with its parts is shown whole as well.
    if (document.store.getState().scenario.nodes.length > 0) requestAnimationFrame(() => fitIn(0));
  }, [document, fitIn]);
  useEffect(
    () =>
      document.store.subscribe((state, before) => {
        // What comes next on a board that was cleared is to be seen, however far away the last part was looked at. At once: there is
        // nothing to be seen moving, and a part that is added meanwhile would stop it half-way. Asked for from near, too: a movement
        // away from there may have only begun.
        if (state.scenario.nodes.length === 0 && before.scenario.nodes.length > 0) void zoomTo(Math.max(1, getZoom()));
        const isOpened = state.scenario !== before.scenario && state.past.length === 0 && state.future.length === 0;
        if (!isOpened) return;
        isOpening.current = true;
        host.current?.setAttribute('data-opening', '');
        const settle = (): void => {
          isOpening.current = false;
          fitIn(0);
          host.current?.removeAttribute('data-opening');
        };
        requestAnimationFrame(settle);
        // A panel may still change the room after that.
        window.setTimeout(settle, SETTLED_MS);
      }),
    [document, getZoom, zoomTo, fitIn, host],
  );
  useLayoutEffect(() => {
    if (isOpening.current && nodes.length > 0) fitIn(0);
  }, [nodes, fitIn]);
}

/** Shows everything once many parts have joined a network together: their frame makes room far beyond what is seen. */
function useFitWhenManyJoined(fit: () => void): void {
  const { document } = useBoard();
  useEffect(
    () =>
      document.store.subscribe(({ scenario: { nodes } }, { scenario: before }) => {
        // One frame later they stand where they belong.
        if (joinedBetween(before.nodes, nodes) >= MANY_JOINED) requestAnimationFrame(() => requestAnimationFrame(fit));
      }),
    [document, fit],
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
      // What somebody holds in the hand does not move away under it; once it is let go there is another look.
      if (element.matches(':active')) return window.addEventListener('pointerup', lookLater, { once: true });
      known = now;
      cancelAnimationFrame(frame);
      // One frame later React Flow knows the new size, too.
      if (!isMoved.current) frame = requestAnimationFrame(() => requestAnimationFrame(() => fitIn(0)));
    };
    const lookLater = (): void => void requestAnimationFrame(look);
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
      window.removeEventListener('pointerup', lookLater);
      cancelAnimationFrame(frame);
    };
  }, [host, isMoved, fitIn]);
}
