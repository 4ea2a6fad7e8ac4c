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
/** What lies over the board may take this share of it from the parts; beyond, it lies over them. */
const MOST_SHARE = 0.5;

/**
 * The room that parts must leave free so that nothing lies over them: `above` are the things along the upper edge of the board, `below`
 * those along the lower one, where they are now.
 */
export function roomAround(board: Extent, above: readonly Extent[], below: readonly Extent[]): Room {
  const height = board.bottom - board.top;
  const shown = (extents: readonly Extent[]): readonly Extent[] => extents.filter(({ top, bottom }) => bottom > top);
  const top = Math.max(ABOVE_PX, ...shown(above).map(({ bottom }) => bottom - board.top + GAP_PX));
  const bottom = Math.max(BELOW_PX, ...shown(below).map((extent) => board.bottom - extent.top + GAP_PX));
  const most = Math.max(ABOVE_PX + BELOW_PX, height * MOST_SHARE);
  const isRoom = top + bottom <= most;
  return { top: isRoom ? top : Math.min(top, most - BELOW_PX), bottom: isRoom ? bottom : BELOW_PX, left: SIDE_PX, right: SIDE_PX };
}
