import { murmur3 } from '../../kernel/hash';
import { xxhash32 } from '../../kernel/xxhash';
import type { RingSection } from '../../trace/inspection';
import type { HashRing } from './hashRing';
import { placerOf, hash32, type PlacerSpec } from './placer';
import type { Ranges } from './ranges';

const HASH_SPACE = 4294967296;

/** Place of a key in the alphabet by its first three letters, 0 up to 1. */
export function alphabeticalPlace(key: string): number {
  let share = 0;
  for (let i = 2; i >= 0; i--) share = (share + Math.max(0, Math.min(25, key.charCodeAt(i) - 97 || 0))) / 26;
  return share;
}

/** Place of a hash on the circle of 32 bits, 0 up to 1; one of more bits goes round more than once. */
export function circlePlace(hash: number): number {
  return Number.isNaN(hash) ? 0 : hash32(hash) / HASH_SPACE;
}

/** The points of a ring, or the ends of ranges: each stands at the end of what is its owner's. None where keys go by neither. */
export function circlePoints(
  { ring, ranges }: { readonly ring: HashRing | null; readonly ranges: Ranges | null },
  nameOf: (slot: number) => string,
): RingSection['points'] {
  if (ring !== null) return Array.from(ring.places, (place, i) => ({ at: place / HASH_SPACE, owner: nameOf(ring.owners[i]) }));
  if (ranges === null) return [];
  const { starts, owners } = ranges;
  return owners.map((owner, range) => ({
    at: range < starts.length ? alphabeticalPlace(starts[range]) : 1 - Number.EPSILON,
    owner: nameOf(owner),
  }));
}

/** Where one strategy puts these keys, as a circle: by their hash, or from A to Z where it goes by ranges. */
export function circleOf(
  spec: PlacerSpec,
  hash: 'murmur3' | 'xxhash32',
  names: readonly string[],
  keys: readonly string[],
): Pick<RingSection, 'points' | 'keys'> {
  const placer = placerOf(spec, names);
  const hashOf = hash === 'xxhash32' ? xxhash32 : murmur3;
  return {
    points: circlePoints(placer, (slot) => names[slot]),
    keys: keys.map((key) => {
      const value = hashOf(key);
      return {
        at: spec.strategy === 'range' ? alphabeticalPlace(key) : circlePlace(value),
        key,
        owner: names[placer.slotOf(value, () => key)],
      };
    }),
  };
}
