/** The board: React Flow's view of the document, and the traffic over it. */
export { Canvas } from './surface/AppCanvas';
export { DRAG_TYPE } from './surface/useDropping';
