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

/** Where what is dragged would go is marked, and it is put there; places are of the window, CSS pixels. */
export interface Dropping {
  readonly over: (at: Point) => void;
  readonly leave: () => void;
  /** Adds a part there. An unknown kind is left alone. */
  readonly drop: (kind: string, at: Point) => void;
}

function wireAt({ x, y }: Point): string | null {
  const element = document.elementFromPoint(x, y);
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
export function useDropping(): Dropping {
  const { document: doc, ui } = useBoard();
  const { screenToFlowPosition } = useReactFlow();
  return useMemo(() => {
    const leave = (): void => ui.setState({ dropLink: null, dropFrame: null });
    const cornerAt = (at: Point): Point => cornerFromMiddle(screenToFlowPosition(at, { snapToGrid: false }));
    return {
      over: (at) => {
        const dropLink = wireAt(at);
        const dropFrame =
          dropLink !== null ? null : (frameAt(networkFrames(doc.store.getState().scenario.nodes), cornerAt(at))?.network ?? null);
        const before = ui.getState();
        if (dropLink !== before.dropLink || dropFrame !== before.dropFrame) ui.setState({ dropLink, dropFrame });
      },
      leave,
      drop: (kind, at) => {
        leave();
        if (kindOf(kind) === undefined) return;
        const corner = cornerAt(at);
        const link = wireAt(at);
        if (link === null && addIntoFrame({ document: doc, ui }, kind, corner)) return;
        ui.setState({ announcement: addPart(doc, kind, { corner, link }).announcement });
      },
    };
  }, [doc, ui, screenToFlowPosition]);
}

const placeOf = ({ clientX, clientY }: DragEvent): Point => ({ x: clientX, y: clientY });

/** The handlers of the board's root for what the browser drags. */
export function useDroppingHandlers({ over, leave, drop }: Dropping): DroppingHandlers {
  return useMemo(
    () => ({
      onDragOver: (event) => {
        if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        over(placeOf(event));
      },
      onDragLeave: (event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) leave();
      },
      onDrop: (event) => {
        const kind = event.dataTransfer.getData(DRAG_TYPE);
        if (kindOf(kind) === undefined) return leave();
        event.preventDefault();
        event.stopPropagation();
        return drop(kind, placeOf(event));
      },
    }),
    [over, leave, drop],
  );
}
