/** Room to leave around the parts when everything is shown, CSS pixels. */
export interface Room {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** An upright extent on the screen, CSS pixels. */
export interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** Between what lies over the board and the nearest part. */
const GAP_PX = 8;
const SIDE_PX = 24;
/** As high as one line of the verdict, and the view's bar: kept free from the start, so that what comes later moves nothing. */
const ABOVE_PX = 52;
const BELOW_PX = 54;
/** On a board lower than this (at 200 % zoom, or in a small window) the bars are lower, and every pixel is the parts'. */
const LOW_PX = 330;
const LOW_ABOVE_PX = 42;
const LOW_BELOW_PX = 34;
const LOW_SIDE_PX = 12;
/** What lies over the board may take this share of it from the parts; beyond, it lies over them. */
const MOST_SHARE = 0.5;

/**
 * The room that parts must leave free so that nothing lies over them: `above` are the things along the upper edge of the board, `below`
 * those along the lower one, where they are now.
 */
export function roomAround(board: Extent, above: readonly Extent[], below: readonly Extent[]): Room {
  const height = board.bottom - board.top;
  const shown = (extents: readonly Extent[]): readonly Extent[] => extents.filter(({ top, bottom }) => bottom > top);
  const isLow = height > 0 && height < LOW_PX;
  const [leastAbove, leastBelow, side] = isLow ? [LOW_ABOVE_PX, LOW_BELOW_PX, LOW_SIDE_PX] : [ABOVE_PX, BELOW_PX, SIDE_PX];
  const top = Math.max(leastAbove, ...shown(above).map(({ bottom }) => bottom - board.top + GAP_PX));
  const bottom = Math.max(leastBelow, ...shown(below).map((extent) => board.bottom - extent.top + GAP_PX));
  const most = Math.max(leastAbove + leastBelow, height * MOST_SHARE);
  const isRoom = top + bottom <= most;
  return { top: isRoom ? top : Math.min(top, most - leastBelow), bottom: isRoom ? bottom : leastBelow, left: side, right: side };
}
