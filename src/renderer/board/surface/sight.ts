import { FACE_HEIGHT, FACE_WIDTH } from '../geometry/face';
import type { Point } from '../geometry/wireCurve';
import type { Seen } from './needsOverview';

/** Up to so many parts each is drawn whole wherever it is: nothing is gained by leaving any out. */
export const FEW_FACES = 60;
/** What is drawn beyond each edge of the board, as a share of its width and height: a small move needs nothing new. */
const MARGIN = 0.2;
/** Once what is drawn is so many times as wide as what is seen, it is cut down. */
const MOST_WIDER = 2;

/** An area of the board, flow units. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What is seen of the board with a margin around it of this share of its size. */
export function areaSeen({ transform: [x, y, zoom], width, height }: Seen, margin = 0): Area {
  const [besidePx, abovePx] = [width * margin, height * margin];
  return {
    left: (-x - besidePx) / zoom,
    top: (-y - abovePx) / zoom,
    right: (width - x + besidePx) / zoom,
    bottom: (height - y + abovePx) / zoom,
  };
}

/** The area to draw faces in: the one before as long as it holds all that is seen and not far more. */
export function areaToDraw(seen: Seen, before: Area | null): Area {
  const now = areaSeen(seen);
  const isEnough =
    before !== null && before.left <= now.left && before.top <= now.top && before.right >= now.right && before.bottom >= now.bottom;
  if (isEnough && before.right - before.left <= (now.right - now.left) * MOST_WIDER) return before;
  return areaSeen(seen, MARGIN);
}

/** Whether something of a part that stands there lies in the area. */
export function isWithin({ left, top, right, bottom }: Area, { x, y }: Point): boolean {
  return x < right && x + FACE_WIDTH > left && y < bottom && y + FACE_HEIGHT > top;
}
