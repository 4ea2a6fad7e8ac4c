import { strings } from '../strings';

/** How one sort of mark looks: a path on a 16 x 16 grid, filled or drawn as a line. Shape and colour both tell the sorts apart. */
export interface MarkShape {
  readonly name: string;
  readonly path: string;
  /** Line width on the grid; 0: filled. */
  readonly lineWidth: number;
  /** CSS variable with the colour. */
  readonly colorVariable: string;
}

const CIRCLE = 'M3 8a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z';

/** Looks of the message types, indexed by MessageType, and last the cross of a lost message. */
export const MARK_SHAPES: readonly MarkShape[] = [
  { name: strings.shapes.request, path: CIRCLE, lineWidth: 0, colorVariable: '--msg-request' },
  { name: strings.shapes.reply, path: CIRCLE, lineWidth: 2.5, colorVariable: '--msg-reply' },
  { name: strings.shapes.replication, path: 'M3 3h10v10h-10z', lineWidth: 0, colorVariable: '--msg-replication' },
  { name: strings.shapes.ack, path: 'M4.5 4.5h7v7h-7z', lineWidth: 2, colorVariable: '--msg-ack' },
  { name: strings.shapes.error, path: 'M8 2l6.500 11.500h-13z', lineWidth: 0, colorVariable: '--msg-error' },
  { name: strings.shapes.control, path: 'M8 1.500l6.500 6.500-6.500 6.500-6.500-6.500z', lineWidth: 0, colorVariable: '--msg-control' },
  { name: strings.shapes.message, path: 'M4.500 3h7l4 5-4 5h-7l-4-5z', lineWidth: 0, colorVariable: '--msg-message' },
  { name: strings.shapes.lost, path: 'M3.500 3.500l9 9M12.500 3.500l-9 9', lineWidth: 3, colorVariable: '--msg-error' },
];

/** Position of the lost cross in MARK_SHAPES. */
export const LOST_SHAPE = 7;

/** Side of a mark at zoom 1, CSS pixels. */
export const MARK_SIZE = 14;

/** Side of a mark at a zoom, CSS pixels: never too small to tell apart nor so large that it hides the wire. */
export function markSize(zoom: number): number {
  return MARK_SIZE * Math.max(0.65, Math.min(1.25, zoom));
}
