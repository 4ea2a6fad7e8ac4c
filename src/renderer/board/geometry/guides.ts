import { FACE_HEIGHT, FACE_WIDTH } from './face';
import type { Point } from './wireCurve';

/** A line along the middle of parts that stand in a row or a column: where it lies, and from where to where it goes, flow units. */
export interface Guide {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The lines shown while a part is dragged; null: it stands in no row, or in no column. */
export interface GuidePair {
  readonly column: Guide | null;
  readonly row: Guide | null;
}

/** Nothing is in line. */
export const NO_GUIDES: GuidePair = { column: null, row: null };

/** Parts nearer than this to one line are in it, flow units: less than half of the grid. */
const NEAR = 1;

/** With which other parts (top left corners) a part stands in one column or one row. */
export function alignedWith(part: Point, others: readonly Point[]): GuidePair {
  const inColumn = others.filter((other) => Math.abs(other.x - part.x) < NEAR).map((other) => other.y);
  const inRow = others.filter((other) => Math.abs(other.y - part.y) < NEAR).map((other) => other.x);
  return {
    column:
      inColumn.length === 0
        ? null
        : { at: part.x + FACE_WIDTH / 2, from: Math.min(part.y, ...inColumn), to: Math.max(part.y, ...inColumn) + FACE_HEIGHT },
    row:
      inRow.length === 0
        ? null
        : { at: part.y + FACE_HEIGHT / 2, from: Math.min(part.x, ...inRow), to: Math.max(part.x, ...inRow) + FACE_WIDTH },
  };
}
