import { expect, it } from 'vitest';
import { changeText } from './changeText';

it('the percent beside a figure are those from the other run to this one, and nothing where they would say nothing', () => {
  expect(changeText(50, 75)).toBe('here +50 %');
  expect(changeText(200, 100)).toBe('here -50 %');
  expect(changeText(100, 101.5)).toBe('here +1.5 %');
  expect([changeText(0, 5), changeText(5, 5), changeText(null, 5), changeText(5, null)]).toEqual(['', '', '', '']);
});
