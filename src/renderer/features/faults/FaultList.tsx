import type { ReactElement } from 'react';
import { describeFault, type Fault } from '../../../sim/index';
import { NumberField } from '../../ui/NumberField';
import { useDocument, useServices } from '../../workbench/context';

const LONGEST_SECONDS = 1_000_000;

/** The scheduled faults with their times, under the settings of the scenario. */
export function FaultList(): ReactElement {
  const { actions } = useServices().document;
  const faults = useDocument((state) => state.scenario.faults);
  const change = (label: string, next: readonly Fault[]): void => void actions.edit(label, { type: 'setFaults', faults: next });
  return (
    <section className="list-editor" aria-label="Scheduled faults">
      <h3>Scheduled faults</h3>
      {faults.length === 0 && <p className="hint">None. Right-click a part or a wire to schedule one.</p>}
      {faults.map((fault, i) => (
        <div className="list-row" key={fault.id}>
          <span className="list-name">{describeFault(fault)}</span>
          <NumberField
            label={`Time of ${fault.id}`}
            unit="s"
            minimum={0}
            maximum={LONGEST_SECONDS}
            value={fault.atSeconds}
            onChange={(atSeconds) => change(`Move fault ${fault.id}`, faults.with(i, { ...fault, atSeconds }))}
          />
          {'forSeconds' in fault && fault.forSeconds !== undefined && (
            <NumberField
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
