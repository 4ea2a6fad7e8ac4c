import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { DocumentActions, DocumentState } from '../document/index';
import type { Highlight, PlaybackActions, PlaybackState } from '../playback/index';
import type { BoardState } from './boardState';
import type { LiveFaces } from './faces/liveFaces';
import type { MarkWatch } from './partMarks';

/** The document as the canvas needs it. */
export interface BoardDocument {
  readonly store: StoreApi<DocumentState>;
  readonly actions: DocumentActions;
}

/** Playback as the canvas needs it. */
export interface BoardPlayback {
  readonly store: StoreApi<PlaybackState>;
  readonly actions: PlaybackActions;
  readonly highlight: StoreApi<Highlight>;
}

/** Everything the pieces of one canvas share. */
export interface BoardServices {
  readonly document: BoardDocument;
  readonly playback: BoardPlayback;
  readonly ui: StoreApi<BoardState>;
  readonly faces: LiveFaces;
  readonly marks: MarkWatch;
}

/** Gives the services to the pieces of a canvas. */
export const BoardContext = createContext<BoardServices | null>(null);

/** The services of the canvas around. Throws outside of one. */
export function useBoard(): BoardServices {
  const services = useContext(BoardContext);
  if (services === null) throw new Error('a piece of the canvas was used outside of it');
  return services;
}

/** A part of the canvas's own state. */
export function useBoardState<T>(selector: (state: BoardState) => T): T {
  return useStore(useBoard().ui, selector);
}
