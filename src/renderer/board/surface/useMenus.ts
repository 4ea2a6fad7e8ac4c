import { useReactFlow } from '@xyflow/react';
import { useMemo, type KeyboardEvent, type MouseEvent as ReactMouseEvent, type RefObject } from 'react';
import { noteIdOf, type FlowEdge, type FlowNode } from '../adapter/elements';
import { useBoard } from '../context';
import { chordAt } from '../networks/chordAt';
import { groupIdOf } from '../geometry/groupPlaces';

/** A chord is meant by whoever points so near to it. */
const CHORD_REACH_PX = 6;

/** Handlers that open menus: right click, the menu key, Shift+F10. */
export interface MenuHandlers {
  readonly onNodeContextMenu: (event: ReactMouseEvent, node: FlowNode) => void;
  /** On the box around what was selected by a lasso. */
  readonly onSelectionContextMenu: (event: ReactMouseEvent, nodes: FlowNode[]) => void;
  readonly onEdgeContextMenu: (event: ReactMouseEvent, edge: FlowEdge) => void;
  readonly onPaneContextMenu: (event: ReactMouseEvent | MouseEvent) => void;
  /** Opens the menu of the part or wire that has the focus. True when the key was for that. */
  readonly onMenuKey: (event: KeyboardEvent) => boolean;
}

/** Opens the menus of parts, wires, chords of networks and the empty canvas. */
export function useMenus(host: RefObject<HTMLElement | null>): MenuHandlers {
  const { ui, document } = useBoard();
  const { screenToFlowPosition, getZoom } = useReactFlow();
  return useMemo(() => {
    const placeOf = (clientX: number, clientY: number): { x: number; y: number } => {
      const box = host.current?.getBoundingClientRect();
      return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
    };
    const openPart = (flowId: string, clientX: number, clientY: number): void => {
      if (noteIdOf(flowId) !== null) return;
      const group = document.store.getState().scenario.groups?.find((candidate) => candidate.id === groupIdOf(flowId));
      if (group !== undefined) {
        document.actions.select({ nodes: group.nodes });
        ui.setState({ panel: { type: 'groupMenu', id: group.id, ...placeOf(clientX, clientY) } });
        return;
      }
      // A part of a group keeps the group: its menu offers what can be done to all of them.
      if (!document.store.getState().selection.nodes.includes(flowId)) document.actions.select({ nodes: [flowId] });
      ui.setState({ panel: { type: 'partMenu', id: flowId, ...placeOf(clientX, clientY) } });
    };
    const openWire = (id: string, clientX: number, clientY: number): void => {
      document.actions.select({ links: [id] });
      ui.setState({ panel: { type: 'wireMenu', id, ...placeOf(clientX, clientY) } });
    };
    return {
      onNodeContextMenu: (event, node) => {
        event.preventDefault();
        openPart(node.id, event.clientX, event.clientY);
      },
      onSelectionContextMenu: (event, nodes) => {
        event.preventDefault();
        const part = nodes.find(({ type }) => type === 'part');
        if (part !== undefined) openPart(part.id, event.clientX, event.clientY);
      },
      onEdgeContextMenu: (event, edge) => {
        event.preventDefault();
        openWire(edge.id, event.clientX, event.clientY);
      },
      onPaneContextMenu: (event) => {
        event.preventDefault();
        const at = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
        const { scenario, selection } = document.store.getState();
        const pair = chordAt(scenario, at, CHORD_REACH_PX / getZoom(), selection.nodes);
        if (pair !== null) {
          const [{ id }, { id: other }] = pair;
          // Both are marked, so that it is seen which of the chords is meant.
          document.actions.select({ nodes: [id, other] });
          ui.setState({ panel: { type: 'chordMenu', id, other, ...placeOf(event.clientX, event.clientY) } });
          return;
        }
        ui.setState({ panel: { type: 'paneMenu', at, ...placeOf(event.clientX, event.clientY) } });
      },
      onMenuKey: (event) => {
        if (event.key !== 'ContextMenu' && !(event.shiftKey && event.key === 'F10')) return false;
        const target =
          event.target instanceof Element ? event.target.closest<HTMLElement | SVGElement>('.react-flow__node, .react-flow__edge') : null;
        const id = target?.dataset.id;
        if (target === null || id === undefined) return false;
        const box = target.getBoundingClientRect();
        if (target.classList.contains('react-flow__node')) openPart(id, box.left + 24, box.top + 24);
        else openWire(id, box.left + box.width / 2, box.top + box.height / 2);
        return true;
      },
    };
  }, [ui, document, screenToFlowPosition, getZoom, host]);
}
