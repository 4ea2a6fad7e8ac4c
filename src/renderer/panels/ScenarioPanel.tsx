import type { ReactElement } from 'react';
import { CHECK_METRICS, describeFault, freshId, type Check, type Fault } from '../../sim/index';
import { useDocument } from '../app/hooks';
import { documentModel } from '../app/model';
import { NumberInput } from './NumberInput';

const { actions } = documentModel;
const LONGEST_SECONDS = 1_000_000;

/** What the scenario is: name, length, seed, description, scheduled faults and checks. */
export function ScenarioPanel(): ReactElement {
  const scenario = useDocument((state) => state.scenario);
  const set = (changes: Partial<Pick<typeof scenario, 'name' | 'description' | 'seed' | 'durationSeconds'>>, label: string): void => void actions.edit(label, { type: 'setScenario', changes });
  return (
    <div className="inspector">
      <label className="field">
        <span className="field-title">Name</span>
        <input value={scenario.name} maxLength={200} onChange={(event) => event.target.value !== '' && set({ name: event.target.value }, 'Rename the scenario')} />
      </label>
      <label className="field">
        <span className="field-title">Description</span>
        <textarea rows={4} value={scenario.description ?? ''} onChange={(event) => set({ description: event.target.value }, 'Describe the scenario')} />
      </label>
      <div className="field">
        <span className="field-title">Length</span>
        <NumberInput label="Length" unit="s" minimum={0.001} maximum={LONGEST_SECONDS} usual={[10, 300]} value={scenario.durationSeconds} onChange={(durationSeconds) => set({ durationSeconds }, 'Set the length')} />
      </div>
      <div className="field">
        <span className="field-title">Seed</span>
        <NumberInput label="Seed" minimum={0} maximum={4_294_967_295} integer value={scenario.seed} onChange={(seed) => set({ seed }, 'Set the seed')} />
        <p className="help">The same seed gives the same run, everywhere. Another seed is another day with the same traffic.</p>
      </div>
      <Faults faults={scenario.faults} />
      <Checks checks={scenario.checks} />
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
          <NumberInput label={`Time of ${fault.id}`} unit="s" minimum={0} maximum={LONGEST_SECONDS} value={fault.atSeconds} onChange={(atSeconds) => change(`Move fault ${fault.id}`, faults.with(i, { ...fault, atSeconds }))} />
          {'forSeconds' in fault && fault.forSeconds !== undefined && (
            <NumberInput label={`Duration of ${fault.id}`} unit="s long" minimum={0} maximum={LONGEST_SECONDS} value={fault.forSeconds} onChange={(forSeconds) => change(`Change fault ${fault.id}`, faults.with(i, { ...fault, forSeconds }))} />
          )}
          <button type="button" className="icon-button" aria-label={`Remove fault ${fault.id}`} onClick={() => change(`Remove fault ${fault.id}`, faults.toSpliced(i, 1))}>{'\u00d7'}</button>
        </div>
      ))}
    </section>
  );
}

function Checks({ checks }: { readonly checks: readonly Check[] }): ReactElement {
  const change = (label: string, next: readonly Check[]): void => void actions.edit(label, { type: 'setChecks', checks: next });
  const add = (): void => change('Add a check', [...checks, { id: freshId('K', checks.map((check) => check.id)), metric: 'errorPercent', atMost: 1 }]);
  return (
    <section className="list-editor" aria-label="Checks">
      <h3>Checks</h3>
      {checks.map((check, i) => (
        <div className="list-row" key={check.id}>
          <select aria-label={`Metric of ${check.id}`} value={check.metric} onChange={(event) => change(`Change check ${check.id}`, checks.with(i, { ...check, metric: event.target.value as Check['metric'] }))}>
            {CHECK_METRICS.map((metric) => <option key={metric} value={metric}>{metric}</option>)}
          </select>
          <span>{check.node ?? 'whole run'}</span>
          <select aria-label={`Direction of ${check.id}`} value={check.atLeast === undefined ? 'most' : 'least'}
            onChange={(event) => {
              const { atLeast, atMost, ...rest } = check;
              const limit = atLeast ?? atMost ?? 0;
              change(`Change check ${check.id}`, checks.with(i, event.target.value === 'least' ? { ...rest, atLeast: limit } : { ...rest, atMost: limit }));
            }}>
            <option value="most">at most</option>
            <option value="least">at least</option>
          </select>
          <NumberInput label={`Limit of ${check.id}`} minimum={-1e12} maximum={1e12} value={check.atLeast ?? check.atMost ?? 0} onChange={(limit) => change(`Change check ${check.id}`, checks.with(i, check.atLeast === undefined ? { ...check, atMost: limit } : { ...check, atLeast: limit }))} />
          <button type="button" className="icon-button" aria-label={`Remove check ${check.id}`} onClick={() => change(`Remove check ${check.id}`, checks.toSpliced(i, 1))}>{'\u00d7'}</button>
        </div>
      ))}
      <button type="button" onClick={add}>Add a check</button>
    </section>
  );
}
