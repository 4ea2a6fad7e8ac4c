import { z } from 'zod';
import { distributionSchema, type DistributionSpec } from '../model/distributionSchema';
import type { FieldMeta } from '../model/fieldMeta';

/** How the fields of a kind are made, by name: not before one of its parts is needed (`defineKind`). */
export type FieldTable<P> = { readonly [Name in keyof P]-?: () => z.ZodType<P[Name]> };

/** What fields hold. */
export type ParamsOf<Table extends Readonly<Record<string, () => z.ZodType>>> = {
  -readonly [Name in keyof Table]: z.infer<ReturnType<Table[Name]>>;
};

/** Largest whole number a field takes where nothing smaller makes sense. */
export const MANY = 1_000_000;

/** A whole number. */
export function count(least: number, most: number, fallback: number, meta: FieldMeta): () => z.ZodDefault<z.ZodInt> {
  return () =>
    z
      .int()
      .min(least)
      .max(most)
      .default(fallback)
      .meta({ ...meta });
}

/** A number. */
export function quantity(least: number, most: number, fallback: number, meta: FieldMeta): () => z.ZodDefault<z.ZodNumber> {
  return () =>
    z
      .number()
      .min(least)
      .max(most)
      .default(fallback)
      .meta({ ...meta });
}

/** One of several words. */
export function choice<const T extends readonly [string, ...string[]]>(
  words: T,
  fallback: T[number],
  meta: FieldMeta,
): () => z.ZodDefault<z.ZodType<T[number]>> {
  return () => {
    const schema: z.ZodType<T[number]> = z.enum(words);
    return schema.default(fallback as never).meta({ ...meta }) as z.ZodDefault<z.ZodType<T[number]>>;
  };
}

/** Yes or no. */
export function toggle(fallback: boolean, meta: FieldMeta): () => z.ZodDefault<z.ZodBoolean> {
  return () =>
    z
      .boolean()
      .default(fallback)
      .meta({ ...meta });
}

/** A duration that may vary. */
export function duration(fallback: DistributionSpec, meta: FieldMeta): () => z.ZodDefault<typeof distributionSchema> {
  return () => distributionSchema.default(fallback).meta({ ...meta, unit: 'ms' });
}

/** The id of a program of the scenario; empty: none. */
export function programName(meta: FieldMeta): () => z.ZodDefault<z.ZodString> {
  return () =>
    z
      .string()
      .max(40)
      .regex(/^([A-Za-z][A-Za-z0-9_-]*)?$/, { message: 'must be the name of a program, or empty' })
      .default('')
      .meta({ ...meta, examples: [''] });
}
