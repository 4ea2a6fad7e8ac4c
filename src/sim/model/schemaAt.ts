import { z } from 'zod';
import type { FieldMeta } from './fieldMeta';

/** The part of a schema that a path of a document leads to. */
export interface SchemaPlace {
  /** Without defaults and the like around it. */
  readonly schema: z.ZodType;
  /** Title, unit and help, where they are given. */
  readonly meta: Partial<FieldMeta>;
}

/** Finds the schema of a value: `root` is the document, which decides between the branches of a union. Null: the path leads nowhere. */
export function schemaAt(schema: z.ZodType, root: unknown, path: readonly PropertyKey[]): SchemaPlace | null {
  let place = unwrapped(schema);
  let value = root;
  for (const key of path) {
    const next = step(branch(place.schema, value), key);
    if (next === null) return null;
    place = unwrapped(next);
    value = entryOf(value, key);
  }
  return place;
}

/** Names that an object at a path may have; of a union, those of the option it has chosen. */
export function namesAt(schema: z.ZodType, root: unknown, path: readonly PropertyKey[]): string[] {
  const place = schemaAt(schema, root, path);
  const chosen = place === null ? null : branch(place.schema, valueAt(root, path));
  return chosen instanceof z.ZodObject ? Object.keys(chosen.shape) : [];
}

/** The forms among which a discriminated union chooses, as the entry that tells them apart; none for any other schema. */
export function formsOf(schema: z.ZodType): { readonly name: string; readonly value: unknown }[] {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return [];
  const { discriminator } = schema.def;
  return (schema.options as readonly z.ZodObject[]).map((option) => ({
    name: discriminator,
    value: (option.shape[discriminator] as z.ZodLiteral).value,
  }));
}

/** The value at a path of a document, undefined when there is none. */
export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => entryOf(value, key), root);
}

function entryOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

/** What numbers a schema takes, in words: `a whole number from 1 to 32 slots`. Empty when it takes none. */
export function numberWords({ schema, meta }: SchemaPlace): string {
  if (!(schema instanceof z.ZodNumber)) return '';
  const { minimum, maximum, exclusiveMinimum, type } = z.toJSONSchema(schema) as {
    minimum?: number;
    maximum?: number;
    exclusiveMinimum?: number;
    type?: string;
  };
  const noun = type === 'integer' ? 'a whole number' : 'a number';
  const unit = meta.unit === undefined ? '' : ` ${meta.unit}`;
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  const least = minimum === -Number.MAX_SAFE_INTEGER ? undefined : minimum;
  if (exclusiveMinimum !== undefined) return `${noun} above ${exclusiveMinimum}${most === undefined ? '' : ` and at most ${most}`}${unit}`;
  if (least !== undefined && most !== undefined) return `${noun} from ${least} to ${most}${unit}`;
  if (least !== undefined) return `${noun} of at least ${least}${unit}`;
  return most === undefined ? noun : `${noun} of at most ${most}${unit}`;
}

function unwrapped(schema: z.ZodType): SchemaPlace {
  let inner = schema;
  let meta = inner.meta() as Partial<FieldMeta> | undefined;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional) {
    inner = inner.def.innerType as z.ZodType;
    meta ??= inner.meta() as Partial<FieldMeta> | undefined;
  }
  return { schema: inner, meta: meta ?? {} };
}

/** Of a union with a discriminator, the option that a value has chosen. */
function branch(schema: z.ZodType, value: unknown): z.ZodType {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema;
  const { discriminator } = schema.def;
  const chosen = entryOf(value, discriminator);
  const options = schema.options as readonly z.ZodObject[];
  return options.find((option) => option.shape[discriminator]._zod.values?.has(chosen as never) === true) ?? schema;
}

function step(schema: z.ZodType, key: PropertyKey): z.ZodType | null {
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, key) ? (schema.shape[key as string] as z.ZodType) : null;
  return null;
}
