import { type ProgramFunction } from '../../../sim/index';
import { isShown, type Field } from '../../fields/schemaFields';

type Params = Readonly<Record<string, unknown>>;

/** The function that a part calls in the program of a field, while its params are as they are; null: none. */
export function activeFunction(field: Field, params: Params): ProgramFunction | null {
  if (!isShown(field, params)) return null;
  return field.meta.programs?.find(({ when }) => when === undefined || when.is.includes(String(params[when.field]))) ?? null;
}

/** The field below which the program belongs: the one that asks for it; its own where none does. */
export function anchorOf(field: Field, params: Params): string | null {
  const active = activeFunction(field, params);
  return active === null ? null : (active.when?.field ?? field.meta.when?.field ?? field.name);
}
