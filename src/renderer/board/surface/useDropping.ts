import { useReactFlow } from '@xyflow/react';
import { useMemo, type DragEvent } from 'react';
import { kindOf } from '../../../sim/index';
import { addPart } from '../addPart';
import { newPart } from '../adapter/additions';
import { useBoard, type BoardServices } from '../context';
import { freePlace } from '../../document/index';
import { cornerFromMiddle } from '../geometry/face';
import type { Point } from '../geometry/wireCurve';
import { canJoin, frameAt, networkFrames } from '../networks/frames';
import { strings } from '../strings';

/** Type of what is dragged from the palette; its data is the name of a kind. */
export const DRAG_TYPE = 'application/x-faultboard-kind';

/** Handlers for parts dragged from the palette. */
export interface DroppingHandlers {
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

function wireAt(clientX: number, clientY: number): string | null {
  const element = document.elementFromPoint(clientX, clientY);
  if (element?.closest('.react-flow__node') !== null) return null;
  return element.closest<SVGElement>('.react-flow__edge')?.dataset.id ?? null;
}

/** Adds a part that was dropped into the frame of a network as its member; false: it lies in none, or its kind joins none. */
function addIntoFrame({ document: doc, ui }: Pick<BoardServices, 'document' | 'ui'>, kind: string, corner: Point): boolean {
  const { scenario } = doc.store.getState();
  const network = canJoin(kind) ? frameAt(networkFrames(scenario.nodes), corner)?.network : undefined;
  if (network === undefined) return false;
  const part = { ...newPart(scenario, kind, freePlace(scenario, corner)), network };
  if (doc.actions.edit(strings.addInto(part.id, network), { type: 'addNode', node: part }) !== null) return true;
  doc.actions.select({ nodes: [part.id] });
  ui.setState({ announcement: strings.addedInto(part.id, network) });
  return true;
}

/** Dropping a part from the palette: where the pointer is, or into the wire beneath it when the rules allow that. */
export function useDropping(): DroppingHandlers {
  const { document: doc, ui } = useBoard();
  const { screenToFlowPosition } = useReactFlow();
  return useMemo(
    () => ({
      onDragOver: (event) => {
        if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        const dropLink = wireAt(event.clientX, event.clientY);
        const at = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
        const dropFrame =
          dropLink !== null ? null : (frameAt(networkFrames(doc.store.getState().scenario.nodes), cornerFromMiddle(at))?.network ?? null);
        const before = ui.getState();
        if (dropLink !== before.dropLink || dropFrame !== before.dropFrame) ui.setState({ dropLink, dropFrame });
      },
      onDragLeave: (event) => {
        if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
        ui.setState({ dropLink: null, dropFrame: null });
      },
      onDrop: (event) => {
        const kind = event.dataTransfer.getData(DRAG_TYPE);
        ui.setState({ dropLink: null, dropFrame: null });
        if (kindOf(kind) === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        const corner = cornerFromMiddle(screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false }));
        const link = wireAt(event.clientX, event.clientY);
        if (link === null && addIntoFrame({ document: doc, ui }, kind, corner)) return;
        ui.setState({ announcement: addPart(doc, kind, { corner, link }).announcement });
      },
    }),
    [doc, ui, screenToFlowPosition],
  );
}
