import { createStore } from 'zustand/vanilla';

/** What is lit up in every view at once. */
export interface Highlight {
  /** The message under the pointer in one of the views, by its id, with the wire it travels on; null: none. */
  readonly message: { readonly runId: string; readonly id: number; readonly link: string } | null;
  /** Parts and wires of the story that is being told, by their ids. */
  readonly path: { readonly nodes: ReadonlySet<string>; readonly links: ReadonlySet<string> } | null;
}

/** The one place that the board, the space-time diagram and the stories share. */
export const highlightStore = createStore<Highlight>(() => ({ message: null, path: null }));

/** Lights up a message and its wire; with the id 0, none. Does nothing when it is lit already. */
export function lightUp(runId: string, id: number, link = ''): void {
  const { message } = highlightStore.getState();
  if (id === 0) {
    if (message !== null) highlightStore.setState({ message: null });
  } else if (message?.id !== id || message.runId !== runId) highlightStore.setState({ message: { runId, id, link } });
}
