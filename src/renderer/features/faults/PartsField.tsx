import type { ReactElement } from 'react';
import type { Scenario } from '../../../sim/index';
import { useServices } from '../../workbench/context';
import { strings } from './strings';
import css from './faults.module.css';

/** Parts to choose from, at least one of them chosen. */
export function Parts({
  label,
  value,
  scenario,
  set,
}: {
  readonly label: string;
  readonly value: readonly string[];
  readonly scenario: Scenario;
  readonly set: (value: readonly string[]) => void;
}): ReactElement {
  const { document } = useServices();
  const toggle = (id: string): void => {
    const next = value.includes(id)
      ? value.filter((other) => other !== id)
      : scenario.nodes.map((node) => node.id).filter((other) => value.includes(other) || other === id);
    if (next.length > 0) set(next);
  };
  const setToSelected = (): void => {
    const chosen = document.store.getState().selection.nodes;
    if (chosen.length > 0) set([...chosen]);
  };
  return (
    <div className={css.faultsParts} role="group" aria-label={label}>
      {scenario.nodes.map(({ id, label: name = id }) => (
        <label key={id} className={value.includes(id) ? css.isChosen : ''}>
          <input type="checkbox" checked={value.includes(id)} onChange={() => toggle(id)} />
          <bdi>{name}</bdi>
        </label>
      ))}
      <button type="button" onClick={setToSelected}>
        {strings.useSelected}
      </button>
    </div>
  );
}
