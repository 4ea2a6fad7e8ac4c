import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { DistributionSpec } from '../../sim/index';
import { DistributionField } from './DistributionField';

afterEach(cleanup);

const FIRST: DistributionSpec = { type: 'exponential', meanMs: 80, offsetMs: 5 };

function shown(isMixed: boolean): { given: DistributionSpec[]; type: HTMLSelectElement } {
  const given: DistributionSpec[] = [];
  render(<DistributionField label="Service time" value={FIRST} isMixed={isMixed} onChange={(value) => given.push(value)} />);
  return { given, type: screen.getByRole('combobox') };
}

it('shows type, numbers and curve of one distribution', () => {
  const { type } = shown(false);
  expect(type.selectedOptions[0].textContent).toBe('Exponential');
  expect(screen.getByRole('textbox', { name: 'Service time, Mean' })).toHaveProperty('value', '80');
  expect(screen.getByRole('img').getAttribute('aria-label')).toContain('80 ms');
});

it('of several that differ it says so, and shows the numbers of none', () => {
  const { type } = shown(true);
  expect(type.selectedOptions[0].textContent).toBe('different');
  expect(screen.queryAllByRole('textbox')).toEqual([]);
  expect(screen.queryByRole('img')).toBeNull();
});

it('one that is chosen then holds for all: that of the first where it is of the type, one of about the same mean otherwise', () => {
  const { given, type } = shown(true);
  fireEvent.change(type, { target: { value: 'exponential' } });
  fireEvent.change(type, { target: { value: 'constant' } });
  expect(given).toEqual([FIRST, { type: 'constant', valueMs: 85 }]);
});
