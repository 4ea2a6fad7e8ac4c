import { useId, useState, type ReactElement } from 'react';
import type { RingSection } from '../../../sim/index';
import { strings as texts } from './strings';
import { RingPicture, ownerColour } from '../../ui/ring/RingPicture';
import { nextPoint, ringOwners, type RingOwner } from '../../ui/ring/ringView';
import css from './inside.module.css';
import { Tip } from '../../ui/Tip';

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
      <RingPicture ring={ring} owners={owners} chosen={chosen} lookedUp={key} name={texts.ringName(ring.title, sharesOf(owners))} />
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

const sharesOf = (owners: readonly RingOwner[]): string =>
  owners
    .map(({ name, share, keys }) => `${name} ${share === null ? `${keys} ${texts.ringKeys}` : `${(share * 100).toFixed(1)} %`}`)
    .join(', ');

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
                  style={ownerColour(i)}
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
