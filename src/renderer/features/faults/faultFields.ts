import { z } from 'zod';
import { faultSchema, type Fault, type FaultType } from '../../../sim/index';
import { strings } from './strings';

/** A field of a fault as the form draws it. */
export interface FaultField {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly form: 'part' | 'parts' | 'groups' | 'wire' | 'zone' | 'param' | 'value' | 'number' | 'choice' | 'toggle';
  readonly isOptional: boolean;
  readonly minimum: number;
  readonly maximum: number;
  readonly isInteger: boolean;
  readonly options: readonly string[];
  /** What a number is set to when it is first wanted. */
  readonly start: number;
}

const FORMS: Readonly<Record<string, FaultField['form']>> = {
  node: 'part',
  nodes: 'parts',
  others: 'parts',
  groups: 'groups',
  from: 'part',
  to: 'part',
  link: 'wire',
  zone: 'zone',
  param: 'param',
  value: 'value',
};

/** Units of the numbers among the fields. */
const UNITS: Readonly<Record<string, string>> = {
  atSeconds: 's',
  forSeconds: 's',
  percent: '%',
  skewMs: 'ms',
  driftPercent: '%',
  everySeconds: 's',
  downSeconds: 's',
};

const STARTS: Readonly<Record<string, number>> = {
  forSeconds: 10,
  downSeconds: 5,
  factor: 10,
  percent: 20,
  count: 1,
  skewMs: 1000,
  driftPercent: 10,
};

const known = new Map<FaultType, readonly FaultField[]>();

/** An option of a field in plain words. */
export function optionWord(type: FaultType, option: string): string {
  return strings.otherOptions[type]?.[option] ?? strings.options[option] ?? option;
}

/**
 * Whether a field means anything to a fault as it is: how many times slower for a pair that is slow, a share for one that loses, doubles,
 * mixes up or damages messages. What is set already stays to be seen.
 */
export function isFieldMeant(fault: Fault, name: string): boolean {
  if (fault.type !== 'lane') return true;
  if (name === 'factor') return fault.does === 'slow' || fault.factor !== undefined;
  if (name === 'percent') return (fault.does !== 'slow' && fault.does !== 'cut') || fault.percent !== undefined;
  return true;
}

/** The fields of a type of fault, in the order of the file; made once. */
export function fieldsOfFault(type: FaultType): readonly FaultField[] {
  const before = known.get(type);
  if (before !== undefined) return before;
  const variant = faultSchema.options.find((option) => option.shape.type.value === type);
  const json =
    variant === undefined
      ? {}
      : (z.toJSONSchema(variant, { io: 'input' }) as { properties?: Record<string, Record<string, unknown>>; required?: string[] });
  const fields = Object.entries(json.properties ?? {})
    .filter(([name]) => name !== 'id' && name !== 'type')
    .map(([name, field]) => toField(name, field, json.required?.includes(name) !== true));
  known.set(type, fields);
  return fields;
}

function toField(name: string, json: Record<string, unknown>, isOptional: boolean): FaultField {
  const title = strings.fieldNames[name] ?? name;
  const unit = UNITS[name] ?? '';
  const minimum = typeof json.minimum === 'number' ? json.minimum : -Infinity;
  return {
    name,
    title,
    unit,
    isOptional,
    minimum,
    form: FORMS[name] ?? (Array.isArray(json.enum) ? 'choice' : json.type === 'boolean' ? 'toggle' : 'number'),
    maximum: typeof json.maximum === 'number' ? json.maximum : Infinity,
    isInteger: json.type === 'integer',
    options: Array.isArray(json.enum) ? (json.enum as string[]) : [],
    start: STARTS[name] ?? Math.max(0, minimum),
  };
}
