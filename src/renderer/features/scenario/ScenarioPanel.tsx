import type { ReactElement } from 'react';
import { describeFault, type Fault } from '../../../sim/index';
import { useDocument } from '../../workbench/hooks';
import { documentModel } from '../../workbench/model';
import { ChecksEditor } from '../checks/ChecksEditor';
import { Fallacies, PriceFields } from './NetworkFields';
import { NumberInput } from '../../ui/NumberField';
import './scenario.css';

const { actions } = documentModel;
const LONGEST_SECONDS = 1_000_000;

/** What the scenario is: name, length, seed, description, scheduled faults and checks. */
export function ScenarioPanel(): ReactElement {
  const scenario = useDocument((state) => state.scenario);
  const set = (changes: Partial<Pick<typeof scenario, 'name' | 'description' | 'seed' | 'durationSeconds'>>, label: string): void =>
    void actions.edit(label, { type: 'setScenario', changes });
  return (
    <div className="inspector">
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
        <NumberInput
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
        <NumberInput
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
      <Faults faults={scenario.faults} />
      <ChecksEditor />
    </div>
  );
}

function Faults({ faults }: { readonly faults: readonly Fault[] }): ReactElement {
  const change = (label: string, next: readonly Fault[]): void => void actions.edit(label, { type: 'setFaults', faults: next });
  return (
    <section className="list-editor" aria-label="Scheduled faults">
      <h3>Scheduled faults</h3>
      {faults.length === 0 && <p className="hint">None. Right-click a part or a wire to schedule one.</p>}
      {faults.map((fault, i) => (
        <div className="list-row" key={fault.id}>
          <span className="list-name">{describeFault(fault)}</span>
          <NumberInput
            label={`Time of ${fault.id}`}
            unit="s"
            minimum={0}
            maximum={LONGEST_SECONDS}
            value={fault.atSeconds}
            onChange={(atSeconds) => change(`Move fault ${fault.id}`, faults.with(i, { ...fault, atSeconds }))}
          />
          {'forSeconds' in fault && fault.forSeconds !== undefined && (
            <NumberInput
              label={`Duration of ${fault.id}`}
              unit="s long"
              minimum={0}
              maximum={LONGEST_SECONDS}
              value={fault.forSeconds}
              onChange={(forSeconds) => change(`Change fault ${fault.id}`, faults.with(i, { ...fault, forSeconds }))}
            />
          )}
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove fault ${fault.id}`}
            onClick={() => change(`Remove fault ${fault.id}`, faults.toSpliced(i, 1))}
          >
            {'\u00d7'}
          </button>
        </div>
      ))}
    </section>
  );
}
