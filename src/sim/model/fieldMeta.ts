import { z } from 'zod';

/**
 * How a field of a part is called, its unit, and words for its options, as far as its schema says; an empty object when there is no such
 * field.
 */
export function fieldMeta(
  fields: z.ZodType | undefined,
  name: string,
): { readonly title?: string; readonly unit?: string; readonly options?: Readonly<Record<string, string>>; readonly namesParts?: true } {
  if (!(fields instanceof z.ZodObject)) return {};
  return (fields.shape as Readonly<Record<string, z.ZodType>>)[name]?.meta() ?? {};
}
