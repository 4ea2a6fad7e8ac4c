/** A box in the window, CSS pixels. */
export interface WindowBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where something stands that lies over a stage: at one of its sides, so far above its lower edge. */
export interface QuietPlace {
  readonly side: 'right' | 'left';
  readonly bottomPx: number;
}

/** Between it and the edges of the stage. */
const GAP_PX = 12;
const STEP_PX = 12;

/** In the lower right corner, where people look for messages. */
export const USUAL_PLACE: QuietPlace = { side: 'right', bottomPx: GAP_PX };

/**
 * Where something of a size covers the least of what must be seen: nothing, if there is such a place. Of equal places the lowest at the
 * right; `now` is kept as long as it covers nothing, because what jumps away cannot be clicked.
 */
export function quietPlace(
  stage: WindowBox,
  size: { readonly width: number; readonly height: number },
  avoid: readonly WindowBox[],
  now: QuietPlace = USUAL_PLACE,
): QuietPlace {
  const covered = ({ side, bottomPx }: QuietPlace): number => {
    const left = side === 'right' ? stage.right - GAP_PX - size.width : stage.left + GAP_PX;
    const bottom = stage.bottom - bottomPx;
    const box = { left, right: left + size.width, top: bottom - size.height, bottom };
    return avoid.reduce((sum, other) => sum + sharedArea(box, other), 0);
  };
  const highest = stage.bottom - stage.top - size.height - GAP_PX;
  let best = { place: now, area: covered(now) };
  for (const side of ['right', 'left'] as const)
    for (let bottomPx = GAP_PX; bottomPx <= highest && best.area > 0; bottomPx += STEP_PX) {
      const area = covered({ side, bottomPx });
      if (area < best.area) best = { place: { side, bottomPx }, area };
    }
  return best.place;
}

function sharedArea(one: WindowBox, other: WindowBox): number {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 0 && height > 0 ? width * height : 0;
}
