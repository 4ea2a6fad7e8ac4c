import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { BoardView } from '../../workbench/workbenchApi';
import { useBoard } from '../context';
import { addNote } from '../menus/chooseItem';
import { NOTE_HEIGHT, NOTE_WIDTH } from '../adapter/elements';
import { cornerFromMiddle, FACE_HEIGHT, FACE_WIDTH, GRID_SIZE } from '../geometry/face';
import { standIns } from '../geometry/groupPlaces';
import type { Point } from '../geometry/wireCurve';
import { FEW_PARTS } from './needsOverview';
import { openCard } from '../traffic/openCard';

/** Room for the verdict above, and for the view's buttons and the legend below. */
const PADDING = { top: '52px', right: '24px', bottom: '54px', left: '24px' } as const;
/** In a low window, all room is the board's. */
const PADDING_IN_LOW = { top: '14px', right: '20px', bottom: '44px', left: '20px' } as const;
const LOW_PX = 520;
/** With many parts the small map is there, too, and must not hide any. */
const PADDING_WITH_MAP = { ...PADDING, bottom: '112px' } as const;
/** A banner may still change the height after a document was opened, ms. */
const SETTLED_MS = 150;
const MOST_ZOOM_TO_FIT = 1.25;
/** From a part to the one beside it, flow units. */
const BESIDE = 240;

type Padding = Readonly<Record<'top' | 'right' | 'bottom' | 'left', `${number}px`>>;

function paddingOf(parts: number, heightPx: number): Padding {
  if (heightPx < LOW_PX) return PADDING_IN_LOW;
  return parts > FEW_PARTS ? PADDING_WITH_MAP : PADDING;
}

type ToFlow = (place: Point, options: { snapToGrid: boolean }) => Point;

/** The middle of what is seen, flow units. */
function middleOf(host: HTMLElement | null, toFlow: ToFlow): Point | undefined {
  const box = host?.getBoundingClientRect();
  return box === undefined ? undefined : toFlow({ x: box.left + box.width / 2, y: box.top + box.height / 2 }, { snapToGrid: false });
}

/** How far down a note at this place goes so that it covers no part, flow units. */
function clearOf(parts: readonly Point[], x: number, y: number): number {
  const inTheWay = parts.find(
    (part) => part.x < x + NOTE_WIDTH && part.x + FACE_WIDTH > x && part.y < y + NOTE_HEIGHT && part.y + FACE_HEIGHT > y,
  );
  return inTheWay === undefined ? y : clearOf(parts, x, inTheWay.y + FACE_HEIGHT + GRID_SIZE);
}

/** The place of a note around a point that covers no part. */
function noteAround(parts: readonly Point[], middle: Point): Point {
  return { x: middle.x - NOTE_WIDTH / 2, y: clearOf(parts, middle.x - NOTE_WIDTH / 2, middle.y - NOTE_HEIGHT / 2) };
}

/** Opens the card of a message beside its way. */
function useOpeningCards(host: RefObject<HTMLElement | null>): (id: number) => void {
  const { document, playback, ui } = useBoard();
  const { flowToScreenPosition } = useReactFlow();
  return useCallback(
    (id) => openCard({ document, playback, ui }, id, (place) => onScreen(host.current, flowToScreenPosition(place))),
    [document, playback, ui, host, flowToScreenPosition],
  );
}

/** Whether a part that stands there is wholly seen. */
function isSeen(host: HTMLElement | null, toFlow: ToFlow, { x, y }: Point): boolean {
  const box = host?.getBoundingClientRect();
  if (box === undefined) return true;
  const [from, to] = [
    toFlow({ x: box.left, y: box.top }, { snapToGrid: false }),
    toFlow({ x: box.right, y: box.bottom }, { snapToGrid: false }),
  ];
  return x >= from.x && y >= from.y && x + FACE_WIDTH <= to.x && y + FACE_HEIGHT <= to.y;
}

/** A place of the window as one of the board's surface, kept within it; CSS pixels. */
function onScreen(host: HTMLElement | null, { x, y }: Point): Point {
  const box = host?.getBoundingClientRect();
  if (box === undefined) return { x, y };
  return { x: Math.min(Math.max(0, x - box.left), box.width), y: Math.min(Math.max(0, y - box.top), box.height) };
}

/** The view as it is given to the surface. */
interface View {
  /** Shows everything. */
  readonly fit: () => void;
  /** Told when a hand has moved the view: it is not fitted again by itself. */
  readonly onMoved: () => void;
}

/** Shows a newly opened document whole, and hands the view to whoever gives commands. */
export function useBoardView(
  host: RefObject<HTMLElement | null>,
  isStill: boolean,
  onView: ((view: BoardView | null) => void) | undefined,
): View {
  const { document, ui } = useBoard();
  const { fitView, getZoom, setCenter, zoomTo, screenToFlowPosition } = useReactFlow();
  const message = useOpeningCards(host);
  const durationMs = isStill ? 0 : 200;
  const isMoved = useRef(false);
  const fitIn = useCallback(
    (duration: number) => {
      isMoved.current = false;
      const parts = document.store.getState().scenario.nodes.length;
      void (parts === 0
        ? zoomTo(1)
        : fitView({ padding: paddingOf(parts, host.current?.clientHeight ?? Infinity), maxZoom: MOST_ZOOM_TO_FIT, duration }));
    },
    [document, fitView, zoomTo, host],
  );
  const fit = useCallback(() => fitIn(durationMs), [fitIn, durationMs]);
  const onMoved = useCallback(() => void (isMoved.current = true), []);
  useEffect(() => {
    onView?.({
      fit,
      show: (ids) => {
        const folded = standIns(document.store.getState().scenario.groups ?? []);
        const standIn = [...new Set(ids.map((id) => folded.get(id) ?? id))];
        if (standIn.length === 0) return;
        onMoved();
        void fitView({ nodes: standIn.map((id) => ({ id })), padding: PADDING, maxZoom: MOST_ZOOM_TO_FIT, duration: durationMs });
        if (standIn.length === 1)
          host.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${standIn[0]}"]`)?.focus({ preventScroll: true });
      },
      zoom: (factor) => {
        onMoved();
        void zoomTo(getZoom() * factor, { duration: durationMs });
      },
      note: () => {
        const middle = middleOf(host.current, screenToFlowPosition);
        if (middle !== undefined) addNote({ document, ui }, noteAround(document.store.getState().scenario.nodes, middle));
      },
      name: (id) => ui.setState({ naming: id }),
      placeForNew: () => {
        const { scenario, selection } = document.store.getState();
        const chosen = selection.nodes.length === 1 ? scenario.nodes.find((node) => node.id === selection.nodes[0]) : undefined;
        if (chosen !== undefined && isSeen(host.current, screenToFlowPosition, chosen)) return { x: chosen.x + BESIDE, y: chosen.y };
        const middle = middleOf(host.current, screenToFlowPosition);
        return middle === undefined ? undefined : cornerFromMiddle(middle);
      },
      reveal: (id) => {
        const part = document.store.getState().scenario.nodes.find((node) => node.id === id);
        if (part === undefined || isSeen(host.current, screenToFlowPosition, part)) return;
        onMoved();
        void setCenter(part.x + FACE_WIDTH / 2, part.y + FACE_HEIGHT / 2, { zoom: getZoom(), duration: durationMs });
      },
      message,
    });
    return () => onView?.(null);
  }, [onView, fit, onMoved, fitView, document, ui, message, zoomTo, getZoom, setCenter, screenToFlowPosition, host, durationMs]);
  useFitWhenOpened(durationMs, fitIn);
  useFitWhenResized(host, isMoved, fitIn);
  return { fit, onMoved };
}

/** Shows a document whole once it is opened, and comes near again to a board that was cleared. */
function useFitWhenOpened(durationMs: number, fitIn: (durationMs: number) => void): void {
  const { document } = useBoard();
  const { getZoom, zoomTo } = useReactFlow();
  useEffect(
    () =>
      document.store.subscribe((state, before) => {
        // What comes next on a board that was cleared is to be seen, however far away the last part was looked at.
        if (state.scenario.nodes.length === 0 && before.scenario.nodes.length > 0 && getZoom() < 1)
          void zoomTo(1, { duration: durationMs });
        const isOpened = state.scenario !== before.scenario && state.past.length === 0 && state.future.length === 0;
        if (!isOpened) return;
        // React Flow asks for the fit to be called after it has the new parts; a banner may still change the height after that.
        const show = (): void => fitIn(0);
        requestAnimationFrame(show);
        window.setTimeout(show, SETTLED_MS);
      }),
    [document, getZoom, zoomTo, fitIn, durationMs],
  );
}

/** Shows everything again when the board has got more room or less, unless the view was moved by hand since it was last fitted. */
function useFitWhenResized(host: RefObject<HTMLElement | null>, isMoved: RefObject<boolean>, fitIn: (durationMs: number) => void): void {
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    let known = { width: element.clientWidth, height: element.clientHeight };
    let frame = 0;
    const observer = new ResizeObserver(() => {
      const now = { width: element.clientWidth, height: element.clientHeight };
      if (now.width === known.width && now.height === known.height) return;
      known = now;
      cancelAnimationFrame(frame);
      // One frame later React Flow knows the new size, too.
      if (!isMoved.current) frame = requestAnimationFrame(() => requestAnimationFrame(() => fitIn(0)));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [host, isMoved, fitIn]);
}
