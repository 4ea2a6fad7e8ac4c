import { expect, it } from 'vitest';
import { inexactNumber } from './inexactNumber';

it('finds a whole number that doubles do not hold exactly, wherever it stands', () => {
  expect(inexactNumber({ type: 'x', a: [1, { b: 2 ** 53 - 1 }], c: 'text', d: 0.1, e: null })).toBeNull();
  expect(inexactNumber({ type: 'x', a: [1, { b: 2 ** 53 }] })).toBe(2 ** 53);
  expect(inexactNumber([-(2 ** 60)])).toBe(-(2 ** 60));
});
