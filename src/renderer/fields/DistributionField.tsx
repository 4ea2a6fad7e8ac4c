import { useEffect, useState, type ReactElement } from 'react';
import { densityPoints, describeDistribution, meanMs, type DistributionSpec } from '../../sim/index';
import { strings } from './strings';
import { NumberField } from '../ui/NumberField';
import { readNumberWithin } from '../ui/numberText';

const LONGEST_MS = 3_600_000;
const WIDTH = 220;
const HEIGHT = 44;

/** A distribution of another type with about the same mean. */
export function changeType(d: DistributionSpec, type: DistributionSpec['type']): DistributionSpec {
  const mean = Math.min(LONGEST_MS / 4, Number(Math.max(0, Number.isFinite(meanMs(d)) ? meanMs(d) : 10).toPrecision(3)));
  switch (type) {
    case 'constant':
      return { type, valueMs: mean };
    case 'uniform':
      return { type, minMs: mean / 2, maxMs: mean * 1.5 };
    case 'exponential':
      return { type, meanMs: mean };
    case 'lognormal':
      return { type, medianMs: mean, sigma: 0.5 };
    case 'pareto':
      return { type, minMs: mean / 3, shape: 1.5 };
    case 'empirical':
      return { type, valuesMs: [mean / 2, mean, mean * 2] };
  }
}

interface DistributionFieldProps {
  readonly label: string;
  readonly value: DistributionSpec;
  /** It stands for several distributions that differ: no numbers are shown until one is chosen for all. */
  readonly isMixed?: boolean;
  readonly onChange: (value: DistributionSpec) => void;
}

/** Type and numbers of a distribution, its curve, and what it is in words. */
export function DistributionField({ label, value, isMixed = false, onChange }: DistributionFieldProps): ReactElement {
  const number = (name: string, title: string, minimum = 0, maximum = LONGEST_MS, unit = 'ms'): ReactElement => (
    <label className="sub-field" key={name}>
      <span>{title}</span>
      <NumberField
        label={`${label}, ${title}`}
        unit={unit}
        minimum={minimum}
        maximum={maximum}
        value={Number((value as Record<string, unknown>)[name] ?? 0)}
        onChange={(next) => onChange({ ...value, [name]: next } as DistributionSpec)}
      />
    </label>
  );
  // The first of several that differ is of that type already: its numbers then hold for all.
  const choose = (type: DistributionSpec['type']): void => onChange(type === value.type ? value : changeType(value, type));
  const words = strings.parameters;
  return (
    <div className="distribution">
      <select
        aria-label={strings.kindOf(label)}
        value={isMixed ? '' : value.type}
        onChange={(event) => choose(event.target.value as DistributionSpec['type'])}
      >
        {isMixed && (
          <option value="" disabled>
            {strings.mixed}
          </option>
        )}
        {Object.entries(strings.types).map(([type, title]) => (
          <option key={type} value={type}>
            {title}
          </option>
        ))}
      </select>
      {!isMixed && (
        <>
          {value.type === 'constant' && number('valueMs', words.value)}
          {value.type === 'uniform' && [number('minMs', words.least, 0, value.maxMs), number('maxMs', words.most, value.minMs)]}
          {value.type === 'exponential' && [number('meanMs', words.mean), number('offsetMs', words.offset)]}
          {value.type === 'lognormal' && [number('medianMs', words.median), number('sigma', words.spread, 0, 4, '')]}
          {value.type === 'pareto' && [number('minMs', words.least), number('shape', words.shape, 0.5, 100, '')]}
          {value.type === 'empirical' && (
            <MeasuredValues label={label} values={value.valuesMs} onChange={(valuesMs) => onChange({ type: 'empirical', valuesMs })} />
          )}
          <Curve value={value} />
        </>
      )}
    </div>
  );
}

function MeasuredValues({
  label,
  values,
  onChange,
}: {
  readonly label: string;
  readonly values: readonly number[];
  readonly onChange: (values: number[]) => void;
}): ReactElement {
  const [text, setText] = useState(values.join('; '));
  useEffect(() => setText(values.join('; ')), [values]);
  const read = text
    .split(/\s*;\s*|,\s+|\s+/)
    .flatMap((part) => (part === '' ? [] : readNumberWithin(part, { minimum: 0, maximum: LONGEST_MS })));
  const parts = read.flatMap((part) => (part.ok ? part.value : []));
  const isGood = parts.length > 0 && parts.length <= 10_000 && parts.length === read.length;
  return (
    <>
      <textarea
        aria-label={strings.measuredLabel(label)}
        rows={2}
        value={text}
        aria-invalid={!isGood}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => (isGood ? onChange(parts) : setText(values.join('; ')))}
      />
      {!isGood && <p className="problem">{strings.measuredProblem}</p>}
    </>
  );
}

function Curve({ value }: { readonly value: DistributionSpec }): ReactElement {
  const words = describeDistribution(value);
  const points = densityPoints(value, 48);
  const top = points[points.length - 1].xMs;
  const path = points
    .map((p, i) => `${i === 0 ? 'M' : 'L'}${((p.xMs / top) * WIDTH).toFixed(1)} ${(HEIGHT - p.y * (HEIGHT - 4)).toFixed(1)}`)
    .join(' ');
  return (
    <figure className="curve">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 2}`} role="img" aria-label={words}>
        <path d={`${path} L${WIDTH} ${HEIGHT} L0 ${HEIGHT} Z`} className="curve-area" />
        <path d={path} className="curve-line" />
      </svg>
      <figcaption>{words}</figcaption>
    </figure>
  );
}
