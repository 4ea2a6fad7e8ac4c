import { fail, type Loaded } from './failure';
import { jsonErrorAt } from './jsonErrorAt';

/** Largest scenario file, in characters. */
export const MAX_FILE_CHARACTERS = 64_000_000;
/** Brackets within brackets: a scenario needs 6, a lesson some more. */
export const MAX_DEPTH = 64;
/** Values in a file: the largest scenario that is allowed has about a million and a half. */
export const MAX_VALUES = 4_000_000;

/** Parses JSON without trusting it: size and depth are checked before, and mistakes are told by line and column. */
export function parseJson(text: string): Loaded<unknown> {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (body.trim() === '') return fail('empty-file', '', 'The file is empty; open another one, or start a new scenario.');
  if (body.length > MAX_FILE_CHARACTERS)
    return fail('too-large', '', 'The file is larger than 64 million characters, which is too large for a scenario; choose another file.');
  const { deepAt, commas } = scan(body);
  if (deepAt >= 0) {
    return fail(
      'too-deep',
      '',
      `The file nests brackets more than ${MAX_DEPTH} deep at ${lineAndColumn(body, deepAt)}, which no scenario does; choose another file.`,
    );
  }
  if (commas > MAX_VALUES)
    return fail(
      'too-large',
      '',
      `The file holds more than ${MAX_VALUES / 1e6} million values, which is too large for a scenario; choose another file.`,
    );
  try {
    return { ok: true, value: JSON.parse(body) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { at, what } = jsonErrorAt(body);
    return fail(
      'not-json',
      '',
      `The file is not valid JSON at ${lineAndColumn(body, at)}: ${what}; repair it in a text editor or restore a copy.`,
    );
  }
}

/** Where nesting passes the limit (-1: nowhere), and the commas up to there. What stands within texts does not count. */
function scan(text: string): { readonly deepAt: number; readonly commas: number } {
  let depth = 0;
  let commas = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inText) {
      if (c === 92) i++;
      else if (c === 34) inText = false;
    } else if (c === 34) inText = true;
    else if (c === 44) commas++;
    else if (c === 91 || c === 123) {
      if (++depth > MAX_DEPTH) return { deepAt: i, commas };
    } else if (c === 93 || c === 125) depth--;
  }
  return { deepAt: -1, commas };
}

function lineAndColumn(text: string, at: number): string {
  let line = 1;
  let lineStart = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1)) {
    line++;
    lineStart = end + 1;
  }
  return `line ${line}, column ${at - lineStart + 1}`;
}
