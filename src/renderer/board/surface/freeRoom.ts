/** Room to leave around the parts when everything is shown, CSS pixels. */
export interface Room {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** A box on the screen, CSS pixels. */
export interface Box {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Between what lies over the board and the nearest part. */
const GAP_PX = 8;
const SIDE_PX = 24;
/** As high as one line of the verdict, and the view's bar: kept free from the start, so that what comes later moves nothing. */
const ABOVE_PX = 52;
const BELOW_PX = 54;
/** In a window lower than this (at 200 % zoom, or a small one) the bars are lower, and every pixel is the parts': styles ask the same. */
export const LOW_WINDOW_PX = 520;
const LOW_ABOVE_PX = 42;
const LOW_BELOW_PX = 34;
const LOW_SIDE_PX = 12;
/** What lies over the board may take this share of it from the parts; beyond, it lies over them. */
const MOST_SHARE = 0.5;
/** On a low board, what is no wider than this share of it stands at its left, and the parts have all of its height. */
const STRIP_SHARE = 0.34;

/** What lies over the board where it is now, along its upper and its lower edge. */
export interface OverBoard {
  readonly above: readonly Box[];
  readonly below: readonly Box[];
  /** Whether the window is lower than `LOW_WINDOW_PX`. */
  readonly isLow: boolean;
}

/** The room that parts must leave free so that nothing lies over them. */
export function roomAround(board: Box, { above, below, isLow }: OverBoard): Room {
  const height = board.bottom - board.top;
  const shown = (boxes: readonly Box[]): readonly Box[] => boxes.filter(({ top, bottom }) => bottom > top);
  const [leastAbove, leastBelow, side] = isLow ? [LOW_ABOVE_PX, LOW_BELOW_PX, LOW_SIDE_PX] : [ABOVE_PX, BELOW_PX, SIDE_PX];
  const strip = isLow ? stripOf(board, shown([...above, ...below])) : null;
  if (strip !== null) return { top: GAP_PX, right: side, bottom: GAP_PX, left: Math.max(strip, side) };
  const top = Math.max(leastAbove, ...shown(above).map(({ bottom }) => bottom - board.top + GAP_PX));
  const bottom = Math.max(leastBelow, ...shown(below).map((box) => board.bottom - box.top + GAP_PX));
  const most = Math.max(leastAbove + leastBelow, height * MOST_SHARE);
  const isRoom = top + bottom <= most;
  return { top: isRoom ? top : Math.min(top, most - leastBelow), bottom: isRoom ? bottom : leastBelow, left: side, right: side };
}

/** How wide the strip is in which all of these stand at the left of the board; null: they take more of it, or there are none. */
function stripOf({ left, right }: Box, boxes: readonly Box[]): number | null {
  if (boxes.length === 0) return null;
  const strip = Math.max(...boxes.map((box) => box.right - left)) + GAP_PX;
  return strip <= (right - left) * STRIP_SHARE ? strip : null;
}
