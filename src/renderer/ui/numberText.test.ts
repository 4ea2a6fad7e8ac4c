import { describe, expect, it } from 'vitest';
import { readNumber, readNumberWithin } from './numberText';

const value = (text: string): number | string => {
  const read = readNumber(text);
  return read.ok ? read.value : read.problem;
};

describe('a number as people write it', () => {
  it.each([
    ['0,5', 0.5],
    ['0.5', 0.5],
    [',5', 0.5],
    ['1.000,5', 1000.5],
    ['1,000.5', 1000.5],
    ['1.000.000', 1_000_000],
    ['1,000,000', 1_000_000],
    ['1 000,5', 1000.5],
    ["1'000", 1000],
    ['0,125', 0.125],
    ['1.125', 1.125],
    ['1,25', 1.25],
    ['-2,5', -2.5],
    ['1e3', 1000],
    ['1000', 1000],
  ])('%s is %d', (text, number) => {
    expect(value(text)).toBe(number);
  });

  it.each(['1.000', '1,000', '12.500', '1,125'])('%s may mean two things, so it is asked about and never taken for either', (text) => {
    expect(value(text)).toMatch(new RegExp(`"${text}" can be read in two ways; write \\d+ or `));
  });

  it.each(['', ' ', 'ten', '1,2,3', '1.2.3', '1,00.5', '1.5,5,5', '--1', 'Infinity', '0x10', '1 000 ms'])('"%s" is none', (text) => {
    expect(value(text)).toBe('Write a number.');
  });

  it('says what is wrong with one that lies outside of its range', () => {
    const range = { minimum: 1, maximum: 100, integer: true, unit: 'ms' };
    expect(readNumberWithin('0,5', range)).toEqual({ ok: false, problem: 'Write a whole number.' });
    expect(readNumberWithin('0', range)).toEqual({ ok: false, problem: 'At least 1 ms.' });
    expect(readNumberWithin('1.000,0', range)).toEqual({ ok: false, problem: 'At most 100 ms.' });
    expect(readNumberWithin('7', range)).toEqual({ ok: true, value: 7 });
  });

  it('reads back whatever the app writes', () => {
    for (const number of [0.001, 1.5, 12.375, 1000, 1234.567, 1e-7, 1e21, 0.1 + 0.2]) expect(value(String(number))).toBe(number);
  });
});
