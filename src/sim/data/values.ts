import { PROFILE_FIELDS, shippedField, writtenField } from './profiles';

/** Names of the fields of what is stored under a key, in the order in which stores number them. Key and field together are a register. */
export const FIELD_NAMES = PROFILE_FIELDS;
/** How many fields there are under each key. */
export const FIELD_COUNT = FIELD_NAMES.length;

/** The data set that stores keep when a scenario names no keys of its own, in words. */
export const SHIPPED_DATA = 'the 1,000 shipped profiles';

/** A field by its name. */
export type FieldName = (typeof FIELD_NAMES)[number];

/** What a register holds, or an answer carries. Null: nothing is there. */
export type Data = string | number | null;

/**
 * Data with the version that put it there: 0 as shipped, from 1 on the number of a write (no two writes of a run have the same), -1 nothing
 * is there. Stores, calls and histories pass the version on and leave the data here, since data of a version never changes: to compare two
 * values is to compare their versions. Whoever keeps more than one value under a register (siblings, lists, counters) keeps versions, too,
 * and makes data of them with `storedValue`.
 */
export interface StoredValue {
  readonly data: Data;
  readonly version: number;
}

/** One number for a key and a field. */
export function registerOf(key: number, field: number): number {
  return key * FIELD_COUNT + field;
}

/** The key of a register. */
export function keyOfRegister(register: number): number {
  return Math.floor(register / FIELD_COUNT);
}

/** The number of the field of a register. */
export function fieldOfRegister(register: number): number {
  return register % FIELD_COUNT;
}

const NOTHING: StoredValue = { data: null, version: -1 };

/**
 * What a version of a register holds; `named`: what its author wanted written, undefined where nobody said. Throws RangeError when there is
 * no such key, field or version.
 */
export function storedValue(key: number, field: number, version: number, named?: string | number): StoredValue {
  if (version < 0) return NOTHING;
  if (named !== undefined) return { data: named, version };
  return { data: version === 0 ? shippedField(key, field) : writtenField(key, field, version), version };
}
