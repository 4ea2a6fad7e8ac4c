/** Where a text stops being JSON, and what is wrong there in a beginner's words. */
export interface JsonError {
  /** Offset of the first character that does not belong; the length of the text when it ends too early. */
  readonly at: number;
  readonly what: string;
}

const QUOTE = 34;
const BACKSLASH = 92;
const LONGEST_WORD = 20;

/** Thrown inside the scanner at the first place that is wrong. */
class Wrong extends Error {
  constructor(
    readonly at: number,
    readonly what: string,
  ) {
    super(what);
  }
}

/**
 * Where a text stops being JSON. Only called for texts that the engine's own parser has refused, because engines tell the
 * place in different words or not at all; the caller has made sure that brackets do not nest deep. Texts, numbers and
 * spaces are walked by hand: a regular expression runs out of stack on megabytes of them.
 */
export function jsonErrorAt(text: string): JsonError {
  try {
    const end = skip(text, value(text, skip(text, 0)));
    return { at: end, what: `the scenario ends before ${shown(text, end)}` };
  } catch (error) {
    if (error instanceof Wrong) return { at: error.at, what: error.what };
    throw error;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function skip(text: string, at: number): number {
  let i = at;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 32 && code !== 10 && code !== 9 && code !== 13) break;
  }
  return i;
}

function digits(text: string, at: number): number {
  let i = at;
  while (isDigit(text.charCodeAt(i))) i++;
  return i;
}

function value(text: string, at: number): number {
  switch (text[at]) {
    case '{':
      return list(text, at, '}', member);
    case '[':
      return list(text, at, ']', value);
    case '"':
      return string(text, at);
    default:
      for (const word of ['true', 'false', 'null']) if (text.startsWith(word, at)) return at + word.length;
      return number(text, at);
  }
}

function number(text: string, at: number): number {
  const start = text[at] === '-' ? at + 1 : at;
  if (!isDigit(text.charCodeAt(start))) throw unexpected(text, at);
  let end = digits(text, start);
  if (text[start] === '0' && end > start + 1) throw new Wrong(at, 'a number may not begin with 0');
  if (text[end] === '.') {
    if (!isDigit(text.charCodeAt(end + 1))) throw new Wrong(end, 'a digit is missing after the point');
    end = digits(text, end + 1);
  }
  if (text[end] === 'e' || text[end] === 'E') {
    const exponent = text[end + 1] === '+' || text[end + 1] === '-' ? end + 2 : end + 1;
    if (!isDigit(text.charCodeAt(exponent))) throw new Wrong(end, 'a digit is missing after the e');
    end = digits(text, exponent);
  }
  return end;
}

function string(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i + 1;
    if (code < 32)
      throw new Wrong(
        at,
        code === 10 || code === 13
          ? 'the text that begins there has no closing double quote on its line'
          : 'the text that begins there holds a control character',
      );
    if (code !== BACKSLASH) continue;
    const escape = text.slice(i + 1, i + 6);
    if (!/^(["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(escape)) {
      if (/^(u[0-9a-fA-F]{0,3})?$/.test(escape)) break;
      throw new Wrong(i, 'a backslash in a text must be written twice');
    }
    i += escape[0] === 'u' ? 5 : 1;
  }
  throw cutOff(text);
}

function member(text: string, at: number): number {
  if (text[at] !== '"') {
    if (at >= text.length) throw cutOff(text);
    if (/[\w$]/.test(text[at])) throw new Wrong(at, `the name ${shown(text, at)} needs double quotes around it`);
    throw unexpected(text, at);
  }
  const colon = skip(text, string(text, at));
  if (text[colon] !== ':') throw colon >= text.length ? cutOff(text) : new Wrong(colon, 'a colon is missing before it');
  return value(text, skip(text, colon + 1));
}

function list(text: string, at: number, close: string, item: (text: string, at: number) => number): number {
  let here = skip(text, at + 1);
  if (text[here] === close) return here + 1;
  for (;;) {
    here = skip(text, item(text, here));
    if (text[here] === close) return here + 1;
    if (text[here] !== ',') throw missingComma(text, here);
    const comma = here;
    here = skip(text, here + 1);
    if (text[here] === close) throw new Wrong(comma, `the comma before ${close} is one too many`);
  }
}

function missingComma(text: string, at: number): Wrong {
  if (at >= text.length) return cutOff(text);
  return /["{[\w-]/.test(text[at]) ? new Wrong(at, `a comma is missing before ${shown(text, at)}`) : unexpected(text, at);
}

function cutOff(text: string): Wrong {
  return new Wrong(text.length, 'the file seems to be cut off');
}

function unexpected(text: string, at: number): Wrong {
  if (at >= text.length) return cutOff(text);
  if (text[at] === "'") return new Wrong(at, 'texts need double quotes (")');
  if (text[at] === '#' || text.startsWith('//', at) || text.startsWith('/*', at)) return new Wrong(at, 'comments are not allowed');
  if (/^(-?Infinity|NaN)\b/.test(text.slice(at, at + LONGEST_WORD))) return new Wrong(at, `${shown(text, at)} is not a number`);
  return new Wrong(at, `${shown(text, at)} does not belong there`);
}

/** The word or the character at a place, in quotes. */
function shown(text: string, at: number): string {
  const near = text.slice(at, at + LONGEST_WORD);
  const word = /^-?[\p{L}\p{N}_.+-]+/u.exec(near)?.[0] ?? String.fromCodePoint(text.codePointAt(at) ?? 32);
  if (word === '\ufffd') return 'a character that is not in UTF-8';
  return /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]$/u.test(word) ? 'an invisible character' : `"${word}"`.replace('"""', 'a double quote');
}
