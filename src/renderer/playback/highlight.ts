import { createStore, type StoreApi } from 'zustand/vanilla';

/** What is lit up in every view at once. */
export interface Highlight {
  /** The message under the pointer in one of the views, by its id, with the wire it travels on; null: none. */
  readonly message: { readonly runId: string; readonly id: number; readonly link: string } | null;
  /** Parts and wires of the story that is being told, by their ids. */
  readonly path: { readonly nodes: ReadonlySet<string>; readonly links: ReadonlySet<string> } | null;
}

/** The one place of a window that the board, the space-time diagram and the stories share. */
export function createHighlight(): StoreApi<Highlight> {
  return createStore<Highlight>(() => ({ message: null, path: null }));
}

/** Lights up a message and its wire; with the id 0, none. Does nothing when it is lit already. */
export function lightUp(store: StoreApi<Highlight>, runId: string, id: number, link = ''): void {
  const { message } = store.getState();
  if (id === 0) {
    if (message !== null) store.setState({ message: null });
  } else if (message?.id !== id || message.runId !== runId) store.setState({ message: { runId, id, link } });
}
