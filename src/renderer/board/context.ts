import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { DocumentActions, DocumentState } from '../document/index';
import type { Highlight, PlaybackActions, PlaybackState } from '../playback/index';
import type { CanvasUi } from './boardState';
import type { LiveFaces } from './faces/liveFaces';
import type { MarkWatch } from './partMarks';

/** The document as the canvas needs it. */
export interface CanvasDocument {
  readonly store: StoreApi<DocumentState>;
  readonly actions: DocumentActions;
}

/** Playback as the canvas needs it. */
export interface CanvasPlayback {
  readonly store: StoreApi<PlaybackState>;
  readonly actions: PlaybackActions;
  readonly highlight: StoreApi<Highlight>;
}

/** Everything the pieces of one canvas share. */
export interface CanvasServices {
  readonly document: CanvasDocument;
  readonly playback: CanvasPlayback;
  readonly ui: StoreApi<CanvasUi>;
  readonly faces: LiveFaces;
  readonly marks: MarkWatch;
}

/** Gives the services to the pieces of a canvas. */
export const CanvasContext = createContext<CanvasServices | null>(null);

/** The services of the canvas around. Throws outside of one. */
export function useCanvas(): CanvasServices {
  const services = useContext(CanvasContext);
  if (services === null) throw new Error('a piece of the canvas was used outside of it');
  return services;
}

/** A part of the canvas's own state. */
export function useCanvasUi<T>(selector: (state: CanvasUi) => T): T {
  return useStore(useCanvas().ui, selector);
}
