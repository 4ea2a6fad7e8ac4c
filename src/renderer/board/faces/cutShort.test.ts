import { expect, it } from 'vitest';
import { cutShort } from './cutShort';

it('only names and sorts that do not fit on a face are cut short', () => {
  expect(cutShort('W1', 'Worker')).toBeUndefined();
  expect(cutShort('W337', 'Worker')).toBeUndefined();
  expect(cutShort('Payments', '')).toBe('afar');
  expect(cutShort('Payments of the second region', '')).toBe('always');
  expect(cutShort('LB1', 'Load balancer')).toBe('always');
  // A letter of many scripts is twice as wide as a Latin one.
  expect(cutShort('\u6570\u636e\u5e93\u670d\u52a1\u5668', '')).toBe('always');
});
