import { getViewportForBounds, type Viewport } from '@xyflow/react';
import type { Room } from './freeRoom';

/** Room around the parts, as React Flow takes it. */
export type Padding = Readonly<Record<keyof Room, `${number}px`>>;

/** Something that stands on the board: its upper left corner and its size, flow units. */
export interface Standing {
  readonly position: { readonly x: number; readonly y: number };
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** Nearer than this nothing is shown by itself. */
const MOST_ZOOM_TO_FIT = 1.25;
/** Farther away nothing is shown at all: a ring of 250 parts fits. */
export const LEAST_ZOOM = 0.02;

/** The view of a board of this size (CSS pixels) that shows all of these with the room around them; null: there is nothing to show. */
export function viewOfAll(
  all: readonly Standing[],
  size: { readonly width: number; readonly height: number },
  padding: Padding,
): Viewport | null {
  if (all.length === 0 || size.width === 0 || size.height === 0) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { position, width = 0, height = 0 } of all) {
    left = Math.min(left, position.x);
    top = Math.min(top, position.y);
    right = Math.max(right, position.x + width);
    bottom = Math.max(bottom, position.y + height);
  }
  const bounds = { x: left, y: top, width: right - left, height: bottom - top };
  return getViewportForBounds(bounds, size.width, size.height, LEAST_ZOOM, MOST_ZOOM_TO_FIT, padding);
}
