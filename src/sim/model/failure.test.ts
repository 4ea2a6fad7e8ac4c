import { describe, expect, it } from 'vitest';
import { didYouMean, pathText, quote } from './failure';

describe('a guess at what was meant', () => {
  const known = ['concurrency', 'serviceTimeMs', 'queueLimit', 'holdSlot', 'W1', 'DB1'];

  it.each([
    ['concurency', 'concurrency'],
    ['servicetimems', 'serviceTimeMs'],
    ['queuLimt', 'queueLimit'],
    ['W9', 'W1'],
    ['DB11', 'DB1'],
  ])('%s is near %s', (word, meant) => {
    expect(didYouMean(word, known)).toBe(` (did you mean "${meant}"?)`);
  });

  it.each(['speed', 'x', '', 'elsewhere', 'concurrencyLimitOfSlots'])('%j is near nothing', (word) => {
    expect(didYouMean(word, known)).toBe('');
  });

  it('is quick for a word of megabytes', () => {
    expect(didYouMean('x'.repeat(5_000_000), known)).toBe('');
  });
});

describe('a path', () => {
  it('reads like code', () => {
    expect(pathText(['nodes', 3, 'params', 'serviceTimeMs', 'valuesMs', 0])).toBe('nodes[3].params.serviceTimeMs.valuesMs[0]');
    expect(pathText([])).toBe('');
  });

  it('quotes names that are no names, and shortens long ones', () => {
    expect(pathText(['params', 'two words'])).toBe('params["two words"]');
    expect(pathText(['params', 'x'.repeat(500)]).length).toBeLessThan(60);
  });
});

describe('a quotation', () => {
  it.each([
    ['fast', '"fast"'],
    ['say "hi"', '"say \\"hi\\""'],
    [-5, '-5'],
    [Number.NaN, 'NaN'],
    [true, 'true'],
    [null, 'null'],
    [undefined, 'nothing'],
    [[], 'an empty list'],
    [[1], 'a list'],
    [{ a: 1 }, 'an object in braces'],
  ])('%j is told as %s', (value, text) => expect(quote(value)).toBe(text));

  it('is short, on one line, and cannot speak to a terminal or turn the writing', () => {
    const hostile = quote(`a\n\u001b[31m\u202e\u2028\u0085${'x'.repeat(100)}\ud83d\ude00`);
    expect(hostile.length).toBeLessThan(50);
    expect(hostile).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  });
});
