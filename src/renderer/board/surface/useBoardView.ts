import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, type RefObject } from 'react';
import type { BoardView } from '../../workbench/workbenchApi';
import { useBoard } from '../context';
import { addNote } from '../menus/chooseItem';
import { NOTE_HEIGHT, NOTE_WIDTH, type FlowNode } from '../adapter/elements';
import { cornerFromMiddle, FACE_HEIGHT, FACE_WIDTH, GRID_SIZE } from '../geometry/face';
import { standIns } from '../geometry/groupPlaces';
import type { Point } from '../geometry/wireCurve';
import { useFitting, type Fitting } from './useFitting';
import { openCard } from '../traffic/openCard';
import type { Dropping } from './useDropping';

/** From a part to the one beside it, flow units. */
const BESIDE = 240;

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

/** Whether a place of the window is the board's: hints may lie over it there, but no panel. */
function isOver(host: HTMLElement | null, { x, y }: Point): boolean {
  const stage = host?.closest('main') ?? null;
  return stage !== null && stage.contains(document.elementFromPoint(x, y));
}

/** A place of the window as one of the board's surface, kept within it; CSS pixels. */
function onScreen(host: HTMLElement | null, { x, y }: Point): Point {
  const box = host?.getBoundingClientRect();
  if (box === undefined) return { x, y };
  return { x: Math.min(Math.max(0, x - box.left), box.width), y: Math.min(Math.max(0, y - box.top), box.height) };
}

/** Keeps the whole board in sight until a hand moves the view, and hands the view to whoever gives commands. */
export function useBoardView(
  host: RefObject<HTMLElement | null>,
  nodes: readonly FlowNode[],
  isStill: boolean,
  onView: ((view: BoardView | null) => void) | undefined,
  dropping: Dropping,
): Fitting {
  const { document, ui } = useBoard();
  const { getZoom, setCenter, zoomTo, screenToFlowPosition } = useReactFlow();
  const message = useOpeningCards(host);
  const durationMs = isStill ? 0 : 200;
  const { fit, show, onMoved } = useFitting(host, nodes, durationMs);
  useEffect(() => {
    onView?.({
      fit,
      show: (ids) => {
        const folded = standIns(document.store.getState().scenario.groups ?? []);
        const standIn = [...new Set(ids.map((id) => folded.get(id) ?? id))];
        if (standIn.length === 0) return;
        show(standIn);
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
      carry: (at) => (at !== null && isOver(host.current, at) ? dropping.over(at) : dropping.leave()),
      drop: (kind, at) => (isOver(host.current, at) ? dropping.drop(kind, at) : dropping.leave()),
      standing: () =>
        Array.from(host.current?.querySelectorAll('.react-flow__node-part, .react-flow__panel.bottom') ?? [], (element) =>
          element.getBoundingClientRect(),
        ),
      message,
    });
    return () => onView?.(null);
  }, [onView, fit, show, onMoved, document, ui, message, zoomTo, getZoom, setCenter, screenToFlowPosition, host, dropping, durationMs]);
  return { fit, show, onMoved };
}
