import { memo, type ReactElement } from 'react';
import { writtenNumber } from '../messages/message';
import { strings } from './strings';
import { FieldInput } from './FieldInput';
import { isDefault, type Field } from './schemaFields';
import './fields.css';
import { Tip } from '../ui/Tip';

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
          <Tip text={meta.help}>
            <span className="field-title">
              {meta.title}
              {isMixed && (
                <Tip text={strings.mixedHelp}>
                  <em className="field-mixed">{strings.mixed}</em>
                </Tip>
              )}
            </span>
          </Tip>
          {(isMixed || !isDefault(field, value)) && (
            <Tip text={`${strings.reset}: ${JSON.stringify(field.fallback)}`}>
              <button
                type="button"
                className="reset"
                aria-label={`${meta.title}: ${strings.reset}`}
                onClick={() => onChange(field.fallback)}
              >
                {'\u21ba'}
              </button>
            </Tip>
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
