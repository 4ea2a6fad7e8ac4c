const SPACE = /[ \t\n\r]*/y;
// Characters below a space may not stand in a JSON text; \p{Cc} also bars DEL, which no scenario holds.
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/** Thrown inside the scanner at the first place that is wrong. */
class Wrong extends Error {
  constructor(readonly at: number) {
    super('wrong JSON');
  }
}

/**
 * Where a text stops being JSON: the offset of the first character that does not belong. Only called for texts that the
 * engine's own parser has refused, because engines tell the place in different words or not at all.
 */
export function jsonErrorAt(text: string): number {
  try {
    const end = skip(text, value(text, skip(text, 0)));
    return end;
  } catch (error) {
    if (error instanceof Wrong) return error.at;
    throw error;
  }
}

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function skip(text: string, at: number): number {
  return Math.max(at, match(SPACE, text, at));
}

function value(text: string, at: number): number {
  const c = text[at];
  if (c === '{') return list(text, at, '}', member);
  if (c === '[') return list(text, at, ']', value);
  const end = c === '"' ? match(STRING, text, at) : Math.max(match(WORD, text, at), match(NUMBER, text, at));
  if (end < 0) throw new Wrong(c === '"' && !text.slice(at + 1).includes('"') ? text.length : at);
  return end;
}

function member(text: string, at: number): number {
  const end = match(STRING, text, at);
  if (end < 0) throw new Wrong(at);
  const colon = skip(text, end);
  if (text[colon] !== ':') throw new Wrong(colon);
  return value(text, skip(text, colon + 1));
}

function list(text: string, at: number, close: string, item: (text: string, at: number) => number): number {
  let here = skip(text, at + 1);
  if (text[here] === close) return here + 1;
  for (;;) {
    here = skip(text, item(text, here));
    if (text[here] === close) return here + 1;
    if (text[here] !== ',') throw new Wrong(here);
    here = skip(text, here + 1);
  }
}
