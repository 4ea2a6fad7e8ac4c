import { counted, message } from '../messages/message';

/** Names of steps of the history that are about several things. */
export const stepNames = {
  moveParts: message<{ count: number; id: string }>('{count, plural, one {Move {id}} other {Move # parts}}'),
  deleteParts: message<{ count: number; id: string }>('{count, plural, one {Delete {id}} other {Delete # parts}}'),
  deleteWires: message<{ count: number; id: string }>('{count, plural, one {Delete wire {id}} other {Delete # wires}}'),
  deleteNotes: message<{ count: number }>('{count, plural, one {Delete a note} other {Delete # notes}}'),
  /** How many parts a fault is for: there are always several. */
  theseParts: message<{ count: number }>('these {count, number} parts'),
  parts: counted('part', 'parts'),
};
