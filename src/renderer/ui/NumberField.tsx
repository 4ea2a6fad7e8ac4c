import { useEffect, useId, useRef, useState, type ReactElement } from 'react';

import { readNumber, readNumberWithin } from './numberText';
import { Slider } from './Slider';
import { strings as texts } from './strings';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly unit?: string | undefined;
  readonly minimum: number;
  readonly maximum: number;
  readonly integer?: boolean;
  readonly usual?: readonly [number, number] | undefined;
  readonly help?: string | undefined;
  /** It stands for several numbers that differ: nothing is shown until one is written for all. */
  readonly isMixed?: boolean;
  readonly onChange: (value: number) => void;
}

/** A number with its unit, range and a slider over the usual span. While the text is wrong it stays, with a sentence why. */
export function NumberField({
  label,
  value,
  unit = '',
  minimum,
  maximum,
  integer = false,
  usual,
  help,
  isMixed = false,
  onChange,
}: NumberFieldProps): ReactElement {
  const [text, setText] = useState(isMixed ? '' : String(value));
  const id = useId();
  useEffect(() => setText((before) => (isMixed ? '' : isValue(before, value) ? before : String(value))), [value, isMixed]);
  const range = { minimum, maximum, integer, unit };
  const read = readNumberWithin(text, range);
  const problem = read.ok || (isMixed && text === '') ? null : read.problem;
  const write = (next: string): void => {
    setText(next);
    const changed = readNumberWithin(next, range);
    if (changed.ok) onChange(changed.value);
  };
  const step = integer ? 1 : usual !== undefined && usual[1] - usual[0] <= 20 ? 0.1 : 1;
  return (
    <>
      <div className="number">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          value={text}
          aria-label={label}
          aria-invalid={problem !== null}
          aria-describedby={problem !== null ? `${id}-problem` : help !== undefined ? `${id}-help` : undefined}
          onChange={(event) => write(event.target.value)}
          placeholder={isMixed ? texts.mixed : undefined}
          onBlur={() => setText(isMixed ? '' : String(value))}
          onKeyDown={(event) => {
            const by = event.key === 'ArrowUp' ? step : event.key === 'ArrowDown' ? -step : 0;
            if (by === 0) return;
            event.preventDefault();
            write(String(Math.max(minimum, Math.min(maximum, Number((value + by * (event.shiftKey ? 10 : 1)).toFixed(6))))));
          }}
        />
        {unit !== '' && <span className="unit">{unit}</span>}
      </div>
      {help !== undefined && (
        <p id={`${id}-help`} hidden>
          {help}
        </p>
      )}
      {usual !== undefined && (
        <Slider
          label={texts.slider(label)}
          minimum={usual[0]}
          maximum={usual[1]}
          step={step}
          value={isMixed ? null : value}
          onChange={(next) => write(String(next))}
        />
      )}
      {problem !== null && (
        <p className="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </>
  );
}

function isValue(text: string, value: number): boolean {
  const read = readNumber(text);
  return read.ok && read.value === value;
}

interface NumberTextProps {
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Takes the focus when it appears. */
  readonly isFirst?: boolean;
}

/** A number in a form: kept as it is typed, and read when the form is sent, so that nothing typed is lost. */
export function NumberText({ label, unit, value, onChange, isFirst }: NumberTextProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFirst === true) input.current?.select();
  }, [isFirst]);
  return (
    <label className="number-text">
      {label}
      <span className="number">
        <input ref={input} inputMode="decimal" value={value} onChange={(event) => onChange(event.target.value)} />
        <span className="unit">{unit}</span>
      </span>
    </label>
  );
}
