import type { Point } from './wireCurve';

/** Every face has the same size, so that wires and traffic can be placed without measuring the page. Flow units (px at zoom 1). */
export const FACE_WIDTH = 168;
/** Height of a face, flow units. */
export const FACE_HEIGHT = 88;
/** Diameter of a port, flow units; half of it stands out of the face. */
export const PORT_SIZE = 12;
/** Parts and notes stick to multiples of this, flow units. */
export const GRID_SIZE = 8;

/** Where wires leave a part, given its top left corner. */
export function outPort(at: Point): Point {
  return { x: at.x + FACE_WIDTH + PORT_SIZE / 2, y: at.y + FACE_HEIGHT / 2 };
}

/** Where wires enter a part, given its top left corner. */
export function inPort(at: Point): Point {
  return { x: at.x - PORT_SIZE / 2, y: at.y + FACE_HEIGHT / 2 };
}

/** The middle of a part, given its top left corner. */
export function faceMiddle(at: Point): Point {
  return { x: at.x + FACE_WIDTH / 2, y: at.y + FACE_HEIGHT / 2 };
}

/** Top left corner of a part whose middle is at a point, on the grid. */
export function cornerFromMiddle(middle: Point): Point {
  return { x: snapToGrid(middle.x - FACE_WIDTH / 2), y: snapToGrid(middle.y - FACE_HEIGHT / 2) };
}

/** Top left corner, on the grid, of a part whose in port (or out port) is at a point: where a wire was dropped. */
export function cornerFromPort(port: Point, side: 'in' | 'out'): Point {
  return { x: snapToGrid(side === 'in' ? port.x : port.x - FACE_WIDTH), y: snapToGrid(port.y - FACE_HEIGHT / 2) };
}

/** The nearest multiple of the grid. */
export function snapToGrid(value: number): number {
  return Math.round(value / GRID_SIZE) * GRID_SIZE;
}
