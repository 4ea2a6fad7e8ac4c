import { z } from 'zod';
import type { FieldMeta } from '../../sim/index';

/** A field of a kind as the inspector draws it. */
export interface Field {
  readonly name: string;
  readonly meta: FieldMeta;
  readonly form: 'number' | 'integer' | 'choice' | 'toggle' | 'distribution' | 'text';
  readonly minimum: number;
  readonly maximum: number;
  readonly options: readonly string[];
  readonly fallback: unknown;
}

const known = new WeakMap<object, readonly Field[]>();

/** The fields of a kind's schema, in order; made once. */
export function fieldsOf(schema: z.ZodType): readonly Field[] {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const json = z.toJSONSchema(schema, { io: 'input' }) as { properties?: Record<string, Record<string, unknown>> };
  // A list (the script of a client) is edited in the file.
  const simple = Object.entries(json.properties ?? {}).filter(([, field]) => field.type !== 'array');
  const fields = simple.map(([name, field]) => toField(name, field));
  known.set(schema, fields);
  return fields;
}

function toField(name: string, json: Record<string, unknown>): Field {
  return {
    name,
    meta: json as unknown as FieldMeta,
    form: formOf(json),
    minimum: typeof json.minimum === 'number' ? json.minimum : -Infinity,
    maximum: typeof json.maximum === 'number' ? json.maximum : Infinity,
    options: Array.isArray(json.enum) ? (json.enum as string[]) : [],
    fallback: json.default,
  };
}

function formOf(json: Record<string, unknown>): Field['form'] {
  if (Array.isArray(json.enum)) return 'choice';
  if (json.type === 'integer') return 'integer';
  if (json.type === 'number') return 'number';
  if (json.type === 'boolean') return 'toggle';
  return json.type === 'string' ? 'text' : 'distribution';
}

/** Whether a field matters while the params are as they are. */
export function isShown(field: Field, params: Readonly<Record<string, unknown>>): boolean {
  const { when } = field.meta;
  return when === undefined || when.is.includes(params[when.field] as string);
}

/** Whether a field has its default. */
export function isDefault(field: Field, value: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(field.fallback);
}

/** Fields by the heading under which they lie, in order; those without one first, under ''. */
export function sectionsOf(fields: readonly Field[]): readonly { readonly title: string; readonly fields: readonly Field[] }[] {
  const sections = new Map<string, Field[]>([['', []]]);
  for (const field of fields) {
    const title = field.meta.section ?? '';
    const before = sections.get(title);
    if (before === undefined) sections.set(title, [field]);
    else before.push(field);
  }
  return [...sections].map(([title, list]) => ({ title, fields: list }));
}
