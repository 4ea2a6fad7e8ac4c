import { Slider as BaseSlider } from '@base-ui/react/slider';
import type { ReactElement } from 'react';
import { strings } from './strings';

interface SliderProps {
  readonly label: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
  /** Null: it stands for several numbers that differ. */
  readonly value: number | null;
  readonly onChange: (value: number) => void;
}

/**
 * A slider. Undecided, it stands hollow in the middle, as a checkbox that is neither on nor off has a dash, and is moved from there; to
 * press it just where it stands decides, too, although nothing has moved.
 */
export function Slider({ label, minimum, maximum, step, value, onChange }: SliderProps): ReactElement {
  const isMixed = value === null;
  const shown = Math.max(minimum, Math.min(maximum, value ?? (minimum + maximum) / 2));
  return (
    <BaseSlider.Root
      className="slider"
      data-mixed={isMixed || undefined}
      min={minimum}
      max={maximum}
      step={step}
      value={shown}
      onValueChange={onChange}
    >
      <BaseSlider.Control className="slider-control" onPointerUp={() => isMixed && onChange(shown)}>
        <BaseSlider.Track className="slider-track">
          <BaseSlider.Indicator className="slider-indicator" />
          <BaseSlider.Thumb className="slider-thumb" getAriaLabel={() => label} aria-valuetext={isMixed ? strings.mixed : undefined} />
        </BaseSlider.Track>
      </BaseSlider.Control>
    </BaseSlider.Root>
  );
}
