import type { ReactElement } from 'react';
import { useDocument, useServices } from '../../workbench/context';
import { Pieces } from '../../workbench/Pieces';
import { Fallacies, PriceFields } from './NetworkFields';
import { NumberField } from '../../ui/NumberField';
import './scenario.module.css';
import { strings } from './strings';

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
        <span className="field-title">{strings.name}</span>
        <input
          value={scenario.name}
          maxLength={200}
          onChange={(event) => event.target.value !== '' && set({ name: event.target.value }, strings.renameScenario)}
        />
      </label>
      <label className="field">
        <span className="field-title">{strings.description}</span>
        <textarea
          rows={4}
          value={scenario.description ?? ''}
          onChange={(event) => set({ description: event.target.value }, strings.describeScenario)}
        />
      </label>
      <div className="field">
        <span className="field-title">{strings.length}</span>
        <NumberField
          label={strings.length}
          unit="s"
          minimum={0.001}
          maximum={LONGEST_SECONDS}
          usual={[10, 300]}
          value={scenario.durationSeconds}
          onChange={(durationSeconds) => set({ durationSeconds }, strings.setLength)}
        />
      </div>
      <div className="field">
        <span className="field-title">{strings.seed}</span>
        <NumberField
          label={strings.seed}
          minimum={0}
          maximum={4_294_967_295}
          integer
          value={scenario.seed}
          onChange={(seed) => set({ seed }, strings.setSeed)}
        />
        <p className="help">{strings.seedHelp}</p>
      </div>
      <Fallacies chosen={scenario.fallacies ?? []} />
      <PriceFields prices={scenario.prices} />
      <Pieces place="scenario" />
    </div>
  );
}
