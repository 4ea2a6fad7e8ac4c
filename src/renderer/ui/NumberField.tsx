import { useEffect, useId, useState, type ReactElement } from 'react';

import { strings as texts } from './strings';

interface NumberInputProps {
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

/** What is wrong with a text as a number of this range, or null. */
export function numberProblem(text: string, minimum: number, maximum: number, integer: boolean, unit: string): string | null {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) return 'Write a number.';
  if (integer && !Number.isInteger(value)) return 'Write a whole number.';
  if (value < minimum) return `At least ${minimum}${unit}.`;
  return value > maximum ? `At most ${maximum}${unit}.` : null;
}

/** A number with its unit, range and a slider over the usual span. While the text is wrong it stays, with a sentence why. */
export function NumberInput({
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
}: NumberInputProps): ReactElement {
  const [text, setText] = useState(isMixed ? '' : String(value));
  const id = useId();
  useEffect(
    () => setText((before) => (isMixed ? '' : Number(before) === value && before.trim() !== '' ? before : String(value))),
    [value, isMixed],
  );
  const problem = isMixed && text === '' ? null : numberProblem(text, minimum, maximum, integer, unit === '' ? '' : ` ${unit}`);
  const take = (next: string): void => {
    setText(next);
    if (numberProblem(next, minimum, maximum, integer, '') === null) onChange(Number(next));
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
          aria-describedby={problem !== null ? `${id}-problem` : undefined}
          title={help}
          onChange={(event) => take(event.target.value)}
          placeholder={isMixed ? texts.mixed : undefined}
          onBlur={() => setText(isMixed ? '' : String(value))}
          onKeyDown={(event) => {
            const by = event.key === 'ArrowUp' ? step : event.key === 'ArrowDown' ? -step : 0;
            if (by === 0) return;
            event.preventDefault();
            take(String(Math.max(minimum, Math.min(maximum, Number((value + by * (event.shiftKey ? 10 : 1)).toFixed(6))))));
          }}
        />
        {unit !== '' && <span className="unit">{unit}</span>}
      </div>
      {usual !== undefined && (
        <Slider label={`${label}, slider`} usual={usual} step={step} value={isMixed ? null : value} onChange={take} />
      )}
      {problem !== null && (
        <p className="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </>
  );
}

interface SliderProps {
  readonly label: string;
  readonly usual: readonly [number, number];
  readonly step: number;
  /** Null: it stands for several numbers that differ. */
  readonly value: number | null;
  readonly onChange: (text: string) => void;
}

/**
 * A slider over the usual span. Undecided, it stands hollow in the middle, as a checkbox that is neither on nor off has a dash, and is
 * moved from there.
 */
function Slider({ label, usual: [least, most], step, value, onChange }: SliderProps): ReactElement {
  const isMixed = value === null;
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={isMixed ? texts.mixed : undefined}
      data-mixed={isMixed || undefined}
      min={least}
      max={most}
      step={step}
      value={Math.max(least, Math.min(most, value ?? (least + most) / 2))}
      onChange={(event) => onChange(event.target.value)}
      // Pressed just where it stands nothing has changed for the browser, but for the parts it has.
      onPointerUp={(event) => isMixed && onChange(event.currentTarget.value)}
    />
  );
}
