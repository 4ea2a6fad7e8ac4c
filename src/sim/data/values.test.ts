import { describe, expect, it } from 'vitest';
import { baseProfile, PEOPLE, writtenField } from './profiles';
import { FIELD_COUNT, FIELD_NAMES, fieldOfRegister, keyOfRegister, registerOf, SHIPPED_DATA, storedValue } from './values';

const fields = FIELD_NAMES.map((_, field) => field);

describe('a stored value', () => {
  it('is data with its version: as shipped, as written, as its author wanted, or nothing', () => {
    for (let key = 0; key < 2 * PEOPLE; key += 97) {
      for (const field of fields) {
        expect(storedValue(key, field, 0)).toEqual({ data: baseProfile(key)[FIELD_NAMES[field]], version: 0 });
        expect(storedValue(key, field, 7)).toEqual({ data: writtenField(key, field, 7), version: 7 });
      }
    }
    expect(storedValue(3, 1, 7, 'Lisbon')).toEqual({ data: 'Lisbon', version: 7 });
    expect(storedValue(3, 1, -1)).toEqual({ data: null, version: -1 });
  });

  it('keeps the type of its field, whichever version', () => {
    for (const field of fields)
      for (const version of [1, 2, 500]) expect(typeof storedValue(9, field, version).data).toBe(typeof storedValue(9, field, 0).data);
  });

  it('is none of a key, a field or a version that there is not', () => {
    for (const key of [-1, 0.5, NaN]) for (const field of fields) expect(() => storedValue(key, field, 0)).toThrow(RangeError);
    expect(() => storedValue(0, FIELD_COUNT, 0)).toThrow(`there is no field ${FIELD_COUNT}`);
    expect(() => storedValue(0, 0, 1.5)).toThrow(RangeError);
  });

  it('stands in a register of its own', () => {
    const registers = [0, 1, 999, 999_999].flatMap((key) => fields.map((field) => registerOf(key, field)));
    expect(new Set(registers).size).toBe(registers.length);
    expect(registers.map((register) => registerOf(keyOfRegister(register), fieldOfRegister(register)))).toEqual(registers);
  });

  it('comes from a set whose name says its size', () => {
    expect(SHIPPED_DATA).toContain(new Intl.NumberFormat('en').format(PEOPLE));
  });
});
