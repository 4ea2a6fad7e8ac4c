/** The board: React Flow's view of the document, and the traffic over it. */
export { addPart, type NewPlace } from './addPart';
export { insertBetween } from './adapter/additions';
export { boardSvg, type PictureColours } from './export/boardSvg';
export { Board } from './Board';
export { hintsOf } from './hints';
export { PartEntry } from './PartEntry';
