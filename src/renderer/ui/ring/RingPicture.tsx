import type { CSSProperties, ReactElement } from 'react';
import { arcsOf, ringPlace, strokesOf, type RingData, type RingOwner } from './ringView';
import css from './ring.module.css';

const RADIUS = 100;
const ARC_RADIUS = 90;
const COLOURS = 6;

/** The colour of an owner, by its place in the list, as `--owner`. */
export const ownerColour = (at: number): CSSProperties => ({ '--owner': `var(--series-${(at % COLOURS) + 1})` }) as CSSProperties;

/** What a picture of a circle shows. */
export interface RingPictureProps {
  readonly ring: RingData;
  readonly owners: readonly RingOwner[];
  readonly chosen: string | null;
  readonly lookedUp: { readonly at: number } | null;
  /** What is said of it where it cannot be seen. */
  readonly name: string;
}

/** A circle of hashes: whose stretch is where, each owner's keys on a track of its own, and one key with the way to its owner. */
export function RingPicture({ ring, owners, chosen, lookedUp, name }: RingPictureProps): ReactElement {
  const hasArcs = ring.points.length > 0;
  const outermost = hasArcs ? 78 : 96;
  const track = Math.min(16, (outermost - 30) / Math.max(1, owners.length));
  const inner = (i: number): number => outermost - (i + 1) * track;
  const place = lookedUp === null ? null : ringPlace(lookedUp.at, RADIUS);
  return (
    <svg className={css.picture} viewBox="-112 -112 224 224" role="img" aria-label={name}>
      {hasArcs &&
        owners.map((owner, i) => (
          <path
            key={owner.name}
            className={css.arc}
            style={ownerColour(i)}
            data-faint={chosen !== null && chosen !== owner.name}
            d={arcsOf(ring, owner.name, ARC_RADIUS)}
          />
        ))}
      {ring.keys.length > 0 &&
        owners.map((owner, i) => (
          <g key={owner.name} style={ownerColour(i)} data-faint={chosen !== null && chosen !== owner.name} className={css.track}>
            <circle r={inner(i) + track / 2} />
            <path d={strokesOf(ring, owner.name, inner(i) + track * 0.12, inner(i) + track * 0.88)} />
          </g>
        ))}
      {ring.keys.length > 0 &&
        owners.map((owner, i) => (
          <text
            key={owner.name}
            className={css.owner}
            y={-inner(i) - track / 2}
            dy="0.35em"
            data-faint={chosen !== null && chosen !== owner.name}
          >
            {owner.name}
          </text>
        ))}
      {place !== null && (
        <g className={css.key}>
          <line x1={0} y1={0} x2={place.x} y2={place.y} />
          <circle cx={place.x} cy={place.y} r={5} />
        </g>
      )}
    </svg>
  );
}
