import { ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useEffect, useMemo, type ReactElement } from 'react';
import { createCanvasUi } from '../boardState';
import { CanvasContext, type CanvasDocument, type CanvasPlayback, type CanvasServices } from '../context';
import { LiveFaces } from '../faces/liveFaces';
import { MarkWatch } from '../partMarks';
import './surface.css';
import '../faces/faces.css';
import '../wires/wires.css';
import '../groups/groups.css';
import '../menus/menus.css';
import '../traffic/traffic.css';
import type { AskRequest } from '../traffic/MessagePath';
import { Surface } from './Surface';
import type { CanvasView } from './useBoardView';

/** What a canvas is made of: a document, playback, and what the app wants to know. */
export interface CanvasSurfaceProps {
  readonly document: CanvasDocument;
  readonly playback: CanvasPlayback;
  /** Nothing moves by itself: traffic is shown as amounts while playing, as single messages while paused. */
  readonly reducedMotion: boolean;
  /** Given the view when it is there, null when it goes. */
  readonly onView?: (view: CanvasView | null) => void;
  /** Opens the app's own lookup of a store; without it the canvas asks for the key itself. */
  readonly onLookup?: (node: string) => void;
  /** Shows what is inside a part; without it the menu of a part does not offer it. */
  readonly onInspect?: (node: string) => void;
  /** Opens the list of breakpoints for a part. */
  readonly onBreakpoint?: (node: string) => void;
  /** Tells what happened to a request; without it the card of a message does not offer it. */
  readonly onWhy?: (request: number) => void;
  /** Gives the whole way of a request; without it the card of a message shows its own hop alone. */
  readonly onRequest?: AskRequest;
}

/** The canvas: parts, wires, traffic and their menus. */
export function CanvasSurface({
  document,
  playback,
  reducedMotion,
  onView,
  onLookup,
  onInspect,
  onBreakpoint,
  onWhy,
  onRequest,
}: CanvasSurfaceProps): ReactElement {
  const services = useMemo<CanvasServices>(() => {
    const ui = createCanvasUi();
    return { document, playback, ui, faces: new LiveFaces(document, playback, ui), marks: new MarkWatch(ui) };
  }, [document, playback]);
  useEffect(() => services.faces.start(), [services]);
  useEffect(() => services.marks.start(), [services]);
  return (
    <CanvasContext value={services}>
      <ReactFlowProvider>
        <Surface
          reducedMotion={reducedMotion}
          onView={onView}
          onLookup={onLookup ?? null}
          onInspect={onInspect ?? null}
          onBreakpoint={onBreakpoint ?? null}
          onWhy={onWhy ?? null}
          onRequest={onRequest ?? null}
        />
      </ReactFlowProvider>
    </CanvasContext>
  );
}
