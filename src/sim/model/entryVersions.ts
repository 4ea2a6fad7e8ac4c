import type { Check } from './checkSchema';
import { FAULT_INFO } from './faultInfo';

/** Brings an entry of a file (a fault, a check) from one version to the next. It is plain data that nobody has checked yet. */
export type EntryMigration = (entry: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** The newest version of a type of entry, and the steps to it: entry 0 takes 1 to 2, and so on. */
export interface EntryVersions {
  readonly version: number;
  readonly steps: readonly EntryMigration[];
}

/** The type of a check: one that names none holds a figure against limits. */
export type CheckType = NonNullable<Check['type']>;

const FIRST: EntryVersions = { version: 1, steps: [] };

/** Versions of faults that have changed since they were released; all others are as they were. */
const CHANGED_FAULTS: Readonly<Record<string, EntryVersions>> = {};

/** Versions of every type of fault. */
export const FAULT_VERSIONS: Readonly<Record<string, EntryVersions>> = Object.fromEntries(
  Object.keys(FAULT_INFO).map((type) => [type, CHANGED_FAULTS[type] ?? FIRST]),
);

/** Versions of every type of check. */
export const CHECK_VERSIONS: Readonly<Record<CheckType, EntryVersions>> = {
  metric: FIRST,
  history: FIRST,
  convergence: FIRST,
  says: FIRST,
};

/** The type of a check. */
export function checkTypeOf(check: Pick<Check, 'type'>): CheckType {
  return check.type ?? 'metric';
}
