import { FACE_HEIGHT, FACE_WIDTH } from '../geometry/face';
import type { Point } from '../geometry/wireCurve';

/** With more parts than these there is a small map. */
export const FEW_PARTS = 20;

/** The part of the canvas that is seen: React Flow's transform (x, y, zoom) and the size of the window on it, CSS pixels. */
export interface Seen {
  readonly transform: readonly [x: number, y: number, zoom: number];
  readonly width: number;
  readonly height: number;
}

/** Whether a small map of everything helps: with many parts always, with few only when the middle of one is out of sight. */
export function needsOverview(seen: Seen, count: number, places: Iterable<Point>): boolean {
  if (count > FEW_PARTS) return true;
  const [offsetX, offsetY, zoom] = seen.transform;
  for (const place of places) {
    const x = (place.x + FACE_WIDTH / 2) * zoom + offsetX;
    const y = (place.y + FACE_HEIGHT / 2) * zoom + offsetY;
    if (x < 0 || y < 0 || x > seen.width || y > seen.height) return true;
  }
  return false;
}
