/** The board: React Flow's view of the document, and the traffic over it. */
export { Canvas, DRAG_TYPE } from './Canvas';
