/** What the canvas offers to commands: moving the view. The canvas fills it in when it is there. */
export interface View {
  fit(): void;
  /** Shows these parts, and gives the focus to the only one. */
  show(ids: readonly string[]): void;
  zoom(factor: number): void;
  /** A new note in the middle of what is seen, ready to be written. */
  note(): void;
  /**
   * Where a new part goes when nobody says where, in document coordinates: to the right of the only selected part, if that is seen, else
   * in the middle of what is seen.
   */
  placeForNew(): { readonly x: number; readonly y: number } | undefined;
  /** Moves the view to a part that is not wholly seen. */
  reveal(id: string): void;
}

const nothing: View = {
  fit: () => undefined,
  show: () => undefined,
  zoom: () => undefined,
  note: () => undefined,
  placeForNew: () => undefined,
  reveal: () => undefined,
};
let current = nothing;

/** The canvas's view; harmless while there is none. */
export const view: View = {
  fit: () => current.fit(),
  show: (ids) => current.show(ids),
  zoom: (factor) => current.zoom(factor),
  note: () => current.note(),
  placeForNew: () => current.placeForNew(),
  reveal: (id) => current.reveal(id),
};

/** Says which canvas commands go to; null: none. */
export function setView(canvas: View | null): void {
  current = canvas ?? nothing;
}
