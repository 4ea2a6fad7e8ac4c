/** A circle: points at the ends of their owners' stretches, and keys with their owners; places are 0 up to 1, from the top clockwise. */
export interface RingData {
  readonly points: readonly { readonly at: number; readonly owner: string }[];
  readonly keys: readonly { readonly at: number; readonly key: string; readonly owner: string }[];
}

/** What one owner has of a circle. */
export interface RingOwner {
  readonly name: string;
  /** Share of the circle, 0 to 1; null where there are no stretches. */
  readonly share: number | null;
  readonly points: number;
  readonly keys: number;
}

/** The owners of a circle, in the order of their names. */
export function ringOwners({ points, keys }: RingData): RingOwner[] {
  const found = new Map<string, { share: number; points: number; keys: number }>();
  const of = (name: string): { share: number; points: number; keys: number } => {
    const known = found.get(name) ?? { share: 0, points: 0, keys: 0 };
    found.set(name, known);
    return known;
  };
  points.forEach(({ at, owner }, i) => {
    const known = of(owner);
    known.points++;
    known.share += stretchBefore(points, i, at).length;
  });
  for (const { owner } of keys) of(owner).keys++;
  return [...found]
    .map(([name, known]) => ({ name, ...known, share: points.length === 0 ? null : known.share }))
    .sort((p, q) => p.name.localeCompare(q.name, 'en', { numeric: true }));
}

function stretchBefore(points: RingData['points'], i: number, at: number): { from: number; length: number } {
  const before = i === 0 ? points[points.length - 1].at - 1 : points[i - 1].at;
  return { from: before, length: at - before };
}

/** A place on a circle of some radius round 0, 0; the circle begins at the top and goes clockwise. */
export function ringPlace(at: number, radius: number): { x: number; y: number } {
  const angle = at * 2 * Math.PI - Math.PI / 2;
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

const spot = (at: number, radius: number): string => {
  const { x, y } = ringPlace(at, radius);
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
};

/** The stretches of an owner as one SVG path of arcs. */
export function arcsOf({ points }: RingData, owner: string, radius: number): string {
  return points
    .map((point, i) => {
      if (point.owner !== owner) return '';
      const { from, length } = stretchBefore(points, i, point.at);
      // A whole circle has no two ends to draw an arc between.
      if (length >= 1)
        return `M${spot(0, radius)}A${radius} ${radius} 0 1 1 ${spot(0.5, radius)}A${radius} ${radius} 0 1 1 ${spot(0, radius)}`;
      return `M${spot(from, radius)}A${radius} ${radius} 0 ${length > 0.5 ? 1 : 0} 1 ${spot(point.at, radius)}`;
    })
    .join('');
}

/** The keys of an owner as one SVG path of short strokes between two radii. */
export function strokesOf({ keys }: RingData, owner: string, inner: number, outer: number): string {
  return keys
    .filter((key) => key.owner === owner)
    .map(({ at }) => `M${spot(at, inner)}L${spot(at, outer)}`)
    .join('');
}

/** The first point at or after a place, round the circle; null where there are none. */
export function nextPoint({ points }: RingData, at: number): { readonly at: number; readonly owner: string } | null {
  return points.find((point) => point.at >= at) ?? points[0] ?? null;
}
