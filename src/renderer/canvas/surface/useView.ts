import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, type RefObject } from 'react';
import { useCanvas } from '../context';
import { addNote } from '../menus/chooseItem';
import { cornerFromMiddle } from '../geometry/face';
import { standIns } from '../groups/places';
import type { Point } from '../geometry/wireCurve';
import { FEW_PARTS } from './needsOverview';

/** Room for the controls on the left and the legend below. */
const PADDING = { top: '28px', right: '28px', bottom: '60px', left: '60px' } as const;
/** With many parts the small map is there, too, and must not hide any. */
const PADDING_WITH_MAP = { ...PADDING, bottom: '112px' } as const;
/** A banner may still change the height after a document was opened, ms. */
const SETTLED_MS = 150;
const MOST_ZOOM_TO_FIT = 1.25;

/** What the canvas offers to commands of the app. */
export interface CanvasView {
  fit(): void;
  /** Shows these parts, and gives the focus to the only one. */
  show(ids: readonly string[]): void;
  /** Zooms in (factor above 1) or out. */
  zoom(factor: number): void;
  /** A new note in the middle of what is seen, ready to be written. */
  note(): void;
  /** Where the corner of a new part would be, were it in the middle of what is seen. */
  centre(): Point | undefined;
}

const paddingOf = (parts: number): typeof PADDING | typeof PADDING_WITH_MAP => (parts > FEW_PARTS ? PADDING_WITH_MAP : PADDING);

type ToFlow = (place: Point, options: { snapToGrid: boolean }) => Point;

/** The middle of what is seen, flow units. */
function middleOf(host: HTMLElement | null, toFlow: ToFlow): Point | undefined {
  const box = host?.getBoundingClientRect();
  return box === undefined ? undefined : toFlow({ x: box.left + box.width / 2, y: box.top + box.height / 2 }, { snapToGrid: false });
}

/** Shows a newly opened document whole, and hands the view to whoever gives commands. Returns how to show everything. */
export function useView(host: RefObject<HTMLElement | null>, isStill: boolean, onView: ((view: CanvasView | null) => void) | undefined): () => void {
  const { document, ui } = useCanvas();
  const { fitView, getZoom, zoomTo, screenToFlowPosition } = useReactFlow();
  const durationMs = isStill ? 0 : 200;
  const fit = useCallback(() => void fitView({ padding: paddingOf(document.store.getState().scenario.nodes.length), maxZoom: MOST_ZOOM_TO_FIT, duration: durationMs }), [document, fitView, durationMs]);
  useEffect(() => {
    onView?.({
      fit,
      show: (ids) => {
        const folded = standIns(document.store.getState().scenario.groups ?? []);
        const shown = [...new Set(ids.map((id) => folded.get(id) ?? id))];
        if (shown.length === 0) return;
        void fitView({ nodes: shown.map((id) => ({ id })), padding: PADDING, maxZoom: MOST_ZOOM_TO_FIT, duration: durationMs });
        if (shown.length === 1) host.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${shown[0]}"]`)?.focus({ preventScroll: true });
      },
      zoom: (factor) => void zoomTo(getZoom() * factor, { duration: durationMs }),
      note: () => {
        const middle = middleOf(host.current, screenToFlowPosition);
        if (middle !== undefined) addNote({ document, ui }, middle);
      },
      centre: () => {
        const middle = middleOf(host.current, screenToFlowPosition);
        return middle === undefined ? undefined : cornerFromMiddle(middle);
      },
    });
    return () => onView?.(null);
  }, [onView, fit, fitView, document, ui, zoomTo, getZoom, screenToFlowPosition, host, durationMs]);
  useEffect(() => document.store.subscribe((state, before) => {
    const isOpened = state.scenario !== before.scenario && state.past.length === 0 && state.future.length === 0;
    if (!isOpened) return;
    // React Flow asks for the fit to be called after it has the new parts; a banner may still change the height after that.
    const show = (): void => void (state.scenario.nodes.length === 0 ? zoomTo(1) : fitView({ padding: paddingOf(state.scenario.nodes.length), maxZoom: MOST_ZOOM_TO_FIT }));
    requestAnimationFrame(show);
    window.setTimeout(show, SETTLED_MS);
  }), [document, fitView, zoomTo]);
  return fit;
}
