import { useId, useState, type CSSProperties, type ReactElement } from 'react';
import type { RingSection } from '../../../sim/index';
import { strings as texts } from './strings';
import { arcsOf, nextPoint, ringOwners, ringPlace, strokesOf, type RingOwner } from './ringView';
import css from './inside.module.css';
import { Tip } from '../../ui/Tip';

const RADIUS = 100;
const ARC_RADIUS = 90;
const COLOURS = 6;

const colour = (at: number): CSSProperties => ({ '--owner': `var(--series-${(at % COLOURS) + 1})` }) as CSSProperties;

/** A circle of hash values: whose stretch is where, each owner's keys on a track of its own, and the place of a key that is looked up. */
export function Ring({ ring }: { readonly ring: RingSection }): ReactElement {
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState('');
  const owners = ringOwners(ring);
  const wanted = text.trim().toLowerCase();
  const key = wanted === '' ? null : (ring.keys.find((entry) => entry.key === wanted) ?? null);
  const list = useId();
  const next = key === null ? null : nextPoint(ring, key.at);
  return (
    <div className={css.ring}>
      <RingPicture ring={ring} owners={owners} chosen={chosen} lookedUp={key} />
      <div className={css.ringSide}>
        <OwnerTable ring={ring} owners={owners} chosen={chosen} choose={setChosen} />
        {ring.keys.length > 0 && (
          <label className={css.ringLookup}>
            {texts.ringLookup}
            <input
              value={text}
              list={list}
              placeholder={texts.exampleKey}
              spellCheck={false}
              aria-invalid={wanted !== '' && key === null}
              onChange={(event) => setText(event.target.value)}
            />
            <datalist id={list}>
              {wanted.length > 1 &&
                ring.keys
                  .filter((entry) => entry.key.startsWith(wanted))
                  .slice(0, 20)
                  .map((entry) => <option key={entry.key} value={entry.key} />)}
            </datalist>
          </label>
        )}
        <p role="status" className="hint">
          {key !== null && texts.ringAnswer(key.key, key.at.toFixed(4), key.owner)}
          {next !== null && next.owner === key?.owner && texts.ringNext(next.at.toFixed(4), next.owner)}
          {wanted !== '' && key === null && texts.ringNoKey}
        </p>
      </div>
    </div>
  );
}

interface OwnerTableProps {
  readonly ring: RingSection;
  readonly owners: readonly RingOwner[];
  readonly chosen: string | null;
  readonly choose: (owner: string | null) => void;
}

function OwnerTable({ ring, owners, chosen, choose }: OwnerTableProps): ReactElement {
  return (
    <table className={css.insideTable}>
      <thead>
        <tr>
          <th scope="col">{texts.ringOwner}</th>
          {ring.points.length > 0 && (
            <>
              <th scope="col">{texts.ringShare}</th>
              <th scope="col">{texts.ringPoints}</th>
            </>
          )}
          {ring.keys.length > 0 && <th scope="col">{texts.ringKeys}</th>}
        </tr>
      </thead>
      <tbody>
        {owners.map((owner, i) => (
          <tr key={owner.name}>
            <th scope="row">
              <Tip text={texts.ringHint}>
                <button
                  type="button"
                  className={css.ringOwner}
                  style={colour(i)}
                  aria-pressed={owner.name === chosen}
                  onClick={() => choose(owner.name === chosen ? null : owner.name)}
                >
                  {owner.name}
                </button>
              </Tip>
            </th>
            {owner.share !== null && (
              <>
                <td>{(owner.share * 100).toFixed(1)} %</td>
                <td>{owner.points}</td>
              </>
            )}
            {ring.keys.length > 0 && <td>{owner.keys}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PictureProps {
  readonly ring: RingSection;
  readonly owners: readonly RingOwner[];
  readonly chosen: string | null;
  readonly lookedUp: RingSection['keys'][number] | null;
}

function RingPicture({ ring, owners, chosen, lookedUp }: PictureProps): ReactElement {
  const hasArcs = ring.points.length > 0;
  const outermost = hasArcs ? 78 : 96;
  const track = Math.min(16, (outermost - 30) / Math.max(1, owners.length));
  const inner = (i: number): number => outermost - (i + 1) * track;
  const place = lookedUp === null ? null : ringPlace(lookedUp.at, RADIUS);
  const shares = owners
    .map((owner) => `${owner.name} ${owner.share === null ? `${owner.keys} ${texts.ringKeys}` : `${(owner.share * 100).toFixed(1)} %`}`)
    .join(', ');
  return (
    <svg className={css.ringPicture} viewBox="-112 -112 224 224" role="img" aria-label={texts.ringName(ring.title, shares)}>
      {hasArcs &&
        owners.map((owner, i) => (
          <path
            key={owner.name}
            className={css.ringArc}
            style={colour(i)}
            data-faint={chosen !== null && chosen !== owner.name}
            d={arcsOf(ring, owner.name, ARC_RADIUS)}
          />
        ))}
      {ring.keys.length > 0 &&
        owners.map((owner, i) => (
          <g key={owner.name} style={colour(i)} data-faint={chosen !== null && chosen !== owner.name} className={css.ringTrack}>
            <circle r={inner(i) + track / 2} />
            <path d={strokesOf(ring, owner.name, inner(i) + track * 0.12, inner(i) + track * 0.88)} />
          </g>
        ))}
      {ring.keys.length > 0 &&
        owners.map((owner, i) => (
          <text
            key={owner.name}
            className={css.ringName}
            y={-inner(i) - track / 2}
            dy="0.35em"
            data-faint={chosen !== null && chosen !== owner.name}
          >
            {owner.name}
          </text>
        ))}
      {place !== null && (
        <g className={css.ringKey}>
          <line x1={0} y1={0} x2={place.x} y2={place.y} />
          <circle cx={place.x} cy={place.y} r={5} />
        </g>
      )}
    </svg>
  );
}
