import { writtenNumber } from '../messages/message';
import { memo, type ReactElement } from 'react';
import type { DistributionSpec } from '../../sim/index';
import { strings } from './strings';
import { DistributionField } from './DistributionField';
import { isDefault, type Field } from './schemaFields';
import { NumberField } from '../ui/NumberField';
import './fields.css';

/** Limits beyond this only keep machines from harm. */
const MOST_WORTH_SAYING = 1e6;

interface FieldRowProps {
  readonly field: Field;
  readonly value: unknown;
  readonly isMixed: boolean;
  /** The same function each time, or the row is drawn again. */
  readonly onChange: (field: Field, value: unknown) => void;
}

/**
 * One field of a part: its title, how it is set, what it is for. Drawn again only when what it shows has changed: one part after the
 * other is looked at.
 */
export const FieldRow = memo(
  function FieldRow({ field, value, isMixed, onChange: change }: FieldRowProps): ReactElement {
    const { meta } = field;
    const range = rangeOf(field);
    const onChange = (next: unknown): void => change(field, next);
    return (
      <div className="field" data-field={field.name}>
        <div className="field-head">
          <span className="field-title" title={meta.help}>
            {meta.title}
            {isMixed && (
              <em className="field-mixed" title={strings.mixedHelp}>
                {strings.mixed}
              </em>
            )}
          </span>
          {(isMixed || !isDefault(field, value)) && (
            <button
              type="button"
              className="reset"
              title={`${strings.reset}: ${JSON.stringify(field.fallback)}`}
              aria-label={`${meta.title}: ${strings.reset}`}
              onClick={() => onChange(field.fallback)}
            >
              {'\u21ba'}
            </button>
          )}
        </div>
        <FieldInput field={field} value={value} isMixed={isMixed} onChange={onChange} />
        {(meta.help !== undefined || range !== '') && (
          <p className="help">
            {meta.help} {range !== '' && <span className="range">{range}</span>}
          </p>
        )}
      </div>
    );
  },
  (a, b) =>
    a.field === b.field &&
    a.isMixed === b.isMixed &&
    a.onChange === b.onChange &&
    (a.value === b.value || JSON.stringify(a.value) === JSON.stringify(b.value)),
);

const ranges = new WeakMap<Field, string>();

/** What a number may be, in words; '' when anything goes. Made once: numbers in words are slow to make. */
function rangeOf(field: Field): string {
  const known = ranges.get(field) ?? rangeText(field);
  ranges.set(field, known);
  return known;
}

function rangeText({ form, minimum, maximum, meta }: Field): string {
  if (form !== 'number' && form !== 'integer') return '';
  const isLimited = maximum < MOST_WORTH_SAYING;
  if (!Number.isFinite(minimum) && !isLimited) return '';
  const unit = meta.unit === undefined ? '' : ` ${meta.unit}`;
  return isLimited ? strings.range(writtenNumber(minimum), writtenNumber(maximum) + unit) : strings.atLeast(writtenNumber(minimum) + unit);
}

function FieldInput({
  field,
  value,
  isMixed,
  onChange,
}: Omit<FieldRowProps, 'onChange'> & { readonly onChange: (value: unknown) => void }): ReactElement {
  const { meta } = field;
  switch (field.form) {
    case 'choice':
      return (
        <select aria-label={meta.title} value={isMixed ? '' : String(value)} onChange={(event) => onChange(event.target.value)}>
          {isMixed && (
            <option value="" disabled>
              {strings.mixed}
            </option>
          )}
          {field.options.map((option) => (
            <option key={option} value={option}>
              {meta.options?.[option] ?? option}
            </option>
          ))}
        </select>
      );
    case 'toggle':
      return (
        <label className="toggle">
          {/* A switch is on or off to those who hear it; only a checkbox can be neither. */}
          <input
            type="checkbox"
            role={isMixed ? undefined : 'switch'}
            ref={(box) => {
              if (box !== null) box.indeterminate = isMixed;
            }}
            aria-checked={isMixed ? 'mixed' : value === true}
            aria-label={meta.title}
            checked={!isMixed && value === true}
            onChange={(event) => onChange(event.target.checked)}
          />
          <span>{isMixed ? strings.mixed : value === true ? 'On' : 'Off'}</span>
        </label>
      );
    case 'distribution':
      return <DistributionField label={meta.title} value={value as DistributionSpec} isMixed={isMixed} onChange={onChange} />;
    case 'text':
      return (
        <input
          aria-label={meta.title}
          value={isMixed ? '' : String(value)}
          placeholder={isMixed ? strings.mixed : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    default:
      return (
        <NumberField
          label={meta.title}
          value={Number(value)}
          unit={meta.unit}
          minimum={field.minimum}
          maximum={field.maximum}
          integer={field.form === 'integer'}
          usual={meta.usual}
          help={meta.help}
          isMixed={isMixed}
          onChange={onChange}
        />
      );
  }
}
