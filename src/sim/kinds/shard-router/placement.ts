import { PROFILE_COUNT, profileKey } from '../../data/profiles';
import { murmur3 } from '../../kernel/hash';
import { xxhash32 } from '../../kernel/xxhash';
import type { ShardRouterParams } from './kind';

const LETTERS = 26;
const FIRST_LETTER = 97;

/** Shard (0..shards-1) of every key; -1 for a strategy that has no fixed place for a key. */
export function placement(params: Pick<ShardRouterParams, 'strategy' | 'hash' | 'boundaries'>, shards: number): Int32Array {
  const places = new Int32Array(PROFILE_COUNT).fill(-1);
  if (shards === 0 || params.strategy === 'random') return places;
  const starts = rangeStarts(params.boundaries, shards);
  const hash = params.hash === 'xxhash32' ? xxhash32 : murmur3;
  for (let i = 0; i < PROFILE_COUNT; i++) {
    const key = profileKey(i);
    places[i] = params.strategy === 'modulo' ? hash(key) % shards : rangeOf(key, starts, shards);
  }
  return places;
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
