import { expect, it } from 'vitest';
import { labelRoom, spread } from './lineLabels';

it('puts labels beside their lines, and apart where lines end together, in the order of the lines', () => {
  expect(spread([20, 60, 90], 0, 100, 11)).toEqual([20, 60, 90]);
  expect(spread([52, 50, 51], 0, 100, 11)).toEqual([72, 50, 61]);
});

it('keeps labels within the chart, and writes none where not all have room', () => {
  const placed = spread([99, 98, 97], 0, 100, 11);
  expect(placed).toEqual([100, 89, 78]);
  expect(spread([-5, 0], 0, 100, 11)).toEqual([0, 11]);
  expect(spread([1, 2, 3, 4], 0, 30, 11)).toBeNull();
});

it('leaves no room for the label of an only line', () => {
  expect(labelRoom(['W1'], 300)).toBe(0);
});
