import { expect, it } from 'vitest';
import { themeOf } from './themeOf';

const plain = { isDark: false, isContrast: false, isForced: false };

it('follows the system: its lightness, and high contrast where that is asked for', () => {
  expect(themeOf('system', plain)).toBe('light');
  expect(themeOf('system', { ...plain, isDark: true })).toBe('dark');
  expect(themeOf('system', { ...plain, isContrast: true })).toBe('contrast');
});

it('leaves contrast to the system where it puts its own colours in, and to the person who has chosen', () => {
  expect(themeOf('system', { isDark: true, isContrast: true, isForced: true })).toBe('dark');
  expect(themeOf('light', { isDark: true, isContrast: true, isForced: false })).toBe('light');
});
