import { useStoreApi } from '@xyflow/react';
import { useCallback, type MouseEvent } from 'react';
import { noteIdOf } from '../adapter/elements';
import { useCanvas } from '../context';
import { groupIdOf } from '../groups/places';

/**
 * Selecting a part by a plain click, before React Flow sees it: React Flow would tell each of its subscribers (six thousand with 500 parts and
 * 1,000 wires) first that it is about to select, and then what. Clicks with a key held, and those on ports, notes and groups, are left to it.
 */
export function useSelecting(onPartClick: (id: string) => boolean): (event: MouseEvent) => void {
  const { document } = useCanvas();
  const flow = useStoreApi();
  return useCallback((event) => {
    if (!(event.target instanceof Element) || event.target.closest('.react-flow__handle') !== null) return;
    const id = event.target.closest<HTMLElement>('.react-flow__node')?.dataset.id;
    if (id === undefined || noteIdOf(id) !== null || groupIdOf(id) !== null) return;
    const isEnd = onPartClick(id);
    if (!isEnd && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event.stopPropagation();
    // One of several selected parts keeps the others: all of them are to be dragged, or set, together.
    if (!document.store.getState().selection.nodes.includes(id)) document.actions.select({ nodes: [id] });
    if (flow.getState().nodesSelectionActive) flow.setState({ nodesSelectionActive: false });
  }, [document, flow, onPartClick]);
}
