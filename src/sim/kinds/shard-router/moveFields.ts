import { choice, count, quantity } from '../fields';

const MOVING = 'Moving keys';

/** Fields of what happens when keys are to lie elsewhere. */
export const moveFields = {
  moves: choice(['none', 'at-once', 'double-read', 'copy-first'], 'none', {
    title: 'When shards change',
    options: {
      none: 'Keys stay where they are, and are missed',
      'at-once': 'Ask the new shard at once; keys follow',
      'double-read': 'Ask the new shard, then the old one',
      'copy-first': 'Ask the old shard until its keys are copied',
    },
    help:
      'Whether keys move when shards join or leave, or when you choose another strategy, and who is asked in the meantime. They ' +
      'travel over the wires in batches. A change before the run moves nothing.',
    section: MOVING,
    face: 'keys move',
  }),
  moveBatchKeys: count(1, 100_000, 50, {
    title: 'Keys in a batch',
    unit: 'keys',
    help: 'How many keys travel together. Each batch takes a connection of both shards, as a request does.',
    usual: [1, 1000],
    section: MOVING,
    when: { field: 'moves', is: ['at-once', 'double-read', 'copy-first'] },
  }),
  moveKeysPerSecond: quantity(0, 10_000_000, 0, {
    title: 'At most',
    unit: 'keys/s',
    help: 'Slows the move down, so that requests suffer less. 0: as fast as possible.',
    usual: [0, 1000],
    section: MOVING,
    when: { field: 'moves', is: ['at-once', 'double-read', 'copy-first'] },
  }),
  recordKB: quantity(0, 100_000, 1, {
    title: 'A key weighs',
    unit: 'kB',
    help: 'How much bandwidth of a wire a profile takes when it moves.',
    usual: [0, 100],
    section: MOVING,
    when: { field: 'moves', is: ['at-once', 'double-read', 'copy-first'] },
  }),
  splitAbovePerSecond: quantity(0, 10_000_000, 0, {
    title: 'Split ranges above',
    unit: 'requests/s',
    help:
      'A range that gets more than this is cut in the middle of its keys, once a second at most, for the shard with the least to ' +
      'do. Keys must be allowed to move. 0: never.',
    usual: [0, 500],
    section: MOVING,
    face: 'splits above {}/s',
    when: { field: 'strategy', is: ['range'] },
  }),
};
