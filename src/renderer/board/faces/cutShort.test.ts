import { expect, it } from 'vitest';
import { cutShort, isShort } from './cutShort';

it('only names and sorts that do not fit on a face are cut short', () => {
  expect(cutShort('W1', 'Worker')).toBeUndefined();
  expect(cutShort('W337', 'Worker')).toBeUndefined();
  expect(cutShort('Payments', '')).toBe('afar');
  expect(cutShort('Payments of the second region', '')).toBe('always');
  expect(cutShort('LB1', 'Load balancer')).toBe('always');
  // A letter of many scripts is twice as wide as a Latin one.
  expect(cutShort('\u6570\u636e\u5e93\u670d\u52a1\u5668', '')).toBe('always');
});

it('names of up to four letters are short: they have the largest letters from afar', () => {
  expect(['W1', 'G200', '\u6570\u636e'].map(isShort)).toEqual([true, true, true]);
  expect(['Cache', '\u6570\u636e\u5e93'].map(isShort)).toEqual([false, false]);
});
