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

/** Words for what differs between two designs. */
export const differenceNames = {
  onlyHere: (what: string): string => `Only here: ${what}`,
  onlyThere: (what: string): string => `Only in the other: ${what}`,
  value: (what: string, there: string, here: string): string => `${what}: ${here}, in the other ${there}`,
  wire: (ends: string): string => `wire ${ends}`,
  program: (id: string): string => `The program ${id} is another one`,
  seed: 'Seed',
  duration: 'Duration in seconds',
  fallacies: 'Other fallacies are switched on',
  keys: 'Other keys',
  checks: 'Other checks',
  zone: 'zone',
  latency: 'latency',
  loss: 'loss',
  on: 'on',
  off: 'off',
  other: 'something else',
} as const;
