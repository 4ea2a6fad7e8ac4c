import type { ReactElement } from 'react';
import type { DistributionSpec } from '../../sim/index';
import { NumberField } from '../ui/NumberField';
import { DistributionField } from './DistributionField';
import type { Field } from './schemaFields';
import { strings } from './strings';

interface FieldInputProps {
  readonly field: Field;
  readonly value: unknown;
  /** It stands for several values that differ. */
  readonly isMixed?: boolean;
  readonly onChange: (value: unknown) => void;
}

/** How a field of a schema is set: the control alone, for every form of field. */
export function FieldInput({ field, value, isMixed = false, onChange }: FieldInputProps): ReactElement {
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
          <span>{isMixed ? strings.mixed : value === true ? strings.on : strings.off}</span>
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
