import { expect, it } from 'vitest';
import { cutToCharacters } from './characters';

it('cuts between characters as a reader sees them', () => {
  expect(cutToCharacters('Users', 60)).toBe('Users');
  expect(cutToCharacters('x'.repeat(70), 60)).toHaveLength(60);
  const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}';
  expect(cutToCharacters(family.repeat(3), 2)).toBe(family.repeat(2));
  expect(cutToCharacters(family.repeat(60), 60)).toBe(family.repeat(60));
  expect(cutToCharacters('\u05DE\u05D0\u05D2\u05E8', 3)).toBe('\u05DE\u05D0\u05D2');
});
