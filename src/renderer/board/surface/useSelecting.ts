import { useStoreApi } from '@xyflow/react';
import { useMemo, type MouseEvent, type PointerEvent } from 'react';
import { noteIdOf } from '../adapter/elements';
import { useBoard } from '../context';
import { groupIdOf } from '../geometry/groupPlaces';
import { networksCaught } from '../networks/frames';

/** Handlers of the canvas's root. */
export interface SelectingHandlers {
  readonly onClickCapture: (event: MouseEvent) => void;
  readonly onMouseDownCapture: (event: MouseEvent) => void;
  readonly onPointerUpCapture: (event: PointerEvent) => void;
}

/**
 * Selecting a part by a plain click, before React Flow sees it: React Flow would tell each of its subscribers (six thousand with 500
 * parts and
 * 1,000 wires) first that it is about to select, and then what. Clicks with a key held, and those on ports, notes and groups, are left to
 * it.
 */
export function useSelecting(onPartClick: (id: string) => boolean): SelectingHandlers {
  const { document } = useBoard();
  const flow = useStoreApi();
  return useMemo(
    () => ({
      onClickCapture: (event) => {
        if (!(event.target instanceof Element) || event.target.closest('.react-flow__handle') !== null) return;
        const id = event.target.closest<HTMLElement>('.react-flow__node')?.dataset.id;
        if (id === undefined || noteIdOf(id) !== null || groupIdOf(id) !== null) return;
        const isEnd = onPartClick(id);
        if (!isEnd && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
        event.stopPropagation();
        // One of several is chosen out of them, as everywhere; it was not dragged, or there would be no click.
        document.actions.select({ nodes: [id] });
        if (flow.getState().nodesSelectionActive) flow.setState({ nodesSelectionActive: false });
      },
      // Before React Flow forgets the box: while it was drawn, networks with members were left out.
      onPointerUpCapture: () => {
        const { userSelectionRect: box, userSelectionActive, transform } = flow.getState();
        if (box === null || !userSelectionActive) return;
        const [left, top, zoom] = transform;
        const inFlow = { x: (box.x - left) / zoom, y: (box.y - top) / zoom, width: box.width / zoom, height: box.height / zoom };
        const { scenario, selection } = document.store.getState();
        const caught = networksCaught(scenario.nodes, inFlow, selection.nodes).filter((id) => !selection.nodes.includes(id));
        if (caught.length > 0) document.actions.select({ ...selection, nodes: [...selection.nodes, ...caught] });
      },
      onMouseDownCapture: (event) => {
        if (!event.shiftKey || !(event.target instanceof Element) || event.target.closest('input, textarea, .nokey') !== null) return;
        // With Shift the browser would mark all text of the window from the last caret to here. It then moves no focus either: what was
        // typed elsewhere is to be taken over all the same.
        event.preventDefault();
        const { activeElement } = window.document;
        if (activeElement instanceof HTMLElement && !event.currentTarget.contains(activeElement)) activeElement.blur();
      },
    }),
    [document, flow, onPartClick],
  );
}
