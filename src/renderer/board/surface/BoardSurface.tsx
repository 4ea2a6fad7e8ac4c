import '@xyflow/react/dist/base.css';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, type ReactElement } from 'react';
import { createBoardState } from '../boardState';
import { BoardContext, type BoardDocument, type BoardPlayback, type BoardServices } from '../context';
import { LiveFaces } from '../faces/liveFaces';
import { MarkWatch } from '../partMarks';
import type { AskRequest } from '../traffic/MessagePath';
import type { BoardView, PartMenuEntry } from '../../workbench/workbenchApi';
import { Surface } from './Surface';

/** What a canvas is made of: a document, playback, and what the app wants to know. */
export interface BoardSurfaceProps {
  readonly document: BoardDocument;
  readonly playback: BoardPlayback;
  /** Nothing moves by itself: traffic is shown as amounts while playing, as single messages while paused. */
  readonly reducedMotion: boolean;
  /** Given the view when it is there, null when it goes. */
  readonly onView?: (view: BoardView | null) => void;
  /** What features add to the menu of a part. */
  readonly partMenu: readonly PartMenuEntry[];
  /** Gives a command of the window, for a part. */
  readonly onCommand: (command: string, part: string) => void;
  /** Tells what happened to a request; without it the card of a message does not offer it. */
  readonly onWhy?: (request: number) => void;
  /** Gives the whole way of a request; without it the card of a message shows its own hop alone. */
  readonly onRequest?: AskRequest;
}

/** The canvas: parts, wires, traffic and their menus. */
export function BoardSurface({
  document,
  playback,
  reducedMotion,
  onView,
  partMenu,
  onCommand,
  onWhy,
  onRequest,
}: BoardSurfaceProps): ReactElement {
  const services = useMemo<BoardServices>(() => {
    const ui = createBoardState();
    return { document, playback, ui, faces: new LiveFaces(document, playback, ui), marks: new MarkWatch(ui, playback.highlight) };
  }, [document, playback]);
  useEffect(() => services.faces.start(), [services]);
  useEffect(() => services.marks.start(), [services]);
  return (
    <BoardContext value={services}>
      <ReactFlowProvider>
        <Surface
          reducedMotion={reducedMotion}
          onView={onView}
          partMenu={partMenu}
          onCommand={onCommand}
          onWhy={onWhy ?? null}
          onRequest={onRequest ?? null}
        />
      </ReactFlowProvider>
    </BoardContext>
  );
}
