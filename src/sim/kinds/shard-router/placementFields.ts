import { z } from 'zod';
import { DIRECTORY } from '../../toolkit/placement/directory';
import { TABLE_SIZES } from '../../toolkit/placement/maglev';
import { choice, count } from '../fields';

const PLACEMENT = 'Placement';
const NAMES = /^\s*([A-Za-z][A-Za-z0-9_-]*(\s*,\s*[A-Za-z][A-Za-z0-9_-]*)*)?\s*$/;

/** Fields of how keys are placed, which came later. */
export const placementFields = {
  virtualNodes: count(1, 10_000, 100, {
    title: 'Virtual nodes',
    unit: 'points each',
    help: 'How many points each shard has on the ring. More points make shares more even. Keys are handed out at the start of the run.',
    usual: [1, 1000],
    section: PLACEMENT,
    face: '{} virtual nodes',
    when: { field: 'strategy', is: ['ring'] },
  }),
  tableSize: choice(TABLE_SIZES, '65537', {
    title: 'Size of the table',
    options: { '251': '251', '4099': '4,099', '65537': '65,537' },
    help:
      'How many places Maglev\u2019s table has: more places make shares more even, and move fewer keys needlessly. Keys are handed ' +
      'out at the start of the run.',
    section: PLACEMENT,
    face: 'table of {}',
    when: { field: 'strategy', is: ['maglev'] },
  }),
  directory: () =>
    z
      .string()
      .max(20_000)
      .regex(DIRECTORY, { message: 'must be keys and the ids of their shards, such as peter=S2, user_*=S1' })
      .default('')
      .meta({
        title: 'Directory',
        help:
          'Which shard has which key: peter=S2, or user_*=S1 for all that begin with user_. All others go by their hash, modulo. ' +
          'Keys are handed out at the start of the run.',
        section: PLACEMENT,
        namesParts: true,
        examples: ['', 'peter=S2', 'a*=S1, m*=S2, alexandra=S2'],
        when: { field: 'strategy', is: ['directory'] },
      }),
  shardsInUse: count(0, 1000, 0, {
    title: 'Shards in use',
    unit: 'shards',
    help: 'How many of the wired shards get keys, from the first on. 0: all. Keys are handed out at the start of the run.',
    usual: [0, 10],
    section: PLACEMENT,
    face: '{} shards in use',
  }),
  leftOut: () =>
    z
      .string()
      .max(4000)
      .regex(NAMES, { message: 'must be ids of shards separated by commas, such as S3, S4' })
      .default('')
      .meta({
        title: 'Left out',
        help: 'Shards that are wired but get no keys, such as S4. Keys are handed out at the start of the run.',
        section: PLACEMENT,
        face: 'without {}',
        namesParts: true,
        examples: ['', 'S1', 'S2, S3'],
      }),
};
