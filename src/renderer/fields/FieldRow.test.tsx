import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { Field } from './schemaFields';
import { FieldRow } from './FieldRow';

afterEach(cleanup);

const field: Field = {
  name: 'warm',
  meta: { title: 'Warm start' },
  form: 'toggle',
  minimum: -Infinity,
  maximum: Infinity,
  options: [],
  fallback: false,
};

it('shows a switch of parts that differ as a box that is neither on nor off, and sets all of them by a click', () => {
  const given: unknown[] = [];
  const onChange = (_field: Field, value: unknown): void => void given.push(value);
  const { rerender } = render(<FieldRow field={field} value={false} isMixed onChange={onChange} />);
  const box = screen.getByRole('checkbox', { name: 'Warm start' });
  expect([box.getAttribute('aria-checked'), (box as HTMLInputElement).indeterminate]).toEqual(['mixed', true]);
  fireEvent.click(box);
  rerender(<FieldRow field={field} value isMixed={false} onChange={onChange} />);
  expect(given).toEqual([true]);
  expect(screen.getByRole('switch', { name: 'Warm start' })).toMatchObject({ checked: true, indeterminate: false });
});

it('draws a field again only when what it shows has changed', () => {
  let reads = 0;
  const counted: Field = {
    ...field,
    get meta() {
      reads++;
      return field.meta;
    },
  };
  const onChange = (): void => undefined;
  const { rerender } = render(<FieldRow field={counted} value={false} isMixed={false} onChange={onChange} />);
  const before = reads;
  rerender(<FieldRow field={counted} value={false} isMixed={false} onChange={onChange} />);
  expect(reads).toBe(before);
  rerender(<FieldRow field={counted} value isMixed={false} onChange={onChange} />);
  expect(reads).toBeGreaterThan(before);
});
