import type { ReactElement } from 'react';
import { describeFault, FAULT_INFO, faultTargetText, kindOf, placeNames, type Fault, type Scenario } from '../../../sim/index';
import { useCurrentRun, useServices } from '../../workbench/context';
import { fieldsOf } from '../../fields/schemaFields';
import { NumberField } from '../../ui/NumberField';
import { fieldsOfFault, isFieldMeant, optionWord, type FaultField } from './faultFields';
import { GroupsField, type FaultGroup } from './GroupsField';
import { Parts } from './PartsField';
import { strings } from './strings';
import css from './faults.module.css';
import { Tip } from '../../ui/Tip';

interface FaultEditorProps {
  readonly fault: Fault;
  readonly scenario: Scenario;
  /** `field` is what was changed, so that typing is one step to undo. */
  readonly onChange: (fault: Fault, field: string) => void;
  readonly onRemove: () => void;
}

/** All settings of one fault. */
export function FaultEditor({ fault, scenario, onChange, onRemove }: FaultEditorProps): ReactElement {
  const { playback, window } = useServices();
  const { title, help } = FAULT_INFO[fault.type];
  const hasRun = useCurrentRun()?.report !== undefined;
  const values = fault as Readonly<Record<string, unknown>>;
  const set = (name: string, value: unknown): void => {
    const { [name]: _before, ...rest } = values;
    onChange((value === undefined ? rest : { ...rest, [name]: value }) as unknown as Fault, name);
  };
  const doItNow = (): void => {
    const { id: _id, atSeconds: _at, ...now } = fault;
    window.announce(`${title}.`);
    void playback.actions.inject([now]);
  };
  return (
    <section className={css.faultsEditor} id="fault-editor" aria-label={strings.faultLabel(describeFault(fault, placeNames(scenario)))}>
      <h3>
        {title} <span className={css.faultsId}>{faultTargetText(fault, placeNames(scenario))}</span>
      </h3>
      <p className="help">{help}</p>
      <div className={css.faultsFields}>
        {fieldsOfFault(fault.type)
          .filter((field) => isFieldMeant(fault, field.name))
          .map((field) => (
            <FaultFieldRow
              key={field.name}
              field={field}
              fault={fault}
              value={values[field.name]}
              scenario={scenario}
              set={(value) => set(field.name, value)}
            />
          ))}
      </div>
      <div className="row">
        <Tip text={strings.nowHelp}>
          <button type="button" disabled={!hasRun} onClick={doItNow}>
            {strings.now}
          </button>
        </Tip>
        <button type="button" onClick={onRemove}>
          {strings.remove}
        </button>
      </div>
    </section>
  );
}

interface FaultFieldProps {
  readonly field: FaultField;
  readonly fault: Fault;
  readonly value: unknown;
  readonly scenario: Scenario;
  readonly set: (value: unknown) => void;
}

function FaultFieldRow(props: FaultFieldProps): ReactElement {
  const { document } = useServices();
  const { field, value, set } = props;
  const isSet = value !== undefined;
  // What may be left out, and is a number or a group, has a switch of its own.
  const isSwitched = field.isOptional && (field.form === 'number' || field.form === 'parts');
  const label = `${field.title}${field.unit === '' || isSet || !isSwitched ? '' : ` (${field.unit})`}`;
  return (
    <div className={css.faultsField} data-field={field.name}>
      {isSwitched ? (
        <label className="toggle">
          <input
            type="checkbox"
            checked={isSet}
            aria-label={`${field.title}: ${strings.sets}`}
            onChange={(event) => set(event.target.checked ? startOf(props, document.store.getState().selection.nodes) : undefined)}
          />
          <span>{label}</span>
        </label>
      ) : (
        field.form !== 'toggle' && <span className="field-title">{field.title}</span>
      )}
      {(!isSwitched || isSet) && <FieldInput {...props} />}
    </div>
  );
}

function startOf({ field, scenario }: FaultFieldProps, chosen: readonly string[]): unknown {
  if (field.form !== 'parts') return field.start;
  return chosen.length > 0 ? [...chosen] : scenario.nodes.slice(0, 1).map((node) => node.id);
}

function FieldInput({ field, fault, value, scenario, set }: FaultFieldProps): ReactElement {
  switch (field.form) {
    case 'part':
      return <Choice label={field.title} value={String(value)} options={scenario.nodes.map(({ id }) => [id, id])} set={set} />;
    case 'wire':
      return (
        <Choice
          label={field.title}
          value={String(value)}
          options={scenario.links.map((link) => [link.id, `${link.from} \u2192 ${link.to}`])}
          set={set}
        />
      );
    case 'zone':
      return (
        <Choice
          label={field.title}
          value={String(value)}
          options={[...new Set(scenario.nodes.flatMap((node) => node.zone ?? []))].map((zone) => [zone, zone])}
          set={set}
        />
      );
    case 'parts':
      return <Parts label={field.title} value={value as readonly string[]} scenario={scenario} set={set} />;
    case 'groups':
      return <GroupsField label={field.title} value={value as readonly FaultGroup[]} scenario={scenario} set={set} />;
    case 'param': {
      const kind = 'node' in fault ? scenario.nodes.find((node) => node.id === fault.node)?.kind : undefined;
      const fields = kind === undefined ? [] : fieldsOf(kindOf(kind)?.descriptor.fields as Parameters<typeof fieldsOf>[0]);
      return <Choice label={field.title} value={String(value)} options={fields.map(({ name, meta }) => [name, meta.title])} set={set} />;
    }
    case 'value':
      return <input aria-label={field.title} defaultValue={JSON.stringify(value)} onBlur={(event) => set(readValue(event.target.value))} />;
    case 'choice':
      return (
        <Choice
          label={field.title}
          value={value === undefined ? '' : String(value)}
          options={[
            ...(field.isOptional ? [['', 'as usual'] as const] : []),
            ...field.options.map((option) => [option, optionWord(fault.type, option)] as const),
          ]}
          set={(next) => set(next === '' ? undefined : next)}
        />
      );
    case 'toggle':
      return (
        <label className="toggle">
          <input type="checkbox" checked={value === true} onChange={(event) => set(event.target.checked ? true : undefined)} />
          <span>{field.title}</span>
        </label>
      );
    case 'number':
      return (
        <NumberField
          label={field.title}
          unit={field.unit}
          minimum={field.minimum}
          maximum={field.maximum}
          integer={field.isInteger}
          value={Number(value)}
          onChange={set}
        />
      );
  }
}

/** A value as JSON; what is not JSON is taken as text. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function Choice({
  label,
  value,
  options,
  set,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly set: (value: string) => void;
}): ReactElement {
  return (
    <select aria-label={label} value={value} onChange={(event) => set(event.target.value)}>
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  );
}
