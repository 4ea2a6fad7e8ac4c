import { useMemo, type ReactElement } from 'react';
import { alphabeticalPlace, type Strategy } from '../../../sim/index';
import { useDocument } from '../../workbench/context';
import { ownerColour, RingPicture } from '../../ui/ring/RingPicture';
import { ringOwners } from '../../ui/ring/ringView';
import { circleBy, placedBy, type RouterOnBoard } from './placed';
import { strings } from './strings';
import css from './keyTester.module.css';

/** A strategy, and the key that is tested. */
export interface CircleProps {
  readonly router: RouterOnBoard;
  readonly strategy: Strategy;
  readonly name: string;
}

/** Whose the stretches of the circle are, where the board's keys lie on it, and the key that is tested. */
export function Circle({ router, strategy, name }: CircleProps): ReactElement {
  const keys = useDocument((state) => state.scenario.keys);
  const title = strings.strategy(strategy);
  const ring = useMemo(() => circleBy(router, strategy, keys, title), [router, strategy, keys, title]);
  const owners = useMemo(() => ringOwners(ring), [ring]);
  const { at, slot } = useMemo(() => placedBy(router, strategy, name), [router, strategy, name]);
  // Ranges go by the alphabet, so the place of a hash says nothing there.
  const lookedUp = strategy === 'range' ? alphabeticalPlace(name) : at;
  return (
    <figure className={css.circle}>
      <RingPicture
        ring={ring}
        owners={owners}
        chosen={null}
        lookedUp={{ at: lookedUp }}
        name={strings.picture(title, name, router.shards[slot].name)}
      />
      <figcaption>
        {strings.caption(title, strategy)}
        <ul>
          {owners.map((owner, i) => (
            <li key={owner.name} style={ownerColour(i)}>
              {strings.holds(owner.name, owner.keys / ring.keys.length)}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
