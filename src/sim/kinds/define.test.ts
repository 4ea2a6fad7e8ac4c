import { expect, it } from 'vitest';
import { defineKind } from './define';
import { count } from './fields';
import { kinds } from './index';

it('fields of a kind are made when they are first asked for, and once', () => {
  let made = 0;
  const slots = count(1, 8, 4, { title: 'Slots', help: 'How many.' });
  const { descriptor, behavior } = kinds.worker;
  const kind = defineKind({ ...descriptor, fields: { slots: () => (made++, slots()) } }, behavior);
  expect(made).toBe(0);
  expect(kind.descriptor.fields.parse({})).toEqual({ slots: 4 });
  expect(kind.descriptor.fields).toBe(kind.descriptor.fields);
  expect(kind.descriptor.fields.safeParse({ other: 1 }).success).toBe(false);
  expect(made).toBe(1);
});
