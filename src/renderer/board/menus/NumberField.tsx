import { useEffect, useRef, type ReactElement } from 'react';

interface NumberFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Takes the focus when it appears. */
  readonly isFirst?: boolean;
}

/** A number as the user types it; checked by `parseNumber` when the form is sent, so that nothing typed is lost. */
export function NumberField({ label, unit, value, onChange, isFirst }: NumberFieldProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFirst === true) input.current?.select();
  }, [isFirst]);
  return (
    <label className="cs-field">
      {label}
      <span className="cs-measure">
        <input ref={input} inputMode="decimal" value={value} onChange={(event) => onChange(event.target.value)} />
        {unit}
      </span>
    </label>
  );
}

/** The number in a text (a comma may stand for the point), or null when it is none or not within the bounds. */
export function parseNumber(text: string, least: number, most: number): number | null {
  const plain = text.trim().replace(',', '.');
  const value = plain === '' ? NaN : Number(plain);
  return Number.isFinite(value) && value >= least && value <= most ? value : null;
}
