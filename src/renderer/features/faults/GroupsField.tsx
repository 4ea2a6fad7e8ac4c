import type { ReactElement } from 'react';
import type { Scenario } from '../../../sim/index';
import { isNetwork } from '../../document/index';
import { addedGroup, joined, named, renamedGroup, withoutGroup, type FaultGroup } from './faultGroups';
import { strings } from './strings';
import css from './faults.module.css';

export type { FaultGroup } from './faultGroups';

interface GroupsFieldProps {
  readonly label: string;
  readonly value: readonly FaultGroup[];
  readonly scenario: Scenario;
  readonly set: (value: readonly FaultGroup[]) => void;
}

/** The groups of a partition: their names, and for each part the group that it is in. */
export function GroupsField({ label, value, scenario, set }: GroupsFieldProps): ReactElement {
  const change = (next: readonly FaultGroup[] | null): void => {
    if (next !== null) set(next);
  };
  const talkers = scenario.nodes.filter(({ kind }) => !isNetwork(kind));
  return (
    <div className={css.faultsGroups} role="group" aria-label={label}>
      {value.map((group, i) => (
        <div className="row" key={i}>
          <input
            aria-label={strings.groupName(i + 1)}
            placeholder={named(group, i)}
            maxLength={40}
            value={group.name ?? ''}
            onChange={(event) => set(renamedGroup(value, i, event.target.value))}
          />
          <span className="hint">{strings.inGroup({ count: group.nodes.length })}</span>
          {value.length > 2 && (
            <button
              type="button"
              className="icon-button"
              aria-label={strings.removeGroup(named(group, i))}
              onClick={() => change(withoutGroup(value, i))}
            >
              {'\u00d7'}
            </button>
          )}
        </div>
      ))}
      <button type="button" disabled={addedGroup(value) === null} onClick={() => change(addedGroup(value))}>
        {strings.addGroup}
      </button>
      <div className={css.faultsMembers}>
        {talkers.map(({ id, label: name = id }) => (
          <label key={id}>
            <bdi>{name}</bdi>
            <select
              aria-label={strings.groupOf(name)}
              value={value.findIndex((group) => group.nodes.includes(id))}
              onChange={(event) => change(joined(value, id, Number(event.target.value)))}
            >
              <option value={-1}>{strings.inNoGroup}</option>
              {value.map((group, i) => (
                <option key={i} value={i}>
                  {named(group, i)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </div>
  );
}
