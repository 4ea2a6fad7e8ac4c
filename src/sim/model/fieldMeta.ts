import { z } from 'zod';
import type { ProgramFunction } from './programFunction';

/** Extra facts about a field, given to zod's `.meta()`; the inspector, the JSON Schema and the docs are made from them. */
export interface FieldMeta {
  readonly title: string;
  readonly unit?: string;
  readonly help?: string;
  /** Show the field only while another field has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly (string | number | boolean)[] };
  /** Plain words for the options of an enum. */
  readonly options?: Readonly<Record<string, string>>;
  /** Sliders and steppers: a sensible span, where the allowed range is much wider. */
  readonly usual?: readonly [number, number];
  /**
   * Heading under which further fields lie folded in the inspector. Such a field is off by default, files leave it out while it
   * has its default, and that default never changes: so old files keep their text and their meaning.
   */
  readonly section?: string;
  /** What the part's face says once the field differs from its default; `{}` stands for the value. */
  readonly face?: string;
  /** The face says it at the default too: what a newcomer wants to know of the part first. */
  readonly isOnFace?: boolean;
  /** The field names a program of the scenario, in which these functions are called. */
  readonly programs?: readonly ProgramFunction[];
  /** The text names parts by their ids, which follow when a part is renamed or copied (`model/partNames`). */
  readonly namesParts?: true;
  /** Values of a text field, for those who write by hand and for tests. */
  readonly examples?: readonly string[];
}

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
