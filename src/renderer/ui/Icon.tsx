import type { ReactElement } from 'react';

/** A line icon on a 24 x 24 grid; it says nothing to screen readers, so its control must have a name. */
export function Icon({ path, sizePx = 20 }: { readonly path: string; readonly sizePx?: number }): ReactElement {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      width={sizePx}
      height={sizePx}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}

/** Icons of the app's own controls. */
export const ICONS = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M8 5v14 M16 5v14',
  stop: 'M6 6h12v12H6z',
  stepForward: 'M6 5v14l9-7z M18 5v14',
  stepBack: 'M18 5v14l-9-7z M6 5v14',
  undo: 'M9 7L4 12l5 5 M4 12h10a6 6 0 0 1 6 6',
  redo: 'M15 7l5 5-5 5 M20 12H10a6 6 0 0 0-6 6',
  restart: 'M4 12a8 8 0 1 0 3-6.2 M4 4v5h5',
  save: 'M5 4h11l4 4v12H5z M8 4v5h7V4 M8 20v-6h8v6',
  open: 'M3 7h6l2 2h10v10H3z',
  breakpoint: 'M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7z M9 12h6',
  right: 'M9 5l7 7-7 7',
  cross: 'M6 6l12 12 M18 6L6 18',
  done: 'M5 12.5l5 5 9-11',
  problem: 'M12 3.5L22 20.5H2z M12 10v5 M12 17.5v.5',
  foldRight: 'M13 6l6 6-6 6 M5 6l6 6-6 6',
  foldLeft: 'M11 6l-6 6 6 6 M19 6l-6 6 6 6',
  foldDown: 'M6 13l6 6 6-6 M6 5l6 6 6-6',
  foldUp: 'M6 11l6-6 6 6 M6 19l6-6 6 6',
  search: 'M11 4a7 7 0 1 0 .01 0z M16 16l5 5',
} as const;
