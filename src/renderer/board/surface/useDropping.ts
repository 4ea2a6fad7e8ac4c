import { useReactFlow } from '@xyflow/react';
import { useMemo, type DragEvent } from 'react';
import { kindOf } from '../../../sim/index';
import { addPart } from '../addPart';
import { useBoard } from '../context';
import { cornerFromMiddle } from '../geometry/face';

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
        if (dropLink !== ui.getState().dropLink) ui.setState({ dropLink });
      },
      onDragLeave: (event) => {
        if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
        ui.setState({ dropLink: null });
      },
      onDrop: (event) => {
        const kind = event.dataTransfer.getData(DRAG_TYPE);
        ui.setState({ dropLink: null });
        if (kindOf(kind) === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        const corner = cornerFromMiddle(screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false }));
        const link = wireAt(event.clientX, event.clientY);
        ui.setState({ announcement: addPart(doc, kind, { corner, link }).told });
      },
    }),
    [doc, ui, screenToFlowPosition],
  );
}
