import type { ReactElement } from 'react';
import { useDocument, useServices } from '../../workbench/context';
import { Pieces } from '../../workbench/Pieces';
import { Fallacies, PriceFields } from './NetworkFields';
import { NumberField } from '../../ui/NumberField';
import './scenario.module.css';

const LONGEST_SECONDS = 1_000_000;

/** What the scenario is: name, length, seed, description, scheduled faults and checks. */
export function ScenarioPanel(): ReactElement {
  const { actions } = useServices().document;
  const scenario = useDocument((state) => state.scenario);
  const set = (changes: Partial<Pick<typeof scenario, 'name' | 'description' | 'seed' | 'durationSeconds'>>, label: string): void =>
    void actions.edit(label, { type: 'setScenario', changes });
  return (
    <div className="field-list">
      <label className="field">
        <span className="field-title">Name</span>
        <input
          value={scenario.name}
          maxLength={200}
          onChange={(event) => event.target.value !== '' && set({ name: event.target.value }, 'Rename the scenario')}
        />
      </label>
      <label className="field">
        <span className="field-title">Description</span>
        <textarea
          rows={4}
          value={scenario.description ?? ''}
          onChange={(event) => set({ description: event.target.value }, 'Describe the scenario')}
        />
      </label>
      <div className="field">
        <span className="field-title">Length</span>
        <NumberField
          label="Length"
          unit="s"
          minimum={0.001}
          maximum={LONGEST_SECONDS}
          usual={[10, 300]}
          value={scenario.durationSeconds}
          onChange={(durationSeconds) => set({ durationSeconds }, 'Set the length')}
        />
      </div>
      <div className="field">
        <span className="field-title">Seed</span>
        <NumberField
          label="Seed"
          minimum={0}
          maximum={4_294_967_295}
          integer
          value={scenario.seed}
          onChange={(seed) => set({ seed }, 'Set the seed')}
        />
        <p className="help">The same seed gives the same run, everywhere. Another seed is another day with the same traffic.</p>
      </div>
      <Fallacies chosen={scenario.fallacies ?? []} />
      <PriceFields prices={scenario.prices} />
      <Pieces place="scenario" />
    </div>
  );
}
