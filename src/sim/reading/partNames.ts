import { fieldMeta } from '../model/fieldMeta';
import { kindOf } from '../kinds/index';
import type { Scenario } from '../model/scenario';

/** Ids of parts by their new ones. */
export type Renamed = ReadonlyMap<string, string>;

const WORD = /[A-Za-z][A-Za-z0-9_-]*/g;

/**
 * The value of a field after parts were renamed or copied: where the field names parts in a text (weights such as `W1=3`), the names
 * follow; every other value is given back as it is.
 */
export function valueRenamed(kind: string, field: string, value: unknown, renamed: Renamed): unknown {
  if (typeof value !== 'string' || fieldMeta(kindOf(kind)?.descriptor.fields, field).namesParts !== true) return value;
  return value.replace(WORD, (name) => renamed.get(name) ?? name);
}

/** The fields of a part after parts were renamed or copied; the same object when nothing changes. */
export function paramsRenamed<T extends Readonly<Record<string, unknown>>>(kind: string, params: T, renamed: Renamed): T {
  const changed = Object.entries(params).flatMap(([field, value]) => {
    const after = valueRenamed(kind, field, value, renamed);
    return after === value ? [] : [[field, after] as const];
  });
  return changed.length === 0 ? params : { ...params, ...Object.fromEntries(changed) };
}

/** Parts that a text field names, such as `W1` and `W2` in `W1=3, W2=1`; none where the field names no parts. */
export function partsNamed(kind: string, field: string, value: unknown): string[] {
  if (typeof value !== 'string' || fieldMeta(kindOf(kind)?.descriptor.fields, field).namesParts !== true) return [];
  return [...new Set(value.match(WORD))];
}

/**
 * Programs whose code has the id of a part in quotes. Nobody can rename a part in what somebody wrote, so whoever renames one should be
 * told of these.
 */
export function programsThatName({ programs = {} }: Pick<Scenario, 'programs'>, id: string): string[] {
  const quoted = new RegExp(`(['"\`])${id}\\1`);
  return Object.entries(programs)
    .filter(([, { code }]) => quoted.test(code))
    .map(([name]) => name);
}
