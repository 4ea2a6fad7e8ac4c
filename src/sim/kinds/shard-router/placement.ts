import type { KeySpace } from '../../data/keySpaces';
import { xxhash32 } from '../../kernel/xxhash';
import type { ShardRouterParams } from './kind';
import { answersForKeys } from './own';
import type { Program } from '../../parts/programs';

const LETTERS = 26;
const FIRST_LETTER = 97;
/** Place of a key: any shard will do. */
export const ANYWHERE = -1;
/** Place of a key: the learner's program has given none. */
export const NOWHERE = -2;

/** Where a router keeps each key. */
export interface Placement {
  /** Shard (0..shards-1) of every key, ANYWHERE or NOWHERE. */
  readonly places: Int32Array;
  /** Hash of every key, where the choice goes by one. */
  readonly hashes: Float64Array | null;
  /** What is wrong with the learner's program, one sentence without its subject; null: nothing. */
  readonly problem: string | null;
}

/** Places every key. The program is asked once a key. */
export function placement(
  params: Pick<ShardRouterParams, 'strategy' | 'hash' | 'boundaries'>,
  shards: number,
  program: Program | null,
  keys: KeySpace,
): Placement {
  const places = new Int32Array(keys.count).fill(ANYWHERE);
  if (shards === 0 || params.strategy === 'random') return { places, hashes: null, problem: null };
  if (params.strategy === 'own') {
    const { answers, problem } = answersForKeys(program, 'shardOf', shards, keys);
    return { places: places.map((_, key) => (Number.isNaN(answers[key]) ? NOWHERE : answers[key])), hashes: null, problem };
  }
  if (params.strategy === 'range') {
    const starts = rangeStarts(params.boundaries, shards);
    return { places: places.map((_, key) => rangeOf(keys.nameOf(key), starts, shards)), hashes: null, problem: null };
  }
  const { answers, problem } =
    params.hash === 'own'
      ? answersForKeys(program, 'hash', shards, keys)
      : { answers: hashesOf(keys, params.hash === 'xxhash32'), problem: null };
  return {
    places: places.map((_, key) => (Number.isNaN(answers[key]) ? NOWHERE : ((answers[key] % shards) + shards) % shards)),
    hashes: answers,
    problem,
  };
}

function hashesOf(keys: KeySpace, isXxhash: boolean): Float64Array {
  return Float64Array.from({ length: keys.count }, (_, key) => (isXxhash ? xxhash32(keys.nameOf(key)) : keys.hashOf(key)));
}

/** Where the second, third, ... range begins. Without boundaries the alphabet is cut into equal parts. */
export function rangeStarts(boundaries: string, shards: number): readonly string[] {
  if (boundaries !== '') return boundaries.split(',');
  return Array.from({ length: shards - 1 }, (_, i) => String.fromCharCode(FIRST_LETTER + Math.floor(((i + 1) * LETTERS) / shards)));
}

function rangeOf(key: string, starts: readonly string[], shards: number): number {
  let range = 0;
  while (range < starts.length && key >= starts[range]) range++;
  return Math.min(range, shards - 1);
}
