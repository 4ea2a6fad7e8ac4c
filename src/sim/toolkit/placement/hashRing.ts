import { mix32, murmur3 } from '../../kernel/hash';

/** Points of several owners on a circle of 2^32 places, in order (D. Karger et al., Consistent Hashing and Random Trees, STOC 1997). */
export interface HashRing {
  /** Places, ascending. */
  readonly places: Uint32Array;
  /** Who owns the point at the same position. */
  readonly owners: Int32Array;
}

/** The ring of named owners, each with `pointsEach` points that depend on its name alone, so that another owner moves none of them. */
export function hashRing(names: readonly string[], pointsEach: number): HashRing {
  const points = names.flatMap((name, owner) => {
    const base = murmur3(name);
    return Array.from({ length: pointsEach }, (_, i) => ({ place: mix32(base + Math.imul(i + 1, 0x9e3779b1)), owner }));
  });
  points.sort((p, q) => p.place - q.place || p.owner - q.owner);
  return { places: Uint32Array.from(points, (point) => point.place), owners: Int32Array.from(points, (point) => point.owner) };
}

/** Position in the ring of the first point at or after a place (0 to 2^32 - 1), round the circle. The ring has at least one point. */
export function ringPosition(ring: HashRing, place: number): number {
  const { places } = ring;
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle] < place) low = middle + 1;
    else high = middle;
  }
  return low === places.length ? 0 : low;
}
