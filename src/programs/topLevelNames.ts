/** What is no code: comments, texts, and expressions that search. */
const NO_CODE = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;
const DECLARATION = /\b(?:let|const|var)\s+([^;\n]*)/g;
const MOST_NAMES = 200;

/**
 * Names of the variables that a program in JavaScript declares outside of functions, in the order of its text. Read without the whole
 * grammar: a name too many does no harm where it is only looked up.
 */
export function topLevelNames(source: string): string[] {
  const bare = outermost(source.replace(NO_CODE, ' '));
  const found = new Set<string>();
  for (const [, declared] of bare.matchAll(DECLARATION)) {
    for (const part of declared.split(',')) {
      const name = /^[\s{[]*(?:[\w$]+\s*:\s*)?([A-Za-z_$][\w$]*)/.exec(part)?.[1];
      if (name !== undefined && found.size < MOST_NAMES) found.add(name);
    }
  }
  return [...found];
}

/** The text without what stands in brackets of any kind, but for what is taken apart by a declaration. */
function outermost(text: string): string {
  let depth = 0;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    const isPattern = depth === 0 && (letter === '{' || letter === '[') && /\b(?:let|const|var)\s*$/.test(out);
    if (isPattern) {
      const end = text.indexOf(letter === '{' ? '}' : ']', i);
      if (end < 0) break;
      out += text.slice(i + 1, end);
      i = end;
    } else if ('({['.includes(letter)) depth++;
    else if (')}]'.includes(letter)) depth = Math.max(0, depth - 1);
    else if (depth === 0) out += letter;
  }
  return out;
}
