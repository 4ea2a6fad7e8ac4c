import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DEPTH, MAX_VALUES, parseJson } from './json';

function refusal(text: string): string {
  const parsed = parseJson(text);
  if (parsed.ok) throw new Error(`accepted: ${text}`);
  return `${parsed.failure.name}: ${parsed.failure.message}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('a text that is not JSON: where and why', () => {
  it.each([
    ['{"a": 1,}', 'line 1, column 8: the comma before } is one too many'],
    ['[1, 2,\n]', 'line 1, column 6: the comma before ] is one too many'],
    ['{"a": 1\n "b": 2}', 'line 2, column 2: a comma is missing before a double quote'],
    ['[1 2]', 'line 1, column 4: a comma is missing before "2"'],
    ['{"a" 1}', 'line 1, column 6: a colon is missing before it'],
    ['{a: 1}', 'line 1, column 2: the name "a" needs double quotes around it'],
    ["{'a': 1}", 'line 1, column 2: texts need double quotes (")'],
    ['{"a": nothing}', 'line 1, column 7: "nothing" does not belong there'],
    ['{"a": -Infinity}', 'line 1, column 7: "-Infinity" is not a number'],
    ['{"a": 01}', 'line 1, column 7: a number may not begin with 0'],
    ['{"a": 1.}', 'line 1, column 8: a digit is missing after the point'],
    ['{"a": 1e}', 'line 1, column 8: a digit is missing after the e'],
    ['{"a": .5}', 'line 1, column 7: ".5" does not belong there'],
    ['{"a": /* so */ 1}', 'line 1, column 7: comments are not allowed'],
    ['{"a": "x\ny"}', 'line 1, column 7: the text that begins there has no closing double quote on its line'],
    ['{"a": "x\u0007y"}', 'line 1, column 7: the text that begins there holds a control character'],
    ['{"a": "C:\\work"}', 'line 1, column 10: a backslash in a text must be written twice'],
    ['{"a": "\\u12G4"}', 'line 1, column 8: a backslash in a text must be written twice'],
    ['{} {}', 'line 1, column 4: the scenario ends before "{"'],
    ['{"a": [1, 2', 'line 1, column 12: the file seems to be cut off'],
    ['{"a": "\\u12', 'the file seems to be cut off'],
    ['{"a', 'the file seems to be cut off'],
    ['{"a": tr', 'line 1, column 7: "tr" does not belong there'],
    ['\u0000\u0001', 'line 1, column 1: an invisible character does not belong there'],
  ])('%j', (text, expected) => {
    expect(refusal(text)).toContain(expected);
    expect(refusal(text)).toMatch(
      /^not-json: The file is not valid JSON at line \d+, column \d+: [^\n]*; repair it in a text editor or restore a copy\.$/,
    );
  });

  it('agrees with the engine on what is JSON, for any text near to JSON', () => {
    const spoiled = fc
      .tuple(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '\\', '0', '.', 'e', '-', 'x', '\n', '\u0001', ':', '['),
      )
      .map(([text, at, insert]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + insert + text.slice(insert === '' ? place + 1 : place);
      });
    fc.assert(
      fc.property(spoiled, (text) => {
        const parsed = parseJson(text);
        expect(parsed.ok).toBe(isJson(text));
        if (!parsed.ok && parsed.failure.name !== 'empty-file') expect(parsed.failure.name).toBe('not-json');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('limits', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

  it('takes brackets up to the limit and names the place of the first beyond it', () => {
    expect(parseJson(nested(MAX_DEPTH)).ok).toBe(true);
    expect(refusal(`\n${nested(MAX_DEPTH + 1)}`)).toContain(`line 2, column ${MAX_DEPTH + 1}`);
  });

  it('does not count what stands within texts', () => {
    expect(parseJson(JSON.stringify({ a: '['.repeat(1000), b: '\\"[', c: ','.repeat(100) })).ok).toBe(true);
  });

  it('refuses more values than any scenario has', () => {
    expect(refusal(`[${'0,'.repeat(MAX_VALUES + 1)}0]`)).toMatch(/^too-large: .*4 million values/);
  });

  it('reads a file with a byte order mark, and calls an empty one empty', () => {
    expect(parseJson('\ufeff{"a": 1}')).toEqual({ ok: true, value: { a: 1 } });
    expect(refusal('\ufeff \n')).toMatch(/^empty-file/);
  });
});
