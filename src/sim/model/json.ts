import { fail, type Loaded } from './failure';
import { jsonErrorAt } from './jsonErrorAt';

/** Largest scenario file, in characters. */
export const MAX_FILE_CHARACTERS = 64_000_000;
const MAX_DEPTH = 64;

/** Parses JSON without trusting it: size and depth are checked before, and mistakes are told by line and column. */
export function parseJson(text: string): Loaded<unknown> {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (body.trim() === '') return fail('empty-file', '', 'The file is empty; open another one, or start a new scenario.');
  if (body.length > MAX_FILE_CHARACTERS) return fail('too-large', '', 'The file is larger than 64 million characters, which is no scenario; choose another file.');
  const tooDeep = tooDeepAt(body);
  if (tooDeep >= 0) {
    return fail('too-deep', '', `The file nests brackets more than ${MAX_DEPTH} deep at ${lineAndColumn(body, tooDeep)}, which no scenario does; choose another file.`);
  }
  try {
    return { ok: true, value: JSON.parse(body) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = jsonErrorAt(body);
    return fail('not-json', '', `The file is not valid JSON at ${lineAndColumn(body, at)}: ${looksCut(body, at) ? 'it seems to be cut off' : `the text there is not expected`}; repair it in a text editor or restore a copy.`);
  }
}

/** Where nesting passes the limit, -1 if nowhere. Brackets within texts do not count. */
function tooDeepAt(text: string): number {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inText) {
      if (c === 92) i++;
      else if (c === 34) inText = false;
    } else if (c === 34) inText = true;
    else if (c === 91 || c === 123) {
      if (++depth > MAX_DEPTH) return i;
    } else if (c === 93 || c === 125) depth--;
  }
  return -1;
}

function looksCut(text: string, at: number): boolean {
  return at >= text.trimEnd().length;
}

function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return `line ${line}, column ${at - before.lastIndexOf('\n')}`;
}
