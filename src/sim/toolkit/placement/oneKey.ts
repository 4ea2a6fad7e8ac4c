import { murmur3 } from '../../kernel/hash';
import { xxhash32 } from '../../kernel/xxhash';
import { hash32, placerOf, type PlacerSpec } from './placer';

/** Where one key is, and why. */
export interface PlacedKey {
  /** Its hash, 32 bits. */
  readonly hash: number;
  /** Where that is on the circle, 0 up to 1. */
  readonly at: number;
  /** The shard, by its place in the list of those in use. */
  readonly slot: number;
  /** The point of the ring that has it, 0 up to 1; null where there is no ring. */
  readonly point: number | null;
}

const HASH_SPACE = 4294967296;

/** Where a key of any name is, on shards with these names (at least one). */
export function placeKey(spec: PlacerSpec, hash: 'murmur3' | 'xxhash32', names: readonly string[], key: string): PlacedKey {
  const value = hash === 'xxhash32' ? xxhash32(key) : murmur3(key);
  const { slotOf, ring } = placerOf(spec, names);
  const slot = slotOf(value, () => key);
  const at = hash32(value) / HASH_SPACE;
  if (ring === null) return { hash: value, at, slot, point: null };
  const next = ring.places.find((place) => place >= value) ?? ring.places[0];
  return { hash: value, at, slot, point: next / HASH_SPACE };
}
